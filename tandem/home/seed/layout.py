"""Who works where: units (a team of a region, or a small charity), each with its own dice.

Unit after unit takes the next people in line, so that the first N people are the same people
however many come after them: a caseload grows by what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from random import Random
from uuid import UUID

from tandem.home.seed import banks
from tandem.people.models import Mode

A_CHARITY_EVERY = 12
TEAMS_OF_A_REGION = 200


def key(*what: object) -> UUID:
    """The id of one made-up thing, the same whenever it is made up again."""
    of = "/".join(map(str, what))
    return UUID(bytes=blake2b(of.encode(), digest_size=16).digest(), version=4)


@dataclass(frozen=True, slots=True)
class Unit:
    seed: str
    number: int
    # The place in line of its first person, and how many each of its workers supports.
    first: int
    lists: tuple[int, ...]

    @property
    def is_charity(self) -> bool:
        return self.number % A_CHARITY_EVERY == 0

    @property
    def mode(self) -> Mode:
        return Mode.VOLUNTARY if self.is_charity else Mode.STATUTORY

    @property
    def after(self) -> int:
        """The place of the first person of the next unit."""
        return self.first + sum(self.lists)

    @property
    def _place(self) -> int:
        """The how manieth of its kind."""
        charities = (self.number + A_CHARITY_EVERY - 1) // A_CHARITY_EVERY
        return charities if self.is_charity else self.number - charities

    @property
    def organisation(self) -> UUID:
        place = self._place if self.is_charity else self._place // TEAMS_OF_A_REGION
        return key(self.seed, "charity" if self.is_charity else "region", place)

    @property
    def opens_organisation(self) -> bool:
        return self.is_charity or self._place % TEAMS_OF_A_REGION == 0

    @property
    def organisation_name(self) -> str:
        if self.is_charity:
            return _nth(banks.CHARITIES, self._place)
        return _nth(banks.REGIONS, self._place // TEAMS_OF_A_REGION) + " Probation"

    @property
    def team_name(self) -> str:
        if self.is_charity:
            return "Drop-in"
        return _nth(banks.TOWNS, self._place % TEAMS_OF_A_REGION)

    @property
    def domain(self) -> str:
        return self.organisation_name.lower().replace(" ", "-") + ".example"


def _nth(words: tuple[str, ...] | list[str], place: int) -> str:
    """Once through the words by themselves, then with a number."""
    word = words[place % len(words)]
    return word if place < len(words) else f"{word} {place // len(words) + 1}"


def units(seed: str, people: int) -> Iterator[Unit]:
    """As many units as it takes for so many people; the last one may have room left."""
    first, number = 0, 0
    while first < people:
        unit = Unit(seed, number, first, _lists(seed, number))
        yield unit
        first, number = unit.after, number + 1


@lru_cache(maxsize=10_000)
def _lists(seed: str, number: int) -> tuple[int, ...]:
    random = Random(f"{seed}/lists/{number}")  # noqa: S311
    if number % A_CHARITY_EVERY == 0:
        return tuple(random.randint(15, 25) for _ in range(random.randint(3, 6)))
    return tuple(random.randint(35, 50) for _ in range(random.randint(8, 12)))


def person_key(seed: str, place: int) -> UUID:
    return key(seed, "person", place)
