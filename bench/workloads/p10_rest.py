"""One serving process: its memory at rest and after every kind of page, and how soon it starts."""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator

from bench import cast
from bench.bench import Bench
from bench.client import WrongAnswer, wait_for
from bench.figures import Figure, at_most, stated
from bench.machine import memory_kb
from bench.place import Place
from bench.room import Screen
from tandem.config.postgres.cluster import Cluster
from tandem.sittings.models import Sitting

ID = "P10"
TITLE = "one process at rest"
STARTS = 3
WARM = 2  # times each page
IDS = re.compile(r"[0-9a-f-]{36}")

ROOM = (
    *("", "welcome", "areas", "areas/first", "area/home", "area/drink", "differences", "picture"),
    *("talk/home.now", "plan", "plan/print", "invite", "leave", "blank"),
)
DESK = (
    *("/", "/people/new", "/people/import", "/sign-in/yours", "/design", "/people/{person}/"),
    *("/people/{person}/start", "/people/{person}/sheet", "/people/{person}/sheet/print"),
    *("/people/{person}/sheet/blank", "/people/{person}/plan", "/people/{person}/plan/print"),
)


def run(bench: Bench) -> Iterator[Figure]:
    yield from _starts(bench)
    at_desk, in_room = bench.seats(2)
    for seat in (at_desk, in_room):
        cast.fill(seat, ["home"])
        cast.make_plan(seat, "home.now")
    # This worker sits with nobody now: the whole desk opens.
    Sitting.objects.filter(pk=at_desk.sitting).update(locked_sign_in=None)
    bench.place.serve(1)
    yield stated(ID, "one process, started: memory", memory_kb(bench.place.pid) / 1024, unit="MB")
    desk, room = at_desk.worker(bench.place.address), in_room.worker(bench.place.address)
    pages = [(desk, page.format(person=at_desk.person)) for page in DESK]
    pages += [(room, in_room.url(page)) for page in ROOM]
    shown, grown = 0, Counter[str]()
    for _ in range(WARM):
        for client, page in pages:
            before = memory_kb(bench.place.pid)
            answer = wait_for(client.ask("GET", page))
            if answer.status >= 500:
                raise WrongAnswer(f"{page} answered {answer.status}")
            shown += answer.status == 200
            grown[IDS.sub("*", page)] += memory_kb(bench.place.pid) - before
    screen = Screen.of(in_room, bench.place.address)
    wait_for(screen.open())
    for _ in range(WARM * 5):
        wait_for(screen.save())
    yield at_most(
        ID,
        "one process, after every kind of page: memory",
        memory_kb(bench.place.pid) / 1024,
        245,
        unit="MB",
        spread=f"{shown} pages of {len(pages)} kinds; most by "
        + ", ".join(f"{page} {kb / 1024:.0f}" for page, kb in grown.most_common(5)),
    )
    if bench.workers != 1:
        bench.place.serve(bench.workers)


def _starts(bench: Bench) -> Iterator[Figure]:
    """From the command to the first answer, database and all, on a folder of its own."""
    state = bench.place.state.parent / "cold"
    place = Place(state, Cluster(state))
    seconds, stopping = [], []
    for _ in range(STARTS + 1):
        place.serve(1)
        seconds.append(place.seconds_to_ready)
        began = time.monotonic()
        place.stop()
        stopping.append(time.monotonic() - began)
    first, *later = seconds
    yield at_most(
        ID,
        "start after set-up, with its database",
        statistics.median(later),
        2.3,
        unit="s",
        decides=False,
        spread=f"{min(later):.2f} to {max(later):.2f} over {STARTS}; the first of all {first:.1f}",
    )
    yield stated(ID, "stop, with its database", statistics.median(stopping), unit="s")
