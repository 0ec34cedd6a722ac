"""The sheet: the page of areas, one area, saving what was said, and what is new."""

from collections.abc import Collection
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.assessments.actions import answers
from tandem.assessments.areas_page import areas_page, onward
from tandem.assessments.checks import OWN_WORDS, is_short, offered_from, round_of, sheet_of, up_from
from tandem.assessments.forms.answers import Sent, new_act, read
from tandem.assessments.page import AreaPage, area_page
from tandem.assessments.queries import (
    WHOLE,
    area_said,
    gone,
    instrument_of,
    notice_of,
    sheet_thread,
)
from tandem.assessments.read_page import older_lines
from tandem.assessments.rows import Rows
from tandem.assessments.rules.each_first import without_waiting
from tandem.assessments.rules.sheet import LINKS, NOTICE, Sheet, sheet, touched
from tandem.assessments.versions import asks_about_newer
from tandem.assessments.views.repeats import say_repeat
from tandem.instruments.clean import clean_text
from tandem.instruments.schema import Area, Instrument
from tandem.lib.refused import Refused
from tandem.sittings.actions.sittings import give_turn, pass_keyboard, pass_voice, show_as
from tandem.sittings.looks import looks_asked
from tandem.sittings.room import Room, room_for
from tandem.ui.refusals import wants_json
from tandem.voices.fold import Said
from tandem.voices.models import Party, Thread
from tandem.voices.queries import said_in


@require_GET
def areas(request: HttpRequest, sitting: UUID) -> HttpResponse:
    return _areas(request, room_for(request, sitting))


def _areas(request: HttpRequest, room: Room, refused: str = "") -> HttpResponse:
    """The page of areas; after a refusal with its sentence, and with what was ticked and typed."""
    thread = sheet_thread(room.person)
    page = areas_page(room, thread, said_in(thread.pk))
    context = room.context(
        page=page,
        thread=thread,
        onward=onward(room),
        new_act=new_act,
        refused=refused,
        is_workers=request.POST.get("party") == "worker",
        ticked=request.POST.getlist("area") if refused else page.picks.today,
        why=request.POST.get("why", "") if refused else page.picks.worker_why,
        address=room.url("areas"),
    )
    return render(request, "assessments/areas.html", context, status=400 if refused else 200)


@require_GET
def area(request: HttpRequest, sitting: UUID, area: str, check: str = "") -> HttpResponse:
    room = room_for(request, sitting, check=check)
    thread = sheet_of(room)
    found = _area(instrument_of(thread), area)
    again = request.GET.get("again", "")
    said = area_said(thread, found, round_of(room))
    page = _area_page(room, thread, found, said, again=again)
    return render(request, "assessments/area.html", _area_context(room, thread, page))


@require_POST
def answer(request: HttpRequest, sitting: UUID, area: str, check: str = "") -> HttpResponse:
    """Save what changed. A script sends one item and gets its new rows; a form sends all."""
    room = room_for(request, sitting, "answer", check=check)
    thread = sheet_of(room)
    instrument = instrument_of(thread)
    found = _area(instrument, area)
    said = area_said(thread, found, round_of(room))
    stands = sheet(instrument, room.sitting.mode, said, room.eyes)
    stood = without_waiting(instrument, said, room.eyes)
    sent = read(
        request.POST,
        [item for item in found.items if stands.was_there(item)],
        {entry.seq: entry.value for entry in stood},
        {entry.seq: entry.source for entry in stood},
    )
    for key in set(_older(thread)) & {name.removeprefix("act:") for name in request.POST}:
        sent.raw[key] = request.POST.getlist(key) or request.POST.getlist(f"{key}:words")
        sent.refuse(key, _("This question is no longer asked. Say it under another one."))
    if not stands.is_area_open(found):
        raise Refused(_("This question is shut. It opens when the person opens it."))
    answered = answers.answer(
        room=room,
        thread=thread,
        sheet=stands,
        area=found,
        said=said,
        given=sent.given,
        setting=room.setting(request),
    )
    for key, sentence in answered.refused.items():
        sent.refuse(key, sentence)
    for one in sent.given:
        if one.item.looks and one.item.key not in answered.refused:
            show_as(sitting=room.sitting, looks=looks_asked(one.item, one.value))
    status = 409 if answered.refused else 400 if sent.errors else 200
    seen = _number(request.POST.get("seen", ""))
    if room.sitting.is_covered:
        # Saved behind the shutter; nothing is shown until it is lifted, and all of it is new then.
        nothing = {"at": seen, "rows": {}, "reload": False, "errors": sent.errors}
        return JsonResponse(nothing, status=status)
    if wants_json(request):
        page = _area_page(room, thread, found, answered.said, sent)
        return _rows(room, thread, page, seen, status)
    if sent.errors:
        page = _area_page(room, thread, found, answered.said, sent)
        context = _area_context(room, thread, page)
        return render(request, "assessments/area.html", context, status=status)
    if "add_repeat" in request.POST or "strike_repeat" in request.POST:
        return say_repeat(request, room, thread, found, answered.said)
    return redirect(_onward(request, room, thread, area))


