"""What a file is judged against, and what becomes of each of its rows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from tandem.people.caseload.episodes import Course, Episode
from tandem.people.caseload.problems import Fault
from tandem.people.caseload.staff import Team, Worker

Outcome = Literal["added", "changed", "same", "repeat", "refused"]


@dataclass(frozen=True, slots=True)
class Here:
    """Someone who is already here."""

    id: UUID
    facts: Mapping[str, Any]
    episodes: tuple[Episode, ...]
    worker: UUID | None
    team: int | None
    # Whether whoever brings the file may change this person.
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What a file is judged against."""

    today: date
    mode: str
    workers: tuple[Worker, ...]
    teams: tuple[Team, ...]
    here: tuple[Here, ...] = ()
    # Whom whoever brings the file may give people to; None is anyone of the organisation.
    may_give: frozenset[UUID] | None = None
    # Who gets the rows that name nobody.
    own_worker: UUID | None = None
    own_team: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    outcome: Outcome
    cells: tuple[str, ...]
    # What the row calls the person, for the reader.
    name: str = ""
    reference: str = ""
    person: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    worker: UUID | None = None
    team: int | None = None
    course: Course | None = None
    is_moved: bool = False
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    # The line that this one repeats.
    repeats: int = 0
