"""What every workload is given: the place, its floors, how much to do, and a voice."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bench import cast
from bench.cast import Seat
from bench.client import Act
from bench.floors import Floor
from bench.place import Place
from bench.rounds import Measured, measured


@dataclass
class Bench:
    place: Place
    rounds: int = 5
    seconds: float = 2.0  # of one round of one side
    workers: int = 1
    full: bool = False
    # Only what noise does not disturb, for every change: counts, bytes, time at work.
    quick: bool = False
    people: int = 0  # in the caseload beside the cast
    began: float = field(default_factory=time.monotonic)
    # What a workload keeps from one of its sizes to the next, by its id.
    kept: dict[str, Any] = field(default_factory=dict)
    _floors: dict[tuple[str, int], Floor] = field(default_factory=dict)
    _seats: int = 0

    def say(self, line: str) -> None:
        print(f"{time.monotonic() - self.began:6.0f} s  {line}", file=sys.stderr, flush=True)

    # Both sides

    def floor(self, name: str, workers: int | None = None) -> Floor:
        """A floor program, started when it is first asked for."""
        workers = workers or self.workers
        if (name, workers) not in self._floors:
            log = self.place.state / f"floor-{name}.log"
            self._floors[name, workers] = Floor(name, self.place.floor_database, log, workers)
        return self._floors[name, workers]

    def product_round(self, *acts: Act, seconds: float = 0, times: int = 0) -> Measured:
        return self._round(self.place.pid, acts, seconds, times)

    def floor_round(self, floor: Floor, *acts: Act, seconds: float = 0, times: int = 0) -> Measured:
        return self._round(floor.pid, acts, seconds, times)

    def _round(self, app: int, acts: tuple[Act, ...], seconds: float, times: int) -> Measured:
        seconds = 0 if times else (seconds or self.seconds)
        return measured(
            acts, app=app, postmaster=self.place.postmaster, seconds=seconds, times=times
        )

    @contextmanager
    def served(self, workers: int) -> Iterator[None]:
        """The product with another number of processes for the block."""
        if workers == self.workers:
            yield
            return
        self.place.serve(workers)
        try:
            yield
        finally:
            self.place.serve(self.workers)

    # The cast

    def seats(self, count: int) -> list[Seat]:
        """New sittings that nothing else uses."""
        made = cast.seats(count, self._seats)
        self._seats += count
        return made

    @cached_property
    def filled(self) -> list[Seat]:
        """Sixteen sittings whose area "home" is answered by both; the first ones of a run."""
        made = self.seats(16)
        for seat in made:
            cast.fill(seat, ["home"])
        self.place.analyse()
        return made

    def stop(self) -> None:
        for floor in self._floors.values():
            floor.stop()
        self._floors.clear()
