"""Save one answer: signed in, permission and sitting asked, entry and audit row durable, then 200.

The product's answer carries the redrawn row; the floor is one statement and an empty answer.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

from bench.bench import Bench
from bench.client import Act, Client, WrongAnswer, wait_for
from bench.figures import Figure, at_least, at_most, stated
from bench.floors import Floor
from bench.room import STEPS, Screen
from bench.rounds import Side, in_turns

ID = "P1"
TITLE = "save one answer"
CLIENTS = (1, 16)


def floor_save(address: str, sheet: int) -> Act:
    client = Client(address)
    turns = itertools.count()

    async def save() -> None:
        value = STEPS[next(turns) % len(STEPS)]
        said = {"sheet": sheet, "question": 7, "party": 0, "value": value}
        answer = await client.ask("POST", "/save", raw=json.dumps(said).encode())
        if answer.status != 204:
            raise WrongAnswer(f"the floor answered {answer.status}")

    return save


def run(bench: Bench) -> Iterator[Figure]:
    floor = bench.floor("save")
    screens = [Screen.of(seat, bench.place.address) for seat in bench.filled]
    for screen in screens:
        wait_for(screen.open())
    yield from _queries(bench, screens[0])
    for clients in CLIENTS[:1] if bench.quick else CLIENTS:
        bench.say(f"{ID}: {clients} at once")
        acts: list[Act] = [screen.save for screen in screens[:clients]]
        bare = [floor_save(floor.address, sheet) for sheet in range(clients)]
        yield from _figures(*_side_by_side(bench, floor, acts, bare), clients)


def _side_by_side(
    bench: Bench, floor: Floor, acts: list[Act], bare: list[Act]
) -> tuple[Side, Side]:
    both = in_turns(
        bench.rounds,
        floor=lambda: bench.floor_round(floor, *bare),
        product=lambda: bench.product_round(*acts),
    )
    return both["product"], both["floor"]


def _figures(product: Side, floor: Side, clients: int) -> Iterator[Figure]:
    of = "1 client" if clients == 1 else f"{clients} clients"
    yield at_most(
        ID,
        f"save, {of}: app CPU",
        product.app_ms,
        3,
        floor=floor.app_ms,
        unit="ms",
        spread=product.spread(lambda one: one.app_ms),
    )
    yield stated(
        ID, f"save, {of}: PostgreSQL CPU", product.database_ms, floor=floor.database_ms, unit="ms"
    )
    yield at_least(
        ID, f"save, {of}: requests", product.a_second, 0.4, floor=floor.a_second, unit="/s"
    )
    yield at_most(
        ID,
        f"save, {of}: p99 of p50",
        product.ms(99) / product.ms(50),
        4,
        decides=False,
        spread=product.latency,
    )
    yield stated(
        ID, f"save, {of}: p50", product.ms(50), floor=floor.ms(50), unit="ms", spread=floor.latency
    )


def _queries(bench: Bench, screen: Screen) -> Iterator[Figure]:
    times = 20
    for _ in range(5):
        wait_for(screen.save())
    with bench.place.asked() as asked:
        for _ in range(times):
            wait_for(screen.save())
    yield stated(
        ID,
        "save: statements",
        asked.queries / times,
        floor=1,
        spread=f"{asked.pages / times:.0f} pages of the database touched each time",
    )
    words = " ".join(asked.statements[0][2].split())
    yield stated(
        ID,
        "save: pages touched by its widest statement",
        asked.statements[0][1] / times,
        spread=words[:160],
    )
