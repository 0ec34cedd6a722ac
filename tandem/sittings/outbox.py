"""The key of what waits on a device until the network is back.

A page keeps it in memory only. It is derived, so that nothing is stored: the worker of a sitting is
given the same one again after their next sign-in, and so is any device that they let in as the
person. Nobody else is, and what lies on the disk says nothing without it.
"""

import base64

from django.conf import settings
from django.utils.crypto import salted_hmac

from tandem.people.actor import Actor, Staff
from tandem.sittings.models import Sitting


def keys_for(by: Actor, sitting: Sitting) -> list[str]:
    """256 bits each: the one to seal with, then those of secrets that were in use before."""
    who = f"worker {by.user.pk}" if isinstance(by, Staff) else "person"
    return [
        base64.b64encode(
            salted_hmac(
                "tandem.sittings.outbox", f"{sitting.pk} {who}", secret=secret, algorithm="sha256"
            ).digest()
        ).decode()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
