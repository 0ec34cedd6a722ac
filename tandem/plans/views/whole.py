"""The whole plan: what each says to all of it, by the same rules as to one goal."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.actions import agreements
from tandem.plans.answer_forms import AnswerForm, AskingForm
from tandem.plans.history import history_of_whole
from tandem.plans.queries import ShownPlan
from tandem.plans.question import released
from tandem.plans.views.agreements import persons_room
from tandem.plans.views.goals import asking_form
from tandem.plans.views.shown import plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def agree_whole(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The person's answer, with their own hands."""
    room = persons_room(request, sitting)
    plan = _plan_with_goals(room)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and _is_kept(request, room, form, "person"):
        return redirect(room.url("agree"))
    return _page(request, room, plan, "plans/agree_whole.html", party="person", form=form)


@require_http_methods(["GET", "POST"])
def whole(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Both answers and what became of them; here the worker gives theirs."""
    room = room_for(request, sitting, to="answer" if request.method == "POST" else "read")
    plan = _plan_with_goals(room)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not room.may_speak_as("worker"):
            raise Http404
        if _is_kept(request, room, form, "worker"):
            return redirect(room.url("whole"))
    return _page(request, room, plan, form=form)


@require_http_methods(["GET", "POST"])
def set_asking_whole(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    if not room.may_speak_as("worker"):
        raise Http404
    plan = _plan_with_goals(room)
    if request.method == "GET":
        return redirect(room.url("whole"))
    form = AskingForm(request.POST, auto_id="asking_%s")
    if form.is_valid():
        agreements.set_asking_whole(
            person=room.person,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            asked=form.cleaned_data["asked"],
            because=form.cleaned_data["because"],
        )
        return redirect(room.url("whole"))
    return _page(request, room, plan, asking_form=form)


def _plan_with_goals(room: Room) -> ShownPlan:
    """Nobody is asked about a plan with nothing in it."""
    plan = plan_in(room)
    if not plan.active:
        raise Http404
    return plan


def _is_kept(request: HttpRequest, room: Room, form: AnswerForm, party: str) -> bool:
    if not form.is_valid():
        return False
    try:
        agreements.agree_whole(
            person=room.person,
            setting=room.setting(request),
            act=form.cleaned_data["act"],
            party=party,
            answer=form.cleaned_data["answer"],
            digest=form.cleaned_data["digest"],
            words=form.cleaned_data["words"],
        )
    except Refused as refused:
        form.refuse(refused.sentence)
        return False
    return True


def _page(
    request: HttpRequest,
    room: Room,
    plan: ShownPlan,
    template: str = "plans/whole.html",
    party: str = "worker",
    **forms: Any,
) -> HttpResponse:
    shown = plan.whole
    said = shown.person if party == "person" else shown.worker
    forms.setdefault("form", AnswerForm())
    forms.setdefault("asking_form", asking_form(shown.person))
    context = room_context(
        room,
        plan,
        whole=shown,
        party=party,
        said=said,
        words=released(room.names, said),
        moments=history_of_whole(plan.said, room.names),
        is_refused=any(form.is_bound for form in forms.values()),
        **forms,
    )
    is_bad = any(form.is_bound and form.errors for form in forms.values())
    return render(request, template, context, status=422 if is_bad else 200)
