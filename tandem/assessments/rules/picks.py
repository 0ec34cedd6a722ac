"""Pure: what the two picked: areas for today, and which to work on first. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tandem.assessments.rules.sheet import PICKS
from tandem.voices.fold import Said, standing


@dataclass(frozen=True, slots=True)
class Picks:
    """Which areas to talk about today, and which to work on first, by party."""

    today: tuple[str, ...] = ()
    worker_adds: str = ""
    worker_why: str = ""
    first_person: str = ""
    first_worker: str = ""
    # Who picked for the worker, by name; another one may have come since.
    first_worker_by: str = ""


def picks(said: Iterable[Said], sitting: UUID | None = None) -> Picks:
    """What was picked; with a sitting, "today" is what was picked in it and not before."""
    stand = standing(
        (
            one
            for one in said
            if sitting is None or one.about != "pick/today" or one.sitting == sitting
        ),
        PICKS,
    )

    def value(about: str, party: str) -> Any:
        entry = stand.get((about, party))
        return entry.value if entry else None

    added = value("pick/today", "worker") or {}
    return Picks(
        today=tuple(value("pick/today", "person") or ()),
        worker_adds=added.get("area", ""),
        worker_why=added.get("why", ""),
        first_person=value("pick/first", "person") or "",
        first_worker=value("pick/first", "worker") or "",
        first_worker_by=first.author if (first := stand.get(("pick/first", "worker"))) else "",
    )
