"""Two voices on one line per area: where each mark stands, and the words that go with it.

Drawn by `ui/chart.html`. Areas are never added up: there is no total to read off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Party = Literal["person", "worker"]

# The first and last step stand this far from the edges, so that marks and words stay inside.
EDGE = 4.0
# Beyond this a name is left to the sign: long names would run over the other end of the line.
LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class GapRow:
    """One area: steps count from 0. None is "has not answered"; `then` is an earlier sitting."""

    area: str
    person: int | None = None
    worker: int | None = None
    finding: str = ""
    person_then: int | None = None
    worker_then: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    party: Party
    step: int
    x: float
    words: str
    name: str
    # The words of a mark near an end run inward.
    anchor: Literal["start", "middle", "end"]
    then: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    area: str
    finding: str
    marks: tuple[Mark, ...]
    # The stretch between the two voices now, if both have answered.
    gap: tuple[float, float] | None
    moves: tuple[tuple[Party, float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    person: str
    worker: str
    steps: tuple[str, ...]
    ticks: tuple[float, ...]
    lines: tuple[Line, ...]
    has_then: bool

    @property
    def ends(self) -> tuple[str, str]:
        return self.steps[0], self.steps[-1]


def dot_and_line(
    rows: Sequence[GapRow], *, title: str, person: str, worker: str, steps: Sequence[str]
) -> Chart:
    """Places every mark. `title` states what the picture shows; `steps` are the words, in order."""
    ticks = tuple(place(step, len(steps)) for step in range(len(steps)))
    return Chart(
        title=title,
        person=person,
        worker=worker,
        steps=tuple(steps),
        ticks=ticks,
        lines=tuple(_line(row, person, worker, steps) for row in rows),
        has_then=any(
            then is not None for row in rows for then in (row.person_then, row.worker_then)
        ),
    )


def place(step: int, count: int) -> float:
    """Per cent of the width at which a step stands."""
    if not 0 <= step < count:
        raise ValueError(f"Step {step} is not one of {count}.")
    return round(EDGE + step * (100 - 2 * EDGE) / (count - 1), 2)


def _line(row: GapRow, person: str, worker: str, steps: Sequence[str]) -> Line:
    voices: tuple[tuple[Party, str, int | None, int | None], ...] = (
        ("person", person, row.person, row.person_then),
        ("worker", worker, row.worker, row.worker_then),
    )
    marks: list[Mark] = []
    moves: list[tuple[Party, float, float]] = []
    for party, name, now, then in voices:
        # Earlier marks first, so that the present one is drawn on top.
        if then is not None:
            marks.append(_mark(party, name, then, steps, then=True))
        if now is not None:
            marks.append(_mark(party, name, now, steps))
        if now is not None and then is not None and now != then:
            moves.append((party, place(then, len(steps)), place(now, len(steps))))
    gap = None
    if row.person is not None and row.worker is not None and row.person != row.worker:
        gap = place(row.person, len(steps)), place(row.worker, len(steps))
    return Line(row.area, row.finding, tuple(marks), gap, tuple(moves))


def _mark(party: Party, name: str, step: int, steps: Sequence[str], *, then: bool = False) -> Mark:
    middle = (len(steps) - 1) / 2
    short = name if len(name) <= LONGEST_NAME else ""
    return Mark(
        party=party,
        step=step,
        x=place(step, len(steps)),
        words=steps[step],
        name=short,
        anchor="start" if step < middle - 0.5 else "end" if step > middle + 0.5 else "middle",
        then=then,
    )
