"""Print a plan of 8 goals and 24 steps as tagged PDF; save answers while four are being made."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from bench import cast
from bench.bench import Bench
from bench.client import Act, Client, Load, WrongAnswer, load, wait_for
from bench.figures import Figure, at_most, stated
from bench.room import Screen
from bench.rounds import Measured, Side, in_turns

ID = "P7"
TITLE = "print a plan, and save meanwhile"
AT_ONCE = 4


def printing(client: Client, path: str) -> Act:
    async def once() -> None:
        answer = await client.ask("GET", path, accept="application/pdf")
        if answer.status != 200 or not answer.body.startswith(b"%PDF"):
            raise WrongAnswer(f"{path} answered {answer.status}: {answer.body[:200]!r}")

    return once


async def beside(act: Act, others: list[Act], seconds: float) -> Load:
    """One act again and again while the others never rest."""
    busy = [asyncio.create_task(load([each], seconds=seconds + 1)) for each in others]
    await asyncio.sleep(0.5)
    found = await load([act], seconds=seconds)
    await asyncio.gather(*busy)
    return found


def run(bench: Bench) -> Iterator[Figure]:
    address = bench.place.address
    seats = bench.seats(AT_ONCE)
    for seat in seats:
        cast.fill(seat, ["home"])
        cast.make_plan(seat, "home.now")
    prints = [printing(seat.worker(address), seat.url("plan/print")) for seat in seats]
    floor = bench.floor("paper")
    bare = printing(Client(floor.address), "/paper")
    sides = in_turns(
        bench.rounds,
        floor=lambda: bench.floor_round(floor, bare),
        product=lambda: bench.product_round(prints[0]),
    )
    product, floor_side = sides["product"], sides["floor"]
    yield at_most(ID, "plan to PDF: app CPU", product.app_ms, 30, unit="ms", spread=product.latency)
    yield stated(ID, "plan to PDF: app CPU", product.app_ms, floor=floor_side.app_ms, unit="ms")
    yield stated(ID, "plan to PDF: p50", product.ms(50), floor=floor_side.ms(50), unit="ms")
    screen = Screen.of(bench.filled[0], address)
    wait_for(screen.open())

    def alone() -> Measured:
        return bench.product_round(screen.save)

    def meanwhile() -> Measured:
        return Measured(wait_for(beside(screen.save, prints, bench.seconds)), 0, 0)

    saves: dict[str, Side] = in_turns(bench.rounds, alone=alone, meanwhile=meanwhile)
    yield at_most(
        ID,
        f"save while {AT_ONCE} are being made: p95",
        saves["meanwhile"].ms(95),
        1.5,
        floor=saves["alone"].ms(95),
        unit="ms",
        decides=False,
        spread=f"floor: none being made; {saves['meanwhile'].latency}",
    )
