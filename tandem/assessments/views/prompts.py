"""Before the sheet: the first time, five prompts, and the person's tap that they see the screen."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.assessments.actions.answers import answer_prompt
from tandem.assessments.forms.answers import Sent, new_act, read
from tandem.assessments.page import is_remote, speaker
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.assessments.rules.sheet import Row
from tandem.instruments.schema import Instrument, Prompt
from tandem.sittings.actions.sittings import pass_keyboard, see_screen, show_bigger
from tandem.sittings.models import Sitting
from tandem.sittings.room import Room, handed_page, room_for
from tandem.voices.fold import standing
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in

PROMPTED = frozenset({"prompt"})
# What this is, what you can choose, who reads it: five lines, no more.
WELCOME = frozenset({"what", "two_views", "choice", "read_by", "read_by_us", "passed_on"})


@require_GET
def here(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Where this room goes on: the handed-over page, the prompts, or the sheet."""
    room = room_for(request, sitting)
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
    sent = Sent()
    if request.method == "POST":
        sent = read(request.POST, items, {})
        if not sent.errors:
            answer_prompt(room=room, thread=thread, given=sent.given, setting=room.setting(request))
            for one in sent.given:
                if one.item.key.endswith(".types") and one.value in ("person", "worker"):
                    pass_keyboard(sitting=room.sitting, to=one.value)
                if one.item.key.endswith(".look"):
                    show_bigger(sitting=room.sitting, is_bigger="bigger" in one.value)
            more = any(one.value == "more" for one in sent.given)
            return redirect(
                room.url("prompt", step=step) + "#more" if more else _onward(room, instrument, step)
            )
    stands = standing(
        [e for e in said_in(thread.pk, prefixes=_prefixes(items)) if e.sitting == room.sitting.pk],
        PROMPTED,
    )
    rows = [Row(item, stands.get((item.key, item.party)), None, is_asked=True) for item in items]
    at = [one.key for one in instrument.prompts].index(step)
    context = room.context(
        prompt=asked,
        number=at + 1,
        of=len(instrument.prompts),
        lines=asked.lines_for(room.sitting.mode, remote),
        rows=rows,
        sent=sent,
        say=speaker(room),
        thread=thread,
        new_act=new_act,
        onward=_onward(room, instrument, step),
        back=room.url("prompt", step=instrument.prompts[at - 1].key) if at else "",
        is_remote=remote,
    )
    status = 400 if sent.errors else 200
    return render(request, "assessments/prompt.html", context, status=status)


def _prefixes(items: tuple[object, ...]) -> list[str]:
    return [getattr(item, "key", "") for item in items] or ["-"]


@require_http_methods(["GET"])
def screen(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    instrument = instrument_of(sheet_thread(room.person))
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
    if not sent.given:
        return redirect(room.url("screen"))
    answer_prompt(room=room, thread=thread, given=sent.given, setting=room.setting(request))
    if sent.given[0].value != "yes":
        return redirect(room.url("prompt", step=instrument.prompts[0].key))
    see_screen(sitting=room.sitting)
    return redirect(room.url("areas"))


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
