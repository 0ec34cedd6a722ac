"""Door of the own page: a device that opened the link, its PIN not too long ago. Whoever has no
right to it is told the same, whatever the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from tandem.own_page.access import COOKIE, device_with, stage_of
from tandem.own_page.actions import devices as actions
from tandem.own_page.models import Device
from tandem.own_page.passkeys import opens, question_to_open
from tandem.people.access import person_for
from tandem.people.actor import Holder
from tandem.people.models import Person
from tandem.plans.reasons import supporter
from tandem.preparation.door import Passkey, asked_for_the_pin, nothing_here
from tandem.preparation.rules import IDLE
from tandem.privacy.screen import closed, own_view
from tandem.voices.actions import Setting

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Own:
    """A device with the page open, and whose it is."""

    device: Device
    person: Person
    by: Holder

    @property
    def names(self) -> dict[str, str]:
        """The worker is whoever supports the person now; "" while nobody does."""
        return {"person": self.person.called, "worker": supporter(self.person.pk)}

    def setting(self, request: HttpRequest) -> Setting:
        seen = request.POST.get("seen", "")
        return Setting(
            by=self.by,
            sitting=None,
            typed_by="person",
            language=(get_language() or "en")[:2],
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
        )


View = Callable[Concatenate[HttpRequest, Own, P], HttpResponse]


def persons_own(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Door of a view: a device that opened the link, its PIN not too long ago."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with own_view():
            return _opened(request, *args, **kwargs)

    def _opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        device = device_with(request.COOKIES.get(COOKIE, ""))
        stage = stage_of(device) if device else "shut"
        if device is None or stage in ("shut", "unused"):
            return _nothing(request)
        if stage == "idle":
            back = asked_for_the_pin(
                request,
                lambda pin: actions.come_back(device=device, pin=pin),
                _passkey(request, device),
            )
            if back:
                return back
        by = Holder(device.pk, device.page.person_id)
        person = person_for(by, by.person, "read", what="own page", without=closed(Person))
        actions.note_use(device)
        return view(request, Own(device, person, by), *args, **kwargs)

    return opened


def _passkey(request: HttpRequest, device: Device) -> Passkey | None:
    if not device.passkey:
        return None

    def came_back(said: str) -> bool:
        if opens(request, device, said):
            actions.come_back_by_passkey(device=device)
            return True
        return False

    return Passkey(lambda: question_to_open(request, device), came_back)


def _nothing(request: HttpRequest) -> HttpResponse:
    """Unknown, ended, switched off: one answer, and it takes the cookie of whoever had one."""
    response = nothing_here(request)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def left_alone(response: HttpResponse) -> HttpResponse:
    """A page with no words in it goes by itself, without a script, when nobody uses it."""
    seconds = int(IDLE.total_seconds())
    response.headers["Refresh"] = f"{seconds}; url={reverse('preparation:calendar')}"
    return response


def context(own: Own, names: dict[str, str], **more: object) -> dict[str, object]:
    return {
        "person_name": names["person"],
        "worker_name": names["worker"],
        "is_practice": own.person.is_practice,
        "leave_url": reverse("own_page:leave"),
        "idle": int(IDLE.total_seconds()),
        "new_act": uuid4,
        **more,
    }
