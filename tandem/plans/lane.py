"""Pure: what an order or licence asks for, in which order it comes, and whether all of it fits
before the end. No Django.

What is asked is nobody's voice: it is written down from the order and never changed. When each
thing begins, how much of it a week, and what comes before what is said on the plan; how much is
done is the worker's note. None of that can take anything out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tandem.voices.fold import Said

# What an entry about the order in which things come is about.
SEQUENCE = "requirements"
# So much of one thing can be done in a week at most, if nothing else is known.
MOST_A_WEEK = {"hours": 56, "days": 7}
HOURS_A_DAY = 8


@dataclass(frozen=True, slots=True)
class End:
    """Why it is asked no more: nobody can drop it, so this is a record of its own."""

    how: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    id: UUID
    kind: str
    words: str
    language: str
    amount: int | None
    unit: str
    starts_on: date | None
    ends_on: date | None
    choice: str
    end: End | None = None

    @property
    def about(self) -> str:
        """What an entry about it is about."""
        return f"requirement/{self.id}"


@dataclass(frozen=True, slots=True)
class Order:
    kind: str
    starts_on: date | None
    ends_on: date | None
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """What the two said about when, and what the worker noted as done."""

    begin_on: date | None = None
    a_week: int | None = None
    done: int = 0


class State(StrEnum):
    DONE = "done"
    # Its last day has passed; whether it was done is for a record to say.
    OVER = "over"
    FITS = "fits"
    TOO_LATE = "too_late"
    # It can fit; when it is done has not been said.
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Fit:
    state: State
    begin: date | None = None
    finish: date | None = None
    # What is left of the amount, and how much a week that is at least, while nothing was said.
    left: int | None = None
    needs_a_week: int | None = None


def planned(said: Iterable[Said], asked: Asked) -> Planned:
    when, done = (_newest(said, about) for about in (asked.about, f"{asked.about}/done"))
    begin = when.get("begin_on")
    return Planned(
        begin_on=date.fromisoformat(begin) if begin else None,
        a_week=when.get("a_week"),
        done=done.get("done") or 0,
    )


def in_order(asked: Sequence[Asked], said: Iterable[Said]) -> list[Asked]:
    """Each of them once: in the order that was said last, and what it does not name after it."""
    places = {pk: at for at, pk in enumerate(_newest(said, SEQUENCE).get("order") or [])}
    return sorted(asked, key=lambda one: places.get(str(one.id), len(places)))


def moved(order: Sequence[Asked], pk: UUID, by: int) -> list[UUID]:
    """The ids with this one so many places later, or earlier where `by` is below 0."""
    ids = [one.id for one in order]
    at = ids.index(pk)
    ids.insert(max(0, at + by), ids.pop(at))
    return ids


def fit(asked: Asked, plan: Planned, order: Order, today: date) -> Fit:
    """Whether it can be done by the end that was set for it and the end of the order."""
    begin = plan.begin_on or asked.starts_on or order.starts_on
    ends = [day for day in (asked.ends_on, order.ends_on) if day]
    last = min(ends) if ends else None
    if asked.amount is None:
        return _over_time(asked, order, begin, last, today)
    left = max(0, asked.amount - plan.done)
    if not left:
        return Fit(State.DONE, begin, last, left=0)
    begin = max(begin or today, today)
    if plan.a_week:
        weeks = -(-left // plan.a_week)
        finish = begin + timedelta(days=7 * weeks - 1)
        state = State.TOO_LATE if last and finish > last else State.FITS
        return Fit(state if last else State.NOT_SAID, begin, finish, left)
    if last is None:
        return Fit(State.NOT_SAID, begin, None, left)
    weeks = (last - begin).days // 7 + 1
    needs = -(-left // weeks) if weeks > 0 else left
    is_too_much = weeks < 1 or needs > MOST_A_WEEK.get(asked.unit, needs)
    return Fit(State.TOO_LATE if is_too_much else State.NOT_SAID, begin, last, left, needs)


def most_in_a_week(each: Iterable[tuple[Asked, Planned, Fit]]) -> int:
    """Hours of all that is done side by side in the fullest week; a day counts `HOURS_A_DAY`."""
    spans = [
        (fit.begin, fit.finish, plan.a_week * (HOURS_A_DAY if asked.unit == "days" else 1))
        for asked, plan, fit in each
        if plan.a_week and fit.begin and fit.finish
    ]
    return max(
        (
            sum(hours for first, last, hours in spans if first <= begin <= last)
            for begin, _last, _hours in spans
        ),
        default=0,
    )


def _over_time(
    asked: Asked, order: Order, begin: date | None, last: date | None, today: date
) -> Fit:
    """What holds from one day to another and has no amount."""
    finish = asked.ends_on or order.ends_on
    if finish and finish < today:
        return Fit(State.OVER, begin, finish)
    if finish is None or last is None:
        return Fit(State.NOT_SAID, begin, finish)
    is_late = finish > last or (begin is not None and begin > last)
    return Fit(State.TOO_LATE if is_late else State.FITS, begin, finish)


def _newest(said: Iterable[Said], about: str) -> dict[str, Any]:
    found = [
        one
        for one in said
        if one.kind == "note" and one.about == about and isinstance(one.value, dict)
    ]
    return dict(max(found, key=lambda one: one.seq).value) if found else {}
