"""Worlds made up by chance from a seed, and what is hidden in them: two that differ in nothing else
are the same to everybody who may not see it."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from tandem.assessments.models import AfterToday, FairnessTap
from tandem.assessments.queries import instrument_of, newest_release
from tandem.assessments.tests.talking import home_apart, open_talk, post, say, sit, step
from tandem.levels.tests.told import make_level
from tandem.own_page.tests.holding import holding
from tandem.people.actor import Staff
from tandem.plans.models import Example, SeenByCoach
from tandem.plans.tests.stories import (
    ask_to_meet,
    keep_the_flat,
    no_phone,
    off_the_path,
    ring_the_council,
)
from tandem.preparation.tests.preparing import opened, write
from tandem.restricted import actions as restricted
from tandem.restricted.models import Compartment
from tandem.restricted.tests.apart import keep_note, let_read
from tandem.voices.models import Kind
from tests import access
from tests.cast import make_person
from tests.page import Pages, counts
from tests.test_shared_screen import ask, begun, paths

SAYINGS = (
    "Zebras in the kitchen.",
    "She moved to Elm Road.",
    "I sleep at Mum's.",
    "Mae’n oer yma.",
    "Nobody rings at night now.",
)
# New with every answer: tokens, what a passkey signs, ids of acts, the time, and numbers of the
# log, which count what waits as well.
PASSING = re.compile(
    r'name=\\?"csrfmiddlewaretoken\\?" value=\\?"[^"]+"|csrftoken=\w+|\d\d:\d\d'
    r'|"challenge": "[\w-]+"'
    r'|data-(at|number)=\\?"\d+|name=\\?"(seen|was:[^"]*)\\?" value=\\?"\d+|"at": \d+'
    r"|Content-Length: \d+"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
# The same for everyone, and slow to print.
ABOUT_NOBODY = {"blank", "paper", "healthz", "design"}
JSON = {"HTTP_ACCEPT": "application/json"}


@dataclass
class World:
    chance: random.Random
    cast: SimpleNamespace
    at: SimpleNamespace
    worker: Any
    person: Any
    # A second sign-in of the worker, at the desk; and the person's own phone, at home.
    desk: Pages
    home: SimpleNamespace
    # The phone with their own page.
    alone: SimpleNamespace
    talk: Any = None
    # The area in which marks are made each first.
    waits: str = ""

    def words(self) -> str:
        return " ".join(self.chance.sample(SAYINGS, self.chance.randint(1, 3)))

    def some(self, most: int) -> range:
        return range(self.chance.randint(1, most))


def make(cast: SimpleNamespace, seed: int) -> World:
    """Two who sit together with all that both see, and a phone on which the person prepares."""
    chance = random.Random(seed)
    is_voluntary = bool(seed % 2)
    worker, person = (cast.maureen, cast.kofi) if is_voluntary else (cast.imran, cast.danielle)
    at = begun(worker, person)
    desk = Pages()
    desk.force_login(worker)
    prepares, alone = opened(worker, person), holding(worker, person)
    world = World(chance, cast, at, worker, person, desk, prepares, alone)
    home_apart(at)
    every = marked_areas(at)
    *seen, world.waits = chance.sample([one for one in every if one != "home"], 3)
    for area in seen:
        mark_by_chance(world, area)
    world.talk = at.parts["talk"] = open_talk(at)
    if chance.random() < 0.5:
        step(at, world.talk, "where", outcome=chance.choice(["differently", "worker"]))
    if chance.random() < 0.7:
        goal = keep_the_flat(worker, person, words=world.words())
        at.parts["goal"] = goal.pk
        at.parts["ask"] = ask_to_meet(worker, person, words=world.words())
        at.parts["obstacle"] = no_phone(worker, person, words=world.words())
        at.steps["uuid"] = ring_the_council(worker, goal, words=world.words()).pk
    at.parts["decision"] = off_the_path(worker, person, world.words())
    if not is_voluntary and chance.random() < 0.7:
        at.parts["level"] = make_level(person, tool="Made-up tool").pk
    # A mark of the worker that waits for the person's; which one it is, is hidden.
    say(at, "worker", f"{world.waits}.w.strength", world.words())
    say(at, "person", f"notice/{world.waits}", "answer", kind=Kind.PROMPT)
    assert post(at, "answer", {"way": "each_first"}, area=world.waits).status_code == 302
    mark_again(world)
    return world


def marked_areas(at: SimpleNamespace) -> list[str]:
    """Those in which both mark how things are, and which are open in voluntary work too."""
    instrument = instrument_of(at.thread)
    keys = {item.key for item in instrument.items}
    shut = {"happened", "safe", "harm"}
    return [
        area.key
        for area in instrument.areas
        if f"{area.key}.w.now" in keys and area.key not in shut
    ]


def mark_by_chance(world: World, area: str) -> None:
    for item in instrument_of(world.at.thread).area(area).items:
        if item.party == "both" or world.chance.random() < 0.5:
            continue
        if item.kind == "words":
            say(world.at, item.party, item.key, world.words())
        elif item.kind == "scale":
            say(world.at, item.party, item.key, world.chance.choice(item.choices).key)


def mark_again(world: World) -> None:
    key = f"{world.waits}.w.now"
    value = world.chance.choice(instrument_of(world.at.thread).item(key).choices).key
    data = {f"act:{key}": str(uuid4()), f"was:{key}": "0", "by_act": "1", key: value, "seen": "0"}
    address = world.at.room.url("answer", area=world.waits)
    found = world.at.client.post(address, data, budget=60, **JSON)
    assert found.status_code == 200, found.content


# What may be hidden. Each adds something by chance that nobody on these screens may see.


def notes(world: World) -> None:
    """Restricted notes, of the worker and of others, read by others."""
    cast, chance = world.cast, world.chance
    colleague = cast.carys if world.worker == cast.imran else cast.ade
    for _ in world.some(4):
        kind = chance.choice(list(Compartment))
        keeper = chance.choice([world.worker, colleague])
        keep_note(keeper, world.person, kind, about=world.words(), words=world.words())
    kind = chance.choice(list(Compartment))
    if world.worker == cast.imran:
        let_read(cast.bea, colleague, kind)
        restricted.open_compartment(
            by=Staff(colleague), person=world.person, compartment=kind, reason=world.words()
        )


def tap(world: World) -> None:
    """What the person alone answered after a talk."""
    FairnessTap.objects.create(
        sitting=world.at.sitting,
        talk_id=world.talk,
        answer=world.chance.choice(["yes", "no"]),
        worker_may_see=False,
        wants_someone=False,
        at=timezone.now(),
    )


def after(world: World) -> None:
    """What the person alone answered after the sitting."""
    AfterToday.objects.create(
        sitting=world.at.sitting,
        release_id=newest_release("after-session"),
        answers={"today.say": world.chance.choice(["yes", "no"])},
        at=timezone.now(),
    )


def drafts(world: World) -> None:
    """What the person writes at home and does not share."""
    for area in world.chance.sample(marked_areas(world.at), 2):
        told = {"strength__words": world.words(), "now": "hard"}
        assert write(world.home, area, **told).status_code < 400


def others(world: World) -> None:
    """Another worker's person, with words of their own; restricted ones too."""
    cast = world.cast
    worker = cast.priya if world.worker == cast.imran else cast.ade
    person = make_person(worker.organisation, "Rhys", worker=worker, team=worker.team)
    other = sit(worker, person)
    for _ in world.some(3):
        say(other, "person", "home.strength.words", world.words())
    home_apart(other)
    keep_note(worker, person, words=world.words())


