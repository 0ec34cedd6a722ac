"""Open an area of sixty questions with both voices, and a plan of 8 goals and 24 steps."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from django.conf import settings

from bench import cast
from bench.bench import Bench
from bench.browser import Visit, visits
from bench.cast import Seat
from bench.client import Act, Client, WrongAnswer, wait_for
from bench.figures import Figure, at_most, stated
from bench.rounds import Side, in_turns
from tests.browser import opened

ID = "P3"
TITLE = "open an area of sixty questions, and a plan"
AREA = "drink"  # two parts of thirty questions each
MANY = [AREA, "home", "money", "days", "people", "friends"]
BECAUSE = f"{AREA}.alcohol.now"
TIMES = 20


def get(client: Client, path: str) -> Act:
    async def once() -> None:
        answer = await client.ask("GET", path, accept_encoding="gzip, br")
        if answer.status != 200:
            raise WrongAnswer(f"{path} answered {answer.status}")

    return once


def run(bench: Bench) -> Iterator[Figure]:
    few, full = bench.seats(2)
    questions = cast.fill(few, [AREA])
    assert questions == 60
    more = cast.fill(full, [AREA, "home"] if bench.quick else MANY)
    for seat in (few, full):
        cast.make_plan(seat, BECAUSE)
    bench.place.analyse()
    yield from _queries(bench, {questions: few, more: full})
    yield from _work(bench, few)
    yield from _as_a_phone(bench, few)


def _queries(bench: Bench, seats: dict[int, Seat]) -> Iterator[Figure]:
    """By how many answers the sheet holds."""
    for name, page in (("area of 60", f"area/{AREA}"), ("plan", "plan")):
        for answers, seat in seats.items():
            act = get(seat.worker(bench.place.address), seat.url(page))
            wait_for(act())
            with bench.place.asked() as asked:
                for _ in range(TIMES):
                    wait_for(act())
            yield at_most(
                ID,
                f"{name}: queries with {answers} answers on the sheet",
                # What is written once a minute, such as that a screen is in use, is no page's own.
                asked.queries // TIMES,
                8,
                spread=f"{asked.pages / TIMES:.0f} pages of the database touched",
            )


def _work(bench: Bench, seat: Seat) -> Iterator[Figure]:
    floor = bench.floor("page")
    client, bare = seat.worker(bench.place.address), Client(floor.address)
    sides = in_turns(
        bench.rounds,
        django=lambda: bench.floor_round(floor, get(bare, "/django/1")),
        area=lambda: bench.product_round(get(client, seat.url(f"area/{AREA}"))),
        jinja=lambda: bench.floor_round(floor, get(bare, "/jinja/1")),
        plan=lambda: bench.product_round(get(client, seat.url("plan"))),
    )
    for name, title in (("area", "area of 60"), ("plan", "plan of 24 steps")):
        yield from _cpu(title, sides[name], sides["django"], sides["jinja"])


def _cpu(title: str, side: Side, django: Side, jinja: Side) -> Iterator[Figure]:
    # 4 ms where the Django template takes 9.5: the promise is the ratio of the two.
    yield at_most(
        ID,
        f"{title}: app CPU, floor a Django template",
        side.app_ms,
        0.42,
        floor=django.app_ms,
        unit="ms",
        spread=side.spread(lambda one: one.app_ms),
    )
    yield stated(ID, f"{title}: app CPU, floor Jinja2", side.app_ms, floor=jinja.app_ms, unit="ms")
    yield stated(ID, f"{title}: p50", side.ms(50), floor=jinja.ms(50), unit="ms")


def _as_a_phone(bench: Bench, seat: Seat) -> Iterator[Figure]:
    address, floor = bench.place.address, bench.floor("page")
    cookies = {settings.SESSION_COOKIE_NAME: seat.session}
    product: list[list[Visit]] = []
    bare: list[Visit] = []
    with opened() as browser:
        area = f"{address}{seat.url(f'area/{AREA}')}"
        for _ in range(1 if bench.quick else bench.rounds):
            bare += visits(browser, f"{floor.address}/jinja/1", {}, times=1, slow=not bench.quick)
            product.append(visits(browser, area, cookies, slow=not bench.quick))
    cold, repeat = product[-1]
    sent = len(cold.wire)
    biggest = sorted(cold.wire.items(), key=lambda one: -one[1])[:4]
    told = ", ".join(f"{url.rpartition('/')[2][:28]} {size / 1024:.1f}" for url, size in biggest)
    yield at_most(ID, "area: cold, but fonts", cold.kb, 108, unit="kB", spread=f"{sent}: {told}")
    yield at_most(ID, "area: fonts", cold.fonts, 45, unit="kB")
    yield at_most(ID, "area: repeat", repeat.kb + repeat.fonts, 27, unit="kB")
    if bench.quick:
        return
    times = [visit[0].largest_paint for visit in product]
    floors = [visit.largest_paint for visit in bare]
    yield at_most(
        ID,
        "area: largest paint on a slow phone",
        statistics.median(times),
        1.15,
        unit="s",
        decides=False,
        spread=f"{min(times):.2f} to {max(times):.2f}; a bare page {statistics.median(floors):.2f}",
    )
