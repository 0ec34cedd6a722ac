"""On the own page: a copy of an answer that was given to the plan, to read or to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from tandem.audit.models import Verb
from tandem.documents.receipt_page import how_to_check, print_receipt
from tandem.own_page.door import Own, context, left_alone, persons_own
from tandem.people.access import shown
from tandem.plans.receipt import receipt_of


@require_http_methods(["GET", "POST"])
@persons_own
def receipt(request: HttpRequest, own: Own, entry: UUID) -> HttpResponse:
    names = own.names
    page = receipt_of(own.person, entry, names)
    told = context(
        own,
        names,
        receipt=page,
        how_to_check=how_to_check(page.organisation),
        print_url=reverse("own_page:print_receipt", kwargs={"entry": entry}),
    )
    return left_alone(render(request, "own_page/receipt.html", told))


@require_http_methods(["GET", "POST"])
@persons_own
def on_paper(request: HttpRequest, own: Own, entry: UUID) -> HttpResponse:
    """In the person's language."""
    with override(own.person.page_language):
        page = receipt_of(own.person, entry, own.names)
    what = "copy of an answer on paper"
    shown(own.by, [own.person.pk], what=what, verb=Verb.DISCLOSE, recipient="person")
    return HttpResponse(
        print_receipt(page),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="answer.pdf"'},
    )
