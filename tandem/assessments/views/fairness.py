"""Was that talk fair? Only the person sees this page, and nobody's page reads the answers.

Who asked for someone else to talk with is told to the managers of their team, and nothing more.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions.fairness import tap_fair
from tandem.assessments.checks import sheet_of
from tandem.assessments.forms.answers import new_act
from tandem.assessments.forms.talks import FairForm
from tandem.assessments.models import FairnessTap
from tandem.assessments.speaker import speaker
from tandem.audit.actions import nothing_shown
from tandem.instruments.loader import newest
from tandem.people.access import actor_of, people_for, shown, staff_only, user_of
from tandem.people.models import Role
from tandem.sittings.room import Room, handed_as, room_for
from tandem.voices.models import Entry, Kind

# How long a wish for someone else stands in the list.
STANDS_FOR = timedelta(days=90)


@staff_only(Role.MANAGER)
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Who asked for someone else to talk with, and when. Never what they answered, nor to a worker
    about their own talk."""
    by, user = actor_of(request), user_of(request)
    wishes = (
        FairnessTap.objects.filter(
            wants_someone=True,
            at__gte=timezone.now() - STANDS_FOR,
            sitting__person__in=people_for(by, "read"),
        )
        .exclude(sitting__worker=user)
        .order_by("-at")
        .values_list(
            "sitting__person_id", "sitting__person__called", "sitting__worker__called", "at"
        )
    )
    found = list(wishes)
    shown(by, {pk for pk, *_rest in found}, what="asked for someone else")
    if not found:
        nothing_shown()
    return render(request, "assessments/asked.html", {"wishes": found})


@require_http_methods(["GET", "POST"])
def fair(request: HttpRequest, sitting: UUID, talk: UUID, check: str = "") -> HttpResponse:
    to: Literal["answer", "read"] = "answer" if request.method == "POST" else "read"
    room = room_for(request, sitting, to, check=check)
    opened = _talk(room, talk)
    form = FairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        share = form.cleaned_data["share"]
        tap_fair(
            room=room,
            thread=opened.thread,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            talk=opened,
            answer=form.cleaned_data["answer"],
            worker_may_see="let_see" in share,
            wants_someone="someone_else" in share,
        )
        return redirect(room.url("fair", talk=talk) + "?done")
    words = newest("talk")
    context = room.context(
        say=speaker(room),
        prompt=words.prompt("fair"),
        form=form,
        typed=request.POST,
        act=new_act(),
        about=opened.about,
        is_done="done" in request.GET,
        is_handed=room.door == "together",
    )
    return render(request, "assessments/fair.html", context, status=400 if form.errors else 200)


def _talk(room: Room, pk: UUID) -> Entry:
    """The talk's opening entry, where the person is alone with this page; else 404."""
    thread = sheet_of(room)
    found = Entry.objects.filter(pk=pk, thread=thread, kind=Kind.TALK).select_related("saying")
    opened = found.first()
    saying = getattr(opened, "saying", None)
    if opened is None or saying is None or saying.value.get("step") != "open":
        raise Http404
    # It may come right after the note of the same talk, while the screen is in their hands.
    of_this = tuple(handed_as(room, one) for one in (f"fair/{pk}", f"talk/{opened.about}/{pk}/"))
    is_handed = room.door == "together" and room.sitting.handed.startswith(of_this)
    if not (is_handed or room.door == "beside"):
        raise Http404
    return opened
