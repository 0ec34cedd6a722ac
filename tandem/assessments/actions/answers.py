from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.actions.summary import counted, refresh_summary
from tandem.assessments.checks import round_of
from tandem.assessments.forms.answers import Given, is_nothing
from tandem.assessments.queries import BESIDE, EACH, area_said, way_in
from tandem.assessments.rules.each_first import EACH_FIRST, WAY, WAYS
from tandem.assessments.rules.promises import promises
from tandem.assessments.rules.remarks import Summary
from tandem.assessments.rules.repeats import about_repeat, may_add
from tandem.assessments.rules.sheet import MOST_PICKS, OPENED, Sheet
from tandem.audit.models import Verb
from tandem.instruments.schema import Area, Part
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.sittings.actions.sittings import take_turn
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.fold import Said, newest
from tandem.voices.models import Kind, Party, Thread
from tandem.voices.queries import is_done


@dataclass(frozen=True, slots=True)
class Answered:
    # What stands in the area then.
    said: list[Said]
    # By the key of an item: why it was not taken.
    refused: dict[str, str]


# A request is one transaction: what fails here leaves nothing of it, so no savepoint is needed.
@transaction.atomic(savepoint=False)
def answer(
    *,
    room: Room,
    thread: Thread,
    sheet: Sheet,
    area: Area,
    said: Sequence[Said],
    given: Sequence[Given],
    setting: Setting,
) -> Answered:
    """Add what was said on items of an area; one that is refused stops no other. `said` is what
    stood there."""
    if room.door != "desk":
        take_turn(sitting=room.sitting, party=room.typed_by)  # locks before the thread does
    made: list[Said] = []
    refused: dict[str, str] = {}
    for one in given:
        if one.is_draft and is_done(one.act):
            continue  # the same act came already, with all its words
        try:
            _may_say(room, sheet, one)
            done = append(
                thread.pk,
                one.act,
                _as_made(room, sheet, area, one, _as_seen(sheet, one, setting)),
                kind=one.kind,
                about=one.item.key,
                party=Party(one.item.party),
                value=one.value,
            )
            if not done.is_repeat:
                made.append(done.said(one.value))
        except Refused as refusal:
            # A box that was emptied again where nothing stood asks for nothing.
            if not (is_nothing(one.value) and sheet.said(one.item.key, one.item.party) is None):
                refused[one.item.key] = refusal.sentence
    shown(room.by, [room.person.pk], what="answer", verb=Verb.COLLECT)
    if not made:
        return Answered(list(said), refused)
    is_ours_alone = made[0].seq == thread.head + 1  # nobody else wrote since `said` was read
    stands = _trimmed([*said, *made]) if is_ours_alone else area_said(thread, area, round_of(room))
    if not is_ours_alone or _counts(sheet, said) != _counts(sheet, stands):
        refresh_summary(thread)
    thread.head = made[-1].seq
    return Answered(stands, refused)


def _trimmed(said: Sequence[Said]) -> list[Said]:
    """As `area_said` would read it: what stands, and apart from it what is seen differently."""
    differ = [one for one in said if one.kind == Kind.DIFFER]
    stands = newest((one for one in said if one.kind != Kind.DIFFER), EACH)
    return sorted([*stands, *newest(differ, BESIDE)], key=lambda one: one.seq)


def _counts(stood: Sheet, said: Sequence[Said]) -> tuple[Summary, list[UUID]]:
    """What an area adds to the counts of its sheet, and which promises stand there."""
    promised = [one.entry.id for one in promises(stood.instrument, said)]
    return counted(stood.instrument, stood.mode, said), promised


@transaction.atomic
def answer_prompt(
    *, room: Room, thread: Thread, given: Sequence[Given], setting: Setting, about: str = ""
) -> None:
    """What was said to the prompts before the sitting, or to a notice (`about` names where)."""
    for one in given:
        if not _may_speak(room, one.item.party):
            raise Refused(_("This screen cannot answer for both."))
        append(
            thread.pk,
            one.act,
            setting,
            kind=Kind.PROMPT,
            about=about or one.item.key,
            party=Party(one.item.party),
            value=one.value,
        )
    shown(room.by, [room.person.pk], what="answer_prompt", verb=Verb.COLLECT)


@transaction.atomic
def pick_today(
    *, room: Room, thread: Thread, sheet: Sheet, act: UUID, areas: Sequence[str], setting: Setting
) -> None:
    """The person's areas for today, up to three."""
    known = [area.key for area in sheet.instrument.areas if sheet.is_area_open(area)]
    chosen = [key for key in known if key in set(areas)]
    if len(chosen) > MOST_PICKS:
        raise Refused(_("Pick up to three. The rest can wait."))
    _pick(room, thread, setting, act, "pick/today", Party.PERSON, chosen)


