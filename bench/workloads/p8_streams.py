"""Sittings with both screens open and nobody saying anything; and a save in the midst of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench.bench import Bench
from bench.client import Client, wait_for
from bench.figures import Figure, at_most
from bench.machine import cpu_seconds, memory_kb
from bench.room import Screen
from bench.rounds import Side
from bench.streams import Place, most_streams, of_seats, opened

ID = "P8"
TITLE = "idle live streams"
SITTINGS, FULL_SITTINGS = 500, 5_000
# Longer than the rest between two signs of life, so that a round of them is in it.
REST, FULL_REST = 22, 60


@dataclass(frozen=True, slots=True)
class Rest:
    """What streams cost that carry nothing."""

    each_kb: float
    cores: float
    refused: int


@contextmanager
def at_rest(pid: int, places: Sequence[Place], seconds: float) -> Iterator[Rest]:
    """Measured first; the streams stay open until the block ends."""
    before = memory_kb(pid)
    streams = opened(places)
    try:
        time.sleep(1)
        each = (memory_kb(pid) - before) / max(streams.count, 1)
        busy, began = cpu_seconds(pid), time.monotonic()
        time.sleep(seconds)
        cores = (cpu_seconds(pid) - busy) / (time.monotonic() - began)
        yield Rest(each, cores, streams.refused)
    finally:
        streams.close()


def run(bench: Bench) -> Iterator[Figure]:
    sittings = min(FULL_SITTINGS if bench.full else SITTINGS, most_streams() // 2)
    rest = FULL_REST if bench.full else REST
    # A process that has served nothing yet has not grown its memory by anything else.
    bench.place.serve(bench.workers)
    address, pid = bench.place.address, bench.place.pid
    screen = Screen.of(bench.filled[0], address)
    wait_for(screen.open())
    alone = Side([bench.product_round(screen.save) for _ in range(bench.rounds)])
    places = of_seats(bench.seats(sittings), address)
    bench.say(f"{ID}: {len(places):,} streams, {rest} s")
    with at_rest(pid, places, rest) as found:
        among = Side([bench.product_round(screen.save) for _ in range(bench.rounds)])
    floor = bench.floor("events")
    bare = [(Client(floor.address), f"/events/{1000 + n}") for n in range(min(len(places), 1000))]
    with at_rest(floor.pid, bare, 2) as least:
        pass
    told = f"a bare stream {least.each_kb:.1f} kB"
    of = f"{len(places):,} idle streams"
    yield at_most(ID, f"{of}: memory of each", found.each_kb, 40, unit="kB", spread=told)
    yield at_most(ID, f"{of}: of a core, at rest", found.cores * 100, 5, unit="%")
    yield at_most(ID, f"{of}: refused", found.refused, 0)
    yield at_most(
        ID,
        f"{of}: save p95",
        among.ms(95),
        1.5,
        floor=alone.ms(95),
        unit="ms",
        decides=False,
        spread=f"floor: no stream open; {among.latency}",
    )
