"""Stretches of time under one another, with today and the last day drawn through all of them.

Drawn by `ui/timeline.html`, with the same as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tandem.ui.charts import EDGE


@dataclass(frozen=True, slots=True)
class Stretch:
    """`words` say how it stands; None is a day that is not known."""

    name: str
    words: str
    first: date | None
    last: date | None
    # Its last day was not said yet, or it runs past the last day of all.
    is_open: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    stretch: Stretch
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Moment:
    x: float
    words: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Timeline:
    title: str
    bars: tuple[Bar, ...]
    today: Moment
    end: Moment | None


def timeline(
    stretches: Sequence[Stretch],
    *,
    title: str,
    today: date,
    today_words: str,
    end: date | None,
    end_words: str,
) -> Timeline:
    """`title` states what the picture shows."""
    days = [day for one in stretches for day in (one.first, one.last) if day]
    first = min([today, *days])
    last = max([today, *days, *([end] if end else [])])
    whole = max(1, (last - first).days)

    def x(day: date) -> float:
        return round(EDGE + (day - first).days * (100 - 2 * EDGE) / whole, 2)

    def moment(day: date, words: str) -> Moment:
        at = x(day)
        return Moment(at, words, "start" if at < 34 else "end" if at > 66 else "middle")

    return Timeline(
        title=title,
        bars=tuple(
            Bar(one, start, max(1.0, round(x(one.last or end or last) - start, 2)))
            for one in stretches
            for start in [x(one.first or today)]
        ),
        today=moment(today, today_words),
        end=moment(end, end_words) if end else None,
    )
