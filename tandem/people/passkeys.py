"""A passkey as proof, in the middle of a visit, that the worker is still the worker.

The page puts the challenge into a form (`data-passkey="get"`, `data-options`, a hidden field
`credential`; see `ui/passkey.js`) and gives back what the browser said.
"""

import json
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from tandem.people import tries
from tandem.people.models import User
from tandem.people.signin_log import say


def has_passkey(user: User) -> bool:
    mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return bool(mine.exists())


def passkey_challenge(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser asks the passkey; the session keeps what the answer must fit."""
    with context.request_context(request):
        return dict(auth.begin_authentication(user))


def is_passkey(request: HttpRequest, user: User, response_json: str) -> bool:
    """Whether one of the user's passkeys answers the challenge. A challenge works once.

    Refuses after too many wrong answers.
    """
    what = f"passkey {user.pk}"
    tries.refuse_too_many(what)
    with context.request_context(request):
        try:
            said = has_shape(json.loads(response_json))
            auth.complete_authentication(user, said).record_usage()
        except (ValueError, RecursionError, ValidationError):
            tries.was_wrong(what)
            say("passkey_not_proved", user=user.pk)
            return False
        finally:
            auth.clear_state()
    return True


def has_shape(said: Any) -> dict[str, Any]:
    """What a browser says for a passkey, checked before the library reads it; or ValueError."""
    if (
        isinstance(said, dict)
        and all(isinstance(said.get(name), str) for name in ("id", "rawId", "type"))
        and isinstance(said.get("response"), dict)
        and all(isinstance(each, str | list | int | None) for each in said["response"].values())
    ):
        return said
    raise ValueError("not the answer of a passkey")