def shut(world: World) -> None:
    """Said about what is shut in voluntary work."""
    say(world.at, "person", "happened.strength.words", world.words())
    say(world.at, "person", "happened.now", world.chance.choice(["good", "hard"]))
    say(world.at, "worker", "happened.w.now", world.chance.choice(["good", "very_hard"]))
    remark = {"words": world.words(), "answer_by": "2199-01-01"}
    say(world.at, "person", "happened.w.now", remark, kind=Kind.DIFFER)


def coached(world: World) -> None:
    """What a manager wrote back to the worker, who alone reads it, at the desk."""
    colleague = world.cast.carys if world.worker == world.cast.imran else world.cast.ade
    SeenByCoach.objects.create(
        line_id=world.at.parts["decision"], by=colleague, words=world.words(), at=timezone.now()
    )


def examples(world: World) -> None:
    """What a manager told the team of that line, without names, for the desk."""
    colleague = world.cast.carys if world.worker == world.cast.imran else world.cast.ade
    for number in world.some(2):
        Example.objects.create(
            line_id=world.at.parts["decision"],
            team=world.cast.team,
            number=number,
            is_offered=world.chance.random() < 0.5,
            area="home",
            decided=world.words(),
            why=world.words(),
            language="en",
            by=colleague,
            at=timezone.now(),
        )


