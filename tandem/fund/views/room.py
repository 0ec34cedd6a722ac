"""The fund in the room: what was asked for, asking, and a yes on the spot."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tandem.fund.access import request_for
from tandem.fund.actions import requests as actions
from tandem.fund.forms import LendForm
from tandem.fund.lent import lent_now
from tandem.fund.models import Request
from tandem.fund.page import requests_of
from tandem.fund.page import shown as shown_requests
from tandem.fund.queries import head_of
from tandem.fund.views import shown
from tandem.people.actor import Staff
from tandem.plans.access import goal_for
from tandem.plans.models import Goal
from tandem.sittings.room import Room, room_for


@require_GET
def fund(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    goals = Goal.objects.filter(thread__person=room.person, thread__kind="plan", state="active")
    context = _hearing(
        room,
        asked=shown_requests(requests_of(room.person), room.names),
        goals=goals.order_by("number"),
    )
    return render(request, "fund/room.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, sitting: UUID, goal: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer" if request.method == "POST" else "read")
    row = goal_for(room.person, goal)
    again = shown.again_of(request, room.person.pk, row)
    form = shown.ask_form(room.person, row, parties_of(room), request.POST or None, again)
    if request.method == "POST":
        made = shown.ask(
            form,
            person=room.person,
            goal=row,
            setting=room.setting(request),
            worker=room.sitting.worker,
            again=again,
        )
        if made:
            return redirect(room.url("fund_request", asked=made.pk))
    context = room.context(
        frame=room.frame,
        sends_acts=True,
        back_url=room.url("goal", goal=row.pk),
        goal=row,
        again=again,
        form=form,
        funds=shown.funds_in_words(room.person, row, room.names["worker"]),
    )
    return render(request, "fund/ask.html", context, status=shown.status(form))


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, sitting: UUID, asked: UUID) -> HttpResponse:
    """A yes or no is said to whoever is there: it never waits on a device."""
    room = room_for(request, sitting, to="answer" if request.method == "POST" else "read")
    row = request_for(room.person, asked)
    return _one(request, room, row, request.POST.get("do", ""))


@require_http_methods(["GET", "POST"])
def changed(request: HttpRequest, sitting: UUID, asked: UUID) -> HttpResponse:
    """What it changed: said like all that is said in the room, late too."""
    room = room_for(request, sitting, to="answer" if request.method == "POST" else "read")
    row = request_for(room.person, asked)
    if request.method == "GET":
        return redirect(room.url("fund_request", asked=row.pk))
    return _one(request, room, row, "changed")


@require_http_methods(["GET", "POST"])
def lend(request: HttpRequest, sitting: UUID, asked: UUID) -> HttpResponse:
    """Whether others may read what it changed: said with the person's own hands only."""
    room = room_for(request, sitting, to="answer" if request.method == "POST" else "read")
    row = request_for(room.person, asked)
    is_handed = room.door == "together" and room.sitting.handed == f"lend/{row.pk}"
    if room.door != "beside" and not is_handed:
        raise Http404
    here = room.url("lend", asked=row.pk)
    if request.method == "POST":
        told = LendForm(request.POST).said_now()
        actions.lend_words(request=row, setting=room.setting(request), **told)
        return redirect(here)
    found = shown_requests([row], room.names)[0]
    if found.said_changed is None:
        raise Http404
    context = room.context(
        frame=room.frame_in_hands,
        one=found,
        lend_url=here,
        lent=lent_now({row.pk}),
        new_act=uuid4,
    )
    return render(request, "fund/lend.html", context)


def _one(request: HttpRequest, room: Room, row: Request, sent: str) -> HttpResponse:
    found = shown_requests([row], room.names)[0]
    may = shown.may_on_screen(found, room.parties, room.typed_by)
    made = shown.forms_of(found, may, parties_of(room), request.POST or None, sent=sent)
    if request.method == "POST":
        by = room.by.user if isinstance(room.by, Staff) else None
        if shown.do(sent, made, row, room.setting(request), by):
            return redirect(room.url("fund_request", asked=row.pk))
    again_url = f"{room.url('ask_fund', goal=row.goal_id)}?again={row.pk}"
    context = _hearing(
        room,
        sends_acts=True,
        back_url=room.url("fund"),
        again_url=again_url,
        changed_url=room.url("fund_changed", asked=row.pk),
        one=found,
        forms=made,
        receipts=[],
    )
    return render(request, "fund/request.html", context, status=shown.status(*made.values()))


def _hearing(room: Room, **more: Any) -> dict[str, Any]:
    """Paper has no other screen to hear from."""
    live_url = "" if room.door == "desk" else f"/live/{room.door}/{room.sitting.pk}/fund"
    at = head_of(room.person.pk)
    return room.context(frame=room.frame, live_url=live_url, fund_at=at, **more)


def parties_of(room: Room) -> list[tuple[str, str]]:
    return [(party, room.names[party]) for party in room.parties]
