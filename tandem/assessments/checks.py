"""The short checks: instruments beside the sheet, each with a sheet of its own for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.http import Http404
from django.utils.translation import activate

from tandem.assessments.own import newest_own, offered_own, out_of_use
from tandem.assessments.queries import (
    existing_sheet,
    opened_on,
    released,
    sheet_thread,
    shipped_names,
)
from tandem.instruments import loader
from tandem.instruments.models import HOME
from tandem.instruments.schema import Area, Instrument
from tandem.sittings.room import Room
from tandem.voices.models import Thread

# In the order in which they are offered.
CHECKS = ("hello", "good-life", "what-helps", "readiness", "engagement", "voluntary-check")
# Offered from the page of an area of the sheet, at its end.
OFFERED_FROM = {"matters": "what-helps"}
# The person's own story: they alone may take these words out for good. The database says the same
# (`take_out_own_words`).
OWN_STORY = "what-helps"
OWN_WORDS = ("story.so_far", "story.turn", "story.becoming")
# Of the person alone, after a sitting; see `actions/after.py`.
AFTER = "after-session"
# Of both, how the work goes: once a month.
ENGAGEMENT = "engagement"
# Asked anew at each sitting: what was said before is a round of its own.
ANEW = frozenset({"readiness", ENGAGEMENT})


def is_time_again(last: date | None, today: date) -> bool:
    """A month has passed since it was last asked. What was never asked is not missed."""
    return last is not None and today - last >= timedelta(days=30)


def sheet_of(room: Room) -> Thread:
    """The sheet that the pages of this room are about, or 404. An organisation's own may lack the
    language of the reader: the page is then in one that it has, and says so (`Room.context`)."""
    if not room.check or room.check in CHECKS:
        return sheet_thread(room.person, room.check or HOME)
    found = None if room.check in shipped_names() else _own_sheet(room)
    if found is None:
        raise Http404
    languages = released(found.release_now).languages
    if room.language and room.language not in languages:
        activate(languages[0])  # until the end of this request: `tandem.ui.language`
    return found


def _own_sheet(room: Room) -> Thread | None:
    """Begun on the newest version that is offered; what was begun goes on, whatever is offered."""
    if found := existing_sheet(room.person, room.check):
        return found
    organisation = room.person.organisation_id
    newest = newest_own(organisation, room.check)
    if newest is None or room.check in out_of_use(organisation):
        return None
    return opened_on(room.person, newest.digest)


def round_of(room: Room) -> UUID | None:
    """The sitting whose answers alone stand on these pages; None where all do."""
    return room.sitting.pk if room.check in ANEW else None


@cache
def promising() -> tuple[str, ...]:
    """The short checks in which a worker can offer something that becomes a promise."""
    return tuple(
        name for name in CHECKS if any(one.becomes_promise for one in loader.newest(name).items)
    )


def offered(mode: str, organisation: UUID) -> list[Instrument]:
    """The short checks that are asked in this mode, as a new sheet would have them, those of the
    organisation last."""
    found = [*map(loader.newest, CHECKS), *offered_own(organisation)]
    return [one for one in found if any(area.is_open_in(mode) for area in one.areas)]


def offered_from(room: Room, area: Area) -> Instrument | None:
    """The short check that fits an area of the sheet."""
    name = "" if room.check else OFFERED_FROM.get(area.key, "")
    return loader.newest(name) if name else None


def lined(areas: Sequence[Area]) -> list[Area]:
    """The areas that stand in a line: those with a number, or all where none has one."""
    return [area for area in areas if area.number] or list(areas)


def is_short(room: Room, instrument: Instrument) -> bool:
    """It is asked on one page, so that there is no page of its areas."""
    return bool(room.check) and len(instrument.areas) == 1


def up_from(room: Room, instrument: Instrument) -> str:
    """The page that stands over one area."""
    return room.url("checks" if is_short(room, instrument) else "areas")
