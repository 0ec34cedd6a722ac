"""A passkey in place of the PIN, on one device. It says nothing of what it opens: the browser keeps
it under the same dull name as the pages."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tandem.own_page.models import Device
from tandem.people.passkeys import has_shape

# A question is answered once, soon after it was asked.
ASKED_FOR = 5 * 60
REQUIRED = UserVerificationRequirement.REQUIRED


def question_to_make(request: HttpRequest, device: Device) -> dict[str, Any]:
    """What the browser is asked for a new passkey; the pages' own name is all that it learns."""
    name = _("Notes")
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(id=device.pk.bytes, name=name, display_name=name),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=REQUIRED,
    )
    return _asked(device, options, state)


def made(request: HttpRequest, device: Device, said: str) -> bytes | None:
    """What is kept of the passkey that was made; None where the answer does not fit."""
    binding = _answered(device, said, _server(request).register_complete)
    found = binding.credential_data if binding else None
    return bytes(found) if found else None


def question_to_open(request: HttpRequest, device: Device) -> dict[str, Any]:
    options, state = _server(request).authenticate_begin(_kept(device), REQUIRED)
    return _asked(device, options, state)


def opens(request: HttpRequest, device: Device, said: str) -> bool:
    """Whether the passkey of this device answers what was asked."""
    server = _server(request)
    return bool(
        _answered(
            device,
            said,
            lambda state, answer: server.authenticate_complete(state, _kept(device), answer),
        )
    )


def _server(request: HttpRequest) -> Fido2Server:
    with context.request_context(request):
        here = get_adapter().get_public_key_credential_rp_entity()
    return Fido2Server(PublicKeyCredentialRpEntity(id=here["id"], name=_("Notes")))


def _kept(device: Device) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(device.passkey))] if device.passkey else []


def _asked(device: Device, options: Mapping[str, Any], state: Any) -> dict[str, Any]:
    cache.set(_place(device), state, ASKED_FOR)
    return dict(options)


def _answered(device: Device, said: str, complete: Callable[[Any, Any], Any]) -> Any:
    state = cache.get(_place(device))
    cache.delete(_place(device))
    if not state:
        return None
    try:
        return complete(state, has_shape(json.loads(said)))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _place(device: Device) -> str:
    return f"notes-passkey-{device.pk}"
