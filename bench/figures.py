"""One line of the table: what was measured, beside its floor and its goal."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    metric: str
    product: float
    unit: str = ""
    floor: float | None = None
    goal: str = ""
    met: bool | None = None
    # Counts, bytes and time at work decide the exit status. Time that passes is only told: the
    # same program wanders by half as much again from run to run.
    decides: bool = False
    spread: str = ""

    @property
    def ratio(self) -> float | None:
        return self.product / self.floor if self.floor else None

    def as_row(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}


def at_most(
    id: str,
    metric: str,
    product: float,
    most: float,
    *,
    floor: float | None = None,
    unit: str = "",
    decides: bool = True,
    spread: str = "",
) -> Figure:
    """Held to `most` times its floor, or to `most` itself where there is no floor."""
    value = product / floor if floor else product
    goal = f"at most {most:g}x" if floor else f"at most {most:g} {unit}".strip()
    return Figure(id, metric, product, unit, floor, goal, value <= most, decides, spread)


def at_least(
    id: str,
    metric: str,
    product: float,
    least: float,
    *,
    floor: float | None = None,
    unit: str = "",
    decides: bool = False,
    spread: str = "",
) -> Figure:
    value = product / floor if floor else product
    goal = f"at least {least:g}x" if floor else f"at least {least:g} {unit}".strip()
    return Figure(id, metric, product, unit, floor, goal, value >= least, decides, spread)


def stated(
    id: str,
    metric: str,
    product: float,
    *,
    floor: float | None = None,
    unit: str = "",
    spread: str = "",
) -> Figure:
    """Told for what it says about the others; nothing is promised about it."""
    return Figure(id, metric, product, unit, floor, spread=spread)


def not_measured(id: str, why: str) -> Figure:
    """A workload that broke off: it decides, since nobody knows what it would have shown."""
    return Figure(id, f"not measured: {why[:60]}", 0, met=False, decides=True, spread=why)


def plain(number: float | None) -> str:
    if number is None:
        return "-"
    if number >= 100 or number == int(number):
        return f"{number:,.0f}"
    return f"{number:.2f}" if number >= 1 else f"{number:.3f}"


HEAD = ("", "measured", "product", "floor", "ratio", "goal", "met")


# A line alone is set as wide as the table that it will stand in.
LEAST = (3, 46, 12, 10, 8, 16, 3)


def table(figures: list[Figure], *, with_head: bool = True) -> str:
    rows = [*([HEAD] if with_head else []), *(_cells(one) for one in figures)]
    widths = [max(LEAST[n], *(len(row[n]) for row in rows)) for n in range(len(HEAD))]
    right = {2, 3, 4}
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if n in right else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _cells(one: Figure) -> tuple[str, ...]:
    met = "" if one.met is None else ("yes" if one.met else "NO")
    if one.met is False and not one.decides:
        met = "no (told only)"
    unit = f" {one.unit}" if one.unit else ""
    return (
        one.id,
        one.metric,
        f"{plain(one.product)}{unit}",
        plain(one.floor),
        f"{plain(one.ratio)}x" if one.ratio is not None else "-",
        one.goal or "-",
        met,
    )
