"""A dated copy of one answer, on the screen and on paper."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_GET

from tandem.audit.models import Verb
from tandem.documents.receipt_page import how_to_check, print_receipt
from tandem.people.access import shown
from tandem.plans.receipt import receipt_of
from tandem.plans.views.plan import pdf
from tandem.sittings.room import Room, room_for


@require_GET
def receipt(request: HttpRequest, sitting: UUID, entry: UUID) -> HttpResponse:
    room = _room(request, sitting)
    page = receipt_of(room.person, entry, room.names)
    context = room.context(
        receipt=page,
        frame=room.frame,
        entry=entry,
        how_to_check=how_to_check(page.organisation),
        print_url=room.url("print_receipt", entry=entry),
    )
    return render(request, "plans/receipt.html", context)


@require_GET
def on_paper(request: HttpRequest, sitting: UUID, entry: UUID) -> HttpResponse:
    """In the person's language, whatever the screen speaks."""
    room = _room(request, sitting)
    with override(room.person.page_language):
        page = receipt_of(room.person, entry, room.names)
    what = "copy of an answer on paper"
    shown(room.by, [room.person.pk], what=what, verb=Verb.DISCLOSE, recipient="person")
    return pdf(print_receipt(page), "answer.pdf")


def _room(request: HttpRequest, sitting: UUID) -> Room:
    room = room_for(request, sitting)
    if room.sitting.handed and room.door == "together":
        raise Http404
    return room
