from functools import lru_cache
from uuid import UUID

from django.db.models import Max

from tandem.instruments.loader import parse
from tandem.instruments.models import Release
from tandem.instruments.schema import Instrument
from tandem.people.models import Person
from tandem.sittings.models import Sitting
from tandem.voices.fold import Said
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in

INSTRUMENT = "whole-life"
# What is said about the whole sheet and not about one area.
WHOLE = ("pick/", "open/", "start.", "notice/", "tap.")


@lru_cache(maxsize=32)
def released(digest: str) -> Instrument:
    """The instrument of a release, from the table: a sheet stays on its own."""
    return parse(Release.objects.get(pk=digest).body)


def newest_release() -> str:
    found = Release.objects.filter(name=INSTRUMENT).order_by("-version")
    return found.values_list("digest", flat=True)[0]


def sheet_thread(person: Person) -> Thread:
    """The person's standing sheet; opened on the newest release at the first asking."""
    if found := existing_sheet(person):
        found.person = person
        return found
    made, _new = Thread.objects.get_or_create(
        person=person, kind="sheet", release_id=newest_release()
    )
    return made


def existing_sheet(person: Person) -> Thread | None:
    return Thread.objects.filter(person=person, kind="sheet").order_by("-opened_at").first()


def instrument_of(thread: Thread) -> Instrument:
    assert thread.release_id
    return released(thread.release_id)


def area_said(thread: UUID, area: str) -> list[Said]:
    """All that was said in one area, and about the sheet as a whole: one query."""
    return said_in(thread, prefixes=(f"{area}.", f"notice/{area}", "open/"))


def number_at_end(thread: Thread, sitting: Sitting) -> int | None:
    """Where the thread stood when the sitting ended; None while it goes on."""
    if sitting.ended_at is None:
        return None
    before = Entry.objects.filter(thread=thread, recorded_at__lte=sitting.ended_at)
    return before.aggregate(last=Max("seq"))["last"] or 0
