"""What the person's own pages say before they open: the same for whoever has no right to them,
whatever the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.audit.actions import nothing_shown
from tandem.people.models import Person
from tandem.preparation.forms import OpenForm, PinForm
from tandem.ui.language import remember

# What a form says for the program, and is not given back when the PIN was asked for in between.
ASIDE = frozenset({"csrfmiddlewaretoken", "pin", "credential", "goes_to"})


@dataclass(frozen=True, slots=True)
class Passkey:
    """In place of the PIN: what is asked of it, and whether it answers."""

    question: Callable[[], dict[str, Any]]
    came_back: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class LetIn:
    """A device that has just opened a link, and whose it is."""

    secret: str
    person: UUID
    seconds: int


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Unknown, used, switched off and past its day: one page, and it names nobody."""
    nothing_shown()
    return render(request, "preparation/nothing.html")


def opening(
    request: HttpRequest, cookie: str, onward: str, let_in: Callable[[str], LetIn | None]
) -> HttpResponse:
    """Opening the address uses nothing up; the tap does. It looks the same for every address.

    `let_in` is given the PIN that was chosen.
    """
    form = OpenForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return render(request, "preparation/open.html", {"form": form})
    found = let_in(form.cleaned_data["pin"])
    if found is None:
        return nothing_here(request)
    response = redirect(onward)
    response.set_cookie(
        cookie,
        found.secret,
        max_age=found.seconds,
        secure=settings.IS_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        pages = Person.objects.values_list("page_language", flat=True)
        remember(response, pages.get(pk=found.person))
    return response


def asked_for_the_pin(
    request: HttpRequest, came_back: Callable[[str], bool], passkey: Passkey | None = None
) -> HttpResponse | None:
    """What pages say that fell idle; None once the PIN was given, or the passkey answered, and the
    request goes on. What was on its way then is sent on."""
    nothing_shown()
    pin, said = request.POST.get("pin", ""), request.POST.get("credential", "")
    is_back = (pin and came_back(pin)) or (said and passkey and passkey.came_back(said))
    if not is_back:
        return _ask(request, passkey)
    return redirect(request.path) if request.POST.get("goes_to") == "page" else None


def _ask(request: HttpRequest, passkey: Passkey | None) -> HttpResponse:
    is_sent = request.method == "POST"
    form = PinForm(request.POST if "pin" in request.POST else None)
    if form.is_bound:
        form.is_valid()
        form.add_error("pin", _("This did not work. After five tries, wait five minutes."))
    context = {
        "form": form,
        "question": passkey.question() if passkey else None,
        "goes_to": "" if is_sent and request.POST.get("goes_to") != "page" else "page",
        "kept": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ASIDE
            for value in values
        ],
    }
    return render(request, "preparation/pin.html", context)
