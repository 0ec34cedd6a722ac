"""Pure: marks that are made each first, so that neither party is led by the other's. No Django.

A mark of a pair that was made so is seen by its giver alone until the other party has marked too,
or one of them passes; then both are there at once. With it wait the words that belong to it. What
its giver changed before that is never shown: only what stood when both were looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tandem.instruments.schema import Instrument, Item, Pair
from tandem.voices.fold import Said

# How a mark is made; the log says it of each entry that waited, and of an area in a sitting.
OPEN = "open"
EACH_FIRST = "each_first"
WAYS = (OPEN, EACH_FIRST)
# Entries of kind pick about these say which way the two go in an area, in one sitting.
WAY = "way"
# The kind that a saying has for eyes that may not see it yet. It says that it is there, no more.
WAITS = "waits"
MARKS = frozenset({"answer", "pass"})


def without_waiting(
    instrument: Instrument, said: Sequence[Said], eyes: Collection[str] = ()
) -> list[Said]:
    """What was said, as it may be seen. `eyes` are the parties who alone look at it: they see
    their own. What waits stays in its place, of the kind `WAITS` and without a word."""
    if not any(one.way for one in said):
        return list(said)
    waiting: set[str] = set()
    changed: set[int] = set()
    about: dict[str, list[Said]] = {}
    for one in said:
        if one.kind in MARKS:
            about.setdefault(one.about, []).append(one)
    for pair in instrument.pairs:
        keys = keys_of(instrument, pair)
        own = sorted((one for key in keys for one in about.get(key, ())), key=lambda one: one.seq)
        if not any(one.way for one in own):
            continue
        shown_at = _shown_at(pair, own)
        if shown_at is None:
            waiting.update(keys)
        else:
            changed |= {one.seq for one in own if one.way and _is_changed(one, own, shown_at)}
    return [
        _veiled(one) if one.way and one.about in waiting and one.party not in eyes else one
        for one in said
        if one.seq not in changed
    ]


def keys_of(instrument: Instrument, pair: Pair) -> list[str]:
    """Both marks and the words that belong to them."""
    marks = (pair.person, pair.worker)
    words = [one.key for mark in marks for one in instrument.followers(mark.key)]
    return [mark.key for mark in marks] + words


def pair_of(instrument: Instrument, item: Item) -> Pair | None:
    """The pair that an item is a mark of, or words to."""
    return _pairs(instrument).get(item.key) or _pairs(instrument).get(item.follows or "")


@lru_cache(maxsize=32)
def _pairs(instrument: Instrument) -> Mapping[str, Pair]:
    return {item.key: pair for pair in instrument.pairs for item in (pair.person, pair.worker)}


def _shown_at(pair: Pair, own: Sequence[Said]) -> int | None:
    """The number from which both may be seen; None while one waits for the other."""
    first: dict[str, int] = {}
    for one in own:
        if one.about not in (pair.person.key, pair.worker.key):
            continue
        if one.kind == "pass":
            return one.seq
        first.setdefault(one.party, one.seq)
        if len(first) > 1:
            return one.seq
    return None


def _is_changed(one: Said, own: Sequence[Said], shown_at: int) -> bool:
    """Its giver said it anew before it was shown."""
    return any(
        (after.about, after.party) == (one.about, one.party) and one.seq < after.seq <= shown_at
        for after in own
    )


def _veiled(one: Said) -> Said:
    return replace(one, kind=WAITS, value=None, language="", source="")
