""" "I see this differently" next to a goal, a step, a promise or a line of a leaf, in the room."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments.differences_page import RemarkLine
from tandem.assessments.forms.remarks import written
from tandem.instruments.loader import newest
from tandem.lib.refused import Refused
from tandem.plans.access import goal_for, step_for
from tandem.plans.actions.remarks import see_line_differently
from tandem.plans.models import Goal
from tandem.plans.reasons import speaker
from tandem.plans.remarks import Line, about, remark_lines
from tandem.plans.views.shown import plan_in
from tandem.sittings.room import Room, room_for
from tandem.voices.models import Kind
from tandem.voices.queries import said_in


@require_http_methods(["GET", "POST"])
def differ_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    return _differ(request, room, goal_for(room.person, goal))


@require_http_methods(["GET", "POST"])
def differ_step(request: HttpRequest, sitting: UUID, step: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    return _differ(request, room, step_for(room.person, step))


@require_http_methods(["GET", "POST"])
def differ_line(request: HttpRequest, sitting: UUID, leaf: str, line: UUID) -> HttpResponse:
    """Next to what stands on a further page of the plan."""
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    plan = plan_in(room)
    on = plan.leaves.get(leaf)
    found = next((one for one in on.lines if one.id == str(line)), None) if on else None
    if found is None:
        raise Http404
    wrote = written(request, _keep(request, room, found.about))
    if wrote.is_kept:
        return redirect(request.path)
    context = _context(room, found, found.remarks, wrote.context, leaf=on, seen=plan.thread.head)
    return render(request, "plans/differ.html", context, status=wrote.status)


def _differ(request: HttpRequest, room: Room, line: Line) -> HttpResponse:
    wrote = written(request, _keep(request, room, about(line)))
    if wrote.is_kept:
        return redirect(request.path)
    goal = line if isinstance(line, Goal) else line.goal
    remarks = remark_lines(line, said_in(goal.thread_id, kinds=[Kind.DIFFER]), room.names)
    context = _context(room, line, remarks, wrote.context, goal=goal, seen=goal.thread.head)
    return render(request, "plans/differ.html", context, status=wrote.status)


def _keep(request: HttpRequest, room: Room, key: str) -> Callable[[dict[str, Any]], None]:
    def keep(told: dict[str, Any]) -> None:
        if not room.may_speak_as(told["party"]):
            raise Refused(_("This screen speaks for one of you only."))
        see_line_differently(person=room.person, setting=room.setting(request), about=key, **told)

    return keep


def _context(
    room: Room, line: object, remarks: list[RemarkLine], wrote: Mapping[str, Any], **more: Any
) -> dict[str, Any]:
    return room.context(
        line=line,
        remarks=remarks,
        prompt=newest("talk").prompt("differ"),
        say=speaker(room.names),
        sends_acts=True,
        **wrote,
        **more,
    )
