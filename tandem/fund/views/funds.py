"""Funds at the desk: their rules, their money, and what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.speaker import Speaker
from tandem.audit.actions import nothing_shown
from tandem.audit.models import Verb
from tandem.fund import summary_page
from tandem.fund.access import fund_for, may_change
from tandem.fund.actions import funds as actions
from tandem.fund.forms import MoveForm, TermsForm
from tandem.fund.fund_page import as_csv, told_of
from tandem.fund.models import Terms
from tandem.fund.terms import as_told, newest_terms
from tandem.instruments.loader import newest
from tandem.instruments.models import HOME
from tandem.people.access import actor_of, shown, staff_only
from tandem.people.actor import Staff
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import Role

MOVES = {"in": actions.put_in, "out": actions.take_out}


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    by = _staff(request)
    form = _terms_form(request, by)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            fund = actions.begin_fund(by=by, organisation=by.user.organisation, **form.cleaned_data)
            return redirect("fund:fund", fund=fund.pk)
    return render(request, "fund/terms.html", {"form": form, "fund": None})


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, fund: UUID) -> HttpResponse:
    """The rules anew; closing and opening it again is one of them."""
    by = _staff(request)
    found = fund_for(by.user, fund)
    if not may_change(by.user, found):
        raise Http404
    now = newest_terms(found)
    form = _terms_form(request, by, now)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        with refusals_into(form):
            actions.change_terms(
                by=by,
                fund=found,
                seen=int(seen) if seen.isdecimal() and len(seen) < 5 else 0,
                is_open="close" not in request.POST,
                **form.cleaned_data,
            )
            messages.success(request, _("Saved."))
            return redirect("fund:fund", fund=found.pk)
    return render(request, "fund/terms.html", {"form": form, "fund": found, "now": now})


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def fund(request: HttpRequest, fund: UUID) -> HttpResponse:
    """What is in it and what became of it. It names nobody: no person, no worker."""
    by = _staff(request)
    found = fund_for(by.user, fund)
    is_theirs = may_change(by.user, found)
    way = request.POST.get("do", "")
    form = MoveForm(request.POST or None)
    if request.method == "POST":
        if not is_theirs or way not in MOVES:
            raise Http404
        if form.is_valid():
            with refusals_into(form):
                MOVES[way](by=by, fund=found, **form.cleaned_data)
                messages.success(request, _("Saved."))
                return redirect("fund:fund", fund=found.pk)
    nothing_shown()
    context = {"told": told_of(found), "form": form, "is_theirs": is_theirs}
    return render(request, "fund/fund.html", context, status=422 if form.is_bound else 200)


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_GET
def table(request: HttpRequest, fund: UUID) -> HttpResponse:
    """All requests as a file for a spreadsheet: no names, and not what for."""
    found = fund_for(_staff(request).user, fund)
    nothing_shown()
    answer = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="fund.csv"'
    return answer


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_GET
def summary(request: HttpRequest, fund: UUID) -> HttpResponse:
    """The fund in short, for those who own it to pass on."""
    told = _in_short(request, fund, Verb.CONSULT)
    return render(request, "fund/summary.html", {"fund": fund, "summary": told})


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_GET
def summary_table(request: HttpRequest, fund: UUID) -> HttpResponse:
    told = _in_short(request, fund, Verb.DISCLOSE)
    answer = HttpResponse(summary_page.as_csv(told), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="fund-in-short.csv"'
    return answer


def _in_short(request: HttpRequest, pk: UUID, verb: Verb) -> summary_page.Summary:
    """Whose words it holds is said to the audit, and to nobody else."""
    by = _staff(request)
    found = fund_for(by.user, pk)
    if not may_change(by.user, found):
        raise Http404
    told = summary_page.summary_of(found)
    shown(by, {one.person for one in told.words}, what="words lent to others", verb=verb)
    nothing_shown()
    return told


def _staff(request: HttpRequest) -> Staff:
    actor = actor_of(request)
    assert isinstance(actor, Staff)
    return actor


def _terms_form(request: HttpRequest, by: Staff, now: Terms | None = None) -> TermsForm:
    organisation = by.user.organisation
    initial: dict[str, Any] = {}
    if now:
        initial = {
            name: getattr(now, name)
            for name in ("name", "name_cy", "purpose", "purpose_cy", "owner", "team", "areas")
        }
        told = as_told(now)
        initial |= {name: getattr(told, name) for name in actions.LIMITS}
        initial["answer_within"] = now.answer_within
    say = Speaker((get_language() or "en")[:2], {"person": "", "worker": ""})
    return TermsForm(
        request.POST or None,
        initial=initial,
        managers=organisation.users.filter(is_active=True, roles__contains=[Role.MANAGER]),
        teams=organisation.teams.all(),
        areas=[(one.key, say.say(one.name)) for one in newest(HOME).areas if one.number],
    )
