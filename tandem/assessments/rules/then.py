"""Pure: a sheet as it stood at the end of an earlier sitting, and what moved since. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from tandem.assessments.rules.differences import Gap, Mark
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Stood:
    """A sitting at which something was said: its day, and the number of its last entry."""

    sitting: UUID
    on: date
    until: int


def sittings_in(said: Iterable[Said], but: UUID | None = None) -> list[Stood]:
    """The sittings that left something in the log, newest first, without `but`, the present one."""
    found: dict[UUID, Stood] = {}
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.sitting and entry.sitting != but:
            found[entry.sitting] = Stood(entry.sitting, entry.happened_on, entry.seq)
    return sorted(found.values(), key=lambda one: one.until, reverse=True)


def as_stood(said: Sequence[Said], at: Stood) -> list[Said]:
    return [entry for entry in said if entry.seq <= at.until]


Moved = Literal["closer", "apart"]


def moved(then: Gap | None, now: Gap | None) -> Moved | None:
    """Whether two marks came closer to each other or went apart; None where they did neither, or
    where one of them could not be compared."""
    if then is None or now is None or then.size is None or now.size is None:
        return None
    if now.size == then.size:
        return None
    return "closer" if now.size < then.size else "apart"


def is_harder(then: Gap | None, now: Gap | None) -> bool:
    """The person's own mark says more need than it did."""
    was, is_ = _level(then.person if then else None), _level(now.person if now else None)
    return was is not None and is_ is not None and is_ > was


def _level(mark: Mark | None) -> int | None:
    return mark.level if mark else None
