"""Pure: for whom a part that repeats is asked: each child, each debt. No Django.

The first is there from the start. That another one is there, and that one is there no more, is said
like anything else; nothing that was said of it goes.
"""

from __future__ import annotations

from collections.abc import Mapping

from tandem.instruments.schema import Area, Part
from tandem.voices.fold import Said, Standing

# Entries of kind pick about these say of one part that it is there, or that it is no more.
REPEAT = "repeat"
PARTIES = ("person", "worker", "both")


def about_repeat(part: Part) -> str:
    return f"{REPEAT}/{part.key}"


def repeats_in(chosen: Standing) -> dict[str, Said]:
    """What was last said of each, whoever said it; by the key of the part."""
    found: dict[str, Said] = {}
    for (name, _party), entry in chosen.items():
        kind, _slash, key = name.partition("/")
        if kind == REPEAT and (key not in found or found[key].seq < entry.seq):
            found[key] = entry
    return found


def is_there(part: Part, repeats: Mapping[str, Said]) -> bool:
    said = repeats.get(part.key)
    return bool(said.value) if said else part.repeat == 1


def was_there(part: Part, repeats: Mapping[str, Said]) -> bool:
    return part.repeat == 1 or part.key in repeats


def repeats_of(area: Area) -> list[list[Part]]:
    """The parts of an area that repeat, each with all its numbers."""
    found: dict[str, list[Part]] = {}
    for part in area.parts:
        if part.repeats:
            found.setdefault(part.first, []).append(part)
    return list(found.values())


def next_of(parts: list[Part], repeats: Mapping[str, Said]) -> Part | None:
    """The one that can be added now; None where there is no room, or no number left."""
    fresh = (part for part in parts if not was_there(part, repeats))
    return next(fresh, None) if has_room(parts, repeats) else None


def has_room(parts: list[Part], repeats: Mapping[str, Said]) -> bool:
    return sum(is_there(part, repeats) for part in parts) < parts[0].at_most


def may_add(part: Part, area: Area, repeats: Mapping[str, Said]) -> bool:
    """It is the next one, or one that was there before."""
    parts = next(parts for parts in repeats_of(area) if part in parts)
    is_back = was_there(part, repeats) and has_room(parts, repeats)
    return is_back or part is next_of(parts, repeats)
