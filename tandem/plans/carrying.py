"""Pure: what becomes of a goal when a new order, licence or time of coming begins. No Django.

Nothing is wiped and nothing moves by itself: a goal stays as it is until the two have said what
becomes of it. `began_at` is when the present period was written down, if it is not the
first.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tandem.voices.fold import Said

ON, LATER, LET_GO = CHOICES = ("on", "later", "let_go")


def about(goal: UUID) -> str:
    """What an entry about the choice is about."""
    return f"goal/{goal}/carried"


def is_from_before(made_at: datetime, began_at: datetime | None, said: Iterable[Said]) -> bool:
    """Whether a goal stood before this period and nobody has said yet what becomes of it; `said`
    are the entries about the choice."""
    if began_at is None or made_at >= began_at:
        return False
    return not any(entry.recorded_at > began_at for entry in said)
