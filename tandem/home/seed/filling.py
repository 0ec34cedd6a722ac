"""Fills a database with made-up people, by COPY, as the role that owns its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.utils import timezone
from psycopg.pq import TransactionStatus

from tandem.assessments.queries import newest_release, released
from tandem.glances.models import Ending, Glance
from tandem.home.demo.cast import ORGANISATIONS as DEMO
from tandem.home.seed.caseload import Facts, Known, fill_unit
from tandem.home.seed.copying import Rows, copy_all, without_indexes
from tandem.home.seed.histories import tell
from tandem.home.seed.layout import Unit, key, person_key, units
from tandem.home.seed.log import Told
from tandem.lib.refused import Refused
from tandem.people.models import Person

Owner = psycopg.Connection[Any]
# What is being made, how many are done, and of how many.
Progress = Callable[[str, int, int], None]
# Rows that belong together.
Batch = Iterable[Rows]
MOST = 1_000_000
# Whom a filling that was cut short has left out of the lists.
UNLISTED = """
    SELECT FROM people_person p
    WHERE NOT EXISTS (SELECT FROM glances_glance g WHERE g.person_id = p.id) LIMIT 1
"""
# People, and histories, that are copied together.
PEOPLE_AT_ONCE, HISTORIES_AT_ONCE = 2000, 50


@dataclass(slots=True)
class Phase:
    """How many people were made, and in how many seconds."""

    people: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return self.people / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class Filled:
    facts: Phase = field(default_factory=Phase)
    histories: Phase = field(default_factory=Phase)


def fill(
    owner: Owner,
    *,
    people: int,
    seed: str = "tandem",
    histories: float = 0.02,
    today: date | None = None,
    progress: Progress | None = None,
) -> Filled:
    """Make the database hold the first `people` of this seed, adding only who is missing.

    Each batch is all there or not at all, so a filling that was cut short goes on where it ended.
    """
    if not 1 <= people <= MOST:
        raise Refused(f"Choose a number of people from 1 to {MOST:,}.")
    if not 0 <= histories <= 1:
        raise Refused("The share with full histories is a number from 0 to 1, such as 0.02.")
    refuse_real_people(owner, seed)
    done = Filled()
    day = today or timezone.localdate()
    say = progress or (lambda what, made, wanted: None)
    here = count(owner, seed)
    teams = _teams(owner, seed, max(people, here))
    untold: list[Known] = []
    started = perf_counter()
    # In a wider transaction checks wait for its end; till then no index can be made.
    is_alone = owner.info.transaction_status == TransactionStatus.IDLE
    is_worth_it = is_alone and people - here > here
    with without_indexes(owner, Person, Glance, Ending, is_worth_it=is_worth_it):
        if people > here:
            batches = _facts(seed, range(here, people), teams, day, histories, untold, say)
            _copied(owner, batches)
            _listed(owner)
    if people > here:
        done.facts = Phase(people - here, perf_counter() - started)
    untold[:0] = _left_untold(owner, seed, min(here, people), teams, day, histories)
    if untold:
        started = perf_counter()
        _copied(owner, _histories(seed, untold, day, say))
        _listed(owner)
        done.histories = Phase(len(untold), perf_counter() - started)
    elif owner.execute(UNLISTED).rowcount:
        _listed(owner)
    return done


def _listed(owner: Owner) -> None:
    """What lists show of everybody."""
    owner.execute("ANALYZE")
    owner.execute("SELECT glances_rebuild()")
    owner.execute("ANALYZE glances_glance, glances_ending")


def refuse_real_people(owner: Owner, seed: str) -> None:
    """Only an empty database is filled, or one that this seed or the demo made."""
    ours = {key(seed, kind, place) for kind in ("region", "charity") for place in range(1000)}
    others = [
        name
        for pk, name in owner.execute("SELECT id, name FROM people_organisation ORDER BY name")
        if pk not in ours
    ]
    if settings.IS_DEMO:
        others = [name for name in others if name not in DEMO]
    if others:
        raise Refused(
            f"This database holds {others[0]}, which was not made up with this seed. Made-up people"
            " are never put beside real ones: choose an empty database."
        )


def count(owner: Owner, seed: str) -> int:
    """How many of this seed's people are here. They come in line, so halving finds the last."""

    def is_here(place: int) -> bool:
        found = owner.execute(
            "SELECT FROM people_person WHERE id = %s", [person_key(seed, place - 1)]
        )
        return bool(found.rowcount)

    least, most = 0, MOST
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if is_here(middle) else (least, middle - 1)
    return least


