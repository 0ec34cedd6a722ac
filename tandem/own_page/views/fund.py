"""On the own page: what was asked of a fund, how it stands, and saying what it changed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.fund.access import request_for
from tandem.fund.actions.requests import lend_words
from tandem.fund.actions.requests import say_what_changed as say
from tandem.fund.forms import ChangedForm, LendForm
from tandem.fund.lent import lent_now
from tandem.fund.page import requests_of, shown
from tandem.lib.refused import Refused
from tandem.own_page.door import Own, context, persons_own


@require_http_methods(["GET", "POST"])
@persons_own
def fund(request: HttpRequest, own: Own) -> HttpResponse:
    return _page(request, own)


@require_http_methods(["GET", "POST"])
@persons_own
def say_what_changed(request: HttpRequest, own: Own, asked: UUID) -> HttpResponse:
    row = request_for(own.person, asked)
    if request.method == "GET":
        return redirect("own_page:fund")
    form = _form(row.pk, own, request.POST)
    if form.is_valid():
        try:
            say(request=row, setting=own.setting(request), by=None, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            return redirect("own_page:fund")
    return _page(request, own, row.pk, form)


@require_http_methods(["GET", "POST"])
@persons_own
def lend(request: HttpRequest, own: Own, asked: UUID) -> HttpResponse:
    row = request_for(own.person, asked)
    if request.method == "POST":
        told = LendForm(request.POST).said_now()
        lend_words(request=row, setting=own.setting(request), **told)
    return redirect("own_page:fund")


def _page(
    request: HttpRequest, own: Own, sent_to: UUID | None = None, sent: ChangedForm | None = None
) -> HttpResponse:
    """Each request that money went to asks what that changed, until the person has said it; what
    was typed stays where it was typed."""
    names = own.names
    found = shown(requests_of(own.person), names | {"worker": names["worker"] or _("The team")})
    rows = [
        (one, sent if one.request.pk == sent_to else _form(one.request.pk, own))
        if one.asks_what_changed or one.request.pk == sent_to
        else (one, None)
        for one in found
    ]
    lent = lent_now({one.request.pk for one in found})
    told = context(own, names, asked=rows, sent=sent, lent=lent)
    return render(request, "own_page/fund.html", told, status=422 if sent else 200)


def _form(asked: UUID, own: Own, typed: object = None) -> ChangedForm:
    parties = [("person", own.person.called)]
    return ChangedForm(typed, parties=parties, auto_id=f"asked-{asked}-%s")
