"""The facts that a caseload holds: staff, people, their orders, and who supports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from tandem.audit.models import Event
from tandem.home.seed import banks, names
from tandem.home.seed.copying import Rows
from tandem.home.seed.layout import Unit, key, person_key
from tandem.lib.text import search_key
from tandem.people.caseload.values import page_language
from tandem.people.models import Allocation, Episode, Mode, Person, Role, User

# Each act that the product would have recorded says so here; nobody signed in to do it.
DEVICE, PLACE = "made up", "outside a request"

ORDERS = (
    (52, "community_order", (12, 12, 12, 18, 18, 24, 24, 36)),
    (25, "suspended", (12, 18, 18, 24, 24)),
    (23, "licence", (6, 9, 12, 15, 18, 24, 36, 48)),
)
PRONOUNS = {"male": "he, him", "female": "she, her"}
EPOCH = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Worker:
    id: UUID
    called: str
    name: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Spell:
    """A time with one worker; `ended_at` is None while it lasts."""

    worker: Worker | None
    began_at: datetime
    ended_at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the caseload knows of one person: enough to tell a history from."""

    place: int
    id: UUID
    called: str
    mode: str
    page_language: str
    spells: tuple[Spell, ...]
    ends_on: date | None


class Facts:
    """Rows of facts, in the order in which they may be copied."""

    def __init__(self) -> None:
        # One for all: it lends its keys of search and order.
        self.person = Person()
        self.users = Rows(
            User,
            "id organisation_id team_id email name called roles is_active last_login password",
        )
        self.people = Rows(
            Person,
            "id organisation_id reference called given_names family_name pronouns born_on sex"
            " preferred_language page_language communication_needs search sort is_practice"
            " created_at",
        )
        self.episodes = Rows(Episode, "id person_id mode order_type starts_on ends_on created_at")
        self.allocations = Rows(
            Allocation, "id person_id worker_id team_id began_at ended_at reason"
        )
        self.events = Rows(Event, "at verb person user device place what recipient")

    @property
    def tables(self) -> Sequence[Rows]:
        return (self.users, self.people, self.episodes, self.allocations, self.events)

    def event(self, at: datetime, verb: str, person: UUID, what: str) -> None:
        self.events.add(at, verb, person, None, DEVICE, PLACE, what, "")


def at(day: date, random: Random) -> datetime:
    """Some time of an office's day."""
    return datetime.combine(day, time(9 + random.randrange(8), random.randrange(60)), tzinfo=UTC)


def fill_unit(
    facts: Facts, unit: Unit, team: int, *, of: range, has_staff: bool, today: date
) -> Iterator[Known]:
    """Add the people of this unit whose places are in `of`, and its staff unless they are there.

    All are drawn, so that those who are added are the same whichever part is asked for.
    """
    random = Random(f"{unit.seed}/unit/{unit.number}")  # noqa: S311
    staff = _staff(facts if not has_staff else Facts(), unit, team, random, today)
    place = unit.first
    for worker, many in zip(staff, unit.lists, strict=False):
        for _ in range(many):
            into = facts if place in of else None
            known = _person(into, unit, team, place, worker, staff, random, today)
            if into:
                yield known
            place += 1


def _staff(facts: Facts, unit: Unit, team: int, random: Random, today: date) -> list[Worker]:
    """Those with people now, then those who left."""
    began = at(today - timedelta(days=1500), random)
    workers: list[Worker] = []
    roles: list[tuple[str, list[str]]] = [("worker", [Role.WORKER])] * len(unit.lists)
    if unit.is_charity:
        roles.append(("lead", [Role.MANAGER, Role.ADMINISTRATOR]))
    else:
        roles.append(("manager", [Role.MANAGER]))
        if unit.opens_organisation:
            roles.append(("administrator", [Role.ADMINISTRATOR]))
    roles += [("left", [Role.WORKER])] * random.randint(1, 2)
    for number, (what, held) in enumerate(roles):
        name = names.draw(random, "")
        whole = f"{name.given_names.split()[0]} {name.family_name}".strip()
        mail = search_key(whole).replace(" ", ".").encode("ascii", "ignore").decode().strip(".")
        one = Worker(
            key(unit.seed, "user", unit.number, number), name.called, whole, what != "left"
        )
        facts.users.add(
            one.id,
            unit.organisation,
            None if what == "administrator" else team,
            f"{mail or 'staff'}.{unit.number}.{number}@{unit.domain}",
            one.name,
            one.called,
            [str(role) for role in held],
            one.is_active,
            None,
            # Nobody knows a word that opens this: the mark of Django's for "no password".
            f"!{random.getrandbits(160):040x}",
        )
        if what in ("worker", "left"):
            workers.append(one)
            _practice(facts, unit, one, began)
    return workers


def _practice(facts: Facts, unit: Unit, worker: Worker, began: datetime) -> None:
    person = facts.person
    person.reference, person.family_name = "", "Practice"
    person.called = person.given_names = "Robin"
    person.name_keys()
    pk = key(unit.seed, "practice", worker.id)
    order = "" if unit.is_charity else "community_order"
    facts.people.add(
        *(pk, unit.organisation, "", person.called, person.given_names, person.family_name),
        *("", None, "", "", "en", "", person.search, person.sort, True, began),
    )
    facts.episodes.add(key(pk, "episode"), pk, unit.mode, order, None, None, began)
    facts.allocations.add(key(pk, "allocation"), pk, worker.id, None, began, None, "")


