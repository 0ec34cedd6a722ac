"""Goals in the room: a page for each, and the forms that add and change them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.access import goal_for
from tandem.plans.actions import goals
from tandem.plans.forms import ActForm, AskingForm, GoalForm, RewordForm, StepForm
from tandem.plans.history import history
from tandem.plans.models import Goal
from tandem.plans.queries import ShownPlan
from tandem.plans.reasons import changes, reasons
from tandem.plans.views.shown import party_of, plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def add_goal(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    plan = plan_in(room)
    found = reasons(plan.sheet, room.names)
    wished = changes(plan.sheet, room.names)
    asked_for = {
        "because": request.GET.getlist("because"),
        "words": next((w.words for w in wished if str(w.entry) == request.GET.get("talk")), ""),
        "origin": "person" if room.is_persons_device else None,
    }
    form = GoalForm(
        request.POST or None,
        initial=asked_for,
        origins=_origins(room),
        keys=list(dict.fromkeys(reason.key for area in found for reason in area.reasons)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            goal = goals.add_goal(
                person=room.person,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                words=form.cleaned_data["words"],
                because=form.cleaned_data["because"],
                origin=form.cleaned_data["origin"],
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect(room.url("goal", goal=goal.pk))
    chosen = form["because"].value() or []
    context = room_context(
        room,
        plan,
        form=form,
        areas=found,
        first={pick.area for pick in plan.picked},
        wished=wished,
        chosen=[str(key) for key in chosen],
    )
    return render(request, "plans/add_goal.html", context, status=_status(form))


@require_GET
def goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    return goal_page(request, room, goal_for(room.person, goal))


def goal_page(
    request: HttpRequest, room: Room, row: Goal, plan: ShownPlan | None = None, **forms: Any
) -> HttpResponse:
    """One goal with all its forms; the one that was refused comes with what was typed."""
    plan = plan or plan_in(room)
    shown = next(goal for goal in plan.goals if goal.goal.pk == row.pk)
    forms.setdefault("step_form", step_form(room))
    forms.setdefault("reword_form", _reword_form(room, initial={"words": row.words}))
    forms.setdefault("asking_form", asking_form(shown.person))
    context = room_context(
        room,
        plan,
        shown=shown,
        moments=history(row.pk, plan.said, room.names),
        may_reword=rules.may_change(party_of(room), row.origin),
        is_refused=any(form.is_bound for form in forms.values()),
        **forms,
    )
    return render(request, "plans/goal.html", context, status=_status(*forms.values()))


@require_http_methods(["GET", "POST"])
def reword_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    if request.method == "GET":
        return redirect(room.url("goal", goal=row.pk))
    form = _reword_form(room, request.POST)
    if form.is_valid():
        try:
            goals.reword_goal(
                goal=row,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party_of(room),
                words=form.cleaned_data["words"],
                origin=form.cleaned_data["origin"],
            )
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            return redirect(room.url("goal", goal=row.pk))
    return goal_page(request, room, row, reword_form=form)


_MARKS = {
    "done": goals.reach_goal,
    "let_go": goals.let_go_goal,
    "active": goals.bring_back_goal,
}


@require_POST
def mark_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    """Reached, let go, or brought back."""
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    form = ActForm(request.POST)
    verb = _MARKS.get(request.POST.get("state", ""))
    if verb is None:
        raise Http404
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    verb(
        goal=row,
        setting=room.setting(request),
        act=form.cleaned_data["act"],
        party=party_of(room),
    )
    return redirect(room.url("goal", goal=row.pk))


def step_form(room: Room, typed: Any = None) -> StepForm:
    parties = [(party, room.names[party]) for party in room.parties]
    return StepForm(typed, parties=parties, auto_id="step_%s")


def _reword_form(room: Room, typed: Any = None, **more: Any) -> RewordForm:
    return RewordForm(typed, origins=_origins(room), auto_id="reword_%s", **more)


def asking_form(said: rules.Agreement) -> AskingForm:
    initial = {"asked": said.asked, "because": said.because}
    return AskingForm(initial=initial, auto_id="asking_%s")


def _origins(room: Room) -> list[tuple[str, str]]:
    person = ("person", _("%(person)s's own words") % room.names)
    if room.is_persons_device:
        return [person]
    return [
        person,
        ("both", _("We found them together")),
        ("worker", _("%(worker)s's words") % room.names),
    ]


def _status(*forms: ActForm) -> int:
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