def _older(thread: Thread) -> list[str]:
    """Questions that a page may still show which was made before the sheet went over to a newer
    version: what is written there must not be lost without a word."""
    return [item.key for _area, item in gone(thread)]


def _onward(request: HttpRequest, room: Room, thread: Thread, area: str) -> str:
    """Where the button of the form leads, once the form's words are safe."""
    here = room.url("area", area=area)
    if "notice" in request.POST:
        _hear_notice(request, room, thread, area)
        return here + "#notice"
    if "way" in request.POST:
        answers.choose_way(
            room=room,
            thread=thread,
            act=new_act(),
            area=_area(instrument_of(thread), area),
            way=request.POST["way"],
            setting=room.setting(request),
        )
        return here
    if again := request.POST.get("again", ""):
        return f"{here}?{urlencode({'again': again})}#item-{again}"
    if "typing" in request.POST and room.door == "together":
        pass_keyboard(sitting=room.sitting, to=request.POST["typing"])
        return here
    if "turn" in request.POST and room.sitting.turn:
        give_turn(sitting=room.sitting, to=request.POST["turn"])
        return here
    if "speaks" in request.POST and room.door != "beside":
        pass_voice(sitting=room.sitting, to=request.POST["speaks"])
        return here
    if request.POST.get("words") in ("easy", "full"):
        show_as(sitting=room.sitting, looks={"easy": request.POST["words"] == "easy"})
        return here
    if request.POST.get("onward") == "areas":
        return up_from(room, instrument_of(thread))
    passed = request.POST.get("not_today", "")
    return here + (f"#item-{passed}" if passed else "#main")


def _hear_notice(request: HttpRequest, room: Room, thread: Thread, area: str) -> None:
    """What the person chose after hearing what may be passed on."""
    items = notice_of(instrument_of(thread)).items
    choice = request.POST.copy()
    choice[items[0].key] = request.POST["notice"]
    sent = read(choice, items, {})
    if sent.errors:
        raise Refused(sent.errors[items[0].key])
    answers.answer_prompt(
        room=room,
        thread=thread,
        given=sent.given,
        setting=room.setting(request),
        about=f"{NOTICE}{area}",
    )


@require_GET
def rows(request: HttpRequest, sitting: UUID, area: str, check: str = "") -> HttpResponse:
    """What is new on an area since a number: the same rows that the page is built from."""
    room = room_for(request, sitting, check=check)
    thread = sheet_of(room)
    found = _area(instrument_of(thread), area)
    page = _area_page(room, thread, found, area_said(thread, found, round_of(room)))
    return _rows(room, thread, page, _number(request.GET.get("since", "")))


def _rows(
    room: Room, thread: Thread, page: AreaPage, since: int, status: int = 200
) -> HttpResponse:
    """What is new since a number, and what was not taken, with its sentence."""
    changed = {entry.about for entry in page.said if entry.seq > since} | page.sent.raw.keys()
    keys = {item.key for item in touched(page.instrument, changed, page.area.items)}
    rows = Rows(page, room)
    drawn = {
        row.item.key: rows.draw(row)
        for row in page.all_rows
        if row.item.key in keys
        or any(inner.item.key in keys for inner in row.follows)
        or page.sent.is_wrong(row)
    }
    news = {"at": thread.head, "rows": drawn, "reload": page.must_reload(changed)}
    news["turn"] = room.sitting.turn
    news["names"] = page.renamed(keys)
    return JsonResponse(news | {"errors": page.sent.errors}, status=status)


