"""A second device: invited on the shared screen, waiting at the door, let in by the worker."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.audit.actions import nothing_shown
from tandem.people.actor import Staff
from tandem.privacy.headers import what_to_clear
from tandem.privacy.screen import closed
from tandem.sittings.actions import joining
from tandem.sittings.forms import JoinForm
from tandem.sittings.gate import GUEST_COOKIE, digest
from tandem.sittings.models import Guest, Sitting
from tandem.sittings.room import Room, room_for
from tandem.sittings.rules import CODE_LIVES
from tandem.ui.scan import square, whole_address


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """On the shared screen: who has joined, who waits, and (after a tap) a code to join by."""
    room = _together(request, sitting)
    context: dict[str, object] = {"code": "", "join_url": _join_url(request)}
    if request.method == "POST":
        made = joining.invite_device(sitting=room.sitting)
        address = whole_address(request, reverse("sittings:join_token", args=[made.token]))
        context |= {
            "code": f"{made.code[:4]} {made.code[4:]}",
            "qr": square(address),
            "second_window": reverse("sittings:join_token", args=[made.token]),
            "minutes": int(CODE_LIVES.total_seconds() // 60),
        }
    waiting = Guest.objects.filter(sitting=room.sitting, ended_at=None)
    context |= {
        "waiting": waiting.filter(confirmed_at=None).order_by("-joined_at").first(),
        "inside": waiting.exclude(confirmed_at=None).first(),
        "phones_can_join": settings.IS_SECURE,
    }
    return render(request, "sittings/invite.html", room.context(**context))


@require_GET
def waiting(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """For the script of the shared screen: does a device wait at the door?"""
    room = _together(request, sitting)
    guests = Guest.objects.filter(sitting=room.sitting, ended_at=None, confirmed_at=None)
    return JsonResponse({"waiting": guests.exists()})


@require_POST
def answer_door(request: HttpRequest, sitting: UUID, guest: UUID) -> HttpResponse:
    room = _together(request, sitting)
    found = get_object_or_404(Guest, pk=guest, sitting=room.sitting)
    if request.POST.get("same") == "yes":
        assert isinstance(room.by, Staff)
        joining.let_in(by=room.by, sitting=room.sitting, guest=found)
    else:
        joining.send_away(sitting=room.sitting, guest=found)
    return redirect(room.url("invite"))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str = "") -> HttpResponse:
    """On the other device. Opening the link uses nothing up; the tap does."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    form.fields["code"].required = not token
    nothing_shown()
    if request.method == "POST" and (token or form.is_valid()):
        typed = "" if token else form.cleaned_data["code"]
        joined = joining.join(typed=typed, token=token, language=(get_language() or "en")[:2])
        if joined:
            response = redirect("sittings:door")
            response.set_cookie(
                GUEST_COOKIE,
                joined.secret,
                secure=settings.IS_SECURE,
                httponly=True,
                samesite="Lax",
            )
            return response
        form.add_error(
            None,
            _("This did not work. Codes last 10 minutes and work once. Ask for a new one."),
        )
        token = ""
    return render(request, "sittings/join.html", {"form": form, "token": token})


@require_GET
def door(request: HttpRequest) -> HttpResponse:
    """The other device waits here until the worker has seen the same word on both screens."""
    guest = _at_the_door(request)
    if guest and guest.confirmed_at:
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"open": True})
        return redirect("beside:here", sitting=guest.sitting_id)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"open": False, "gone": guest is None})
    return render(request, "sittings/door.html", {"word": guest.word if guest else ""})


@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """The person ends the joined device: nothing of the sheet stays in its reach."""
    guest = _at_the_door(request)
    if guest:
        joining.send_away(sitting=guest.sitting, guest=guest)
    response = redirect("sittings:join")
    response.delete_cookie(GUEST_COOKIE)
    response.headers["Clear-Site-Data"] = what_to_clear(request)
    return response


def _at_the_door(request: HttpRequest) -> Guest | None:
    # Says a word and nothing about anyone: there is nobody to name in the audit.
    nothing_shown()
    secret = request.COOKIES.get(GUEST_COOKIE, "")
    if not secret:
        return None
    return (
        Guest.objects.filter(secret_hash=digest(secret), ended_at=None, sitting__ended_at=None)
        .select_related("sitting")
        .defer(*closed(Sitting, "sitting"))
        .first()
    )


def _together(request: HttpRequest, sitting: UUID) -> Room:
    room = room_for(request, sitting)
    if room.door != "together":
        raise Http404
    return room


def _join_url(request: HttpRequest) -> str:
    return whole_address(request, reverse("sittings:join"))
