"""The plan in the room: the page, its live part, and the page on paper."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tandem.audit.models import Verb
from tandem.documents.plan_page import print_plan as typeset_plan
from tandem.people.access import shown
from tandem.plans.coverage_page import left_out
from tandem.plans.paper import WAYS, plan_page
from tandem.plans.views.shown import plan_in, room_context
from tandem.sittings.room import room_for


@require_GET
def plan(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    shown_now = plan_in(room)
    context = room_context(
        room,
        shown_now,
        left=left_out(shown_now, room.names),
        at_goal=request.GET.get("goal", ""),
    )
    return render(request, "plans/plan.html", context)


@require_GET
def plan_part(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The plan without its forms: what the other device replaces when something changed."""
    room = room_for(request, sitting)
    return render(request, "plans/_plan.html", room_context(room, plan_in(room)))


@require_GET
def print_plan(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    if room.sitting.handed and room.door == "together":
        raise Http404
    shown(room.by, [room.person.pk], what="plan on paper", verb=Verb.DISCLOSE, recipient="person")
    page = plan_page(
        room.person,
        room.names,
        mode=room.sitting.mode,
        today=timezone.localdate(),
        way=way_of(request),
        sitting=room.sitting.pk,
    )
    return pdf(typeset_plan(page), "plan.pdf")


def way_of(request: HttpRequest) -> str:
    """How it is printed; what is no way is the one page."""
    way = request.GET.get("way", "")
    return way if way in WAYS else ""


def pdf(content: bytes, name: str) -> HttpResponse:
    """A name without anybody's name: downloads lie about on shared computers."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"},
    )
