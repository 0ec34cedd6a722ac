"""The gate: says who acts, and keeps a sign-in that sits together inside its sitting.

While a sitting locks a sign-in, every tab of that sign-in can open the sitting's own pages and no
other address, known or unknown. The lock is a row of the database, so no cookie can take it off.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch
from django.utils import timezone

from tandem.audit.guard import match_of
from tandem.lib.question import Question
from tandem.people.actor import Actor, Guest, Staff
from tandem.people.models import User
from tandem.privacy.screen import closed, forget, shared_screen
from tandem.sittings import models
from tandem.sittings.rules import LEFT_ALONE, NOTED_EVERY, waits_for_the_tap

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
# Until the person has said that they can see the screen, all else of the room is shut.
BEFORE_THE_TAP = frozenset(
    {
        "together:here",
        "together:welcome",
        "together:prompt",
        "together:screen",
        "together:tap",
        "together:cover",
        "together:uncover",
        "together:leave",
    }
)
# Words that were on their way when the shutter fell are still saved.
WHILE_COVERED = frozenset(
    {"together:cover", "together:uncover", "together:answer", "together:check_answer"}
)
WHILE_HANDED = frozenset(
    {
        "together:after",
        "together:agree",
        "together:agree_goal",
        "together:agree_whole",
        "together:fair",
        "together:lend",
        "together:own",
        "together:check_fair",
        "together:talk_step",
        "together:check_talk_step",
        "together:unlock",
        "together:here",
    }
)


def gate(answer: Answer) -> Answer:
    def gated(request: HttpRequest) -> HttpResponse:
        match = match_of(request)
        if match and "beside" in match.namespaces:
            request.actor = guest_of(request, match.kwargs.get("sitting"))  # type: ignore[attr-defined]
            with shared_screen():
                return answer(request)
        user = request.user
        actor: Actor | None = None
        if isinstance(user, User) and user.is_active:
            actor = Staff(user, device_of(request))
            sitting = locked(actor.device)
            if sitting:
                forget(user)
                request.actor = actor  # type: ignore[attr-defined]
                request.sitting = sitting  # type: ignore[attr-defined]
                with shared_screen():
                    if not is_on_the_list(match, sitting):
                        return refuse(request, sitting)
                    return answer(request)
        request.actor = actor  # type: ignore[attr-defined]
        return answer(request)

    return gated


def device_of(request: HttpRequest) -> str:
    """A digest that names the sign-in; the key itself opens the session and is never stored."""
    return digest(request.session.session_key or "")


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def locked(device: str) -> models.Sitting | None:
    if not device:
        return None
    sitting = _LOCKED.first(device)
    if sitting:
        note_use(sitting)
    return sitting


def _locked_by(device: str) -> QuerySet[models.Sitting]:
    rows = models.Sitting.objects.select_related("worker")
    rows = rows.defer(*closed(models.Sitting), *closed(User, "worker"))
    return rows.filter(locked_sign_in=device)


_LOCKED = Question(_locked_by, str)


def note_use(sitting: models.Sitting) -> None:
    now = timezone.now()
    if now - sitting.active_at > NOTED_EVERY:
        models.Sitting.objects.filter(pk=sitting.pk).update(active_at=now)


def guest_of(request: HttpRequest, sitting: UUID | None) -> Guest | None:
    """The guest device, if the worker has let it in and the sitting still goes on."""
    if sitting is None:
        return None
    secret = request.COOKIES.get(GUEST_COOKIE, "")
    row = _INSIDE.first(digest(secret), sitting, timezone.now() - LEFT_ALONE)
    if row is None:
        return None
    note_use(row.sitting)
    return Guest(row.pk, row.sitting_id, row.sitting.person_id)


def inside(secret_hash: str, sitting: UUID, used_since: datetime) -> QuerySet[models.Guest]:
    """The device with this secret, while it may be in the room: let in, the worker still at the
    shared screen and still supporting the person, and somebody there."""
    return models.Guest.objects.filter(
        secret_hash=secret_hash,
        sitting=sitting,
        confirmed_at__isnull=False,
        ended_at=None,
        sitting__ended_at=None,
        sitting__locked_sign_in__isnull=False,
        sitting__worker__is_active=True,
        sitting__active_at__gt=used_since,
        sitting__person__allocations__ended_at=None,
        sitting__person__allocations__worker=F("sitting__worker"),
    )


_INSIDE = Question(lambda *of: inside(*of).select_related("sitting"), str, UUID, datetime)


def is_on_the_list(match: ResolverMatch | None, sitting: models.Sitting) -> bool:
    if match is None:
        return False
    if match.view_name in ALWAYS:
        return True
    if not is_of_the_room(match, sitting):
        return False
    if sitting.is_covered:
        return match.view_name in WHILE_COVERED
    if waits_for_the_tap(sitting.held, sitting.screen_seen_at):
        return match.view_name in BEFORE_THE_TAP
    if sitting.handed:
        return match.view_name in WHILE_HANDED
    return True


def is_of_the_room(match: ResolverMatch | None, sitting: models.Sitting) -> bool:
    if match is None or "together" not in match.namespaces:
        return False
    return bool(match.kwargs.get("sitting") == sitting.pk)


def refuse(request: HttpRequest, sitting: models.Sitting) -> HttpResponse:
    """The same answer for every address off the list, whether or not it exists; only the form that
    began this very sitting, sent again, leads where it led."""
    if sitting.is_covered:
        return redirect("together:cover", sitting=sitting.pk)
    if waits_for_the_tap(sitting.held, sitting.screen_seen_at) and is_of_the_room(
        match_of(request), sitting
    ):
        return redirect("together:here", sitting=sitting.pk)
    if request.POST.get("act") == str(sitting.pk):
        return redirect("together:here", sitting=sitting.pk)
    return render(request, "sittings/elsewhere.html", {"sitting": sitting}, status=404)
