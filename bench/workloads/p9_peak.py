"""A tenth of the national peak really run, and from what it cost the whole of it computed.

The peak is an estimate: 5,000 sittings at once with two screens each, an answer every 22 s, and
the pages of staff and people: 220 saves and 120 pages a second beside 10,000 streams.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.bench import Bench
from bench.client import Act, WrongAnswer, percentile, wait_for
from bench.figures import Figure, at_most, stated
from bench.machine import cpu_seconds
from bench.room import Screen
from bench.rounds import Side
from bench.streams import most_streams, of_seats, opened

ID = "P9"
TITLE = "a tenth of the national peak"
SAVES, PAGES, SITTINGS = 22, 12, 500
SECONDS, FULL_SECONDS = 20, 60
PART = 10
PATIENCE = 8  # seconds, after which the page's own script gives up and asks again


@dataclass
class Paced:
    """Acts that begin when they are due, whether or not those before them have come back."""

    each: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def run(self, acts: list[Act], a_second: float, seconds: float) -> None:
        """Each act is one browser, which does one thing at a time."""
        free = [asyncio.Lock() for _ in acts]

        async def one(number: int) -> None:
            due = time.perf_counter()
            try:
                async with asyncio.timeout(PATIENCE), free[number % len(acts)]:
                    await acts[number % len(acts)]()
            except (OSError, WrongAnswer, EOFError) as fault:
                self.faults.append(str(fault) or f"no answer within {PATIENCE} s")
            # Waiting for the browser's own last act counts: the person waits for it too.
            self.each.append(time.perf_counter() - due)

        began, tasks = time.perf_counter(), []
        for number in range(int(a_second * seconds)):
            await asyncio.sleep(max(0, began + number / a_second - time.perf_counter()))
            tasks.append(asyncio.create_task(one(number)))
        await asyncio.gather(*tasks)


def run(bench: Bench) -> Iterator[Figure]:
    seconds = FULL_SECONDS if bench.full else SECONDS
    address = bench.place.address
    screens = [Screen.of(seat, address) for seat in bench.filled]
    readers = [Screen.of(seat, address) for seat in bench.filled]
    for screen in screens:
        wait_for(screen.open())
    alone = Side([bench.product_round(screens[0].save) for _ in range(bench.rounds)])
    sittings = min(SITTINGS, most_streams() // 2)
    streams = opened(of_seats(bench.seats(sittings), address))
    saves, pages = Paced(), Paced()
    pids = {"app": bench.place.pid, "PostgreSQL": bench.place.postmaster}
    try:
        before = {name: cpu_seconds(pid) for name, pid in pids.items()}
        began = time.monotonic()
        wait_for(_both(screens, readers, saves, pages, seconds))
        took = time.monotonic() - began
        used = {name: cpu_seconds(pid) - before[name] for name, pid in pids.items()}
    finally:
        streams.close()
    faults = saves.faults + pages.faults
    of = f"{SAVES} saves, {PAGES} pages/s, {streams.count:,} streams"
    yield at_most(
        ID, f"{of}: errors", len(faults) + streams.refused, 0, spread="; ".join(faults[:3])
    )
    yield at_most(
        ID,
        "a tenth of the peak: save p95",
        percentile(saves.each, 95) * 1000,
        2,
        floor=alone.ms(95),
        unit="ms",
        decides=False,
        spread=f"floor: one save alone; {len(saves.each)} saves and {len(pages.each)} pages in"
        f" {took:.0f} s",
    )
    # What was asked for in `seconds` cost this much, however long the queue took to empty; what
    # was given up is taken to cost as much as what was done.
    asked = len(saves.each) + len(pages.each)
    given_up = asked / max(asked - len(faults), 1)
    cores = {name: PART * given_up * spent / seconds for name, spent in used.items()}
    yield at_most(ID, "the whole peak, computed", sum(cores.values()), 2.5, unit="cores")
    for name, figure in cores.items():
        yield stated(ID, f"the whole peak, computed: {name}", figure, unit="cores")


async def _both(
    screens: list[Screen], readers: list[Screen], saves: Paced, pages: Paced, seconds: float
) -> None:
    await asyncio.gather(
        saves.run([screen.save for screen in screens], SAVES, seconds),
        pages.run([screen.open for screen in readers], PAGES, seconds),
    )
