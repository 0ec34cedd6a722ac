"""One party saves; how long until the other's device holds the row, after commit.

The device hears a number on its live stream and asks for what is new, as the page's script does.
The floor does the same with no framework, no sign-in and one row to fetch.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

from bench.bench import Bench
from bench.client import Client, WrongAnswer, percentile, wait_for
from bench.figures import Figure, at_most
from bench.room import STEPS, Screen

ID = "P2"
TITLE = "a save reaches the other screen"
PAIRS = (1, 16)
WORKERS = 2
EACH = 12  # saves of a pair in one round
PATIENCE = 20


class Pair:
    """The worker's screen and the person's device on one area."""

    def __init__(self, worker: Screen, device: Screen) -> None:
        self.worker, self.device = worker, device
        self.stream_path = f"/live/beside/{worker.seat.sitting}"
        self.client = device.client

    async def begin(self) -> None:
        await self.worker.open()
        await self.device.open()

    async def save(self) -> int:
        await self.worker.save()
        return self.worker.at

    async def fetch(self) -> int:
        await self.device.rows()
        return self.device.at


class BarePair:
    def __init__(self, address: str, sheet: int) -> None:
        self.sender, self.client, self.sheet = Client(address), Client(address), sheet
        self.stream_path = f"/events/{sheet}"
        self.turn = 0
        self.is_new = False

    async def begin(self) -> None:
        await self.fetch()

    async def save(self) -> int:
        self.turn += 1
        value = STEPS[self.turn % len(STEPS)]
        said = {"sheet": self.sheet, "question": 7, "party": 0, "value": value}
        answer = await self.sender.ask("POST", "/save", raw=json.dumps(said).encode())
        if answer.status != 204:
            raise WrongAnswer(f"the floor answered {answer.status}")
        return self.turn

    async def fetch(self) -> int:
        answer = await self.client.ask("GET", f"/row/{self.sheet}")
        held = answer.json()[0]
        return self.turn if held == STEPS[self.turn % len(STEPS)] else self.turn - 1


async def told(pair: Pair | BarePair, lines: AsyncIterator[str]) -> float:
    """Seconds from the sending of a save until the other client holds it."""
    began = time.perf_counter()
    before = pair.device.at if isinstance(pair, Pair) else pair.turn

    async def heard() -> float:
        async for line in lines:
            if line.startswith("data: ") and await pair.fetch() > before:
                break
        return time.perf_counter() - began

    hearing = asyncio.create_task(heard())
    try:
        await pair.save()
        return await hearing
    finally:
        # Nothing is to be heard of a save that failed.
        hearing.cancel()


async def in_one_round(pairs: list[Pair] | list[BarePair]) -> list[float]:
    async with AsyncExitStack() as streams:
        opened = []
        for pair in pairs:
            await pair.begin()
            lines = await streams.enter_async_context(pair.client.stream(pair.stream_path))
            opened.append((pair, lines))

        async def one(pair: Pair | BarePair, lines: AsyncIterator[str]) -> list[float]:
            async with asyncio.timeout(PATIENCE * EACH):
                await told(pair, lines)
                return [await told(pair, lines) for _ in range(EACH)]

        found = await asyncio.gather(*(one(pair, lines) for pair, lines in opened))
        return [seconds for each in found for seconds in each]


def run(bench: Bench) -> Iterator[Figure]:
    floor = bench.floor("events", WORKERS)
    with bench.served(WORKERS):
        address = bench.place.address
        everyone = [
            Pair(Screen.of(seat, address), Screen.of(seat, address, door="beside"))
            for seat in bench.filled
        ]
        for count in PAIRS:
            bench.say(f"{ID}: {count} at once")
            product: list[float] = []
            bare: list[float] = []
            for _ in range(bench.rounds):
                pairs = [BarePair(floor.address, sheet) for sheet in range(count)]
                bare += wait_for(in_one_round(pairs))
                product += wait_for(in_one_round(everyone[:count]))
            of = "1 pair" if count == 1 else f"{count} pairs"
            for percent, decides in ((50, False), (95, False)):
                yield at_most(
                    ID,
                    f"{of}, 2 processes: p{percent}",
                    percentile(product, percent) * 1000,
                    5,
                    floor=percentile(bare, percent) * 1000,
                    unit="ms",
                    decides=decides,
                    spread=f"{min(product) * 1000:.1f} to {max(product) * 1000:.1f} ms"
                    f" of {len(product)}; floor {min(bare) * 1000:.1f} to {max(bare) * 1000:.1f}",
                )
