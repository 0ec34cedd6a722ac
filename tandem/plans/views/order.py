"""What the order or licence asks for, at the desk: written down from it, counted, ended by a
record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.names import names_at_desk
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, person_for, staff_only, user_of
from tandem.people.actor import Staff
from tandem.people.models import Person, Role
from tandem.people.queries import is_worker_of, mode_of
from tandem.plans.access import order_for, requirement_for
from tandem.plans.actions.requirements import add_requirement, end_requirement, note_done
from tandem.plans.lane_forms import DoneForm, EndForm, RequirementForm
from tandem.plans.views.shown import plan_context, shown_plan
from tandem.sittings.desk import desk_setting


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def requirements(request: HttpRequest, person: UUID) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="order")
    order_for(found)
    return _page(request, found, "plans/order.html")


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    by = actor_of(request)
    found = person_for(by, person, "answer", what="order")
    order = order_for(found)
    form = RequirementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(by, Staff)
        try:
            add_requirement(
                by=by, episode=order, language=(get_language() or "en")[:2], **form.cleaned_data
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect("plans:requirements", person=found.pk)
    return _page(request, found, "plans/requirement_add.html", form=form)


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, person: UUID, requirement: UUID) -> HttpResponse:
    """How much of it is done by now."""
    found = person_for(actor_of(request), person, "answer", what="order")
    row = requirement_for(found, requirement)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_done(
                person=found, requirement=row, setting=desk_setting(request), **form.cleaned_data
            )
        except Refused as refused:
            form.refuse(refused.sentence, "done")
        else:
            return redirect("plans:requirements", person=found.pk)
    return _page(request, found, "plans/requirement_done.html", form=form, row=row)


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, person: UUID, requirement: UUID) -> HttpResponse:
    by = actor_of(request)
    found = person_for(by, person, "answer", what="order")
    row = requirement_for(found, requirement)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(by, Staff)
        end_requirement(
            by=by,
            person=found,
            requirement=row,
            how=form.cleaned_data["how"],
            on=form.cleaned_data["ended_on"],
            why=form.cleaned_data["why"],
        )
        return redirect("plans:requirements", person=found.pk)
    return _page(request, found, "plans/requirement_end.html", form=form, row=row)


def _page(request: HttpRequest, found: Person, template: str, **more: Any) -> HttpResponse:
    names = names_at_desk(found, user_of(request))
    plan = shown_plan(found, names, mode=mode_of(found))
    shown = plan.lane.shown if plan.lane else []
    row = more.get("row")
    context = plan_context(
        plan,
        person=found,
        person_name=names["person"],
        worker_name=names["worker"],
        is_practice=found.is_practice,
        may_write=is_worker_of(user_of(request), found),
        shown=next((one for one in shown if row and one.asked.id == row.pk), None),
        **more,
    )
    status = 422 if "form" in more and more["form"].is_bound else 200
    return render(request, template, context, status=status)
