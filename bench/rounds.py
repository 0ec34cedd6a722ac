"""Rounds that take turns: A B A B, so that whatever else the machine does meets both alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.client import Act, Load, load, percentile, wait_for
from bench.machine import cpu_seconds

Round = Callable[[], "Measured"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One round of one side: what the client saw, and time at work for each act in ms."""

    load: Load
    app_ms: float
    database_ms: float


def measured(
    acts: Sequence[Act],
    *,
    app: int,
    postmaster: int,
    seconds: float = 0,
    times: int = 0,
) -> Measured:
    """Runs acts at once and says what they cost the app's processes and PostgreSQL's."""
    # Connections first: what was idle through the other side's round is opened again.
    wait_for(load(acts, times=len(acts)))
    before = cpu_seconds(app), cpu_seconds(postmaster)
    found = wait_for(load(acts, seconds=seconds, times=times))
    after = cpu_seconds(app), cpu_seconds(postmaster)
    app_ms, database_ms = (
        (late - early) / found.count * 1000 for early, late in zip(before, after, strict=True)
    )
    return Measured(found, app_ms, database_ms)


def in_turns(rounds: int, **sides: Round) -> dict[str, Side]:
    found: dict[str, list[Measured]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            found[name].append(side())
    return {name: Side(each) for name, each in found.items()}


@dataclass(frozen=True, slots=True)
class Side:
    """All rounds of one side; each figure is the median of the rounds."""

    rounds: list[Measured]

    def _median(self, of: Callable[[Measured], float]) -> float:
        return statistics.median(of(one) for one in self.rounds)

    @property
    def app_ms(self) -> float:
        return self._median(lambda one: one.app_ms)

    @property
    def database_ms(self) -> float:
        return self._median(lambda one: one.database_ms)

    @property
    def a_second(self) -> float:
        return self._median(lambda one: one.load.a_second)

    def ms(self, percent: float) -> float:
        """Of all acts of all rounds together: a tail needs many."""
        return percentile([one for each in self.rounds for one in each.load.each], percent) * 1000

    @property
    def count(self) -> int:
        return sum(one.load.count for one in self.rounds)

    def spread(self, of: Callable[[Measured], float]) -> str:
        values = [of(one) for one in self.rounds]
        return f"{min(values):.2f} to {max(values):.2f} over {len(values)} rounds"

    @property
    def latency(self) -> str:
        return (
            f"p50 {self.ms(50):.1f}, p95 {self.ms(95):.1f}, p99 {self.ms(99):.1f} ms"
            f" of {self.count}"
        )
