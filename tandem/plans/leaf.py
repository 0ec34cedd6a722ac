"""Pure: what stands on the leaves of a plan, each a page with a few headings. No Django.

Something said under a heading stands until it is taken away by a later entry; nothing that was said
is overwritten. Some leaves are used in goals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.voices.fold import Said

LEAF, USE = "leaf/", "use/"


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    part: str
    entry: Said

    @property
    def words(self) -> str:
        return str(self.entry.value["words"])


def about(leaf: str, part: str, pk: str) -> str:
    """What an entry about one line is about."""
    return f"{LEAF}{leaf}/{part}/{pk}"


def lines(said: Iterable[Said], leaf: str) -> list[Line]:
    """What stands on it, in the order in which it was first said."""
    newest: dict[str, Said] = {}
    for one in sorted(said, key=lambda entry: entry.seq):
        if one.kind == "note" and one.about.startswith(f"{LEAF}{leaf}/"):
            newest[one.about] = one
    found = []
    for key, one in newest.items():
        if isinstance(one.value, dict) and one.value.get("words"):
            part, _slash, pk = key.removeprefix(f"{LEAF}{leaf}/").partition("/")
            found.append(Line(pk, part, one))
    return found


def used(said: Iterable[Said]) -> dict[str, list[str]]:
    """Which lines are used in a goal, by the goal's id."""
    newest: dict[str, bool] = {}
    for one in sorted(said, key=lambda entry: entry.seq):
        if one.kind == "note" and one.about.startswith(USE):
            newest[one.about] = isinstance(one.value, dict) and bool(one.value.get("used"))
    found: dict[str, list[str]] = {}
    for key, is_used in newest.items():
        line, _slash, goal = key.removeprefix(USE).partition("/")
        if is_used:
            found.setdefault(goal, []).append(line)
    return found