@require_POST
def pick(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The person's areas for today, then the worker's one, from the page of areas."""
    room = room_for(request, sitting, "answer")
    thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    stands = sheet(instrument, room.sitting.mode, said_in(thread.pk, prefixes=WHOLE))
    try:
        _pick(request, room, thread, stands)
    except Refused as refused:
        return _areas(request, room, refused.sentence)
    return redirect(room.url("areas") + "#today")


def _pick(request: HttpRequest, room: Room, thread: Thread, stands: Sheet) -> None:
    act, setting = read_act(request), room.setting(request)
    if request.POST.get("party") == "worker":
        key = request.POST.get("area", "")
        answers.add_area(
            room=room,
            thread=thread,
            sheet=stands,
            act=act,
            area=_area(stands.instrument, key) if key else None,
            why=clean_text(request.POST.get("why", "")),
            setting=setting,
        )
    else:
        answers.pick_today(
            room=room,
            thread=thread,
            sheet=stands,
            act=act,
            areas=request.POST.getlist("area"),
            setting=setting,
        )


@require_POST
def pick_first(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer")
    thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    answers.pick_first(
        room=room,
        thread=thread,
        sheet=sheet(instrument, room.sitting.mode, said_in(thread.pk, prefixes=WHOLE)),
        act=read_act(request),
        area=_area(instrument, request.POST.get("area", "")),
        party=Party.WORKER if request.POST.get("party") == "worker" else Party.PERSON,
        setting=room.setting(request),
    )
    return redirect(room.url("first"))


@require_GET
def first(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The last page of the sheet: which one shall we work on first?"""
    room = room_for(request, sitting)
    thread = sheet_thread(room.person)
    page = areas_page(room, thread, said_in(thread.pk))
    return render(
        request, "assessments/first.html", room.context(page=page, thread=thread, new_act=new_act)
    )


@require_GET
def more(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Voluntary work: what the person may open. Nothing elsewhere says that it is here."""
    room = room_for(request, sitting)
    thread = sheet_thread(room.person)
    page = areas_page(room, thread, said_in(thread.pk))
    return render(
        request, "assessments/more.html", room.context(page=page, thread=thread, new_act=new_act)
    )


@require_POST
def open_shut(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer")
    thread = sheet_thread(room.person)
    key = request.POST.get("key", "")
    if key != LINKS:
        _area(instrument_of(thread), key)
    answers.open_shut(
        room=room,
        thread=thread,
        act=read_act(request),
        key=key,
        is_open=request.POST.get("open") == "yes",
        setting=room.setting(request),
    )
    return redirect(room.url("more"))


def read_act(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("act", ""))
    except ValueError:
        raise Http404 from None


def _area(instrument: Instrument, key: str) -> Area:
    try:
        return instrument.area(key)
    except LookupError:
        raise Http404 from None


def _area_page(
    room: Room,
    thread: Thread,
    area: Area,
    said: list[Said],
    sent: Sent | None = None,
    *,
    again: str = "",
) -> AreaPage:
    instrument = instrument_of(thread)
    said = without_waiting(instrument, said, room.eyes)
    stands = sheet(instrument, room.sitting.mode, said, room.eyes)
    if not stands.is_area_open(area):
        raise Http404
    return area_page(room, instrument, area, stands, said, sent or Sent(), again)


def _area_context(room: Room, thread: Thread, page: AreaPage) -> dict[str, object]:
    sent = page.sent
    rows = Rows(page, room)
    drawn = _keys_of(page, rows.parties)
    return room.context(
        page=page,
        rows=rows,
        up=up_from(room, page.instrument),
        offer=offered_from(room, page.area),
        is_own_story=room.door != "desk" and page.area.items[0].key in OWN_WORDS,
        is_short=is_short(room, page.instrument),
        # What is asked on one page has no page of its areas to say it on.
        has_newer=is_short(room, page.instrument)
        and room.may_speak_as("worker")
        and asks_about_newer(thread, page.said),
        errors=[
            (sentence, box if key in drawn else "")
            for sentence, key, box in sent.links(page.area.items, page.say.say)
        ]
        + [(sent.errors[key], "") for key in sent.errors if key in _older(thread)],
        lost=[
            text
            for key in sent.errors
            for text in sent.typed.get(key, [])
            if key not in drawn and text.strip()
        ],
        thread=thread,
        older=older_lines(
            thread,
            page.said,
            page.say,
            mode=room.sitting.mode,
            area=page.area.key,
            eyes=room.eyes,
        ),
        new_act=new_act,
        saved_at=_last_saved(room, page.said),
        live_url=f"/live/{room.door}/{room.sitting.pk}" if room.door != "desk" else "",
        address=room.url("area", area=page.area.key),
    )


def _last_saved(room: Room, said: list[Said]) -> str:
    """When something was last stored here in this sitting, for a page that no script keeps true."""
    times = [entry.recorded_at for entry in said if entry.sitting == room.sitting.pk]
    return date_format(timezone.localtime(max(times)), "H:i") if times else ""


def _keys_of(page: AreaPage, parties: Collection[str]) -> set[str]:
    """The items for which the page draws a place to answer: those that were not taken too, wherever
    they stand."""
    rows = [
        row for part in page.parts for row in (*part.short, *part.more, *part.worker, *part.both)
    ]
    rows += [
        row
        for part in page.parts
        for row in part.after_notice
        if page.notice_choice == "answer" or page.sent.is_wrong(row)
    ]
    own = (row for row in rows if row.item.party in parties)
    return {one.item.key for row in own for one in (row, *row.follows)}


def _number(raw: str) -> int:
    return int(raw) if raw.isdecimal() and len(raw) < 10 else 0
