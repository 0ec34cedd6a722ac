"""Which questions are asked, given what was answered so far: one rule, for a sheet and for a form
that is tried out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from tandem.instruments.conditions import Answered, asks_in, holds
from tandem.instruments.items import Item
from tandem.instruments.schema import Instrument


def asked(items: Iterable[Item], answers: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the items that are asked. `items` stand in their order; `answers` are by key.

    An answer to what is no longer asked counts as not given, so that what hangs on it goes too.
    """
    found: set[str] = set()
    counted: dict[str, Any] = {}
    for item in items:
        if is_asked(item, counted):
            found.add(item.key)
            if item.key in answers:
                counted[item.key] = answers[item.key]
    return frozenset(found)


def is_asked(
    item: Item, counted: Mapping[str, Any], opened: Collection[str] = (), *, is_kept: bool = False
) -> bool:
    """Whether one is asked, given the answers that count.

    opened: what was passed over. That opens what comes after it, and is no answer.
    is_kept: it stays open though what opened it was taken back: something stands there.
    """
    if item.asked_if is not None and not holds(item.asked_if, counted):
        return False
    keys = () if is_kept else item.opens_after
    if keys and not any(key in opened or holds(Answered(key), counted) for key in keys):
        return False
    return all(counted.get(key) != choice for key, choice in item.not_asked_after)


@lru_cache(maxsize=4096)
def leans_on(instrument: Instrument, key: str) -> tuple[Item, ...]:
    """The questions before this one whose answers decide, near or far, whether it is asked; in
    their order."""
    order = _order(instrument)
    found: set[str] = set()
    waiting = [key]
    while waiting:
        at = waiting.pop()
        near = {name for name in _names(instrument.item(at)) if order[name] < order[at]}
        waiting += near - found
        found |= near
    return tuple(instrument.item(name) for name in sorted(found, key=order.__getitem__))


@lru_cache(maxsize=32)
def _order(instrument: Instrument) -> Mapping[str, int]:
    return {item.key: number for number, item in enumerate(instrument.items)}


def _names(item: Item) -> Iterator[str]:
    yield from item.opens_after
    for key, _choice in item.not_asked_after:
        yield key
    for asks in asks_in(item.asked_if) if item.asked_if else ():
        yield asks.item
