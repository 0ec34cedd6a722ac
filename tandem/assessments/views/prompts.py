"""Before the sheet: the first time, five prompts, and the person's tap that they see the screen."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.assessments.actions.answers import answer_prompt
from tandem.assessments.forms.answers import Sent, new_act, read
from tandem.assessments.page import is_remote
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.assessments.rules.sheet import Row
from tandem.assessments.speaker import chosen as named_by
from tandem.assessments.speaker import speaker
from tandem.instruments.clean import clean_text
from tandem.instruments.schema import Instrument, Item, Prompt
from tandem.lib.refused import Refused
from tandem.sittings.actions.sittings import bring_voice, pass_keyboard, see_screen, show_as
from tandem.sittings.looks import looks_asked, looks_chosen
from tandem.sittings.models import Sitting
from tandem.sittings.room import Room, handed_page, room_for
from tandem.voices.fold import Said, standing
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in

# The step that asks who is in the room, and the box for who speaks for the person.
WHO, VOICE = "who", "voice"
PROMPTED = frozenset({"prompt"})
# What this is, what you can choose, who reads it: five lines, no more.
WELCOME = frozenset({"what", "two_views", "choice", "read_by", "read_by_us", "passed_on"})


@require_GET
def here(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Where this room goes on: the handed-over page, the prompts, or the sheet."""
    room = room_for(request, sitting)
    list(get_messages(request))  # what the desk had still to say was for the worker alone
    if room.door == "together" and room.sitting.handed:
        return redirect(handed_page(room, room.sitting.handed))
    if room.waits_for_the_tap or (room.door == "together" and not _has_begun(room)):
        before = Sitting.objects.filter(person=room.person).exclude(pk=room.sitting.pk)
        if not before.exclude(screen_seen_at=None, ended_at=None).exists():
            return redirect(room.url("welcome"))
        return redirect(room.url("prompt", step=_first_step(room)))
    return redirect(room.url("areas"))


def _has_begun(room: Room) -> bool:
    """By phone nobody taps that they see the screen; a first word begins the sheet."""
    return room.sitting.screen_seen_at is not None or bool(
        Entry.objects.filter(sitting=room.sitting.pk).exists()
    )


def _first_step(room: Room) -> str:
    return instrument_of(sheet_thread(room.person)).prompts[0].key


