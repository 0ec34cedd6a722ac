"""What was decided off the usual path before: looked for by the team, told and taken back by who
coaches. All of it at the desk."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.audit.actions import nothing_shown
from tandem.lib.refused import Refused
from tandem.people.access import shown, staff_of, staff_only
from tandem.people.models import Role
from tandem.plans.actions.examples import end_example, offer_example
from tandem.plans.coaching import Line, line_for, lines_for
from tandem.plans.example_forms import ExampleForm, LookForm
from tandem.plans.examples import (
    TOLD,
    example_of,
    examples_for,
    lines_in,
    may_offer,
    names_of,
    shown_examples,
    workers_of,
)
from tandem.plans.forms import ActForm
from tandem.plans.models import Example


@staff_only(Role.WORKER, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """All that the team is told, or what of it and of one's own lines has these words."""
    by = staff_of(request)
    form = LookForm(request.POST or None)
    is_search = form.is_bound and form.is_valid()
    words = form.cleaned_data["words"].split() if is_search else []
    area = form.cleaned_data["area"] if is_search else ""
    found = examples_for(by, words=words, area=area)
    lines: list[Line] = []
    if words or area:
        lines = lines_for(by, words=words, only=lines_in(by, area) if area else None)
    shown(by, {one.line.thread.person_id for one in found}, what="decided before")
    # These have names on them: whoever they are about is told of it, as on the page of the lines.
    named = {one.person.pk for one in lines}
    shown(by, named, what="not the usual way", place="plans:unusual")
    if not found and not lines:
        nothing_shown()
    context = {
        "form": form,
        "is_search": bool(words or area),
        "found": list(shown_examples(found)),
        "lines": lines,
        "may_offer": may_offer(by),
        "new_act": uuid4,
        "coaches": by.user.has(Role.MANAGER),
    }
    status = 422 if form.is_bound and not is_search else 200
    return render(request, "plans/examples.html", context, status=status)


@staff_only(Role.MANAGER)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, decision: UUID) -> HttpResponse:
    by = staff_of(request)
    line = line_for(by, decision)
    if line is None or line.is_own or line.seen is None or not may_offer(by):
        raise Http404
    shown(by, [line.person.pk], what="not the usual way")
    stands = example_of(by, decision)
    names = names_of(line.person, *workers_of(line.person), by.user, line.author)
    form = ExampleForm(request.POST or None, initial=_as_it_stands(stands), names=names)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("act", "number", "area", *TOLD)}
        try:
            offer_example(by=by, line=line, **given)
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            messages.success(request, _("Your team can read it now."))
            return redirect("plans:examples")
    context = {"line": line, "form": form, "stands": stands}
    return render(request, "plans/example.html", context, status=422 if form.is_bound else 200)


@staff_only(Role.MANAGER)
@require_http_methods(["POST"])
def end(request: HttpRequest, decision: UUID) -> HttpResponse:
    by = staff_of(request)
    stands = example_of(by, decision) if may_offer(by) else None
    if stands is None:
        raise Http404
    shown(by, [stands.line.thread.person_id], what="not the usual way")
    form = ActForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["act"][0])
    end_example(by=by, example=stands, act=form.cleaned_data["act"])
    messages.success(request, _("It is told no more."))
    return redirect("plans:examples")


def _as_it_stands(stands: Example | None) -> dict[str, object]:
    if stands is None:
        return {"number": 0}
    return {name: getattr(stands, name) for name in ("number", "area", *TOLD)}
