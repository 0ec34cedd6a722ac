"""Pure: what is shut is not there. No Django."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from tandem.assessments.rules.each_first import without_waiting
from tandem.assessments.rules.remarks import item_in
from tandem.assessments.rules.sheet import SPOKEN, WAITING, Sheet, sheet
from tandem.instruments.schema import Instrument
from tandem.voices.fold import Said

ANSWERED = SPOKEN | WAITING


def without_shut(
    instrument: Instrument,
    mode: str,
    said: Sequence[Said],
    eyes: Collection[str] = (),
    *,
    is_history: bool = False,
) -> list[Said]:
    """What was said, but for what is about items that are shut in this mode now, and for the words
    of what waits for the other party. `eyes`: see `without_waiting`.

    The log keeps it, and it is there again once the person opens it again. What is about no item
    (a pick, a notice) stays. Of a child, a debt that is no more (`rules.repeats`) the answers go
    too, but for a history; what somebody sees differently there still waits for its answer.
    """
    said = without_waiting(instrument, said, eyes)
    closed, repeated = may_be_shut(instrument, mode), may_be_no_more(instrument)
    if not closed and not repeated:
        return said
    stands = sheet(instrument, mode, said, eyes)
    shut = {key for key in closed if not is_open(stands, key)}
    gone = set() if is_history else {key for key in repeated if not _is_there(stands, key)}
    return [
        entry
        for entry in said
        if item_in(entry.about) not in shut and not (entry.about in gone and entry.kind in ANSWERED)
    ]


def _is_there(stands: Sheet, key: str) -> bool:
    return stands.is_there(stands.instrument.part_of(key))


@lru_cache(maxsize=64)
def may_be_shut(instrument: Instrument, mode: str) -> tuple[str, ...]:
    """The items that are shut in this mode until the person opens them."""
    return tuple(
        item.key
        for area in instrument.areas
        for item in area.items
        if not (item.is_open_in(mode) and area.is_open_in(mode))
    )


@lru_cache(maxsize=32)
def may_be_no_more(instrument: Instrument) -> tuple[str, ...]:
    """The items of parts that repeat."""
    return tuple(
        item.key
        for area in instrument.areas
        for part in area.parts
        if part.repeats
        for item in part.items
    )


def is_open(stands: Sheet, key: str) -> bool:
    """Whether the item and its area are open; it may be of a child that is no more, whose story
    stays."""
    item, area = stands.instrument.item(key), stands.instrument.area_of(key)
    return stands.is_unshut(item) and stands.was_there(item) and stands.is_area_open(area)
