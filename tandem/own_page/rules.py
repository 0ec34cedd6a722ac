"""What is true of own pages. Pure: times and rows' values are arguments."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tandem.lib.working_days import is_bank_holiday
from tandem.preparation.rules import IDLE, Stage

# The link is opened while the two sit together.
LINK_LIVES = timedelta(minutes=30)
# However busy the page is, the PIN is asked for again after so long.
AT_MOST = timedelta(hours=8)
# A device that opened the link long ago is forgotten; the next link is given in person.
DEVICE_LIVES = timedelta(days=180)
MOST_DEVICES = 5


@dataclass(frozen=True, slots=True)
class Life:
    """What the stage of a device follows from."""

    made_at: datetime
    opened_at: datetime | None = None
    active_at: datetime | None = None
    unlocked_at: datetime | None = None
    # Ended by its holder, or the whole page was switched off.
    ended_at: datetime | None = None
    off_at: datetime | None = None


def stage(life: Life, now: datetime) -> Stage:
    if life.ended_at or life.off_at:
        return "shut"
    if life.opened_at is None:
        return "unused" if now - life.made_at <= LINK_LIVES else "shut"
    if now - life.opened_at > DEVICE_LIVES:
        return "shut"
    if life.active_at is None or now - life.active_at > IDLE:
        return "idle"
    if life.unlocked_at is None or now - life.unlocked_at > AT_MOST:
        return "idle"
    return "open"


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody reads what people write: days (Monday is 1), from when to when, and within
    how much of that time "I need to talk soon" is answered."""

    days: frozenset[int]
    opens: time
    closes: time
    within: timedelta


def due(asked: datetime, hours: Hours) -> datetime:
    """When so much working time has passed. `asked` is in the time of the place."""
    at, left = asked, hours.within
    while True:
        start = max(at, datetime.combine(at, hours.opens, at.tzinfo))
        end = datetime.combine(at, hours.closes, at.tzinfo)
        if at.isoweekday() in hours.days and not is_bank_holiday(at.date()) and start < end:
            if end - start >= left:
                return start + left
            left -= end - start
        at = datetime.combine(at + timedelta(days=1), time.min, at.tzinfo)


# Pages on which a member of staff has one person's record before them. Lists, counts and what the
# law keeps apart are not among them, whether or not there is any.
TOLD = (
    *("home:person", "assessments:", "plans:", "fund:", "levels:"),
    *("together:", "desk:", "people:correct"),
)
# What names nobody: whoever reads it has not opened a record.
UNNAMED = ("plans:examples", "plans:end_example", "fund:summary", "fund:summary_table")


def is_told(place: str) -> bool:
    """Whether the person is told that somebody opened this."""
    return place.startswith(TOLD) and place not in UNNAMED
