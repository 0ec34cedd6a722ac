"""Sheets on paper. The file is named after nobody: downloads lie about on shared computers."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET

from tandem.assessments.names import names_at_desk
from tandem.assessments.paper import blank_sheet, filled_sheet
from tandem.assessments.queries import (
    existing_sheet,
    instrument_of,
    newest_release,
    number_at_end,
    released,
)
from tandem.assessments.rules.picks import picks
from tandem.assessments.rules.sheet import Sheet, may_be_alone, sheet
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.speaker import Speaker
from tandem.audit.models import Verb
from tandem.documents.sheet_page import print_blank_sheet, print_sheet
from tandem.instruments.schema import Instrument
from tandem.levels.queries import levels_of
from tandem.people.access import actor_of, person_for, shown, staff_only, user_of
from tandem.people.actor import Actor
from tandem.people.models import Mode, Person, Role
from tandem.people.queries import mode_of
from tandem.sittings.models import Sitting
from tandem.sittings.room import room_for
from tandem.voices.queries import said_in


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def filled(request: HttpRequest, person: UUID, sitting: UUID | None = None) -> HttpResponse:
    """Both voices as they stand, or as they stood at the end of a sitting."""
    by = actor_of(request)
    found = person_for(by, person, "read", what="sheet")
    sittings = Sitting.objects.select_related("worker").filter(person=found)
    held = (
        sittings.filter(pk=sitting).first()
        if sitting
        else sittings.order_by("-held_on", "-started_at").first()
    )
    thread = existing_sheet(found)
    if held is None or thread is None:
        raise Http404
    until = number_at_end(thread, held) if sitting else None
    instrument, mode = instrument_of(thread), held.mode if sitting else mode_of(found)
    said = without_shut(instrument, mode, said_in(thread.pk, until=until))
    shown(by, [found.pk], what="sheet on paper", verb=Verb.DISCLOSE, recipient="person")
    with override(found.page_language):
        page = filled_sheet(
            found,
            held,
            _say(found, held.worker.called),
            sheet(instrument, mode, said),
            said,
            timezone.localdate(),
            levels_of(found) if mode == Mode.STATUTORY else [],
        )
    return _pdf(print_sheet(page), "sheet.pdf")


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def paper(request: HttpRequest, person: UUID) -> HttpResponse:
    """Which area to print blank: all of them together are a pile that nobody fills in."""
    found = person_for(actor_of(request), person, "read", what="blank sheet")
    instrument, stands = _open_areas(found, mode_of(found))
    is_own, is_easy = _asked(request)
    worker = names_at_desk(found, user_of(request))["worker"]
    say = _say(found, worker, language=(get_language() or "en")[:2])
    areas = [
        (area.key, say.say(area.name), say.say(area.line))
        for area in instrument.areas
        if stands.is_area_open(area) and (not is_own or any(map(may_be_alone, area.items)))
    ]
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "areas": areas,
        "is_own": is_own,
        "is_easy": is_easy,
    }
    return render(request, "assessments/paper.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def blank(request: HttpRequest, person: UUID) -> HttpResponse:
    """A sheet to write on, for a sitting on paper; `?area=home` narrows it, and `?side=own`
    leaves what the person can fill in alone, `?words=easy` asks them in Easy Read."""
    by = actor_of(request)
    found = person_for(by, person, "read", what="blank sheet")
    only = request.GET.getlist("area")
    worker = names_at_desk(found, user_of(request))["worker"]
    is_own, is_easy = _asked(request)
    return _blank(by, found, worker, mode_of(found), only, is_own=is_own, is_easy=is_easy)


@require_GET
def blank_in_room(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The same in the room: the areas that were picked for today, else all of them."""
    room = room_for(request, sitting)
    only = request.GET.getlist("area")
    thread = existing_sheet(room.person)
    if thread and not only:
        picked = picks(said_in(thread.pk, prefixes=["pick/"]))
        only = [area for area in (*picked.today, picked.worker_adds) if area]
    held = room.sitting
    return _blank(room.by, room.person, room.names["worker"], held.mode, only, is_easy=held.is_easy)


def _asked(request: HttpRequest) -> tuple[bool, bool]:
    """Whether the person fills it in alone, and whether in Easy Read."""
    return request.GET.get("side") == "own", request.GET.get("words") == "easy"


def _blank(
    by: Actor | None,
    person: Person,
    worker: str,
    mode: str,
    only: list[str],
    *,
    is_own: bool = False,
    is_easy: bool = False,
) -> HttpResponse:
    instrument, stands = _open_areas(person, mode)
    shown(by, [person.pk], what="blank sheet", verb=Verb.DISCLOSE, recipient="person")
    with override(person.page_language):
        page = blank_sheet(
            person,
            _say(person, worker),
            instrument,
            stands,
            timezone.localdate(),
            [key for key in only if key in {area.key for area in instrument.areas}],
            is_own=is_own,
            is_easy=is_easy,
        )
    return _pdf(print_blank_sheet(page), "blank.pdf")


def _open_areas(person: Person, mode: str) -> tuple[Instrument, Sheet]:
    """What the person opened counts; what was answered is never printed blank."""
    thread = existing_sheet(person)
    instrument = instrument_of(thread) if thread else released(newest_release())
    opened = said_in(thread.pk, prefixes=["open/"]) if thread else []
    return instrument, sheet(instrument, mode, opened)


def _say(person: Person, worker: str, language: str = "") -> Speaker:
    names = {
        "person": person.called,
        "worker": worker,
        "organisation": person.organisation.name,
    }
    return Speaker(language or person.page_language, names)


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"},
    )
