"""On the own page: the person's own steps, said by them alone."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.own_page.door import Own, context, persons_own
from tandem.plans.access import step_for
from tandem.plans.actions import steps
from tandem.plans.actions.done import tell_done as tell
from tandem.plans.actions.promises import is_promise, mark_promise
from tandem.plans.forms import ActForm
from tandem.plans.models import Step
from tandem.plans.said_forms import TellForm
from tandem.plans.step_forms import ChangeStepForm, StuckForm


@require_http_methods(["GET", "POST"])
@persons_own
def mark_step(request: HttpRequest, own: Own, step: UUID) -> HttpResponse:
    if request.method == "GET":
        return redirect("own_page:page")
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    act, state = form.cleaned_data["act"], request.POST.get("state", "")
    setting = own.setting(request)
    if is_promise(own.person, step):
        mark_promise(
            person=own.person, entry=step, setting=setting, act=act, party="person", state=state
        )
    else:
        row = step_for(own.person, step)
        steps.mark_step(step=row, setting=setting, act=act, party="person", state=state)
    return _back(step)


@require_http_methods(["GET", "POST"])
@persons_own
def change_step(request: HttpRequest, own: Own, step: UUID) -> HttpResponse:
    """Other words or another day for a step of the person's own."""
    row = _own_step(own, step)
    initial = {"words": row.words, "due_on": row.due_on}
    form = ChangeStepForm(request.POST if "words" in request.POST else None, initial=initial)
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("act", "words", "due_on")}
        try:
            steps.change_step(step=row, setting=own.setting(request), party="person", **told)
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            return _back(step)
    return _page(request, own, row, form, StuckForm(auto_id="stuck_%s"))


@require_http_methods(["GET", "POST"])
@persons_own
def stick_step(request: HttpRequest, own: Own, step: UUID) -> HttpResponse:
    row = _own_step(own, step)
    form = StuckForm(request.POST if "why" in request.POST else None, auto_id="stuck_%s")
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("act", "why")}
        try:
            steps.stick_step(step=row, setting=own.setting(request), party="person", **told)
        except Refused as refused:
            form.refuse(refused.sentence, "why")
        else:
            return _back(step)
    return _page(request, own, row, ChangeStepForm(initial=vars(row)), form)


@require_http_methods(["GET", "POST"])
@persons_own
def tell_done(request: HttpRequest, own: Own) -> HttpResponse:
    """Whether their page tells what was done lately."""
    form = TellForm(request.POST)
    if request.method == "POST" and form.is_valid():
        tell(person=own.person, setting=own.setting(request), **form.cleaned_data)
    return redirect("own_page:page")


def _own_step(own: Own, step: UUID) -> Step:
    row = step_for(own.person, step)
    if row.who != "person":
        raise Http404
    return row


def _page(
    request: HttpRequest, own: Own, row: Step, form: ChangeStepForm, stuck_form: StuckForm
) -> HttpResponse:
    shown = context(
        own, own.names, step=row, thread=row.goal.thread, form=form, stuck_form=stuck_form
    )
    status = 422 if form.is_bound or stuck_form.is_bound else 200
    return render(request, "own_page/change_step.html", shown, status=status)


def _back(step: UUID) -> HttpResponse:
    return redirect(f"{reverse('own_page:page')}#step-{step}")
