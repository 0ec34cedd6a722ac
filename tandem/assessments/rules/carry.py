"""Pure: a sheet that goes over to a newer version of its questions. No Django.

Nothing of the log is copied or touched. A key never changes its meaning, so what was said under it
stands in every version that asks it; what a newer version no longer asks stays to be read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tandem.instruments.items import first_key
from tandem.instruments.repeats import laid_out
from tandem.instruments.schema import Area, Instrument, Item
from tandem.voices.fold import Said, standing

CARRIED = frozenset({"carry"})
# Entries of kind carry are about this.
RELEASE = "release"


def carried_to(said: Iterable[Said]) -> str:
    """The digest of the version that a sheet went over to last; "" while it is on its first."""
    found = [one for one in said if one.kind == "carry" and one.value and "to" in one.value]
    return str(max(found, key=lambda one: one.seq).value["to"]) if found else ""


def stayed(said: Iterable[Said]) -> str:
    """The digest of the newer version that was last chosen against."""
    last = standing(said, CARRIED).get((RELEASE, "worker"))
    return str(last.value.get("stay", "")) if last and last.value else ""


def left_behind(older: Sequence[Instrument], now: Instrument) -> list[tuple[Area, Item]]:
    """The questions of older versions that this one does not ask, by their area then."""
    asked = {item.key for item in now.items}
    found: dict[str, tuple[Area, Item]] = {}
    for one in older:
        for area in one.areas:
            found |= {item.key: (area, item) for item in area.items if item.key not in asked}
    return list(found.values())


def asked_as(versions: Sequence[Instrument]) -> Mapping[str, tuple[str, ...]]:
    """The keys by which the last of these versions asks what an older one asked under another:
    what was moved, split, or made one with others on the way. They are told of what is asked for
    the first time; what was asked of the second child is asked of the second child."""
    found: dict[str, tuple[str, ...]] = {}
    for version in versions[1:]:
        step = {
            old: stated.now
            for stated in version.became
            if stated.what in ("moved", "split", "merged")
            for old in stated.before
        }
        found = {
            old: tuple(dict.fromkeys(to for key in now for to in step.get(key, (key,))))
            for old, now in found.items()
        } | step
    asked = {(first, repeat): item.key for first, repeat, item in _each(versions[-1])}
    again = {first for first, repeat in asked if repeat > 1}

    def now_of(first: str, repeat: int) -> tuple[str, ...]:
        places = ((key, repeat if key in again else 1) for key in found[first])
        return tuple(asked[place] for place in places if place in asked)

    return {
        item.key: now_of(first, repeat)
        for older in versions[:-1]
        for first, repeat, item in _each(older)
        if first in found
    }


def _each(version: Instrument) -> Iterator[tuple[str, int, Item]]:
    """Every question of its areas as it is asked: its first key, and which time it is."""
    for area in laid_out(version).areas:
        for item in area.items:
            yield first_key(item.key, item.repeat), item.repeat, item
