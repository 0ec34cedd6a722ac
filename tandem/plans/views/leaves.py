"""A leaf of the plan in the room: what I bring, how we stay safe, my reasons and others."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.access import goal_for, named
from tandem.plans.actions.leaves import add_line, take_line_away, use_in_goal
from tandem.plans.forms import ActForm
from tandem.plans.leaf import used
from tandem.plans.leaves import leaves
from tandem.plans.line_forms import LineForm
from tandem.plans.views.shown import party_of, plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def leaf(request: HttpRequest, sitting: UUID, leaf: str) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    if leaf not in leaves():
        raise Http404
    if request.method == "POST" and ("away" in request.POST or "use" in request.POST):
        return _change(request, room, leaf)
    plan = plan_in(room)
    shown = plan.leaves[leaf]
    asked = request.POST.get("part", "")
    forms = {
        part.key: LineForm(
            request.POST if part.key == asked else None,
            label=part.prompt,
            parties=[(one, room.names[one]) for one in part.said_by if room.may_speak_as(one)],
            initial={"part": part.key},
            auto_id=f"{part.key}_%s",
        )
        for part in shown.parts
        if any(room.may_speak_as(one) for one in part.said_by)
    }
    bound = forms.get(asked)
    if request.method == "POST":
        if bound is None:
            raise Http404
        if bound.is_valid():
            try:
                add_line(
                    person=room.person,
                    setting=room.setting(request),
                    leaf=leaf,
                    **bound.cleaned_data,
                )
            except Refused as refused:
                bound.refuse(refused.sentence, "words")
            else:
                return redirect(room.url("leaf", leaf=leaf))
    context = room_context(
        room, plan, leaf=shown, line_forms=forms, bound=bound, used=used(plan.said)
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/leaf.html", context, status=status)


def _change(request: HttpRequest, room: Room, leaf: str) -> HttpResponse:
    """A line is taken away, or used in a goal."""
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    told: dict[str, Any] = {
        "person": room.person,
        "setting": room.setting(request),
        "act": form.cleaned_data["act"],
        "leaf": leaf,
    }
    if "away" in request.POST:
        take_line_away(line=request.POST["away"][:60], by=party_of(room), **told)
    else:
        goal = goal_for(room.person, named(request.POST.get("goal", "")))
        is_used = request.POST["use"] == "yes"
        line = request.POST.get("line", "")[:60]
        use_in_goal(line=line, goal=goal, is_used=is_used, party=party_of(room), **told)
    return redirect(room.url("leaf", leaf=leaf))
