"""The next meeting, in the room and at the desk: set, moved, called off."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.assessments.names import names_at_desk
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, person_for, staff_only, user_of
from tandem.people.models import Person, Role
from tandem.people.queries import mode_of
from tandem.plans.actions.meetings import call_off, plan_meeting
from tandem.plans.meeting_forms import MeetingForm, WhyForm
from tandem.plans.meeting_page import clashes, reminders, wished
from tandem.plans.queries import ShownPlan
from tandem.plans.reasons import Names
from tandem.plans.views.shown import (
    party_of,
    plan_context,
    plan_in,
    room_context,
    shown_plan,
    since,
)
from tandem.sittings.desk import desk_setting
from tandem.sittings.room import room_for
from tandem.voices.actions import Setting


@require_http_methods(["GET", "POST"])
def in_room(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    plan = plan_in(room)
    page = _Page(request, plan, room.names, since(room))
    if page.is_kept(room.person, room.setting(request), party_of(room)):
        return redirect(room.url("plan"))
    context = room_context(room, plan, **page.context)
    return render(request, "plans/meeting.html", context, status=page.status)


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def at_desk(request: HttpRequest, person: UUID) -> HttpResponse:
    found = person_for(actor_of(request), person, "answer", what="next meeting")
    names = names_at_desk(found, user_of(request))
    plan = shown_plan(found, names, mode=mode_of(found))
    page = _Page(request, plan, names)
    if page.is_kept(found, desk_setting(request), "worker"):
        return redirect("home:person", person=found.pk)
    context = plan_context(
        plan,
        person=found,
        person_name=names["person"],
        worker_name=names["worker"],
        is_practice=found.is_practice,
        **page.context,
    )
    return render(request, "plans/meeting_at_desk.html", context, status=page.status)


@dataclass
class _Page:
    """Its two forms, one of which may have been sent, and what stands beside them."""

    request: HttpRequest
    plan: ShownPlan
    names: Names
    since: date | None = None

    def __post_init__(self) -> None:
        typed: Any = self.request.POST or None
        self.is_off = bool(typed) and "off" in typed
        ahead = self.plan.meeting
        if ahead and (ahead.is_off or ahead.has_passed):
            ahead = None
        self.form = MeetingForm(
            None if self.is_off else typed,
            names=self.names,
            wished=wished(self.plan.sheet),
            meeting=ahead,
            since=self.since,
        )
        self.off_form = WhyForm(
            typed if self.is_off else None,
            initial={"meeting": ahead.id} if ahead else {},
            auto_id="off_%s",
        )
        self.context: dict[str, Any] = {
            "form": self.form,
            "off_form": self.off_form,
            "ahead": ahead,
            "clashes": clashes(ahead, self.plan.sheet, self.names) if ahead else [],
            "reminders": reminders(self.plan.sheet, self.names),
        }
        self.status = 422 if typed is not None else 200

    def is_kept(self, person: Person, setting: Setting, party: str) -> bool:
        form = self.off_form if self.is_off else self.form
        if not form.is_valid():
            return False
        told: dict[str, Any] = {"person": person, "setting": setting, "party": party}
        try:
            if self.is_off:
                call_off(**told, **form.cleaned_data)
            else:
                plan_meeting(**told, **self.form.told)
        except Refused as refused:
            form.refuse(refused.sentence)
            return False
        return True
