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
from tandem.plans.answer_forms import AskingForm
from tandem.plans.forms import ActForm
from tandem.plans.goal_forms import PlanGoalForm, RewordForm, WhyForm
from tandem.plans.history import history
from tandem.plans.links import goods_of, needs
from tandem.plans.models import Goal
from tandem.plans.queries import ShownGoal, ShownPlan
from tandem.plans.reasons import changes, language, reasons
from tandem.plans.required_forms import FREE, RequiredGoalForm, RequireForm
from tandem.plans.starters import starters
from tandem.plans.step_forms import StepForm
from tandem.plans.views.shown import party_of, plan_at, plan_in, room_context, since
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def add_goal(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    plan = plan_in(room)
    found = reasons(plan.sheet, room.names)
    wished = changes(plan.sheet, room.names)
    stems = starters(language())
    asked_for = {
        "because": request.GET.getlist("because"),
        "words": next((w.words for w in wished if str(w.entry) == request.GET.get("talk")), "")
        or stems.get(request.GET.get("start", ""), ""),
        "origin": "person" if room.is_persons_device else None,
    }
    form = RequiredGoalForm(
        request.POST or None,
        initial=asked_for,
        required=_asked(plan),
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
                requirement=form.cleaned_data.get("requirement"),
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
        starters=stems,
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
    forms.setdefault("why_form", WhyForm(auto_id="why_%s"))
    forms.setdefault("require_form", _require_form(plan, shown))
    context = room_context(
        room,
        plan,
        shown=shown,
        moments=history(row.pk, plan.said, room.names),
        may_reword=rules.may_change(party_of(room), row.origin),
        plan_url=plan_at(room, row.pk),
        is_refused=any(form.is_bound for form in forms.values()),
        has_order=bool(_asked(plan, shown)),
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


@require_http_methods(["GET", "POST"])
def require_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    """What of the order it is there for, once it stands."""
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    if not room.is_statutory or not rules.may_change(party_of(room), row.origin):
        raise Http404
    if request.method == "GET":
        return redirect(room.url("goal", goal=row.pk))
    plan = plan_in(room)
    shown = next(goal for goal in plan.goals if goal.goal.pk == row.pk)
    form = _require_form(plan, shown, request.POST)
    if form.is_valid():
        try:
            goals.require_goal(
                goal=row,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party_of(room),
                requirement=form.cleaned_data["requirement"],
            )
        except Refused as refused:
            form.refuse(refused.sentence, "requirement")
        else:
            return redirect(room.url("goal", goal=row.pk))
    return goal_page(request, room, row, plan, require_form=form)


@require_http_methods(["GET", "POST"])
def plan_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    """Now or later, by when, what it gives and what it keeps safe."""
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    if not rules.may_change(party_of(room), row.origin):
        raise Http404
    plan = plan_in(room)
    goods, safe = (
        goods_of(room.person, room.sitting.mode, room.names),
        needs(plan.sheet, room.names),
    )
    linked = {
        role: list(row.reasons.filter(role=role).values_list("about", flat=True))
        for role in ("gives", "protects")
    }
    form = PlanGoalForm(
        request.POST or None,
        initial={"is_later": "later" if row.is_later else "now", "due_on": row.due_on, **linked},
        since=since(room),
        gives=[(one.key, one.name) for one in goods],
        protects=[(one.key, one.key) for area in safe for one in area.reasons],
    )
    if request.method == "POST" and form.is_valid():
        try:
            goals.plan_goal(
                goal=row,
                setting=room.setting(request),
                party=party_of(room),
                **{name: form.cleaned_data[name] for name in _PLANNED},
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect(room.url("goal", goal=row.pk))
    shown = next(goal for goal in plan.goals if goal.goal.pk == row.pk)
    context = room_context(room, plan, shown=shown, form=form, has_goods=bool(goods), safe=safe)
    return render(request, "plans/plan_goal.html", context, status=_status(form))


_PLANNED = ("act", "due_on", "is_later", "gives", "protects")


@require_POST
def move_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    """A place further up or down."""
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    form = ActForm(request.POST)
    if request.POST.get("to") not in ("up", "down"):
        raise Http404
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    goals.move_goal(
        goal=row,
        setting=room.setting(request),
        act=form.cleaned_data["act"],
        party=party_of(room),
        up=request.POST["to"] == "up",
    )
    return redirect(plan_at(room, row.pk))


_MARKS = {
    "done": goals.reach_goal,
    "paused": goals.pause_goal,
    "let_go": goals.let_go_goal,
    "active": goals.bring_back_goal,
}


@require_POST
def mark_goal(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    """Reached, paused, let go, or brought back."""
    room = room_for(request, sitting, to="answer")
    row = goal_for(room.person, goal)
    state = request.POST.get("state", "")
    form = WhyForm(request.POST, auto_id="why_%s")
    if state not in _MARKS:
        raise Http404
    if "act" in form.errors:
        raise Refused(_("This page is too old to save. Load it again."))
    if not form.is_valid():
        return goal_page(request, room, row, why_form=form)
    told = {"why": form.cleaned_data["why"]} if state != "active" else {}
    _MARKS[state](
        goal=row,
        setting=room.setting(request),
        act=form.cleaned_data["act"],
        party=party_of(room),
        **told,
    )
    return redirect(room.url("goal", goal=row.pk))


def step_form(room: Room, typed: Any = None) -> StepForm:
    others = {
        "colleague": _("Another worker"),
        "service": _("A service"),
        "family": _("Family or a friend"),
        "mentor": _("A mentor"),
    }
    parties = [(party, room.names[party]) for party in room.parties]
    parties += [
        (who, name) for who, name in others.items() if rules.may_change(party_of(room), who)
    ]
    initial = {"who": "person"} if room.is_persons_device else {}
    return StepForm(typed, parties=parties, since=since(room), initial=initial, auto_id="step_%s")


def _reword_form(room: Room, typed: Any = None, **more: Any) -> RewordForm:
    return RewordForm(typed, origins=_origins(room), auto_id="reword_%s", **more)


def _asked(plan: ShownPlan, shown: ShownGoal | None = None) -> list[tuple[str, str]]:
    """What the order asks for, and what this goal is there for, though it is asked no more."""
    asked = plan.lane.shown if plan.lane else []
    found = {str(one.asked.id): one.asked.words or one.title for one in asked}
    if shown and shown.required:
        found.setdefault(str(shown.goal.requirement_id), shown.required)
    return list(found.items())


def _require_form(plan: ShownPlan, shown: ShownGoal, typed: Any = None) -> RequireForm:
    return RequireForm(
        typed,
        required=_asked(plan, shown),
        initial={"requirement": shown.goal.requirement_id or FREE},
        auto_id="require_%s",
    )


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
