"""What has to happen, in the room: in which order, when, and what each says to it. In voluntary
work none of these pages exists."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments.forms.remarks import written
from tandem.instruments.loader import newest
from tandem.lib.refused import Refused
from tandem.plans.access import named, order_for, requirement_for
from tandem.plans.actions.remarks import see_line_differently
from tandem.plans.actions.requirements import move_requirement, plan_requirement
from tandem.plans.forms import ActForm
from tandem.plans.lane_forms import WhenForm
from tandem.plans.queries import ShownPlan
from tandem.plans.reasons import speaker
from tandem.plans.requirements import ShownRequirement
from tandem.plans.views.shown import party_of, plan_in, room_context
from tandem.sittings.room import Room, room_for

MOVES = {"earlier": -1, "later": 1}


@require_http_methods(["GET", "POST"])
def requirements(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = _room(request, sitting)
    if request.method == "POST":
        form = ActForm(request.POST)
        row = requirement_for(room.person, named(request.POST.get("requirement", "")))
        by = MOVES.get(request.POST.get("move", ""))
        if by is None:
            raise Http404
        if not form.is_valid():
            raise Refused(_("This page is too old to save. Load it again."))
        move_requirement(
            person=room.person,
            requirement=row,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            party=party_of(room),
            by=by,
        )
        return redirect(room.url("requirements"))
    return render(request, "plans/requirements.html", room_context(room, plan_in(room)))


@require_http_methods(["GET", "POST"])
def plan_one(request: HttpRequest, sitting: UUID, requirement: UUID) -> HttpResponse:
    room = _room(request, sitting)
    row = requirement_for(room.person, requirement)
    plan = plan_in(room)
    shown = _shown(plan, requirement)
    form = WhenForm(
        request.POST or None,
        unit=row.unit,
        initial={"begin_on": shown.plan.begin_on, "a_week": shown.plan.a_week},
    )
    if request.method == "POST" and form.is_valid():
        plan_requirement(
            person=room.person,
            requirement=row,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            party=party_of(room),
            begin_on=form.cleaned_data["begin_on"],
            a_week=form.cleaned_data.get("a_week"),
        )
        return redirect(room.url("requirements"))
    context = room_context(room, plan, shown=shown, form=form)
    status = 422 if form.is_bound else 200
    return render(request, "plans/requirement_when.html", context, status=status)


@require_http_methods(["GET", "POST"])
def differ(request: HttpRequest, sitting: UUID, requirement: UUID) -> HttpResponse:
    room = _room(request, sitting)
    row = requirement_for(room.person, requirement)

    def keep(told: dict[str, Any]) -> None:
        if not room.may_speak_as(told["party"]):
            raise Refused(_("This screen speaks for one of you only."))
        about = f"requirement/{row.pk}"
        see_line_differently(person=room.person, setting=room.setting(request), about=about, **told)

    wrote = written(request, keep)
    if wrote.is_kept:
        return redirect(request.path)
    plan = plan_in(room)
    shown = _shown(plan, requirement)
    context = room.context(
        line={"words": shown.asked.words or shown.title, "language": shown.asked.language},
        remarks=shown.remarks,
        prompt=newest("talk").prompt("differ"),
        say=speaker(room.names),
        sends_acts=True,
        **wrote.context,
        seen=plan.thread.head,
    )
    return render(request, "plans/differ.html", context, status=wrote.status)


def _room(request: HttpRequest, sitting: UUID) -> Room:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    if not room.is_statutory:
        raise Http404
    order_for(room.person)
    return room


def _shown(plan: ShownPlan, pk: UUID) -> ShownRequirement:
    found = [one for one in plan.lane.shown if one.asked.id == pk] if plan.lane else []
    if not found:
        raise Http404
    return found[0]
