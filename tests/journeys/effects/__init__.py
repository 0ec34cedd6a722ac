"""What every form and button of the product does, and the proof of it.

A control that a tour finds on a page must be of one of these; each of them is performed.
"""

import re

from tests.journeys.effects.effect import NEXT_YEAR, Effect, is_day, said
from tests.journeys.effects.scenes import SCENES

__all__ = ["NEXT_YEAR", "SCENES", "Effect", "has_row", "is_day", "row_of", "said"]


def row_of(kind: str) -> str:
    """The three doors of a room have the same pages."""
    return re.sub("^(together|beside|desk):", "room:", kind)


def has_row(kind: str, name: str) -> bool:
    """Whether a control of this name, of a form that goes there, is known."""
    known = (one for scene in SCENES.values() for one in scene)
    return any(one.view == row_of(kind) and one.has(name) for one in known)
