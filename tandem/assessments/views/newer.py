"""There is a newer version of the questions: what changed, and the worker's choice."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions.carry import carry_over, stay
from tandem.assessments.checks import sheet_of
from tandem.assessments.names import names_at_desk
from tandem.assessments.queries import existing_sheet, instrument_of, owner_of
from tandem.assessments.speaker import Speaker, speaker
from tandem.assessments.versions import newer_than, what_changed
from tandem.people.access import actor_of, person_for, staff_only, user_of
from tandem.people.models import Role
from tandem.sittings.desk import desk_setting
from tandem.sittings.room import room_for
from tandem.voices.actions import Setting
from tandem.voices.models import Thread


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def at_desk(request: HttpRequest, person: UUID) -> HttpResponse:
    by = actor_of(request)
    found = person_for(by, person, "sit", what="newer version")
    language = (get_language() or "en")[:2]
    names = names_at_desk(found, user_of(request))
    context = {"frame": "ui/base.html", "person": found, "is_practice": found.is_practice}
    setting, back = desk_setting(request), reverse("assessments:read", kwargs={"person": found.pk})
    return _newer(request, existing_sheet(found), setting, Speaker(language, names), back, context)


@require_http_methods(["GET", "POST"])
def in_room(request: HttpRequest, sitting: UUID, check: str = "") -> HttpResponse:
    room = room_for(request, sitting, "answer", check=check)
    if not room.may_speak_as("worker"):
        raise Http404
    thread = sheet_of(room) if check else existing_sheet(room.person)
    context = room.context(frame=room.frame)
    setting, back = room.setting(request), room.url("areas")
    return _newer(request, thread, setting, speaker(room), back, context)


def _newer(
    request: HttpRequest,
    thread: Thread | None,
    setting: Setting,
    say: Speaker,
    back: str,
    context: dict[str, Any],
) -> HttpResponse:
    if thread is None:
        raise Http404
    now, newer = instrument_of(thread), newer_than(thread)
    if request.method == "POST":
        wanted = request.POST.get("to", "")
        if wanted == now.digest:  # chosen a moment ago, on another screen or twice
            return redirect(back)
        if newer is None or wanted != newer.digest:
            raise Http404
        if request.POST.get("choice") == "stay":
            stay(thread=thread, on=newer, setting=setting)
        else:
            carry_over(thread=thread, to=newer, setting=setting)
        return redirect(back)
    if newer is None:
        raise Http404
    context |= {
        "newer": newer,
        "changed": what_changed(now, newer, owner_of(thread)),
        "say": say,
        "onward": back,
    }
    return render(request, "assessments/newer.html", context)
