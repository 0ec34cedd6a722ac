"""Pure: what may be told of a fund to those who give to it, and to everybody. No Django.

What is told moves by whole spans only: months that have ended, joined until enough people were
answered in them, by enough workers. A span that is told never changes, and nothing is told of all
of them together, so two tellings differ by a span that stands in the later one by itself: what is
left when one is taken from the other is told anyway. Within a span each person counts once, by
their newest answer; all is told in tenths, or as the middle of enough people, and neither "all" nor
"nobody" ever is.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from tandem.fund.rules.requests import FEWEST
from tandem.lib.shares import ENOUGH, enough_people, joined, newest_of_each, tenths

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
    def people(self) -> list[Answer]:
        """The answer that stands for each."""
        return newest_of_each(self.answers)

    @property
    def how_many(self) -> int:
        return len(self.people)

    @property
    def yes(self) -> int:
        """How many people in ten."""
        had_yes = sum(one.is_yes for one in self.people)
        return tenths([had_yes, self.how_many - had_yes])[0]

    @property
    def days_to_yes(self) -> int | None:
        """Half had it within so many days; None while too few people had one."""
        days = [one.days for one in self.people if one.is_yes]
        return round(median(days)) if len(days) >= ENOUGH else None

    def areas(self, known: Sequence[str]) -> Mapping[str, int]:
        """How many people in ten were about each that has enough of them to hide among."""
        counts = Counter(one.area for one in self.people)
        told = [key for key in known if counts[key] >= FEWEST]
        others = self.how_many - sum(counts[key] for key in told)
        return dict(zip(told, tenths([*(counts[key] for key in told), others]), strict=False))


def spans(answers: Iterable[Answer], today: date) -> list[Span]:
    """The oldest first."""
    return [_span(some) for some in joined(answers, today, _is_enough)]


def _is_enough(answers: list[Answer]) -> bool:
    workers = {one.worker for one in newest_of_each(answers)}
    return enough_people(answers) and len(workers) >= WORKERS


def _span(answers: list[Answer]) -> Span:
    first, last = min(one.on for one in answers), max(one.on for one in answers)
    ends = last.replace(day=monthrange(last.year, last.month)[1])
    return Span(first.replace(day=1), ends, answers)
