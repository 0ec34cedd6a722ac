"""Pure: where what was said is from. No Django.

A party that speaks says so itself, by no act at all. A worker whose side is asked how they know
(`asked_in`) has answered it there for all their marks; elsewhere an entry of theirs can say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from tandem.instruments.schema import Instrument, Item
from tandem.voices.fold import Said, Standing


class Source(StrEnum):
    """The keys are those by which an instrument asks a worker how they know."""

    TOLD = "told"  # by the person
    SAW = "saw"
    LETTER = "letter"  # an official record
    JUDGEMENT = "judgement"
    NEW = "new"  # told by the person that day for the first time, as they say themselves


# What an entry may say of itself; "" where the party that speaks is the source.
OWN: Mapping[str, tuple[str, ...]] = {
    "person": ("", Source.NEW),
    "worker": ("", Source.TOLD, Source.SAW, Source.LETTER),
    "both": ("",),
}
ASKED = frozenset({Source.TOLD, Source.SAW, Source.LETTER, Source.JUDGEMENT})
# A mark on a scale is a view; what can be news is a fact.
MARKS = frozenset({"scale", "ten"})


def may_be_new(item: Item) -> bool:
    return item.party == "person" and item.kind not in MARKS


def asks_source(instrument: Instrument, item: Item) -> bool:
    """Whether the worker may say of this item where it is from: nothing else asks it."""
    is_own = item.party == "worker" and not item.follows and not is_source(item)
    return is_own and asked_in(instrument, item.key) is None


def is_source(item: Item) -> bool:
    """The question of the worker's side that asks how they know."""
    keys = {choice.key for choice in item.choices}
    return item.party == "worker" and item.kind in ("one", "many") and bool(keys) and keys <= ASKED


def asked_in(instrument: Instrument, key: str) -> Item | None:
    """The question about the source in the part of the sheet in which this item stands."""
    return _asked(instrument).get(key)


@lru_cache(maxsize=32)
def _asked(instrument: Instrument) -> Mapping[str, Item]:
    found: dict[str, Item] = {}
    for area in instrument.areas:
        for part in area.parts:
            asked = next((item for item in part.items if is_source(item)), None)
            if asked:
                mine = (item for item in part.items if item.party == "worker")
                found |= {item.key: asked for item in mine if not belongs_to(item, asked)}
    return found


def belongs_to(item: Item, asked: Item) -> bool:
    return asked.key in (item.key, item.follows)


def sources(instrument: Instrument, stand: Standing, entry: Said) -> tuple[Source, ...]:
    """Where an answer is from, in the order in which it was asked; () where that is nothing to be
    asked: of what both say, of a pass, and of the very question about it."""
    if entry.kind != "answer" or entry.is_erased or entry.party not in ("person", "worker"):
        return ()
    if entry.source:
        return (Source(entry.source),)
    if entry.party == "person":
        return (Source.TOLD,)
    if _is_an_offer(instrument, entry.about):
        return ()
    asked = asked_in(instrument, entry.about)
    if asked is None:
        return () if _is_about_source(instrument, entry.about) else (Source.JUDGEMENT,)
    how = stand.get((asked.key, asked.party))
    # Another worker's answer says how that one knew.
    if how is None or how.kind != "answer" or how.author != entry.author or not how.value:
        return (Source.JUDGEMENT,)
    chosen = how.value if isinstance(how.value, list) else [how.value]
    return tuple(Source(choice.key) for choice in asked.choices if choice.key in chosen)


def _is_about_source(instrument: Instrument, key: str) -> bool:
    try:
        item = instrument.item(key)
    except LookupError:
        return True
    return is_source(item) or (
        bool(item.follows) and is_source(instrument.item(item.follows or ""))
    )


def _is_an_offer(instrument: Instrument, key: str) -> bool:
    """What a worker will do is from nowhere else."""
    try:
        return instrument.item(key).becomes_promise
    except LookupError:
        return False
