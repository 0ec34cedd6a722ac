"""A part that repeats, laid out: a part of its own for each child, each debt and so on.

What is laid out is an instrument like any other, so nothing that asks, compares, tells or prints
has to know of it. The first time has the keys and the words that were released. From the second on
the number stands behind the part's key, as in `family.child.2.name`, and behind the question. No
released key has a number there, so none can be taken for another. How many there are is what a
sheet says (`Sheet.is_there`); a condition inside looks at its own time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tandem.instruments.conditions import renamed
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.instruments.words import Words

# More at once nobody can look over on one page.
AT_ONCE = 20
# A number is never given to another child or debt: for each that stands there is room for one that
# did before.
NUMBERS_EACH = 2


@lru_cache(maxsize=32)
def laid_out(instrument: Instrument) -> Instrument:
    """The same object where nothing repeats."""
    if not any(part.repeats for area in instrument.areas for part in area.parts):
        return instrument
    return replace(instrument, areas=tuple(map(_area, instrument.areas)))


def _area(area: Area) -> Area:
    return replace(area, parts=tuple(each for part in area.parts for each in _each(part)))


def _each(part: Part) -> Iterator[Part]:
    if not part.repeats:
        yield part
        return
    first = replace(part, at_most=at_once(part))
    yield first
    for number in range(2, first.at_most * NUMBERS_EACH + 1):
        yield _again(first, number)


def at_once(part: Part) -> int:
    """How many of it a room shows."""
    return min(part.at_most, AT_ONCE)


def _again(part: Part, number: int) -> Part:
    key = f"{part.key}.{number}"
    keys = {item.key: f"{key}{item.key.removeprefix(part.key)}" for item in part.items}

    def again(item: Item) -> Item:
        return replace(
            item,
            key=keys[item.key],
            repeat=number,
            prompt=_numbered(item.prompt, number),
            easy=_numbered(item.easy, number) if item.easy else None,
            follows=keys.get(item.follows or "", item.follows),
            pair=keys.get(item.pair or "", item.pair),
            opens_after=tuple(keys.get(one, one) for one in item.opens_after),
            not_asked_after=tuple((keys.get(one, one), to) for one, to in item.not_asked_after),
            asked_if=renamed(item.asked_if, keys) if item.asked_if else None,
        )

    items = tuple(map(again, part.items))
    return replace(part, key=key, repeat=number, name=_numbered(part.name, number), items=items)


def _numbered(words: Words, number: int) -> Words:
    return Words(tuple((language, f"{text} ({number})") for language, text in words.texts))
