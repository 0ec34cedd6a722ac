"""Which questions are asked, given what was answered so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tandem.instruments.conditions import Answered, holds
from tandem.instruments.items import Item


def asked(items: Iterable[Item], answers: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the items that are asked. `items` stand in their order; `answers` are by key.

    An answer to what is no longer asked counts as not given, so that what hangs on it goes too.
    """
    found: set[str] = set()
    counted: dict[str, Any] = {}
    for item in items:
        if _is_asked(item, counted):
            found.add(item.key)
            if item.key in answers:
                counted[item.key] = answers[item.key]
    return frozenset(found)


def _is_asked(item: Item, counted: Mapping[str, Any]) -> bool:
    if item.asked_if is not None and not holds(item.asked_if, counted):
        return False
    if item.opens_after and not any(holds(Answered(key), counted) for key in item.opens_after):
        return False
    return all(counted.get(key) != choice for key, choice in item.not_asked_after)
