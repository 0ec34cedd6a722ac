"""One line of JSON for each event of sign-in: the words of security guidance, and bare ids only."""

import json
import logging
from typing import Any
from uuid import UUID

from allauth.mfa import signals as proofs
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils import timezone

log = logging.getLogger("tandem.signin")


def say(event: str, *, user: UUID | None, **facts: Any) -> None:
    """Never a name, an address or a secret: whoever runs the server reads this."""
    line = {"at": timezone.now().isoformat(), "event": event, "user": str(user) if user else None}
    log.info(json.dumps(line | {name: facts[name] for name in sorted(facts)}, default=str))


def listen() -> None:
    """Called once, when the app is ready: these happen inside the library."""
    user_logged_in.connect(_signed_in, dispatch_uid="sign-in log: in")
    user_logged_out.connect(_signed_out, dispatch_uid="sign-in log: out")
    proofs.authenticator_added.connect(_added, dispatch_uid="sign-in log: added")
    proofs.authenticator_removed.connect(_removed, dispatch_uid="sign-in log: removed")
    proofs.authenticator_reset.connect(_renewed, dispatch_uid="sign-in log: renewed")
    proofs.authentication_failed.connect(_proof_failed, dispatch_uid="sign-in log: failed")


def _signed_in(user: Any, **rest: Any) -> None:
    say("signed_in", user=user.pk)


def _signed_out(user: Any, **rest: Any) -> None:
    if user is not None:
        say("signed_out", user=user.pk)


def _added(user: Any, authenticator: Any, **rest: Any) -> None:
    say("second_proof_added", user=user.pk, kind=authenticator.type)


def _removed(user: Any, authenticator: Any, **rest: Any) -> None:
    say("second_proof_removed", user=user.pk, kind=authenticator.type)


def _renewed(user: Any, authenticator: Any, **rest: Any) -> None:
    say("recovery_codes_renewed", user=user.pk)


def _proof_failed(user: Any, authenticator: Any, **rest: Any) -> None:
    say("second_proof_failed", user=user.pk, kind=authenticator.type)
