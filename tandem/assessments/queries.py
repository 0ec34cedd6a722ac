from collections.abc import Mapping
from functools import cache, lru_cache
from uuid import UUID

from django.db.models import Max, QuerySet

from tandem.assessments.rules.carry import RELEASE, asked_as, left_behind
from tandem.assessments.rules.differences import keys_that_matter
from tandem.assessments.rules.each_first import WAY, keys_of, pair_of
from tandem.assessments.rules.repeats import PARTIES, about_repeat, repeats_of
from tandem.assessments.rules.sheet import LINKS, NOTICE, OPENED, Sheet
from tandem.instruments.loader import names, newest, parse
from tandem.instruments.models import HOME, Release
from tandem.instruments.repeats import laid_out
from tandem.instruments.routing import leans_on
from tandem.instruments.schema import Area, Instrument, Item, Prompt
from tandem.lib.question import Question
from tandem.people.models import Person
from tandem.sittings.models import Held, Sitting
from tandem.sittings.room import Room
from tandem.voices.fold import Said
from tandem.voices.models import Entry, Kind, Thread
from tandem.voices.queries import Place, newest_in, said_in

# The kinds that tell what stands; steps of talks and remarks are read where they are shown.
STANDS = (Kind.ANSWER, Kind.PASS, Kind.SETTLE, Kind.PROMPT, Kind.PICK, Kind.CARRY)
# How many of a place: what stands, and what it was written over.
EACH = 2
# How many of what each says beside an answer of both, with what was answered.
BESIDE = 100
# What is said about the whole sheet and not about one area.
WHOLE = ("pick/", "open/", "start.", "notice/", "tap.", "way/")


@lru_cache(maxsize=32)
def released(digest: str) -> Instrument:
    """The instrument of a release, from the table, as it was written."""
    return parse(Release.objects.get(pk=digest).body)


def newest_release(name: str = HOME) -> str:
    found = Release.objects.filter(name=name, is_shipped=True).order_by("-version")
    return found.values_list("digest", flat=True)[0]


def sheet_thread(person: Person, name: str = HOME) -> Thread:
    """The person's standing sheet of an instrument; opened on the newest release at the first
    asking."""
    return existing_sheet(person, name) or opened_on(person, newest_release(name))


def opened_on(person: Person, digest: str) -> Thread:
    made, _new = Thread.objects.get_or_create(person=person, kind="sheet", release_id=digest)
    return made


def existing_sheet(person: Person, name: str = HOME) -> Thread | None:
    found = _SHEET.first(person.pk, name)
    if found:
        found.person = person
    return found


def _sheets(person: UUID, name: str) -> QuerySet[Thread]:
    sheets = Thread.objects.filter(person=person, kind="sheet", release__name=name)
    return sheets.order_by("-opened_at")


_SHEET = Question(_sheets, UUID, str)


def asked_by(digest: str) -> Instrument:
    """The same as a sheet asks it: what repeats is laid out. A sheet stays on its own."""
    return laid_out(released(digest))


def instrument_of(thread: Thread) -> Instrument:
    return asked_by(thread.release_now)


def gone(thread: Thread) -> list[tuple[Area, Item]]:
    """What the sheet may have been asked before and is no longer."""
    return list(_gone(*_way_of(thread))) if thread.stands_on_id else []


def gone_in(thread: Thread, area: str | None) -> list[tuple[Area, Item]]:
    """Of these what was asked in an area, and what it asks today under another key."""
    if area is None or not thread.stands_on_id:
        return gone(thread)
    asks, to = instrument_of(thread), asked_now(thread)
    return [
        (was, item)
        for was, item in gone(thread)
        if area in (was.key, *(asks.area_of(key).key for key in to.get(item.key, ())))
    ]


def asked_now(thread: Thread) -> Mapping[str, tuple[str, ...]]:
    """By which keys the sheet asks today what an older version asked under another."""
    return _asked_as(*_way_of(thread)) if thread.stands_on_id else {}


@lru_cache(maxsize=256)
def _asked_as(first: str, now: str, owner: UUID | None) -> Mapping[str, tuple[str, ...]]:
    return asked_as(versions_from(first, now, owner))


def older_versions(thread: Thread) -> tuple[Instrument, ...]:
    """What the sheet may have been asked by before."""
    if not thread.stands_on_id:
        return ()
    return tuple(map(laid_out, versions_from(*_way_of(thread))[:-1]))


def _way_of(thread: Thread) -> tuple[str, str, UUID | None]:
    return thread.release_id or "", thread.stands_on_id or "", owner_of(thread)


def owner_of(thread: Thread) -> UUID | None:
    """The organisation whose own instrument a sheet stands on; None for what comes with Tandem."""
    name = released(thread.release_now).name
    return None if name in shipped_names() else thread.person.organisation_id


@cache
def shipped_names() -> frozenset[str]:
    return frozenset(name for name, _version in names())


@lru_cache(maxsize=256)
def _gone(first: str, now: str, owner: UUID | None) -> tuple[tuple[Area, Item], ...]:
    *older, new = map(laid_out, versions_from(first, now, owner))
    return tuple(left_behind(older, new))


