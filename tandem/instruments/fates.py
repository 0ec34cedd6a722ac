"""What an author says of questions of the version before that are not asked any more.

Told as: the old key, and the keys that ask it now; none where it is asked no longer. It is stored
as a release has it (`became`), and what can be seen by itself is not told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tandem.instruments.content import FIRST, Content, at
from tandem.instruments.manuscript import mark_of, set_value

BECAME = ("became",)
Told = dict[str, tuple[str, ...]]


def told_in(content: Content) -> Told:
    stored = at(content, BECAME) or {}
    found: Told = {key: () for key in stored.get("dropped", ())}
    found |= {old: (now,) for old, now in stored.get("moved", {}).items()}
    found |= {old: tuple(now) for old, now in stored.get("split", {}).items()}
    for now, before in stored.get("merged", {}).items():
        found |= dict.fromkeys(before, (now,))
    return found


def seen_of(content: Content, key: str) -> str:
    """What is told of one question, in short: whether somebody told otherwise since."""
    return mark_of(told_in(content).get(key))


def became_of(told: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """As a release has it. ValueError where one is both split and one with others."""
    sources: dict[str, list[str]] = {}
    for old, now in told.items():
        for key in now:
            sources.setdefault(key, []).append(old)
    made: dict[str, Any] = {"split": {}, "merged": {}, "moved": {}, "dropped": []}
    for old, now in told.items():
        if not now:
            made["dropped"].append(old)
        elif len(now) > 1:
            if any(len(sources[key]) > 1 for key in now):
                raise ValueError(old)
            made["split"][old] = list(now)
        elif len(sources[(new := next(iter(now)))]) > 1:
            made["merged"][new] = sources[new]
        else:
            made["moved"][old] = new
    return {what: keys for what, keys in made.items() if keys}


def tell(content: Content, told: Mapping[str, Collection[str]]) -> None:
    """ValueError where it cannot be; then nothing is told."""
    set_value(content, BECAME, became_of(told))


def keys_changed(content: Content, keys: Mapping[str, str], *, is_moved: bool) -> None:
    """Questions have other keys now. Moved, they still ask the same, which is told by itself."""
    if content[FIRST]["version"] < 2:
        return
    told = {old: tuple(keys.get(key, key) for key in now) for old, now in told_in(content).items()}
    if is_moved:
        known = {key for now in told.values() for key in now}
        told |= {old: (new,) for old, new in keys.items() if new not in known and old != new}
    tell(content, {old: now for old, now in told.items() if now != (old,)})
