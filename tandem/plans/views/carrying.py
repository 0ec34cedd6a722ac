"""The goals that stand from before a new period began, and what the two say becomes of each."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.actions.carrying import carry_goal
from tandem.plans.carrying_forms import CarryForm
from tandem.plans.models import Goal
from tandem.plans.queries import ShownGoal, ShownPlan
from tandem.plans.views.shown import party_of, plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def carry_over(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Said by both, so never on a screen of the person's alone."""
    room = room_for(request, sitting, to="answer" if request.method == "POST" else "read")
    if not room.may_speak_as("worker"):
        raise Http404
    plan = plan_in(room)
    waiting = [one for one in plan.active if one.is_from_before]
    sent = None
    if request.method == "POST":
        sent, goal = CarryForm(request.POST), _goal(request, plan)
        is_waiting = any(one.goal.pk == goal.pk for one in waiting)
        if sent.is_valid() and _is_kept(request, room, sent, goal, is_waiting=is_waiting):
            left = [one for one in waiting if one.goal.pk != goal.pk]
            return redirect(room.url("carry_over" if left else "plan"))
        if not is_waiting:
            return redirect(room.url("carry_over"))
    context = room_context(
        room,
        plan,
        waiting=[(one, _form(one, sent)) for one in waiting],
        sent=sent,
        is_refused=sent is not None,
    )
    return render(request, "plans/carry_over.html", context, status=422 if sent else 200)


def _goal(request: HttpRequest, plan: ShownPlan) -> Goal:
    asked = request.POST.get("goal")
    found = next((one.goal for one in plan.goals if str(one.goal.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _is_kept(
    request: HttpRequest, room: Room, sent: CarryForm, goal: Goal, *, is_waiting: bool
) -> bool:
    told = {name: sent.cleaned_data[name] for name in ("act", "choice", "why")}
    try:
        carry_goal(goal=goal, setting=room.setting(request), party=party_of(room), **told)
    except Refused as refused:
        if not is_waiting:
            raise
        sent.refuse(refused.sentence)
        return False
    return True


def _form(shown: ShownGoal, sent: CarryForm | None) -> CarryForm:
    """What was typed stays with the goal that it was typed for."""
    if sent and sent["goal"].value() == str(shown.goal.pk):
        return sent
    pk = shown.goal.pk
    return CarryForm(initial={"goal": pk}, auto_id=f"carry_{pk}_%s")
