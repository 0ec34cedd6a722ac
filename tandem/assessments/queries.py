from functools import lru_cache
from uuid import UUID

from django.db.models import Max

from tandem.assessments.rules.differences import keys_that_matter
from tandem.assessments.rules.sheet import LINKS, NOTICE, OPENED
from tandem.instruments.loader import parse
from tandem.instruments.models import Release
from tandem.instruments.schema import Area, Instrument
from tandem.lib.question import Question
from tandem.people.models import Person
from tandem.sittings.models import Sitting
from tandem.voices.fold import Said
from tandem.voices.models import Entry, Kind, Thread
from tandem.voices.queries import Place, newest_in, said_in

INSTRUMENT = "whole-life"
# The kinds that tell what stands; steps of talks and remarks are read where they are shown.
STANDS = (Kind.ANSWER, Kind.PASS, Kind.SETTLE, Kind.PROMPT, Kind.PICK)
# How many of a place: what stands, and what it was written over.
EACH = 2
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
    return _SHEET.first(person.pk)


_SHEET = Question(
    lambda person: Thread.objects.filter(person=person, kind="sheet").order_by("-opened_at"), UUID
)


def instrument_of(thread: Thread) -> Instrument:
    assert thread.release_id
    return released(thread.release_id)


def area_said(thread: Thread, area: Area) -> list[Said]:
    """What stands in one area with what it was written over, and what is open: one query, and no
    dearer for all that was said before or elsewhere."""
    places = places_of(instrument_of(thread), area.key)
    return newest_in(thread.pk, places, STANDS, each=EACH)


def summary_said(thread: Thread) -> list[Said]:
    """All that differences and remarks are made of."""
    marks = newest_in(thread.pk, marks_of(instrument_of(thread)), STANDS, each=1)
    return sorted(marks + said_in(thread.pk, kinds=[Kind.DIFFER]), key=lambda one: one.seq)


@lru_cache(maxsize=512)
def places_of(instrument: Instrument, area: str) -> tuple[Place, ...]:
    items = instrument.area(area).items
    answered = [(item.key, item.party) for item in items]
    settled = [(item.key, "both") for item in items if item.pair and item.party == "person"]
    heard = [(f"{NOTICE}{area}", item.party) for item in instrument.prompt("notice").items]
    return (*answered, *settled, *heard, *_openings(instrument))


@lru_cache(maxsize=32)
def marks_of(instrument: Instrument) -> tuple[Place, ...]:
    marks = [(key, instrument.item(key).party) for key in keys_that_matter(instrument)]
    settled = [(pair.person.key, "both") for pair in instrument.pairs]
    return (*marks, *settled, *_openings(instrument))


def _openings(instrument: Instrument) -> list[Place]:
    keys = [area.key for area in instrument.areas if area.mode != "both"]
    return [(f"{OPENED}/{key}", "person") for key in (LINKS, *keys)]


def number_at_end(thread: Thread, sitting: Sitting) -> int | None:
    """Where the thread stood when the sitting ended; None while it goes on."""
    if sitting.ended_at is None:
        return None
    before = Entry.objects.filter(thread=thread, recorded_at__lte=sitting.ended_at)
    return before.aggregate(last=Max("seq"))["last"] or 0
