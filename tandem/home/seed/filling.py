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

from tandem.home.demo.cast import ORGANISATIONS as DEMO
from tandem.home.seed.caseload import Facts, fill_unit
from tandem.home.seed.copying import Rows, copy_all
from tandem.home.seed.layout import key, person_key, units
from tandem.lib.refused import Refused

Owner = psycopg.Connection[Any]
# What is being made, how many are done, and of how many.
Progress = Callable[[str, int, int], None]
MOST = 1_000_000


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
    if people > here:
        teams = _teams(owner, seed, people)
        started = perf_counter()
        _copied(owner, _facts(seed, here, people, teams, day, say))
        done.facts = Phase(people - here, perf_counter() - started)
        _analyse(owner)
    return done


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


def _facts(
    seed: str, here: int, people: int, teams: dict[int, int], today: date, say: Progress
) -> Iterator[Iterable[Rows]]:
    for unit in units(seed, people):
        if unit.after <= here:
            continue
        facts = Facts()
        wanted = range(here, people)
        for _known in fill_unit(
            facts, unit, teams[unit.number], of=wanted, has_staff=unit.first < here, today=today
        ):
            pass
        yield facts.tables
        say("caseload facts", min(unit.after, people) - here, people - here)


def _copied(owner: Owner, batches: Iterator[Iterable[Rows]]) -> None:
    """Copy each batch while the next one is made up."""
    with ThreadPoolExecutor(1) as writer:
        before: Future[None] | None = None
        for tables in batches:
            if before:
                before.result()
            before = writer.submit(copy_all, owner, tables)
        if before:
            before.result()


def _analyse(owner: Owner) -> None:
    owner.execute("ANALYZE")
    owner.execute("SELECT glances_rebuild()")
    owner.execute("ANALYZE glances_glance, glances_ending")
