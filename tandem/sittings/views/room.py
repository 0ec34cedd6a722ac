"""The frame of together mode: cover, hand over, unlock, leave, whose hands type."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.people.access import people_for
from tandem.people.actions.signin import is_password
from tandem.people.actor import Staff
from tandem.people.passkeys import has_passkey, is_passkey, passkey_challenge
from tandem.sittings.actions import sittings
from tandem.sittings.forms import ProofForm
from tandem.sittings.room import Room, handed_page, room_for
from tandem.ui.refusals import wants_json

# In the session: the page that was covered, to go back to. It stands in no address.
COVERED = "covered"


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The shutter: one tap, and the screen shows a page that says nothing. A script draws it over
    the page, which stays as it is beneath."""
    room = _together(request, sitting, "leave")
    if request.method == "POST":
        sittings.cover(sitting=room.sitting, is_covered=True)
        request.session[COVERED] = request.POST.get("from", "")
        return JsonResponse({}) if wants_json(request) else redirect(room.url("cover"))
    if not room.sitting.is_covered:
        return redirect(room.url("here"))
    return render(request, "sittings/covered.html", {"uncover_url": room.url("uncover")})


@require_POST
def uncover(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = _together(request, sitting, "leave")
    sittings.cover(sitting=room.sitting, is_covered=False)
    covered = request.session.pop(COVERED, "")
    if wants_json(request):
        return JsonResponse({})
    return redirect(covered if _is_page_of(room, covered) else room.url("here"))


def _is_page_of(room: Room, path: str) -> bool:
    try:
        match = resolve(urlsplit(path).path)
    except (Resolver404, ValueError):  # no page of ours, or no address at all
        return False
    is_here = path.startswith(f"/{room.door}/") and room.door in match.namespaces
    return is_here and match.kwargs.get("sitting") == room.sitting.pk


@require_POST
def turn(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Hand over the turn that both screens show, and go on with the page that shows it."""
    room = room_for(request, sitting, "answer")
    if room.sitting.turn:
        sittings.give_turn(sitting=room.sitting, to=request.POST.get("turn", ""))
    shown = request.POST.get("from", "")
    return redirect(shown if _is_page_of(room, shown) else room.url("here"))


@require_POST
def hand(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Put the screen into the person's hands, on one page (see `Sitting.handed`)."""
    room = _together(request, sitting)
    what = request.POST.get("what", "")
    onward = handed_page(room, what)
    sittings.hand_over(sitting=room.sitting, what=what)
    return redirect(onward)


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The worker takes the screen back after it was handed over."""
    room = _together(request, sitting, "leave")

    def take_back(by: Staff) -> HttpResponse:
        was, there = room.sitting.handed.split("/"), room
        sittings.take_back(sitting=room.sitting)
        if was[0] == "check":
            there, was = replace(room, check=was[1]), was[2:]
        if was[0] == "talk":
            return redirect(there.url("talk", item=was[1]))
        if was[0] == "lend":
            return redirect(there.url("fund_request", asked=was[1]))
        onward = {"agree": "plan", "after": "leave", "own": "own"}.get(was[0], "differences")
        return redirect(there.url(onward))

    return _proved(request, room, "sittings/unlock.html", {"take": take_back})


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = _together(request, sitting, "leave")

    def pause(by: Staff) -> HttpResponse:
        sittings.leave_sitting(by=by, sitting=room.sitting)
        return _desk(by, room)

    def finish(by: Staff) -> HttpResponse:
        sittings.finish_sitting(by=by, sitting=room.sitting)
        return _desk(by, room)

    return _proved(request, room, "sittings/leave.html", {"pause": pause, "finish": finish})


def _desk(by: Staff, room: Room) -> HttpResponse:
    """Back at the desk: the person's page, unless they were moved to somebody else meanwhile."""
    if people_for(by, "read").filter(pk=room.person.pk).exists():
        return redirect("home:person", person=room.person.pk)
    return redirect("home:people")


def _proved(
    request: HttpRequest,
    room: Room,
    template: str,
    onward: dict[str, Callable[[Staff], HttpResponse]],
) -> HttpResponse:
    """One page that asks for the PIN, the password or a passkey, then does what its button says."""
    by = room.by
    assert isinstance(by, Staff)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password, credential = form.cleaned_data["password"], form.cleaned_data["credential"]
        proved = sittings.is_worker(
            room.sitting,
            pin=form.cleaned_data["pin"],
            is_signed_in_again=(
                (bool(credential) and is_passkey(request, by.user, credential))
                or (bool(password) and is_password(by.user, password))
            ),
        )
        act = onward.get(request.POST.get("then", ""))
        if proved and act:
            return act(by)
        if not proved:
            form.add_error(
                "pin",
                _("That did not open it. After 5 tries the PIN rests for 5 minutes."),
            )
    challenge = passkey_challenge(request, by.user) if has_passkey(by.user) else None
    return render(request, template, room.context(form=form, challenge=challenge))


def _together(request: HttpRequest, sitting: UUID, to: Literal["read", "leave"] = "read") -> Room:
    room = room_for(request, sitting, to)
    if room.door != "together":
        raise Http404
    return room
