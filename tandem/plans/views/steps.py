"""Steps and promises in the room."""

from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.assessments.rules.promises import ON_A_GOAL
from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.access import goal_for, named, step_for
from tandem.plans.actions import steps
from tandem.plans.actions.promises import is_promise, mark_promise
from tandem.plans.forms import ActForm
from tandem.plans.models import Step
from tandem.plans.step_forms import ChangeStepForm, StuckForm
from tandem.plans.views.goals import goal_page, step_form
from tandem.plans.views.shown import party_of, plan_at, plan_in, room_context, since
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    if request.method == "GET":
        return redirect(room.url("goal", goal=row.pk))
    form = step_form(room, request.POST)
    if form.is_valid():
        try:
            steps.add_step(
                goal=row,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party_of(room),
                who=form.cleaned_data["who"],
                words=form.cleaned_data["words"],
                due_on=form.cleaned_data["due_on"],
                worker=room.sitting.worker,
                who_name=form.cleaned_data["who_name"],
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect(room.url("goal", goal=row.pk) + "#steps")
    return goal_page(request, room, row, step_form=form)


@require_POST
def promise(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """What the worker offered on the sheet becomes a promise on the plan, with one tap."""
    room = room_for(request, sitting, to="answer")
    if not room.may_speak_as("worker"):
        raise Http404
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    row = goal_for(room.person, named(request.POST.get("goal", "")))
    entry = request.POST.get("offer", "")
    offer = next((one for one in plan_in(room).offers if str(one.entry) == entry), None)
    if offer is not None:
        steps.add_step(
            goal=row,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            party=party_of(room),
            who="worker",
            words=offer.words,
            due_on=offer.due_on,
            worker=room.sitting.worker,
            offer=entry,
        )
        if offer.is_promised:
            mark_promise(
                person=room.person,
                entry=offer.entry,
                setting=room.setting(request),
                act=uuid5(form.cleaned_data["act"], ON_A_GOAL),
                party=party_of(room),
                state=ON_A_GOAL,
                onto_goal=True,
            )
    return redirect(plan_at(room, row.pk))


@require_http_methods(["GET", "POST"])
def change_step(request: HttpRequest, sitting: UUID, step: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    row = step_for(room.person, step)
    if not rules.may_change(party_of(room), row.who):
        raise Http404
    form = _change_form(room, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            steps.change_step(
                step=row,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party_of(room),
                words=form.cleaned_data["words"],
                due_on=form.cleaned_data["due_on"],
            )
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            return redirect(room.url("goal", goal=row.goal_id) + "#steps")
    return _change_page(request, room, row, form, StuckForm(auto_id="stuck_%s"))


@require_http_methods(["GET", "POST"])
def stick_step(request: HttpRequest, sitting: UUID, step: UUID) -> HttpResponse:
    """Something is in the way of it."""
    room = room_for(request, sitting, to="answer")
    row = step_for(room.person, step)
    if not rules.may_change(party_of(room), row.who):
        raise Http404
    if request.method == "GET":
        return redirect(room.url("change_step", step=row.pk))
    form = StuckForm(request.POST, auto_id="stuck_%s")
    if form.is_valid():
        try:
            steps.stick_step(
                step=row,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party_of(room),
                why=form.cleaned_data["why"],
            )
        except Refused as refused:
            form.refuse(refused.sentence, "why")
        else:
            return redirect(room.url("goal", goal=row.goal_id) + "#steps")
    return _change_page(request, room, row, _change_form(room, row), form)


def _change_form(room: Room, row: Step, typed: Any = None) -> ChangeStepForm:
    initial = {"words": row.words, "due_on": row.due_on}
    return ChangeStepForm(typed, initial=initial, since=since(room))


def _change_page(
    request: HttpRequest, room: Room, row: Step, form: ChangeStepForm, stuck_form: StuckForm
) -> HttpResponse:
    plan = plan_in(room)
    shown = next(goal for goal in plan.goals if goal.goal.pk == row.goal_id)
    line = next(line for line in (*shown.steps, *shown.dropped) if line.step.pk == row.pk)
    context = room_context(room, plan, shown=shown, line=line, form=form, stuck_form=stuck_form)
    status = 422 if form.is_bound or stuck_form.is_bound else 200
    return render(request, "plans/change_step.html", context, status=status)


@require_POST
def mark_step(request: HttpRequest, sitting: UUID, step: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    if is_promise(room.person, step):
        mark_promise(
            person=room.person,
            entry=step,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            party=party_of(room),
            state=request.POST.get("state", ""),
        )
        return redirect(room.url("plan"))
    row = step_for(room.person, step)
    steps.mark_step(
        step=row,
        setting=room.setting(request),
        act=form.cleaned_data["act"],
        party=party_of(room),
        state=request.POST.get("state", ""),
    )
    return redirect(room.url("goal", goal=row.goal_id) + "#steps")
