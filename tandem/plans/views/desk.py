"""The plan at the desk: read between sittings, printed, steps marked as told."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.assessments.names import names_at_desk
from tandem.audit.models import Verb
from tandem.documents.plan_page import print_plan as typeset_plan
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, person_for, shown, staff_only, user_of
from tandem.people.models import Person, Role
from tandem.people.queries import mode_of
from tandem.plans.access import step_for
from tandem.plans.actions.agreements import write_alone
from tandem.plans.actions.steps import mark_step
from tandem.plans.court import order_of
from tandem.plans.forms import ActForm, AloneForm
from tandem.plans.paper import plan_page
from tandem.plans.views.plan import pdf
from tandem.plans.views.shown import plan_context, shown_plan
from tandem.voices.actions import Setting


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def read(request: HttpRequest, person: UUID) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="plan")
    names = names_at_desk(found, user_of(request))
    plan = shown_plan(found, names, mode=mode_of(found), order=order_of(found))
    context = plan_context(
        plan,
        person=found,
        person_name=names["person"],
        worker_name=names["worker"],
        is_practice=found.is_practice,
        may_write=is_worker_of(request, found),
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
        order=order_of,
    )
    return pdf(typeset_plan(page), "plan.pdf")


@staff_only(Role.WORKER)
@require_POST
def mark(request: HttpRequest, person: UUID, step: UUID) -> HttpResponse:
    """How a step stands: the worker's promise as done, the person's step as the worker was told."""
    found = person_for(actor_of(request), person, "answer")
    row = step_for(found, step)
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    mark_step(
        step=row,
        setting=setting(request),
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
                setting=setting(request),
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


def setting(request: HttpRequest) -> Setting:
    """At the desk, in no sitting: the worker types, as the worker's own record."""
    by = actor_of(request)
    assert by is not None
    seen = request.POST.get("seen", "")
    return Setting(
        by=by,
        sitting=None,
        typed_by="worker",
        language=(get_language() or "en")[:2],
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
    )


def is_worker_of(request: HttpRequest, person: Person) -> bool:
    return person.allocations.filter(ended_at=None, worker=user_of(request)).exists()
