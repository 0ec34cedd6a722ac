"""On the own page: is this the plan? The person's answer to a goal's exact words, or to all of it,
changed on any day."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.own_page.door import Own, context, persons_own
from tandem.own_page.page import own_plan
from tandem.plans.access import goal_for
from tandem.plans.actions import agreements
from tandem.plans.answer_forms import AnswerForm
from tandem.plans.question import released
from tandem.plans.rules import spoken


@require_http_methods(["GET", "POST"])
@persons_own
def agree_goal(request: HttpRequest, own: Own, goal: UUID) -> HttpResponse:
    row, form = goal_for(own.person, goal), _form(request)
    if form.is_bound and form.is_valid():
        try:
            agreements.agree_goal(goal=row, **_told(request, own, form))
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect("own_page:plan")
    plan = own_plan(own.person, own.names)
    shown = next((one for one in plan.goals if one.goal.pk == row.pk), None)
    if shown is None or (row.state != "active" and not form.is_bound):
        raise Http404
    return _page(request, own, form, plan=plan, shown=shown, said=shown.person)


@require_http_methods(["GET", "POST"])
@persons_own
def agree_whole(request: HttpRequest, own: Own) -> HttpResponse:
    form = _form(request)
    if form.is_bound and form.is_valid():
        try:
            agreements.agree_whole(person=own.person, **_told(request, own, form))
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect("own_page:plan")
    plan = own_plan(own.person, own.names)
    if not plan.active and not form.is_bound:
        raise Http404
    return _page(request, own, form, plan=plan, whole=plan.whole, said=plan.whole.person)


def _form(request: HttpRequest) -> AnswerForm:
    """Whoever comes back by the PIN sends no answer with it."""
    return AnswerForm(request.POST if "digest" in request.POST else None)


def _told(request: HttpRequest, own: Own, form: AnswerForm) -> dict[str, Any]:
    told = {name: form.cleaned_data[name] for name in ("act", "answer", "digest", "words")}
    return {"setting": own.setting(request), "party": "person", **told}


def _page(request: HttpRequest, own: Own, form: AnswerForm, **more: Any) -> HttpResponse:
    names = own.names
    shown = context(
        own,
        names,
        form=form,
        party="person",
        thread=more["plan"].thread,
        words=released(names, more["said"]),
        spoken=spoken(more["plan"].said),
        **more,
    )
    return render(request, "own_page/agree.html", shown, status=422 if form.is_bound else 200)
