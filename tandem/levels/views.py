"""Levels at the desk: bringing a file in, and what stands of one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.audit.actions import nothing_shown
from tandem.levels.actions import import_levels, keep_levels, take_off
from tandem.levels.forms import WhyForm
from tandem.levels.models import Level, Step
from tandem.levels.page import lines
from tandem.levels.report import Report
from tandem.lib.refused import Refused
from tandem.people.access import person_for, staff_only, user_of
from tandem.people.actions.files import drop_file, file_of
from tandem.people.actor import Staff
from tandem.people.forms.caseload import FileForm
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import Role, WaitingFile

ANY = (Role.WORKER, Role.MANAGER, Role.ADMINISTRATOR)
# Each part of a page shows this many rows and says how many more there are.
SHOWN = 200


@staff_only(*ANY)
def bring_in(request: HttpRequest) -> HttpResponse:
    form = FileForm.of(request)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        with refusals_into(form):
            kept = keep_levels(by=Staff(user_of(request)), raw=sent.read(), filename=sent.name)
            return redirect("levels:check", file=kept.pk)
    return render(request, "levels/import.html", {"form": form})


@staff_only(*ANY)
def check(request: HttpRequest, file: UUID) -> HttpResponse:
    """The dry run; posting it brings in what it shows."""
    by = Staff(user_of(request))
    kept = file_of(by, "levels", file)
    if kept is None:
        nothing_shown()
        messages.info(request, _("There is no such file here. It may be in already, or deleted."))
        return redirect("levels:import")
    if request.method == "POST":
        try:
            report = _import(by, kept, dry_run=False)
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect("levels:check", file=file)
        drop_file(by=by, file=kept)
        n = report.coming
        messages.success(
            request, ngettext("%(n)s level is in.", "%(n)s levels are in.", n) % {"n": n}
        )
        return redirect("levels:import")
    report = _import(by, kept, dry_run=True)
    refused_rows, added = report.of("refused"), report.of("added")
    context = {
        "report": report,
        "refused": [(row, report.faults(row)) for row in refused_rows[:SHOWN]],
        "added": added[:SHOWN],
        "steps": dict(Step.choices),
        "same": len(report.of("same", "repeat")),
        "counts": {"refused": len(refused_rows), "added": len(added)},
        "more": {
            "refused": max(0, len(refused_rows) - SHOWN),
            "added": max(0, len(added) - SHOWN),
        },
    }
    return render(request, "levels/check.html", context)


def _import(by: Staff, kept: WaitingFile, *, dry_run: bool) -> Report:
    return import_levels(
        by=by,
        organisation=by.user.organisation,
        raw=bytes(kept.raw),
        filename=kept.name,
        dry_run=dry_run,
    )


@staff_only(Role.WORKER, Role.MANAGER)
def off(request: HttpRequest, person: UUID, level: UUID) -> HttpResponse:
    """Take one off that was wrong, with the reason."""
    by = Staff(user_of(request))
    found = person_for(by, person, "correct", what="levels")
    one = get_object_or_404(Level, pk=level, person=found, taken_off=None)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            take_off(by=by, person=found, level=one, why=form.cleaned_data["why"])
            messages.success(request, _("It is taken off. Nobody sees it any more."))
            return redirect("assessments:levels", person=found.pk)
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "form": form,
        "line": lines([one], person=found.called, today=timezone.localdate())[0],
    }
    return render(request, "levels/off.html", context)
