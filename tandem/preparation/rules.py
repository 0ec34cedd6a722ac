"""What is true of preparations. Pure: times and rows' values are arguments."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

# Of 32 signs each, so 60 bits: short enough to type, and too many to guess.
LINK_LENGTH = 12
USUAL = timedelta(days=14)
# Left alone for so long, the pages ask for the PIN.
IDLE = timedelta(minutes=15)

# shut: for good. unused: the link waits. idle: the PIN is asked for. open: the device may write.
Stage = Literal["shut", "unused", "idle", "open"]


@dataclass(frozen=True, slots=True)
class Life:
    """What the stage of a preparation follows from."""

    ends_on: date
    opened_at: datetime | None = None
    active_at: datetime | None = None
    # Switched off, or another link was given.
    ended_at: datetime | None = None
    # A sitting that began after it has ended.
    has_met: bool = False
    # Whoever gave it no longer supports the person.
    has_moved: bool = False


def stage(life: Life, now: datetime, today: date) -> Stage:
    if life.ended_at or life.has_met or life.has_moved or today > life.ends_on:
        return "shut"
    if life.opened_at is None:
        return "unused"
    if life.active_at is None or now - life.active_at > IDLE:
        return "idle"
    return "open"


def shown(token: str) -> str:
    """In fours, as it is typed by hand."""
    return "-".join(token[at : at + 4] for at in range(0, len(token), 4))


def read_token(typed: str) -> str:
    return typed.upper().replace("-", "").replace(" ", "")