def _teams(owner: Owner, seed: str, people: int) -> dict[int, int]:
    """The organisations and teams for so many people; gives each unit's team."""
    with owner.transaction():
        for unit in units(seed, people):
            if unit.opens_organisation:
                owner.execute(
                    "INSERT INTO people_organisation (id, name, mode) VALUES (%s, %s, %s)"
                    " ON CONFLICT DO NOTHING",
                    [unit.organisation, unit.organisation_name, unit.mode],
                )
            owner.execute(
                "INSERT INTO people_team (organisation_id, name) VALUES (%s, %s)"
                " ON CONFLICT DO NOTHING",
                [unit.organisation, unit.team_name],
            )
    found: dict[tuple[UUID, str], int] = {
        (organisation, name): pk
        for pk, organisation, name in owner.execute(
            "SELECT id, organisation_id, name FROM people_team"
        )
    }
    return {unit.number: found[unit.organisation, unit.team_name] for unit in units(seed, people)}


def has_history(seed: str, place: int, share: float) -> bool:
    return key(seed, "history", place).int >> 96 < share * 2**32


def _facts(
    seed: str,
    wanted: range,
    teams: dict[int, int],
    today: date,
    share: float,
    untold: list[Known],
    say: Progress,
) -> Iterator[Batch]:
    """Some units at a time; whoever is to have a history is kept in `untold`."""
    say("caseload facts", 0, len(wanted))
    facts = Facts()
    for unit in units(seed, wanted.stop):
        if unit.after <= wanted.start:
            continue
        has_staff = unit.first < wanted.start
        team = teams[unit.number]
        made = fill_unit(facts, unit, team, of=wanted, has_staff=has_staff, today=today)
        untold += [known for known in made if has_history(seed, known.place, share)]
        if len(facts.people.lines) >= PEOPLE_AT_ONCE or unit.after >= wanted.stop:
            yield facts.tables
            say("caseload facts", min(unit.after, wanted.stop) - wanted.start, len(wanted))
            facts = Facts()


def _left_untold(
    owner: Owner, seed: str, people: int, teams: dict[int, int], today: date, share: float
) -> Iterator[Known]:
    """Those made earlier who have no history yet: a filling was cut short, or the share was less.

    Their facts are drawn again, for the day on which they were made.
    """
    chosen = {person_key(seed, p): p for p in range(people) if has_history(seed, p, share)}
    rows = owner.execute(
        "SELECT id, created_at FROM people_person WHERE id = ANY(%s) AND NOT EXISTS"
        " (SELECT FROM voices_thread WHERE person_id = people_person.id)",
        [list(chosen)],
    )
    came = {chosen[pk]: created.date() for pk, created in rows}
    for unit in units(seed, people):
        places = [place for place in range(unit.first, min(unit.after, people)) if place in came]
        if not places:
            continue

        def drawn(day: date, unit: Unit = unit) -> dict[int, Known]:
            of, team = range(unit.first, people), teams[unit.number]
            found = fill_unit(Facts(), unit, team, of=of, has_staff=True, today=day)
            return {known.place: known for known in found}

        now = drawn(today)
        for place in places:
            shift = came[place] - now[place].spells[0].began_at.date()
            yield drawn(today + shift)[place] if shift else now[place]


def _histories(seed: str, untold: list[Known], today: date, say: Progress) -> Iterator[Batch]:
    say("full histories", 0, len(untold))
    instrument = released(newest_release())
    for start in range(0, len(untold), HISTORIES_AT_ONCE):
        told, now = Told(), untold[start : start + HISTORIES_AT_ONCE]
        for known in now:
            tell(told, known, seed, instrument, today)
        yield told.tables
        say("full histories", min(start + HISTORIES_AT_ONCE, len(untold)), len(untold))


def _copied(owner: Owner, batches: Iterator[Batch]) -> None:
    """Copy each batch while the next one is made up."""
    with ThreadPoolExecutor(1) as writer:
        before: Future[None] | None = None
        for tables in batches:
            if before:
                before.result()
            before = writer.submit(copy_all, owner, tables)
        if before:
            before.result()
