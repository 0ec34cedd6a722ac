"""Find somebody of one's team: by reference, by a part of a name, by a name with a slip in it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.bench import Bench
from bench.client import Act, wait_for
from bench.figures import Figure, at_least, at_most, stated
from bench.office import Desk, desk, team
from bench.slips import slipped
from tandem.people.models import Person

ID = "P6"
TITLE = "find somebody"
SIZES = (10_000, 250_000, 1_000_000)
ASKED = 40
FIRST = 5
WAYS = ("reference", "part of a name", "misspelt", "misspelt, with the year")


def words(way: str, person: Person, dice: Random) -> str:
    match way:
        case "reference":
            return person.reference
        case "part of a name":
            return (person.family_name or person.called)[:4]
        case "misspelt":
            return slipped(dice, person.full_name)
    year = person.born_on.year if person.born_on else ""
    return f"{slipped(dice, person.full_name)} {year}"


def measure(bench: Bench, people: int) -> None:
    _worker, manager, everyone = team()
    seat = desk(bench, manager)
    dice = Random(people)
    known = [one for one in everyone if one.reference and one.born_on]
    kept = bench.kept.setdefault(ID, {})
    for way in WAYS:
        chosen = dice.sample(known, ASKED)
        typed = [words(way, person, dice) for person in chosen]
        wait_for(seat.find(typed[0]))
        with bench.place.asked() as asked:
            found = [
                person.pk in wait_for(seat.find(each))[:FIRST]
                for person, each in zip(chosen, typed, strict=True)
            ]
        ms = bench.product_round(_turns(seat, typed), times=ASKED).load.ms(50)
        kept[way, people] = (asked.pages / ASKED, ms, 100 * sum(found) / ASKED)


def _turns(seat: Desk, typed: list[str]) -> Act:
    left = iter(typed * 2)

    async def find() -> None:
        await seat.find(next(left))

    return find


def run(bench: Bench) -> Iterator[Figure]:
    kept = bench.kept.get(ID, {})
    sizes = sorted({size for _way, size in kept})
    if not sizes:
        return
    most = sizes[-1]
    least = sizes[-2] if len(sizes) > 1 else most
    of = f"of {most:,}, floor of {least:,}"
    for way in WAYS:
        pages, ms, found = kept[way, most]
        before, before_ms, _found = kept[way, least]
        yield at_most(ID, f"{way} {of}: pages touched", pages, 2, floor=before)
        yield at_most(ID, f"{way} {of}: p50", ms, 2, floor=before_ms, unit="ms", decides=False)
        metric = f"{way}: among the first {FIRST}"
        if "year" in way:
            yield at_least(ID, metric, found, 95, unit="%", decides=True)
        else:
            yield stated(ID, metric, found, unit="%")
