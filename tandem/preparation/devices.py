"""One way in, whatever it opens: a link that works once, on one device, and a PIN that only its
holder knows."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from tandem.preparation.models import OneDevice
from tandem.preparation.rules import LINK_LENGTH, read_token
from tandem.sittings.gate import digest
from tandem.sittings.rules import CODE_SIGNS, is_sound_pin, pin_rest_ends

MISSES_A_MINUTE = 100
# Of one PIN, over the whole life of its link.
MOST_MISSES = 20

D = TypeVar("D", bound=OneDevice)


@dataclass(frozen=True, slots=True)
class Opened(Generic[D]):
    row: D
    # Goes into the device's cookie, and nowhere else.
    secret: str


def new_token() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _sign in range(LINK_LENGTH))


def bind(
    rows: QuerySet[D], *, token: str, pin: str, is_unused: Callable[[D], bool]
) -> Opened[D] | None:
    """Bind a link to the device that opens it, or None: unknown, used, switched off and late look
    the same."""
    now = timezone.now()
    minute = f"notes-misses-{now:%Y%m%d%H%M}"
    if int(cache.get(minute, 0)) >= MISSES_A_MINUTE:
        return None
    # Held while it is looked at: of two devices that open it at once, one does.
    held = rows.select_for_update().filter(token_hash=digest(read_token(token))).first()
    if held is None or not is_unused(held) or not is_sound_pin(pin):
        cache.set(minute, int(cache.get(minute, 0)) + 1, 120)
        return None
    secret = secrets.token_urlsafe(32)
    held.secret_hash = digest(secret)
    held.pin_hash = make_password(pin)
    held.opened_at = held.active_at = now
    held.save(update_fields=["secret_hash", "pin_hash", "opened_at", "active_at"])
    return Opened(held, secret)


def pin_fits(held: OneDevice, pin: str) -> bool:
    """Whether this is the PIN that was chosen; `held` for this transaction. Misses are counted as
    long as the link lives: after a few each one lets the PIN rest, and whoever holds a row of
    MOST_MISSES ends it. A phone may lie for weeks with somebody who tries."""
    now = timezone.now()
    rests_until = pin_rest_ends(held.pin_misses, held.pin_missed_at)
    if rests_until and now < rests_until:
        return False
    if check_password(pin, held.pin_hash):
        return True
    held.pin_misses += 1
    held.pin_missed_at = now
    held.save(update_fields=["pin_misses", "pin_missed_at"])
    return False
