"""The marks of a chart once more, round a wheel: a spoke for each area, the first step inside.

An extra view only: it never stands without the chart's lines and their table. Marks are not
joined, so that no shape looks better than another, and nothing is added up.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from tandem.ui.charts import Chart, Party

SIZE = 320
# From the middle: the first step, the last, and where the number of a spoke stands.
INNER, OUTER, RIM = 28.0, 126.0, 148.0


@dataclass(frozen=True, slots=True)
class WheelMark:
    party: Party
    then: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spoke:
    number: int
    area: str
    # The end of the spoke, and where its number stands.
    x: float
    y: float
    label: tuple[float, float]
    marks: tuple[WheelMark, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    size: int
    middle: float
    rings: tuple[float, ...]
    spokes: tuple[Spoke, ...]


def wheel(chart: Chart) -> Wheel:
    count = len(chart.steps)
    spokes = []
    for place, line in enumerate(chart.lines):
        turn = 2 * pi * place / len(chart.lines) - pi / 2
        # Two marks on one step stand beside each other, not on top of each other.
        marks = tuple(
            WheelMark(
                mark.party,
                mark.then,
                *_at(turn, _radius(mark.step, count), -7 if mark.party == "person" else 7),
            )
            for mark in line.marks
        )
        spokes.append(
            Spoke(place + 1, line.area, *_at(turn, OUTER), label=_at(turn, RIM), marks=marks)
        )
    rings = tuple(_radius(step, count) for step in range(count))
    return Wheel(SIZE, SIZE / 2, rings, tuple(spokes))


def _radius(step: int, count: int) -> float:
    return round(INNER + step * (OUTER - INNER) / (count - 1), 1)


def _at(turn: float, radius: float, aside: float = 0) -> tuple[float, float]:
    """`aside` of the spoke, to its right when one looks outward."""
    x = radius * cos(turn) - aside * sin(turn)
    y = radius * sin(turn) + aside * cos(turn)
    return round(SIZE / 2 + x, 1), round(SIZE / 2 + y, 1)
