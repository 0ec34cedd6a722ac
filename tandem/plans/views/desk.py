"""The plan at the desk: read between sittings, printed, steps marked as told."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.assessments.names import names_at_desk
from tandem.audit.models import Verb
from tandem.documents.plan_page import print_plan as typeset_plan
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, person_for, shown, staff_only, user_of
from tandem.people.models import Role
from tandem.people.queries import is_worker_of, mode_of
from tandem.plans.access import step_for
from tandem.plans.actions.agreements import write_alone
from tandem.plans.actions.promises import is_promise, mark_promise
from tandem.plans.actions.steps import mark_step
from tandem.plans.coverage_page import left_out
from tandem.plans.forms import ActForm
from tandem.plans.line_forms import AloneForm
from tandem.plans.paper import plan_page
from tandem.plans.views.plan import pdf, way_of
from tandem.plans.views.shown import forks_context, plan_context, shown_plan
from tandem.sittings.desk import desk_setting


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def read(request: HttpRequest, person: UUID) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="plan")
    names = names_at_desk(found, user_of(request))
    plan = shown_plan(found, names, mode=mode_of(found))
    context = plan_context(
        plan,
        person=found,
        person_name=names["person"],
        worker_name=names["worker"],
        is_practice=found.is_practice,
        may_write=is_worker_of(user_of(request), found),
        left=left_out(plan, names),
        **forks_context(plan, names),
        lane_url=reverse("plans:requirements", kwargs={"person": found.pk}),
    )
    return render(request, "plans/read.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def print_plan(request: HttpRequest, person: UUID) -> HttpResponse:
    by = actor_of(request)
    found = person_for(by, person, "read", what="plan")
    shown(by, [found.pk], what="plan on paper", verb=Verb.DISCLOSE, recipient="person")
    page = plan_page(
        found,
        names_at_desk(found, user_of(request)),
        mode=mode_of(found),
        today=timezone.localdate(),
        way=way_of(request),
    )
    return pdf(typeset_plan(page), "plan.pdf")


@staff_only(Role.WORKER)
@require_POST
def mark(request: HttpRequest, person: UUID, step: UUID) -> HttpResponse:
    """How a step stands: the worker's promise as done, the person's step as the worker was told."""
    found = person_for(actor_of(request), person, "answer")
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    if is_promise(found, step):
        mark_promise(
            person=found,
            entry=step,
            setting=desk_setting(request),
            act=form.cleaned_data["act"],
            party="worker",
            state=request.POST.get("state", ""),
        )
        return redirect("plans:read", person=found.pk)
    row = step_for(found, step)
    mark_step(
        step=row,
        setting=desk_setting(request),
        act=form.cleaned_data["act"],
        party="worker",
        state=request.POST.get("state", ""),
    )
    return redirect("plans:read", person=found.pk)


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def alone(request: HttpRequest, person: UUID) -> HttpResponse:
    """The plan was made without the person: why, and when the two go through it."""
    found = person_for(actor_of(request), person, "answer")
    form = AloneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_alone(
                person=found,
                setting=desk_setting(request),
                act=form.cleaned_data["act"],
                because=form.cleaned_data["because"],
                together_on=form.cleaned_data["together_on"],
            )
        except Refused as refused:
            form.refuse(refused.sentence, "because")
        else:
            return redirect("plans:read", person=found.pk)
    names = names_at_desk(found, user_of(request))
    context = {
        "person": found,
        "person_name": names["person"],
        "worker_name": names["worker"],
        "is_practice": found.is_practice,
        "form": form,
    }
    return render(request, "plans/alone.html", context, status=422 if form.is_bound else 200)
