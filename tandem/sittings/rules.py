"""What is true of sittings. Pure: times and rows' values are arguments."""

import re
from datetime import date, datetime, timedelta

PIN = re.compile(r"\d{4,8}")
PIN_TRIES = 5
PIN_REST = timedelta(minutes=5)

CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
# 32 signs without 0, 1, I and O, so that none is read as another: 8 of them are 40 bits.
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8

# Shown on both screens when a device joins. Short, common, and unlike each other by ear.
WORDS = {
    "en": "apple bridge candle dragon eagle forest garden hammer island jacket kettle ladder "
    "mirror needle orange pencil queen rabbit saddle table umbrella violin window yellow",
    "cy": "afal pont cannwyll draig eryr coedwig gardd morthwyl ynys siaced tegell ysgol "
    "drych nodwydd oren pensil brenhines cwningen cyfrwy bwrdd ymbarel ffidil ffenest melyn",
}


def pin_rest_ends(misses: int, missed_at: datetime | None) -> datetime | None:
    """When the PIN may be tried again, once it was missed PIN_TRIES times; None if it may now."""
    if misses < PIN_TRIES or missed_at is None:
        return None
    return missed_at + PIN_REST


def is_sound_pin(pin: str) -> bool:
    """Four to eight digits that are not all the same."""
    return bool(PIN.fullmatch(pin)) and len(set(pin)) > 1


def read_code(typed: str) -> str:
    """A code as it may be typed: small letters, spaces and dashes do not matter."""
    return re.sub(r"[\s-]", "", typed.upper())


def is_code(code: str) -> bool:
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_SIGNS)


def is_code_open(
    *, expires_at: datetime, misses: int, used_at: datetime | None, now: datetime
) -> bool:
    return used_at is None and misses < CODE_TRIES and now < expires_at


# Held so, the person can look at the shared screen, and says whether they see it well.
SEES_THE_SCREEN = frozenset({"side", "video", "offline"})


def waits_for_the_tap(held: str, screen_seen_at: datetime | None) -> bool:
    """The person has not said yet that they can see the screen which both look at."""
    return held in SEES_THE_SCREEN and screen_seen_at is None


# A sitting counts as in use while a screen of it was used within this time.
LEFT_ALONE = timedelta(hours=1)
# Use is written down at most this often.
NOTED_EVERY = timedelta(minutes=1)


# How long after its end a sitting takes what was said in it and waited for the network.
LATE_FOR = timedelta(days=3)


def takes_late(ended_at: datetime | None, now: datetime) -> bool:
    return ended_at is None or now - ended_at <= LATE_FOR


def earlier_day(given: str, today: date) -> date | None:
    """The day that a device gives, if that is one before today."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return day if day < today else None