HIDDEN: dict[str, Callable[[World], None]] = {
    "notes": notes,
    "tap": tap,
    "after": after,
    "drafts": drafts,
    "waits": mark_again,
    "others": others,
    "coached": coached,
    "examples": examples,
    "shut": shut,
}
# Pages of those who may see it: the person alone what they gave themself, the worker at the desk
# what was written back to them.
THEIRS = {
    "tap": ("beside:fair", "beside:areas"),
    "after": ("beside:after", "beside:areas"),
    "drafts": ("preparation:",),
    "coached": ("plans:unusual", "plans:examples"),
    "examples": ("plans:unusual", "plans:examples"),
}


def hide(world: World) -> list[str]:
    """Add some of it; says what."""
    there_is = [name for name in HIDDEN if name != "shut" or world.at.sitting.mode == "voluntary"]
    chosen = world.chance.sample(there_is, world.chance.randint(1, len(there_is)))
    for name in chosen:
        HIDDEN[name](world)
    return chosen


def pages(world: World) -> dict[str, tuple[Pages, str, str, dict[str, str]]]:
    """Every page of both screens, of the worker's desk and of the person's phone, and some
    searches: whose browser asks for what."""
    at, found = world.at, {}
    clients = {"together": at.clients["locked"], "beside": at.clients["guest"]}
    clients["preparation"] = world.home.phone
    clients["own_page"] = world.alone.phone
    for place, kinds in access.places().items():
        door = place.partition(":")[0]
        if door != "desk" and place.rpartition(":")[2] not in ABOUT_NOBODY:
            for path in paths(at, place, kinds):
                found[f"{place} {path}"] = (clients.get(door, world.desk), "GET", path, {})
    for words in ("Zebras", "Danielle", "Rhys", "Elm Road"):
        found[f"search {words}"] = (world.desk, "POST", "/", {"words": words})
    rows = at.room.url("rows", area=world.waits) + "?since=0"
    found["rows of what waits"] = (clients["together"], "GET", rows, {})
    return found


def look(world: World, share: float = 1.0) -> dict[str, str]:
    """What they say, with status, headers and how often they ask the database; or a share of them
    by chance."""
    return {
        where: looked_at(*asked)
        for where, asked in pages(world).items()
        if share == 1 or world.chance.random() < share
    }


def looked_at(client: Pages, method: str, path: str, data: dict[str, str]) -> str:
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        said = ask(client, method, path, data)
    return PASSING.sub("-", f"{sum(map(counts, asked))} queries\n{said}")


def differing(before: dict[str, str], now: dict[str, str], hidden: list[str]) -> dict[str, tuple]:
    """Where two worlds are not the same, with the first lines that differ."""
    own = tuple(page for name in hidden for page in THEIRS.get(name, ()))
    found = {}
    for where, text in now.items():
        if before[where] == text or where.startswith(own or ("?",)):
            continue
        lines = zip(before[where].splitlines(), text.splitlines(), strict=False)
        found[where] = next((pair for pair in lines if pair[0] != pair[1]), ("", "longer"))
    return found
