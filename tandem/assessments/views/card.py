"""The card about "I see this differently": a page and paper, for anyone, signed in or not."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tandem.assessments.card import card, printed
from tandem.audit.actions import nothing_shown
from tandem.documents.card_page import CardPage
from tandem.people.access import actor_of
from tandem.people.actor import Staff
from tandem.people.models import Organisation
from tandem.sittings.room import room_for


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    nothing_shown()
    is_easy = "easy" in request.GET
    context = {"card": card(_organisation(request), is_easy=is_easy), "is_easy": is_easy}
    return render(request, "assessments/card.html", context)


@require_GET
def on_paper(request: HttpRequest) -> HttpResponse:
    nothing_shown()
    return _pdf(card(_organisation(request), is_easy="easy" in request.GET))


@require_GET
def in_room(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    is_easy = "easy" in request.GET
    told = card(room.person.organisation, is_easy=is_easy)
    context = room.context(card=told, is_easy=is_easy)
    return render(request, "assessments/card_in_room.html", context)


@require_GET
def on_paper_in_room(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    return _pdf(card(room.person.organisation, is_easy="easy" in request.GET))


def _organisation(request: HttpRequest) -> Organisation | None:
    actor = actor_of(request)
    return actor.user.organisation if isinstance(actor, Staff) else None


def _pdf(page: CardPage) -> HttpResponse:
    return HttpResponse(
        printed(page),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="card.pdf"', "Cache-Control": "no-store"},
    )
