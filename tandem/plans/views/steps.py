"""Steps and promises in the room."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.access import goal_for, step_for
from tandem.plans.actions import steps
from tandem.plans.forms import ActForm, ChangeStepForm
from tandem.plans.views.goals import goal_page, step_form
from tandem.plans.views.shown import party_of, plan_in, room_context
from tandem.sittings.room import room_for


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
    row = goal_for(room.person, _uuid(request.POST.get("goal", "")))
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
    return redirect(room.url("plan"))


@require_http_methods(["GET", "POST"])
def change_step(request: HttpRequest, sitting: UUID, step: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    row = step_for(room.person, step)
    if not rules.may_change(party_of(room), row.who):
        raise Http404
    initial = {"words": row.words, "due_on": row.due_on}
    form = ChangeStepForm(request.POST or None, initial=initial)
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
    plan = plan_in(room)
    shown = next(goal for goal in plan.goals if goal.goal.pk == row.goal_id)
    line = next(line for line in (*shown.steps, *shown.dropped) if line.step.pk == row.pk)
    context = room_context(room, plan, shown=shown, line=line, form=form)
    status = 422 if form.is_bound else 200
    return render(request, "plans/change_step.html", context, status=status)


@require_POST
def mark_step(request: HttpRequest, sitting: UUID, step: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    row = step_for(room.person, step)
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    steps.mark_step(
        step=row,
        setting=room.setting(request),
        act=form.cleaned_data["act"],
        party=party_of(room),
        state=request.POST.get("state", ""),
    )
    return redirect(room.url("goal", goal=row.goal_id) + "#steps")


def _uuid(raw: str) -> UUID:
    try:
        return UUID(raw)
    except ValueError:
        raise Http404 from None
