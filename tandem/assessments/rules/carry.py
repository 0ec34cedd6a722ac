"""Pure: a sheet that goes over to a newer version of its questions. No Django.

Nothing of the log is copied or touched. A key never changes its meaning, so what was said under it
stands in every version that asks it; what a newer version no longer asks stays to be read.
"""

from collections.abc import Iterable, Mapping, Sequence

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
    what was moved, split, or made one with others on the way."""
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
    asked = {item.key for area in versions[-1].areas for item in area.items}
    return {old: tuple(key for key in now if key in asked) for old, now in found.items()}
