"""My people, 25 at a time, for one worker and one manager, however many others there are.

Pages touched are what the database says of the whole page as it was served. The team is the same
at every size, so the rows on the page are the same too.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.bench import Bench
from bench.client import Act, wait_for
from bench.figures import Figure, at_most, stated
from bench.office import desk, team

ID = "P4"
TITLE = "my people"
SIZES = (1_000, 10_000, 250_000, 1_000_000)
FROM = 10_000
LOADS = 10


def measure(bench: Bench, people: int) -> None:
    worker, manager, _people = team()
    for who, user in (("worker", worker), ("manager", manager)):
        seat = desk(bench, user)
        act: Act = seat.my_people
        for _ in range(LOADS):
            wait_for(act())
        bench.place.analyse()
        with bench.place.asked() as asked:
            for _ in range(LOADS):
                wait_for(act())
        rounds = [bench.product_round(act, times=20) for _ in range(bench.rounds)]
        ms = sorted(one.load.ms(50) for one in rounds)[len(rounds) // 2]
        kept = bench.kept.setdefault(ID, {})
        kept[who, people] = (asked.pages / LOADS, asked.queries / LOADS, ms)


def run(bench: Bench) -> Iterator[Figure]:
    kept = bench.kept.get(ID, {})
    sizes = sorted({size for _who, size in kept})
    if not sizes:
        return
    least, most = FROM if FROM in sizes else sizes[0], sizes[-1]
    of = f"of {most:,}, floor of {least:,}"
    for who in ("worker", "manager"):
        pages, queries, ms = kept[who, most]
        before, _queries, before_ms = kept[who, least]
        yield at_most(ID, f"a {who}'s list {of}: pages touched", pages, 1.3, floor=before)
        yield stated(ID, f"a {who}'s list: queries", queries)
        yield at_most(
            ID,
            f"a {who}'s list {of}: p50",
            ms,
            1.25,
            floor=before_ms,
            unit="ms",
            decides=False,
        )
