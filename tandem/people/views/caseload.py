from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tandem.audit.actions import nothing_shown
from tandem.lib.refused import Refused
from tandem.people.access import staff_only
from tandem.people.actions.caseload import import_caseload, keep_caseload
from tandem.people.actions.files import drop_file, file_of
from tandem.people.actor import Staff
from tandem.people.caseload.report import Report
from tandem.people.forms.caseload import FileForm
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import WaitingFile
from tandem.people.views.persons import ANY, staff_of

# A page of 20,000 rows helps nobody: each part shows this many and says how many more there are.
SHOWN = 200


@staff_only(*ANY)
def bring_in(request: HttpRequest) -> HttpResponse:
    form = FileForm.of(request)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        with refusals_into(form):
            kept = keep_caseload(by=staff_of(request), raw=sent.read(), filename=sent.name)
            return redirect("people:import_check", file=kept.pk)
    return render(request, "people/import.html", {"form": form})


@staff_only(*ANY)
def check(request: HttpRequest, file: UUID) -> HttpResponse:
    """The dry run; posting it brings in what it shows."""
    by = staff_of(request)
    kept = file_of(by, "caseload", file)
    if kept is None:
        return gone(request)
    if request.method != "POST":
        report = import_kept(by, kept, dry_run=True)
        return render(request, "people/import_check.html", parts(report) | {"file": kept})
    try:
        report = import_kept(by, kept, dry_run=False)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("people:import_check", file=file)
    n = report.coming
    messages.success(
        request,
        ngettext("%(n)s person is in.", "%(n)s people are in.", n) % {"n": n},
    )
    if not report.of("refused"):
        drop_file(by=by, file=kept)
        return redirect("people:import")
    return redirect("people:import_done", file=kept.pk)


@staff_only(*ANY)
def done(request: HttpRequest, file: UUID) -> HttpResponse:
    """What is still to do: the rows that were refused. Leaving by the button deletes the file."""
    by = staff_of(request)
    kept = file_of(by, "caseload", file)
    if kept is None:
        return gone(request)
    if request.method == "POST":
        drop_file(by=by, file=kept)
        messages.success(request, _("The file is deleted."))
        return redirect("people:import")
    report = import_kept(by, kept, dry_run=True)
    return render(request, "people/import_done.html", parts(report) | {"file": kept})


@require_GET
@staff_only(*ANY)
def refused(request: HttpRequest, file: UUID) -> HttpResponse:
    by = staff_of(request)
    kept = file_of(by, "caseload", file)
    if kept is None:
        nothing_shown()
        raise Http404
    report = import_kept(by, kept, dry_run=True)
    response = HttpResponse(report.refused_csv(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return response


def gone(request: HttpRequest) -> HttpResponse:
    """The same for a file that was brought in, for somebody else's, and for none at all."""
    messages.info(request, _("There is no such file here. It may be in already, or deleted."))
    return redirect("people:import")


def import_kept(by: Staff, kept: WaitingFile, *, dry_run: bool) -> Report:
    return import_caseload(
        by=by,
        organisation=by.user.organisation,
        raw=bytes(kept.raw),
        filename=kept.name,
        dry_run=dry_run,
    )


def parts(report: Report) -> dict[str, Any]:
    """The rows of each outcome, as many as a page can show, with what is said about them."""
    refused, added, changed = report.of("refused"), report.of("added"), report.of("changed")
    return {
        "report": report,
        "counts": report.counts,
        "same": report.counts["same"] + report.counts["repeat"],
        "refused": [(row, report.faults(row)) for row in refused[:SHOWN]],
        "changed": [(row, report.changes(row)) for row in changed[:SHOWN]],
        "added": [(row, placed(report, row.worker, row.team)) for row in added[:SHOWN]],
        "repeats": report.of("repeat")[:SHOWN],
        "more": {
            "refused": max(0, len(refused) - SHOWN),
            "changed": max(0, len(changed) - SHOWN),
            "added": max(0, len(added) - SHOWN),
        },
    }


def placed(report: Report, worker: UUID | None, team: int | None) -> str:
    return " · ".join(report.staff[one] for one in (worker, team) if one in report.staff)
