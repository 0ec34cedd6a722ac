"""Pure: what may be told of a fund to those who give to it, and to everybody. No Django.

What is told moves by whole spans only: months that have ended, joined until enough people were
answered in them, by enough workers. A span that is told never changes, and nothing is told of all
of them together, so two tellings differ by a span that stands in the later one by itself: what is
left when one is taken from the other is told anyway. Within a span all is told in tenths, or as
the middle of enough people; neither "all" nor "nobody" ever is.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from tandem.lib.shares import ENOUGH, tenths

# With one or two workers, what was answered is theirs.
WORKERS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    request: UUID
    person: UUID
    worker: UUID
    on: date
    is_yes: bool
    # From the asking to the answer.
    days: int
    # What the goal is about; nothing where it leans on nothing that was assessed.
    area: str


@dataclass(frozen=True, slots=True)
class Span:
    """The first day of its first month, the last of its last, and what was answered in it."""

    first: date
    last: date
    answers: Sequence[Answer]

    @property
    def how_many(self) -> int:
        return len(self.answers)

    @property
    def yes(self) -> int:
        """How many in ten."""
        said_yes = sum(one.is_yes for one in self.answers)
        return tenths([said_yes, self.how_many - said_yes])[0]

    @property
    def days_to_yes(self) -> int | None:
        """Half had it within so many days; None while too few people had one."""
        had = [one for one in self.answers if one.is_yes]
        if len({one.person for one in had}) < ENOUGH:
            return None
        return round(median(one.days for one in had))

    def areas(self, known: Sequence[str]) -> Mapping[str, int]:
        """How many in ten were about each, where more were than one in ten."""
        counts = Counter(one.area for one in self.answers)
        keys = [*known, ""]
        shares = tenths([counts[key] for key in keys]) if counts.total() else ()
        return {key: n for key, n in zip(keys, shares, strict=False) if key and n > 1}


def spans(answers: Iterable[Answer], today: date) -> list[Span]:
    """The oldest first. Months that were not enough at the end wait for the next ones."""
    this = today.replace(day=1)
    by_month: dict[date, list[Answer]] = {}
    for one in answers:
        by_month.setdefault(one.on.replace(day=1), []).append(one)
    found, waiting = [], list[Answer]()
    for month in sorted(month for month in by_month if month < this):
        waiting += by_month[month]
        people = {one.person for one in waiting}
        if len(people) >= ENOUGH and len({one.worker for one in waiting}) >= WORKERS:
            first = min(one.on for one in waiting).replace(day=1)
            last = month.replace(day=monthrange(month.year, month.month)[1])
            found.append(Span(first, last, waiting))
            waiting = []
    return found