@require_GET
def welcome(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    instrument = instrument_of(sheet_thread(room.person))
    prompt = instrument.prompt("first_time")
    asked = [*prompt.lines, *instrument.prompt("reads").lines_for(room.sitting.mode)]
    context = room.context(
        prompt=prompt,
        lines=[line for line in asked if line.key in WELCOME],
        say=speaker(room),
        onward=room.url("prompt", step=instrument.prompts[0].key),
    )
    return render(request, "assessments/welcome.html", context)


@require_http_methods(["GET", "POST"])
def prompt(request: HttpRequest, sitting: UUID, step: str) -> HttpResponse:
    room = room_for(request, sitting, "answer")
    if room.door == "beside":
        raise Http404
    thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    asked = _asked(instrument, step)
    remote = is_remote(room)
    items = asked.items_for(room.sitting.mode, remote)
    stands = _standing(room, thread, items)
    sent = Sent()
    if request.method == "POST":
        sent = read(request.POST, items, {})
        _keep(request, room, thread, sent, stands)
        # That nothing is ticked is an answer here too: no bigger words.
        for item in items:
            if item.key in sent.raw and item.key not in sent.errors:
                show_as(sitting=room.sitting, looks=looks_asked(item, sent.raw[item.key]))
        if step == WHO:
            _hear_who_speaks(room, request.POST.get("voice", ""), sent)
        if not asked.can_skip and not (sent.given or sent.errors or stands):
            sent.refuse(items[0].key, _("Choose one of these first."))
        if not sent.errors:
            more = any(one.value == "more" for one in sent.given)
            return redirect(
                room.url("prompt", step=step) + "#more" if more else _onward(room, instrument, step)
            )
        stands = _standing(room, thread, items)
    rows = [Row(item, stands.get((item.key, item.party)), None, is_asked=True) for item in items]
    at = [one.key for one in instrument.prompts].index(step)
    say = speaker(room)
    chosen = {item.key: _chosen(room, item, stands) for item in items}
    context = room.context(
        prompt=asked,
        number=at + 1,
        of=len(instrument.prompts),
        lines=asked.lines_for(room.sitting.mode, remote),
        rows=rows,
        chosen=chosen,
        picked={item.key: named_by(item, chosen[item.key]) for item in items},
        sent=sent,
        errors=[
            *((sentence, box) for sentence, _key, box in sent.links(items, say.say)),
            *((sentence, key) for key, sentence in sent.errors.items() if key == VOICE),
        ],
        say=say,
        thread=thread,
        new_act=new_act,
        onward=_onward(room, instrument, step),
        back=room.url("prompt", step=instrument.prompts[at - 1].key) if at else "",
        is_remote=remote,
        asks_voice=step == WHO,
    )
    status = 400 if sent.errors else 200
    return render(request, "assessments/prompt.html", context, status=status)


def _hear_who_speaks(room: Room, typed: str, sent: Sent) -> None:
    """Somebody may speak for the person; said once, it stays for this sitting."""
    try:
        who = clean_text(typed).strip()
        if who != room.sitting.voiced_by:
            bring_voice(sitting=room.sitting, who=who)
    except Refused as refused:
        sent.refuse(VOICE, refused.sentence)


def _standing(room: Room, thread: Thread, items: Sequence[Item]) -> dict[tuple[str, str], Said]:
    """What was answered here in this sitting."""
    said = said_in(thread.pk, prefixes=[item.key for item in items] or ["-"])
    return standing([entry for entry in said if entry.sitting == room.sitting.pk], PROMPTED)


def _chosen(room: Room, item: Item, stands: Mapping[tuple[str, str], Said]) -> Any:
    """What the controls show: how the pages are shown now may stem from an earlier sitting."""
    said = stands.get((item.key, item.party))
    value = said.value if said else None
    if not looks_asked(item, None):
        return value
    now = looks_chosen(item, room.sitting)
    if item.kind == "many":
        return now
    return now[0] if now else None if True in looks_asked(item, value).values() else value


def _keep(
    request: HttpRequest,
    room: Room,
    thread: Thread,
    sent: Sent,
    stands: Mapping[tuple[str, str], Said],
) -> None:
    """Store what was said and does not stand here already, though another box is refused."""
    fresh = []
    for one in sent.given:
        stood = stands.get((one.item.key, one.item.party))
        if stood is None or stood.value != one.value:
            fresh.append(one)
    answer_prompt(room=room, thread=thread, given=fresh, setting=room.setting(request))
    for one in fresh:
        if one.item.key.endswith(".types") and one.value in ("person", "worker"):
            pass_keyboard(sitting=room.sitting, to=one.value)


@require_http_methods(["GET"])
def screen(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    instrument = instrument_of(sheet_thread(room.person))
    if unread := _unread(room, instrument):
        return redirect(room.url("prompt", step=unread))
    tap = instrument.prompt("tap")
    context = room.context(
        prompt=tap,
        item=tap.items[0],
        lines=tap.lines_for(room.sitting.mode, is_remote(room)),
        say=speaker(room),
        new_act=new_act,
    )
    return render(request, "assessments/screen.html", context)


@require_POST
def tap(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The person's own tap: they can see the screen, or they cannot see it well."""
    room = room_for(request, sitting, "answer")
    thread: Thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    sent = read(request.POST, instrument.prompt("tap").items, {})
    if not sent.given or _unread(room, instrument):
        return redirect(room.url("screen"))
    answer_prompt(room=room, thread=thread, given=sent.given, setting=room.setting(request))
    if sent.given[0].value != "yes":
        return redirect(room.url("prompt", step=instrument.prompts[0].key))
    see_screen(sitting=room.sitting)
    return redirect(room.url("areas"))


def _unread(room: Room, instrument: Instrument) -> str:
    """The first page that nobody may pass over and that was not answered in this sitting, where the
    person's tap is waited for; "" when there is none."""
    for one in instrument.prompts if room.waits_for_the_tap else ():
        keys = [item.key for item in one.items_for(room.sitting.mode, is_remote(room))]
        said = Entry.objects.filter(sitting=room.sitting.pk, about__in=keys)
        if keys and not one.can_skip and not said.exists():
            return one.key
    return ""


def _asked(instrument: Instrument, step: str) -> Prompt:
    for one in instrument.prompts:
        if one.key == step:
            return one
    raise Http404


def _onward(room: Room, instrument: Instrument, step: str) -> str:
    keys = [one.key for one in instrument.prompts]
    at = keys.index(step) + 1
    if at < len(keys):
        return room.url("prompt", step=keys[at])
    return room.url("screen") if room.waits_for_the_tap else room.url("areas")
