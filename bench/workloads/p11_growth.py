"""One answer edited again and again; an area of a sheet with few and with many other questions."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench import cast
from bench.bench import Bench
from bench.cast import Seat
from bench.client import wait_for
from bench.figures import Figure, at_most, stated
from bench.room import Screen
from bench.rounds import Measured, in_turns
from tandem.instruments.loader import body, digest_of, newest, parse
from tandem.instruments.models import Release
from tandem.voices.models import Thread

ID = "P11"
TITLE = "a record that grows"
EDITS, FULL_EDITS = 300, 2_000
AREA = "home"
FEW, MANY = 60, 500


def run(bench: Bench) -> Iterator[Figure]:
    yield from _edits(bench, FULL_EDITS if bench.full else EDITS)
    yield from _questions(bench)


def _edits(bench: Bench, edits: int) -> Iterator[Figure]:
    (seat,) = bench.seats(1)
    cast.fill(seat, [AREA])
    screen = Screen.of(seat, bench.place.address)
    wait_for(screen.open())
    tenth = edits // 10
    # The first saves of a process also read its catalogues.
    other = Screen.of(bench.filled[0], bench.place.address)
    wait_for(other.open())
    for _ in range(tenth):
        wait_for(other.save())
    pages, rounds = [], []
    for part in range(10):
        with bench.place.asked() as asked:
            rounds.append(bench.product_round(screen.save, times=tenth))
        pages.append(asked.pages / (tenth + 1))
        bench.say(f"{ID}: {(part + 1) * tenth} of {edits} edits, {rounds[-1].app_ms:.1f} ms each")
    of = f"{edits:,} edits of one answer, last tenth"
    first, last = rounds[0], rounds[-1]
    yield at_most(ID, f"{of}: pages touched", pages[-1], 1.15, floor=pages[0])
    yield at_most(ID, f"{of}: app CPU", last.app_ms, 1.15, floor=first.app_ms, unit="ms")
    yield stated(ID, f"{of}: PostgreSQL CPU", last.database_ms, floor=first.database_ms, unit="ms")
    yield stated(ID, f"{of}: p50", last.load.ms(50), floor=first.load.ms(50), unit="ms")


def _questions(bench: Bench) -> Iterator[Figure]:
    """The same area, answered alike, on a sheet of sixty questions and on one of five hundred."""
    acts, counted = {}, {}
    for questions in (FEW, MANY):
        seat = _seat_on(bench, questions)
        screen = Screen.of(seat, bench.place.address, area=AREA)
        wait_for(screen.open())
        acts[questions] = screen
        with bench.place.asked() as asked:
            for _ in range(10):
                wait_for(screen.open())
        counted[questions] = asked
    bench.place.analyse()

    def opening(questions: int) -> Measured:
        return bench.product_round(acts[questions].open)

    sides = in_turns(bench.rounds, few=lambda: opening(FEW), many=lambda: opening(MANY))
    of = f"an area on a sheet of {MANY}, floor on one of {FEW}"
    yield at_most(ID, f"{of}: queries", counted[MANY].queries, 1, floor=counted[FEW].queries)
    yield at_most(
        ID, f"{of}: app CPU", sides["many"].app_ms, 1.15, floor=sides["few"].app_ms, unit="ms"
    )
    yield stated(ID, f"{of}: pages touched", counted[MANY].pages, floor=counted[FEW].pages)


def _seat_on(bench: Bench, questions: int) -> Seat:
    """A sitting on an instrument of so many questions, every one of them answered."""
    content = _instrument(questions)
    digest = digest_of(content)
    Release.objects.create(
        digest=digest, name="bench", version=questions, body=content, is_shipped=False
    )
    (seat,) = bench.seats(1)
    # Nothing was said on it yet, so it can still be put on another release.
    bench.place.ask("UPDATE voices_thread SET release_id = %s WHERE id = %s", digest, seat.thread)
    thread = Thread.objects.get(pk=seat.thread)
    assert thread.release_id == digest
    instrument = parse(content)
    cast.fill(seat, [area.key for area in instrument.areas if area.number])
    return seat


def _instrument(questions: int) -> str:
    """The shipped questions, cut down or said again under other names until there are so many."""
    shipped = newest("whole-life")
    content = json.loads(body(shipped.name, shipped.version))
    wanted = [area for area in shipped.areas if area.number and len(area.parts) == 1]
    wanted.sort(key=lambda area: area.key != AREA)
    keys = [area.key for area in wanted]
    each = len(wanted[0].items)
    for number in range(questions // each):
        if number >= len(keys):
            again = f"{keys[number % len(wanted)]}_{'abcdefgh'[number // len(wanted)]}"
            for language in content.values():
                language["areas"][again] = language["areas"][keys[number % len(wanted)]]
            keys.append(again)
    for language in content.values():
        language["areas"] = {key: language["areas"][key] for key in keys[: questions // each]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
