"""On the own page: asking for something, with a dated answer; that they cannot come; and asking
to talk soon."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.own_page.actions.soon import ask_to_talk
from tandem.own_page.door import Own, context, persons_own
from tandem.own_page.forms import SoonForm
from tandem.own_page.page import own_plan
from tandem.own_page.soon import standing_of
from tandem.plans.actions.asks import ask, say_to_answer
from tandem.plans.actions.meetings import cannot_come
from tandem.plans.meeting_forms import WhyForm
from tandem.plans.said_forms import AskForm, ReplyForm


@require_http_methods(["GET", "POST"])
@persons_own
def asks(request: HttpRequest, own: Own) -> HttpResponse:
    form = AskForm(request.POST if "what" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            ask(person=own.person, setting=own.setting(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            return redirect("own_page:asks")
    return _page(request, own, form)


@require_http_methods(["GET", "POST"])
@persons_own
def reply(request: HttpRequest, own: Own, ask: UUID) -> HttpResponse:
    """ "That is it", or the person still asks."""
    if request.method == "GET":
        return redirect("own_page:asks")
    plan = own_plan(own.person, own.names)
    if not any(one.id == ask for one in plan.asks):
        raise Http404
    form = ReplyForm(request.POST)
    if form.is_valid():
        told: dict[str, Any] = {"person": own.person, "setting": own.setting(request), "to": ask}
        say_to_answer(**told, **form.cleaned_data)
        return redirect("own_page:asks")
    return _page(request, own, AskForm(), form)


def _page(
    request: HttpRequest, own: Own, form: AskForm, wrong: ReplyForm | None = None
) -> HttpResponse:
    names = own.names
    plan = own_plan(own.person, names)
    shown = context(own, names, plan=plan, thread=plan.thread, form=form, wrong=wrong)
    status = 422 if form.is_bound or wrong else 200
    return render(request, "own_page/asks.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@persons_own
def meeting(request: HttpRequest, own: Own) -> HttpResponse:
    """When the two meet next; and that the person cannot come then."""
    names = own.names
    plan = own_plan(own.person, names)
    ahead = plan.meeting
    form = WhyForm(
        request.POST if "why" in request.POST else None,
        initial={"meeting": ahead.id} if ahead else {},
    )
    if form.is_bound and form.is_valid():
        try:
            cannot_come(person=own.person, setting=own.setting(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence, "why")
        else:
            return redirect("own_page:meeting")
    shown = context(own, names, plan=plan, thread=plan.thread, form=form)
    return render(request, "own_page/meeting.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@persons_own
def soon(request: HttpRequest, own: Own) -> HttpResponse:
    names = own.names
    form = SoonForm(request.POST if "act" in request.POST else None)
    found = standing_of(own.person, names)
    status, lost = 422 if form.is_bound else 200, ""
    if form.is_bound and form.is_valid() and found.who:
        try:
            ask_to_talk(by=own.by, person=own.person, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence)
            status, lost = 409, form.cleaned_data["reach"]
        else:
            return redirect("own_page:soon")
    shown = context(own, names, soon=found, form=form, lost=[lost] if lost else [])
    return render(request, "own_page/soon.html", shown, status=status)
