"""Figures of a team, an organisation and the whole installation; what they cost an answer.

The floor of the counts is the count itself: the same figures by going through everyone's row.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from bench.bench import Bench
from bench.client import wait_for
from bench.figures import Figure, at_most, stated
from bench.office import administrator, desk, team
from bench.room import Screen
from bench.rounds import Measured, in_turns
from tandem.insight import queries

ID = "P5"
TITLE = "figures"
SIZES = (10_000, 250_000, 1_000_000)
LOADS = 10
LIVE = """
SELECT count(*) FILTER (WHERE mode = 'statutory'), count(*) FILTER (WHERE mode = 'voluntary'),
    coalesce(sum((SELECT count(*) FROM unnest(ends_on) day WHERE day BETWEEN %s AND %s)), 0),
    count(*) FILTER (WHERE seen_on > %s), count(*) FILTER (WHERE seen_on > %s),
    count(*) FILTER (WHERE is_agreed), count(*) FILTER (WHERE differences > 0)
FROM glances_glance WHERE NOT is_practice
"""
# What an act may set off: on these two tables for an answer.
TRIGGERS = (
    ("assessments_sheetsummary", "assessments_sheetsummary_glance_added"),
    ("assessments_sheetsummary", "assessments_sheetsummary_glance_changed"),
    ("voices_saying", "voices_saying_glance_added"),
)


def measure(bench: Bench, people: int) -> None:
    _worker, manager, _people = team()
    today = timezone.localdate()
    bench.place.ask("SELECT insight_fold()")
    bench.place.analyse()
    kept = bench.kept.setdefault(ID, {})
    for who, user in (("manager", manager), ("administrator", administrator())):
        seat = desk(bench, user, "/figures")
        wait_for(seat.figures())
        with bench.place.asked() as asked:
            for _ in range(LOADS):
                wait_for(seat.figures())
        kept[f"{who}'s page", people] = asked.pages / LOADS
    with bench.place.asked() as asked:
        found = queries.of_everyone(today)
    kept["everyone", people] = asked.pages
    until, (since_28, since_90) = today + queries.ENDS_WITHIN, queries.since(today)
    with bench.place.asked() as asked:
        ((*live,),) = bench.place.ask(LIVE, today, until, since_28, since_90)
    counted = (
        *(found.statutory, found.voluntary, found.ends),
        *(found.seen_28, found.seen_90, found.agreed, found.differing),
    )
    kept["live", people] = sum(pages for _calls, pages, _words in asked.statements)
    kept["off", people] = sum(abs(a - int(b)) for a, b in zip(counted, live, strict=True))


def run(bench: Bench) -> Iterator[Figure]:
    kept = bench.kept.get(ID, {})
    if sizes := sorted({size for _what, size in kept}):
        most = sizes[-1]
        least = sizes[-2] if len(sizes) > 1 else most
        of = f"of {most:,}, floor of {least:,}"
        for what in ("manager's page", "administrator's page", "everyone"):
            metric = f"{what} {of}: pages touched"
            yield at_most(ID, metric, kept[what, most], 1.5, floor=kept[what, least])
        yield at_most(ID, f"off what is there, of {most:,}", kept["off", most], 0)
    yield from _saves(bench)


def _saves(bench: Bench) -> Iterator[Figure]:
    screen = Screen.of(bench.filled[0], bench.place.address)
    wait_for(screen.open())

    def saving(verb: str) -> Measured:
        for table, trigger in TRIGGERS:
            bench.place.ask(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")
        return bench.product_round(screen.save)

    try:
        sides = in_turns(
            max(bench.rounds, 5),
            without=lambda: saving("DISABLE"),
            counted=lambda: saving("ENABLE"),
        )
    finally:
        for table, trigger in TRIGGERS:
            bench.place.ask(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    counted, without = sides["counted"], sides["without"]
    yield at_most(
        ID,
        "save, floor without counts: app and PostgreSQL CPU",
        counted.app_ms + counted.database_ms,
        1.05,
        floor=without.app_ms + without.database_ms,
        unit="ms",
        decides=False,
    )
    yield stated(ID, "save: p50", counted.ms(50), floor=without.ms(50), unit="ms")
