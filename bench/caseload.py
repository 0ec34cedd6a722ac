"""Grows the made-up caseload that the cast stands in."""

from __future__ import annotations

from bench.bench import Bench
from tandem.config import database
from tandem.config.postgres.cluster import OWNER
from tandem.home.seed import fill

# With sittings, a sheet and a plan. The rest have the facts of a caseload only.
HISTORIES = 0.02


def grow(bench: Bench, people: int) -> None:
    """To so many people in all. What is there stays, so that sizes follow on one another."""
    if people <= bench.people:
        return
    bench.say(f"the caseload grows to {people:,}")
    with database.connect(bench.place.cluster.url(OWNER)) as owner:
        made = fill(owner, people=people, histories=HISTORIES)
    bench.people = people
    bench.place.analyse()
    bench.say(f"{made.facts.people:,} people made, {made.facts.rate:,.0f} a second")
    if made.histories.people:
        rate = made.histories.rate
        bench.say(f"{made.histories.people:,} of them with a history, {rate:,.0f} a second")
