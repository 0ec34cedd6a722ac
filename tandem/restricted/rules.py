"""What stands of restricted notes, and for how long somebody may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

# A reader is let in for a year at most, and a note is looked at again within two.
LONGEST = timedelta(days=366)
REVIEWED_WITHIN = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Kept:
    """A note's place among the others."""

    note: UUID
    corrects: UUID | None = None


def standing(notes: Iterable[Kept]) -> list[list[UUID]]:
    """Each note that stands, followed by those that it corrected, the newest first. The order of
    the notes that stand is kept."""
    every = list(notes)
    before = {one.note: one.corrects for one in every}
    corrected = set(before.values())
    found = []
    for one in every:
        if one.note in corrected:
            continue
        line: list[UUID] = []
        at: UUID | None = one.note
        while at is not None and at in before:
            line.append(at)
            at = before[at]
        found.append(line)
    return found


def is_to_be_reviewed(review_on: date, today: date) -> bool:
    return review_on <= today
