"""What pages show of a level, gathered into plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tandem.levels import words
from tandem.levels.models import Level
from tandem.levels.rules import is_out_of_date
from tandem.ui.jinja import day as shown


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level in words. `dots` is how many of a hundred are filled, or None without a number."""

    level: Level
    about: str
    step: str
    meaning: tuple[str, ...]
    made_of: str
    dots: int | None
    is_out_of_date: bool
    # It was wrong: what it said is shown no more.
    is_off: bool
    # Who worked it out, when and how, and until when it is good.
    origin: str


def lines(levels: Iterable[Level], *, person: str, today: date) -> list[LevelLine]:
    return [
        LevelLine(
            level=one,
            about=one.get_predicts_display(),
            step=one.get_step_display() if one.step else "",
            meaning=tuple(
                words.meaning(
                    predicts=one.predicts,
                    step=one.step,
                    out_of_100=one.out_of_100,
                    months=one.months,
                    person=person,
                )
            ),
            made_of=words.made_of(one.made_of),
            dots=one.out_of_100,
            is_out_of_date=is_out_of_date(one.good_until, today),
            is_off=getattr(one, "is_off", False),
            origin=words.origin(
                day=shown(one.worked_out_on),
                source=one.source,
                tool=f"{one.tool} {one.version}",
                until=shown(one.good_until),
                is_over=is_out_of_date(one.good_until, today),
            ),
        )
        for one in levels
    ]
