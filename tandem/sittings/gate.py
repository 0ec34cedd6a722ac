"""The gate: says who acts, and keeps a sign-in that sits together inside its sitting.

While a sitting locks a sign-in, every tab of that sign-in can open the sitting's own pages and no
other address, known or unknown. The lock is a row of the database, so no cookie can take it off.
"""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve

from tandem.people.actor import Actor, Guest, Staff
from tandem.people.models import User
from tandem.sittings import models

Answer = Callable[[HttpRequest], HttpResponse]

GUEST_COOKIE = "__Host-tandem-beside" if settings.IS_SECURE else "tandem_beside"
# What a locked sign-in may open besides the pages of its sitting.
ALWAYS = frozenset(
    {
        "ui:language",
        "healthz",
        # A second window of the same browser joins by these; they show nobody.
        "sittings:join",
        "sittings:join_token",
        "sittings:door",
        "sittings:go",
    }
)
# Words that were on their way when the shutter fell are still saved.
WHILE_COVERED = frozenset({"together:cover", "together:uncover", "together:answer"})
WHILE_HANDED = frozenset(
    {
        "together:agree",
        "together:agree_goal",
        "together:fair",
        "together:talk_step",
        "together:unlock",
        "together:here",
    }
)


def gate(answer: Answer) -> Answer:
    def gated(request: HttpRequest) -> HttpResponse:
        match = matched(request)
        if match and "beside" in match.namespaces:
            request.actor = guest_of(request, match.kwargs.get("sitting"))  # type: ignore[attr-defined]
            return answer(request)
        user = request.user
        actor: Actor | None = None
        if isinstance(user, User) and user.is_active:
            actor = Staff(user, device_of(request))
            sitting = locked(actor.device)
            if sitting and not is_on_the_list(match, sitting):
                return refuse(request, sitting)
        request.actor = actor  # type: ignore[attr-defined]
        return answer(request)

    return gated


def matched(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def device_of(request: HttpRequest) -> str:
    """A digest that names the sign-in; the key itself opens the session and is never stored."""
    return digest(request.session.session_key or "")


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def locked(device: str) -> models.Sitting | None:
    if not device:
        return None
    return models.Sitting.objects.filter(locked_sign_in=device).first()


def guest_of(request: HttpRequest, sitting: UUID | None) -> Guest | None:
    """The guest device, if the worker has let it in and the sitting still goes on."""
    secret = request.COOKIES.get(GUEST_COOKIE, "")
    if not secret or sitting is None:
        return None
    row = (
        models.Guest.objects.filter(
            secret_hash=digest(secret),
            sitting=sitting,
            confirmed_at__isnull=False,
            ended_at=None,
            sitting__ended_at=None,
        )
        .select_related("sitting")
        .first()
    )
    return Guest(row.pk, row.sitting_id, row.sitting.person_id) if row else None


def is_on_the_list(match: ResolverMatch | None, sitting: models.Sitting) -> bool:
    if match is None:
        return False
    if match.view_name in ALWAYS:
        return True
    if "together" not in match.namespaces or match.kwargs.get("sitting") != sitting.pk:
        return False
    if sitting.is_covered:
        return match.view_name in WHILE_COVERED
    if sitting.handed:
        return match.view_name in WHILE_HANDED
    return True


def refuse(request: HttpRequest, sitting: models.Sitting) -> HttpResponse:
    """The same answer for every address off the list, whether or not it exists."""
    if sitting.is_covered:
        return redirect("together:cover", sitting=sitting.pk)
    return render(request, "sittings/elsewhere.html", {"sitting": sitting}, status=404)