@transaction.atomic
def add_area(
    *,
    room: Room,
    thread: Thread,
    sheet: Sheet,
    act: UUID,
    area: Area | None,
    why: str,
    setting: Setting,
) -> None:
    """The worker may add one area, and says why; None takes it back."""
    _must_be_open(sheet, area)
    if area and not why.strip():
        raise Refused(_("Say why this one, in a few words."))
    value = {"area": area.key, "why": why.strip()} if area else {}
    _pick(room, thread, setting, act, "pick/today", Party.WORKER, value)


@transaction.atomic
def pick_first(
    *,
    room: Room,
    thread: Thread,
    sheet: Sheet,
    act: UUID,
    area: Area,
    party: Party,
    setting: Setting,
) -> None:
    """Which area to work on first. Two picks that differ both stand."""
    _must_be_open(sheet, area)
    _pick(room, thread, setting, act, "pick/first", party, area.key)


@transaction.atomic
def open_shut(
    *, room: Room, thread: Thread, act: UUID, key: str, is_open: bool, setting: Setting
) -> None:
    """The person opens, or shuts again, what is shut in voluntary work: an area, or the questions
    about trouble and harm everywhere (`LINKS`)."""
    _pick(room, thread, setting, act, f"{OPENED}/{key}", Party.PERSON, is_open)
    refresh_summary(thread)


@transaction.atomic
def choose_way(
    *, room: Room, thread: Thread, act: UUID, area: Area, way: str, setting: Setting
) -> None:
    """The two choose, for this sitting, how marks are made in an area: seen as they are made, or
    each first. What waits goes on waiting."""
    if way not in WAYS:
        raise Refused(_("Choose how you mark."))
    _pick(room, thread, setting, act, f"{WAY}/{area.key}", Party.BOTH, way)


@transaction.atomic
def say_repeat(
    *,
    room: Room,
    thread: Thread,
    sheet: Sheet,
    act: UUID,
    area: Area,
    part: Part,
    is_there: bool,
    setting: Setting,
) -> None:
    """Another child, another debt is there; or this one is no more, and what was said of it stays
    in its story. Said again, or on two devices at once, it is one and the same."""
    if sheet.is_there(part) == is_there:
        return
    _must_be_open(sheet, area)
    if is_there and not may_add(part, area, sheet.repeats):
        raise Refused(_("As many as there is room for are here."))
    party = Party.BOTH if len(room.parties) > 1 else Party(room.parties[0])
    # What was said leaves the sheet and its prints with it: nobody takes away the other's view.
    if not is_there and party != Party.BOTH and _others_spoke(sheet, part, party):
        raise Refused(_("Someone else answered here too. Take it off together, on one screen."))
    _pick(room, thread, setting, act, about_repeat(part), party, is_there)
    refresh_summary(thread)


def _others_spoke(sheet: Sheet, part: Part, party: Party) -> bool:
    said = (sheet.said(item.key, item.party) for item in part.items if item.party != party)
    return any(one and not one.is_erased for one in said)


def _must_be_open(sheet: Sheet, area: Area | None) -> None:
    if area and not sheet.is_area_open(area):
        raise Refused(_("There is no such area here."))


def _pick(
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    about: str,
    party: Party,
    value: object,
) -> None:
    if not _may_speak(room, party):
        raise Refused(_("This screen speaks for one of you only."))
    append(thread.pk, act, setting, kind=Kind.PICK, about=about, party=party, value=value)
    shown(room.by, [room.person.pk], what="pick", verb=Verb.COLLECT)


def _may_speak(room: Room, party: str) -> bool:
    return room.may_speak_as(party) or (party == Party.BOTH and len(room.parties) > 1)


def _may_say(room: Room, sheet: Sheet, one: Given) -> None:
    if not _may_speak(room, one.item.party):
        raise Refused(_("This screen speaks for one of you only."))
    if not sheet.is_there(sheet.instrument.part_of(one.item.key)):
        raise Refused(_("This is no longer here. Bring it back, and then say it."))
    if not sheet.is_open(one.item):
        raise Refused(_("This question is shut. It opens when the person opens it."))
    if one.kind == Kind.ANSWER and sheet.waits_for_the_notice(one.item):
        raise Refused(_("First hear what may be passed on. Then choose to answer."))
    if not sheet.is_asked(one.item):
        raise Refused(_("This question comes later. Answer the one before it first."))


def _as_made(room: Room, sheet: Sheet, area: Area, one: Given, setting: Setting) -> Setting:
    """With its source, and marked so that it waits for the other party, where it does."""
    waits = sheet.waits_for_both(one.item, way_in(room, sheet, area))
    return replace(setting, way=EACH_FIRST if waits else setting.way, source=one.source)


def _as_seen(sheet: Sheet, one: Given, setting: Setting) -> Setting:
    """What the writer had before them on this very item: a box that is being written in is not
    redrawn, though the rest of the page has moved on."""
    stands = sheet.said(one.item.key, one.item.party)
    if stands is None or one.was >= stands.seq or stands.device == setting.by.device[:64]:
        return setting
    return replace(setting, seen=min(setting.seen, stands.seq - 1))
