import secrets
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tandem.audit.models import Verb
from tandem.live.actions import announce
from tandem.people.access import shown
from tandem.people.actor import Staff
from tandem.privacy.screen import closed
from tandem.sittings.gate import digest
from tandem.sittings.models import Guest, JoinCode, Sitting
from tandem.sittings.rules import (
    CODE_LENGTH,
    CODE_LIVES,
    CODE_SIGNS,
    WORDS,
    is_code,
    is_code_open,
    read_code,
)

MISSES_A_MINUTE = 100


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the shared screen shows once; only digests are kept."""

    code: str
    token: str


@transaction.atomic
def invite_device(*, sitting: Sitting) -> Invitation:
    """A new way in; the ways in that were open before are closed."""
    now = timezone.now()
    JoinCode.objects.filter(sitting=sitting, used_at=None).update(used_at=now)
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    token = secrets.token_urlsafe(16)
    JoinCode.objects.create(
        sitting=sitting,
        start=code[:2],
        code_hash=digest(code),
        token_hash=digest(token),
        made_at=now,
        expires_at=now + CODE_LIVES,
    )
    return Invitation(code, token)


@dataclass(frozen=True, slots=True)
class Joined:
    guest: Guest
    # Goes into the device's cookie, and nowhere else.
    secret: str


@transaction.atomic
def join(*, typed: str = "", token: str = "", language: str = "en") -> Joined | None:
    """Let a device wait at the door, or None: wrong, used and late all look the same.

    Joining signs nobody in; the device sees nothing until the worker has confirmed the word.
    """
    now = timezone.now()
    minute = f"join-misses-{now:%Y%m%d%H%M}"
    if int(cache.get(minute, 0)) >= MISSES_A_MINUTE:
        return None
    code = read_code(typed)
    found = (
        (
            JoinCode.objects.select_for_update().filter(token_hash=digest(token))
            if token
            else JoinCode.objects.select_for_update().filter(code_hash=digest(code))
        )
        .select_related("sitting")
        .defer(*closed(Sitting, "sitting"))
        .first()
    )
    if (
        found is None
        or not is_code_open(
            expires_at=found.expires_at, misses=found.misses, used_at=found.used_at, now=now
        )
        or found.sitting.ended_at is not None
    ):
        cache.set(minute, int(cache.get(minute, 0)) + 1, 120)
        if not token and is_code(code):
            JoinCode.objects.filter(start=code[:2], used_at=None).update(misses=F("misses") + 1)
        return None
    found.used_at = now
    found.save(update_fields=["used_at"])
    secret = secrets.token_urlsafe(32)
    guest = Guest.objects.create(
        sitting=found.sitting,
        secret_hash=digest(secret),
        word=secrets.choice(WORDS.get(language, WORDS["en"]).split()),
        joined_at=now,
    )
    return Joined(guest, secret)


@transaction.atomic
def let_in(*, by: Staff, sitting: Sitting, guest: Guest) -> None:
    """The worker saw the same word on both screens. One device at a time speaks as the person."""
    now = timezone.now()
    Guest.objects.filter(sitting=sitting, ended_at=None).exclude(pk=guest.pk).update(ended_at=now)
    Guest.objects.filter(pk=guest.pk, sitting=sitting, ended_at=None).update(confirmed_at=now)
    Sitting.objects.filter(pk=sitting.pk).update(turn=F("typing"))
    announce(sitting.person_id, sitting.pk, 0)
    shown(by, [sitting.person_id], what="let_in", verb=Verb.DISCLOSE, recipient="joined device")


@transaction.atomic
def send_away(*, sitting: Sitting, guest: Guest) -> None:
    Guest.objects.filter(pk=guest.pk, sitting=sitting, ended_at=None).update(
        ended_at=timezone.now()
    )
    inside = Guest.objects.filter(sitting=sitting, ended_at=None, confirmed_at__isnull=False)
    if not inside.exists():
        Sitting.objects.filter(pk=sitting.pk).update(turn="")
    announce(sitting.person_id, sitting.pk, 0)
