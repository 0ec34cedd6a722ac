"""What the frame of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.people.access import actor_of
from tandem.people.actor import Staff
from tandem.people.models import Role


def frame(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    user = actor.user if isinstance(actor, Staff) else None
    nav = []
    if user:
        if user.has(Role.WORKER, Role.MANAGER):
            nav.append((_("My people"), reverse("home:people"), request.path == "/"))
        if user.has(Role.WORKER, Role.MANAGER, Role.ADMINISTRATOR):
            url = reverse("people:import")
            nav.append((_("Bring people in"), url, request.path.startswith(url)))
            url = reverse("fund:funds")
            nav.append((_("Enabling fund"), url, request.path.startswith(url)))
        if user.has(Role.MANAGER):
            url = reverse("assessments:asked")
            nav.append((_("Asked for someone else"), url, request.path == url))
            url = reverse("assessments:reflections")
            nav.append((_("Shared by your team"), url, request.path == url))
            url = reverse("plans:unusual")
            nav.append((_("Not the usual way"), url, request.path == url))
        if user.has(Role.MANAGER, Role.ADMINISTRATOR):
            url = reverse("insight:figures")
            nav.append((_("Figures"), url, request.path == url))
        if user.has(Role.ADMINISTRATOR):
            url = reverse("assessments:library")
            nav.append((_("Instruments"), url, request.path.startswith(url)))
            url = reverse("people:organisation")
            nav.append((_("Organisation"), url, request.path.startswith(url)))
    return {
        "user": user,
        "actor": actor,
        "actor_name": user.called if user else "",
        "nav": nav,
        "is_demo": settings.IS_DEMO,
    }
