"""What is in the way, in the room: named, worked on, and out of the way."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.actions.obstacles import act_on_obstacle, end_obstacle, name_obstacle
from tandem.plans.said_forms import DoneForm, EndForm, ObstacleForm
from tandem.plans.views.shown import party_of, plan_in, room_context, since
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def obstacles(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    form = _new_form(room, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name_obstacle(
                person=room.person,
                setting=room.setting(request),
                party=party_of(room),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect(room.url("obstacles"))
    plan = plan_in(room)
    context = room_context(room, plan, form=form)
    return render(request, "plans/obstacles.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def obstacle(request: HttpRequest, sitting: UUID, obstacle: UUID) -> HttpResponse:
    """One of them: what the worker did about it, and what came of that."""
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    plan = plan_in(room)
    one = next((each for each in plan.obstacles if each.id == obstacle), None)
    if one is None:
        raise Http404
    is_end = "end" in request.POST
    if request.method == "POST" and not is_end and not room.may_speak_as("worker"):
        raise Http404
    typed = request.POST or None
    done = DoneForm(None if is_end else typed, names=room.names, auto_id="done_%s")
    end = EndForm(typed if is_end else None, auto_id="end_%s")
    form = end if is_end else done
    if form.is_valid():
        told: dict[str, Any] = {
            "person": room.person,
            "setting": room.setting(request),
            "obstacle": obstacle,
        }
        try:
            if is_end:
                end_obstacle(party=party_of(room), **told, **form.cleaned_data)
            else:
                act_on_obstacle(**told, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect(room.url("obstacle", obstacle=obstacle))
    context = room_context(room, plan, one=one, done_form=done, end_form=end)
    return render(request, "plans/obstacle.html", context, status=422 if form.is_bound else 200)


def _new_form(room: Room, typed: Any) -> ObstacleForm:
    parties = [(party, room.names[party]) for party in room.parties]
    return ObstacleForm(typed, parties=parties, since=since(room))