def _person(
    facts: Facts | None,
    unit: Unit,
    team: int,
    place: int,
    worker: Worker,
    staff: Sequence[Worker],
    random: Random,
    today: date,
) -> Known:
    pk = person_key(unit.seed, place)
    sex = random.choices(("male", "female", "not_said", "not_known", ""), (84, 14, 1, 0.5, 0.5))[0]
    name = names.draw(random, sex)
    age = 18 + int(random.betavariate(1.6, 3.4) * 58 * 365)
    born = EPOCH - timedelta(days=18 * 365 + 5 + age) if random.random() < 0.99 else None
    language = ""
    percent, spoken = banks.LANGUAGES.get(name.background, (0, ()))
    if random.random() * 100 < percent:
        language = random.choice(spoken)
    elif random.random() < 0.003:
        language = "BSL"
    page = page_language(language)
    needs = ""
    if random.random() < 0.2:
        needs = random.choice(banks.COMMUNICATION_CY if page == "cy" else banks.COMMUNICATION)
    pronouns = PRONOUNS.get(sex, "") if random.random() < 0.2 else ""
    if random.random() < 0.006:
        pronouns = "they, them"
    courses = _courses(unit, random, today)
    came = at(courses[0][1], random)
    spells = _spells(worker, staff, came, random, today)
    known = Known(place, pk, name.called, unit.mode, page, spells, courses[-1][2])
    if facts is None:
        return known
    row = facts.person
    row.reference = "" if unit.is_charity and place % 7 else _reference(unit.seed, place)
    row.called, row.given_names, row.family_name = name.called, name.given_names, name.family_name
    row.name_keys()
    facts.people.add(
        *(pk, unit.organisation, row.reference, row.called, row.given_names, row.family_name),
        *(pronouns, born, sex, language, page, needs, row.search, row.sort, False, came),
    )
    facts.event(came, "collect", pk, "by hand")
    for number, (mode, since, until, order) in enumerate(courses):
        made = came if number == 0 else datetime.combine(since, time(9, 5), tzinfo=UTC)
        facts.episodes.add(key(pk, "episode", number), pk, mode, order, since, until, made)
        if number:
            facts.event(made, "alter", pk, "new order")
    for number, spell in enumerate(spells):
        held_by = spell.worker.id if spell.worker else None
        one = key(pk, "allocation", number)
        facts.allocations.add(one, pk, held_by, team, spell.began_at, spell.ended_at, spell.reason)
        if number:
            facts.event(spell.began_at, "alter", pk, "worker team")
    return known


def _reference(seed: str, place: int) -> str:
    """A letter and six digits; no two places have the same, and neighbours have unlike ones."""
    shift = key(seed, "references").int
    letter, number = divmod((place * 7_368_787 + shift) % 26_000_000, 1_000_000)
    return f"{chr(ord('A') + letter)}{number:06}"


# mode, from, to, order
Course = tuple[Mode, date, date | None, str]


def _courses(unit: Unit, random: Random, today: date) -> list[Course]:
    """What the person has been on, the present one last."""
    if unit.is_charity:
        since = today - timedelta(days=1 + int(random.betavariate(1, 2.5) * 900))
        return [(Mode.VOLUNTARY, since, None, "")]
    order, days = _order(random)
    gone = int(random.random() * days)
    if random.random() < 0.03:
        gone = days + random.randint(1, 40)  # ended; nobody has taken them off the list yet
    since = today - timedelta(days=gone)
    courses: list[Course] = [(Mode.STATUTORY, since, since + timedelta(days=days), order)]
    if random.random() < 0.22:
        before, days = _order(random)
        ended = since - timedelta(days=60 + int(random.random() * 1400))
        courses.insert(0, (Mode.STATUTORY, ended - timedelta(days=days), ended, before))
    return courses


def _order(random: Random) -> tuple[str, int]:
    _share, order, months = random.choices(ORDERS, [share for share, *_rest in ORDERS])[0]
    return order, int(random.choice(months) * 30.4375)


def _spells(
    worker: Worker, staff: Sequence[Worker], came: datetime, random: Random, today: date
) -> tuple[Spell, ...]:
    """Who supported them, the present worker last; a few wait for somebody to take them on."""
    present = None if random.random() < 0.02 else worker
    days = (today - came.date()).days
    moves = random.choices((0, 1, 2), (70, 22, 8))[0] if days > 60 and len(staff) > 1 else 0
    began = came
    spells: list[Spell] = []
    for day in sorted(random.sample(range(20, days - 10), moves)):
        held = spells[-1].worker if spells else None
        former = random.choice([one for one in staff if one is not worker and one is not held])
        until = at(came.date() + timedelta(days=day), random)
        spells.append(Spell(former, began, until))
        began = until
    spells.append(Spell(present, began, None))
    for number in range(1, len(spells)):
        before = spells[number - 1].worker
        if before and random.random() < 0.6:
            why = random.choice(banks.MOVED).format(worker=before.called)
            spell = spells[number]
            spells[number] = Spell(spell.worker, spell.began_at, spell.ended_at, why)
    return tuple(spells)
