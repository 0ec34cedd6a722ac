"""Pure: what is shut is not there. No Django."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from tandem.assessments.rules.each_first import without_waiting
from tandem.assessments.rules.remarks import item_in
from tandem.assessments.rules.sheet import Sheet, sheet
from tandem.instruments.schema import Instrument
from tandem.voices.fold import Said


def without_shut(
    instrument: Instrument, mode: str, said: Sequence[Said], eyes: Collection[str] = ()
) -> list[Said]:
    """What was said, but for what is about items that are shut in this mode now, and for the words
    of what waits for the other party. `eyes`: see `without_waiting`.

    The log keeps it, and it is there again once the person opens it again. What is about no item
    (a pick, a notice) stays.
    """
    said = without_waiting(instrument, said, eyes)
    closed = may_be_shut(instrument, mode)
    if not closed:
        return said
    stands = sheet(instrument, mode, said, eyes)
    shut = {key for key in closed if not is_open(stands, key)}
    return [entry for entry in said if item_in(entry.about) not in shut]


@lru_cache(maxsize=64)
def may_be_shut(instrument: Instrument, mode: str) -> tuple[str, ...]:
    """The items that are shut in this mode until the person opens them."""
    return tuple(
        item.key
        for area in instrument.areas
        for item in area.items
        if not (item.is_open_in(mode) and area.is_open_in(mode))
    )


def is_open(stands: Sheet, key: str) -> bool:
    """Whether the item and its area are open."""
    item, area = stands.instrument.item(key), stands.instrument.area_of(key)
    return stands.is_open(item) and stands.is_area_open(area)
