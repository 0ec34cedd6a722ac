"""Who may listen to a sitting: asked when a stream opens and again at each piece of news."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, QuerySet
from django.utils import timezone

from tandem.lib.question import Question
from tandem.live.stream import Permit
from tandem.sittings.gate import GUEST_COOKIE, digest, inside
from tandem.sittings.models import Guest, Sitting
from tandem.sittings.rules import LEFT_ALONE

# Whose news it is, whose turn, and where each of their threads stands.
HEADS = ("person", "turn", "person__threads__id", "person__threads__head")

# What apps above this one let their own pages hear besides, by the word at the end of the address:
# where it stands for a person. They add themselves when they start.
BESIDES: dict[str, Callable[[UUID], int]] = {}


def permitted(path: str, cookies: Mapping[str, str]) -> Permit | None:
    """`path` is "together/<sitting>" or "beside/<sitting>", and what else the page hears."""
    door, _slash, rest = path.partition("/")
    raw, _slash, besides = rest.partition("/")
    try:
        pk = UUID(raw)
    except ValueError:
        return None
    if besides and besides not in BESIDES:
        return None
    try:
        found = _heads(door, pk, cookies)
        if not found:
            return None
        person, turn, *_ = found[0]
        heads = {str(thread): head for *_, thread, head in found if thread}
        if besides:
            heads[besides] = BESIDES[besides](person)
    finally:
        connection.close()
    return Permit(person, heads, turn)


def _heads(door: str, pk: UUID, cookies: Mapping[str, str]) -> Sequence[Sequence[Any]]:
    now = timezone.now()
    if door == "together":
        key = cookies.get(settings.SESSION_COOKIE_NAME, "")
        return _TOGETHER.rows(pk, digest(key), key, now)
    if door == "beside":
        secret = cookies.get(GUEST_COOKIE, "")
        return _BESIDE.rows(digest(secret), pk, now - LEFT_ALONE)
    return []


def _together(pk: UUID, device: str, key: str, now: datetime) -> QuerySet[Sitting, Any]:
    """The sign-in that the sitting locks, while it goes on."""
    is_signed_in = Exists(Session.objects.filter(pk=key, expire_date__gt=now))
    here = Sitting.objects.filter(is_signed_in, pk=pk, ended_at=None, locked_sign_in=device)
    return here.filter(worker__is_active=True).values_list(*HEADS)


def _beside(secret_hash: str, pk: UUID, used_since: datetime) -> QuerySet[Guest, Any]:
    of_sitting = [f"sitting__{name}" for name in HEADS]
    return inside(secret_hash, pk, used_since).values_list(*of_sitting)


_TOGETHER = Question(_together, UUID, str, str, datetime)
_BESIDE = Question(_beside, str, UUID, datetime)