@lru_cache(maxsize=256)
def versions_from(first: str, last: str, owner: UUID | None = None) -> tuple[Instrument, ...]:
    """Each version of an instrument from one to another, both included; of an organisation's own
    those that it has."""
    old, new = released(first), released(last)
    between = Release.objects.filter(name=new.name, version__range=(old.version, new.version))
    if owner is None:
        between = between.filter(is_shipped=True)
    else:
        between = between.filter(owninstrument__organisation=owner)
    return tuple(released(one.digest) for one in between.order_by("version"))


def notice_of(instrument: Instrument) -> Prompt:
    """What may be passed on, as the instrument says it or as the sheet does."""
    try:
        return instrument.prompt("notice")
    except LookupError:
        return newest(HOME).prompt("notice")


def area_said(thread: Thread, area: Area, sitting: UUID | None = None) -> list[Said]:
    """What stands in one area with what it was written over, and what is open: one query, and no
    dearer for all that was said before or elsewhere. With a sitting, what was said in it."""
    places = (*places_of(instrument_of(thread), area.key), *_asked_before(thread, area.key))
    said = newest_in(thread.pk, tuple(dict.fromkeys(places)), STANDS, each=EACH, sitting=sitting)
    beside = [(item.key, party) for item in area.both for party in ("person", "worker")]
    if beside:
        # That one of them sees it differently now stands beside what both answered.
        differ = newest_in(thread.pk, beside, (Kind.DIFFER,), each=BESIDE, sitting=sitting)
        said = sorted([*said, *differ], key=lambda one: one.seq)
    return said


def _asked_before(thread: Thread, area: str) -> list[Place]:
    """What is read there of older versions. A mark may be seen once the other of its pair is there,
    wherever that one was asked or is now."""
    found = [item for _was, item in gone_in(thread, area)]
    places: list[Place] = [(item.key, item.party) for item in found]
    for one in older_versions(thread):
        pairs = [pair for item in found if (pair := pair_of(one, item))]
        keys = [key for pair in pairs for key in keys_of(one, pair)]
        places += [(key, one.item(key).party) for key in keys]
    return places


def summary_said(thread: Thread) -> list[Said]:
    """All that differences, remarks and promises are made of."""
    marks = newest_in(thread.pk, marks_of(instrument_of(thread)), STANDS, each=1)
    return sorted(
        marks + said_in(thread.pk, kinds=[Kind.DIFFER, Kind.STEP]), key=lambda one: one.seq
    )


@lru_cache(maxsize=512)
def places_of(instrument: Instrument, area: str) -> tuple[Place, ...]:
    items = instrument.area(area).items
    # What the area's questions hang on stands in other areas too.
    near = {one.key: one for item in items for one in (item, *leans_on(instrument, item.key))}
    # A mark may be seen once the other of its pair is there.
    pairs = [pair for one in near.values() if (pair := pair_of(instrument, one))]
    near |= {one.key: one for pair in pairs for one in (pair.person, pair.worker)}
    answered = [(item.key, item.party) for item in near.values()]
    settled = [(item.key, "both") for item in items if item.pair and item.party == "person"]
    heard = [(f"{NOTICE}{area}", item.party) for item in notice_of(instrument).items]
    return (
        *answered,
        *settled,
        *heard,
        (f"{WAY}/{area}", "both"),
        *_repeats(instrument.area(area)),
        (RELEASE, "worker"),
        *_openings(instrument),
    )


@lru_cache(maxsize=32)
def marks_of(instrument: Instrument) -> tuple[Place, ...]:
    marks = [(key, instrument.item(key).party) for key in keys_that_matter(instrument)]
    settled = [(pair.person.key, "both") for pair in instrument.pairs]
    promised = [(i.key, i.party) for i in instrument.items if i.becomes_promise]
    repeats = [place for area in instrument.areas for place in _repeats(area)]
    return (*marks, *settled, *promised, *repeats, *_openings(instrument))


def _repeats(area: Area) -> list[Place]:
    parts = [part for parts in repeats_of(area) for part in parts]
    return [(about_repeat(part), party) for part in parts for party in PARTIES]


def _openings(instrument: Instrument) -> list[Place]:
    keys = [area.key for area in instrument.areas if area.mode != "both"]
    return [(f"{OPENED}/{key}", "person") for key in (LINKS, *keys)]


def way_in(room: Room, stands: Sheet, area: Area) -> str:
    """Which way marks are made in an area at this sitting."""
    sitting = room.sitting
    return stands.way_in(area, sitting.pk, on_paper=sitting.held == Held.PAPER)


def number_at_end(thread: Thread, sitting: Sitting) -> int | None:
    """Where the thread stood when the sitting ended; None while it goes on."""
    if sitting.ended_at is None:
        return None
    before = Entry.objects.filter(thread=thread, recorded_at__lte=sitting.ended_at)
    return before.aggregate(last=Max("seq"))["last"] or 0
