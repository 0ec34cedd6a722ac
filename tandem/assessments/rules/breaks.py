"""Pure: when a break is offered. No Django."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tandem.instruments.schema import Item
from tandem.voices.fold import Standing

# Longer than this nobody sits: the page was left open.
LONGEST = timedelta(hours=4)


def is_break_due(
    items: Iterable[Item], stand: Standing, *, begun: datetime | None, now: datetime
) -> bool:
    """The person asked for breaks, and the sitting has lasted so long."""
    wanted = [
        minutes
        for item in items
        if item.break_after and (said := stand.get((item.key, item.party)))
        for choice, minutes in item.break_after
        if said.kind == "answer" and choice in (said.value or ())
    ]
    if begun is None or not wanted:
        return False
    return timedelta(minutes=min(wanted)) <= now - begun <= LONGEST
