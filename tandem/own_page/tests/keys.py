"""A passkey without a browser: it makes and answers as a phone's own does."""

import json
import re
import secrets
from hashlib import sha256
from html import unescape

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HERE = "localhost"
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


def question(page):
    """What a page asks of the browser."""
    return json.loads(unescape(re.search(r"data-options='([^']+)'", page)[1]))["publicKey"]


class Key:
    def __init__(self, verified=True):
        self.pk = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.flags = FLAGS if verified else AuthenticatorData.FLAG.UP

    def made(self, page):
        data = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.pk.public_key())
        )
        told = AuthenticatorData.create(self._rp(), self.flags | AuthenticatorData.FLAG.AT, 0, data)
        said = {
            "clientDataJSON": self._client("webauthn.create", question(page)),
            "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
        }
        return self._answer(said)

    def opened(self, page):
        client = CollectedClientData.create(
            "webauthn.get", question(page)["challenge"], f"http://{HERE}"
        )
        told = AuthenticatorData.create(self._rp(), self.flags, 0)
        said = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(told),
            "signature": websafe_encode(
                self.pk.sign(bytes(told) + client.hash, ec.ECDSA(SHA256()))
            ),
        }
        return self._answer(said)

    def _rp(self):
        return sha256(HERE.encode()).digest()

    def _client(self, what, asked):
        return websafe_encode(
            CollectedClientData.create(what, asked["challenge"], f"http://{HERE}")
        )

    def _answer(self, said):
        name = websafe_encode(self.id)
        own = {"id": name, "rawId": name, "type": "public-key", "response": said}
        return json.dumps(own | {"clientExtensionResults": {}})
