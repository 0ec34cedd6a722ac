"""Is this the plan? The person answers with their own hands; the worker on the shared screen."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.access import goal_for
from tandem.plans.actions import agreements
from tandem.plans.answer_forms import AnswerForm, AskingForm
from tandem.plans.models import Goal
from tandem.plans.question import released
from tandem.plans.rules import spoken
from tandem.plans.views.goals import goal_page
from tandem.plans.views.shown import plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_GET
def agree(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The goals one by one, the first that is not answered yet in front; the whole plan last."""
    room = persons_room(request, sitting)
    plan = plan_in(room)
    waiting = [goal for goal in plan.active if not goal.person.stands]
    answered = [goal for goal in plan.active if goal.person.stands]
    whole = plan.whole
    context = room_context(
        room,
        plan,
        waiting=waiting,
        answered=answered,
        whole=whole,
        whole_waits=bool(plan.active) and not whole.person.stands,
    )
    return render(request, "plans/agree.html", context)


@require_http_methods(["GET", "POST"])
def agree_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = persons_room(request, sitting)
    return _answer_page(request, room, goal_for(room.person, goal), "person")


@require_http_methods(["GET", "POST"])
def worker_agree_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    if not room.may_speak_as("worker"):
        raise Http404
    return _answer_page(request, room, goal_for(room.person, goal), "worker")


@require_http_methods(["GET", "POST"])
def set_asking(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    if not room.may_speak_as("worker"):
        raise Http404
    row = goal_for(room.person, goal)
    if request.method == "GET":
        return redirect(room.url("goal", goal=row.pk))
    form = AskingForm(request.POST, auto_id="asking_%s")
    if form.is_valid():
        agreements.set_asking(
            goal=row,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            asked=form.cleaned_data["asked"],
            because=form.cleaned_data["because"],
        )
        return redirect(room.url("goal", goal=row.pk) + "#agreement")
    return goal_page(request, room, row, asking_form=form)


def persons_room(request: HttpRequest, sitting: UUID) -> Room:
    """Only the person's own hands: their device, or this screen while it is handed over."""
    room = room_for(request, sitting, to="answer")
    if room.door == "beside" or (room.door == "together" and room.sitting.handed == "agree"):
        return room
    raise Http404


def _answer_page(request: HttpRequest, room: Room, row: Goal, party: str) -> HttpResponse:
    if row.state != "active" and request.method == "GET":
        raise Http404  # Closed while somebody wrote: their words come back with a sentence.
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agreements.agree_goal(
                goal=row,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party,
                answer=form.cleaned_data["answer"],
                digest=form.cleaned_data["digest"],
                words=form.cleaned_data["words"],
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            if party == "worker":
                return redirect(room.url("goal", goal=row.pk) + "#agreement")
            return redirect(room.url("agree"))
    plan = plan_in(room)
    shown = next(goal for goal in plan.goals if goal.goal.pk == row.pk)
    context = room_context(
        room,
        plan,
        shown=shown,
        party=party,
        said=shown.person if party == "person" else shown.worker,
        form=form,
        words=released(room.names, shown.person if party == "person" else shown.worker),
        spoken=spoken(plan.said),
    )
    status = 422 if form.is_bound else 200
    return render(request, "plans/agree_goal.html", context, status=status)
