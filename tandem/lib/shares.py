"""Shares of people, told so that nobody can be told from them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

# Fewer people than this are never told of by a share.
ENOUGH = 10


class Said(Protocol):
    """What a person said or was told on a day."""

    @property
    def person(self) -> UUID: ...
    @property
    def on(self) -> date: ...


S = TypeVar("S", bound=Said)


def newest_of_each(found: Iterable[S]) -> list[S]:
    """Each person once, by the newest of theirs; of one day the later one given. Nobody weighs
    more for coming more often."""
    by_day = sorted(found, key=lambda one: one.on)
    return list({one.person: one for one in by_day}.values())


def enough_people(found: Iterable[Said]) -> bool:
    return len({one.person for one in found}) >= ENOUGH


def joined(
    found: Iterable[S], today: date, is_enough: Callable[[list[S]], bool] = enough_people
) -> Iterator[list[S]]:
    """Months that have ended, the oldest first, joined until they are enough. Those that were not
    at the end wait for the next ones: what is told never moves by one more, and never changes."""
    this = today.replace(day=1)
    by_month: dict[date, list[S]] = {}
    for one in found:
        by_month.setdefault(one.on.replace(day=1), []).append(one)
    waiting = list[S]()
    for month in sorted(month for month in by_month if month < this):
        waiting += by_month[month]
        if is_enough(waiting):
            yield waiting
            waiting = []


def tenths(counts: Sequence[int]) -> tuple[int, ...]:
    """Each count as a share of all, in tenths from 1 to 9: neither all nor nobody is ever told.

    Rounded so that they would make ten (the largest remainder; of equals the first), then held
    between: 1 is "one in ten, or fewer", 9 "nine in ten, or more". Raises ZeroDivisionError where
    there is nothing to share.
    """
    whole = sum(counts)
    found = [10 * n // whole for n in counts]
    by_loss = sorted(range(len(counts)), key=lambda at: -(10 * counts[at] % whole))
    for at in by_loss[: 10 - sum(found)]:
        found[at] += 1
    return tuple(min(9, max(1, n)) for n in found)
