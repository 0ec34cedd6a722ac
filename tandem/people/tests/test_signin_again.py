"""Proving again who one is, at the gate of a sitting: by password or by passkey."""

import hashlib
import json
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection, transaction
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from tandem.lib.refused import Refused
from tandem.people import tries
from tandem.people.actions.signin import is_password
from tandem.people.passkeys import has_passkey, is_passkey, passkey_challenge
from tandem.people.tests.test_signin import PASSWORD

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@pytest.fixture(autouse=True)
def _no_tries_yet(db, settings):
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick


def b64(raw):
    return urlsafe_b64encode(raw).decode().rstrip("=")


class Passkey:
    """A passkey in a few lines: it signs whatever it is asked."""

    def __init__(self, user, name):
        self.key, self.name = ec.generate_private_key(ec.SECP256R1()), name
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AuthenticatorData.create(
            hashlib.sha256(b"localhost").digest(),
            PRESENT | VERIFIED | ATTESTED,
            0,
            AttestedCredentialData.create(b"\0" * 16, name, public),
        )
        credential = {
            "id": b64(name),
            "rawId": b64(name),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": self.client_data("webauthn.create", "AA"),
                "attestationObject": b64(AttestationObject.create("none", made, {})),
            },
        }
        Authenticator.objects.create(
            user=user, type="webauthn", data={"name": "Mine", "credential": credential}
        )

    def client_data(self, kind, challenge, origin=ORIGIN):
        said = {"type": kind, "challenge": challenge, "origin": origin}
        return b64(json.dumps(said).encode())

    def answer(self, question, *, origin=ORIGIN, flags=PRESENT | VERIFIED):
        client = json.dumps(
            {
                "type": "webauthn.get",
                "challenge": question["publicKey"]["challenge"],
                "origin": origin,
            }
        ).encode()
        seen = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 1)
        signature = self.key.sign(seen + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return json.dumps(
            {
                "id": b64(self.name),
                "rawId": b64(self.name),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {
                    "clientDataJSON": b64(client),
                    "authenticatorData": b64(seen),
                    "signature": b64(signature),
                },
            }
        )


@pytest.fixture
def request_(rf, cast):
    request = rf.get("/", headers={"host": "localhost"})
    request.session, request.user = SessionStore(), AnonymousUser()
    return request


def test_a_passkey_answers_its_challenge_once(request_, cast):
    passkey = Passkey(cast.imran, b"imran's key 0001")
    assert has_passkey(cast.imran)
    question = passkey_challenge(request_, cast.imran)
    assert json.loads(json.dumps(question)) == question, "the page gets it as JSON"
    said = passkey.answer(question)
    assert is_passkey(request_, cast.imran, said)
    assert not is_passkey(request_, cast.imran, said)


def test_a_passkey_must_be_the_users_own_checked_and_from_this_address(request_, cast):
    passkey = Passkey(cast.imran, b"imran's key 0001")
    other = Passkey(cast.priya, b"priya's key 0001")
    for answer in (
        other.answer,
        lambda question: passkey.answer(question, flags=PRESENT),
        lambda question: passkey.answer(question, origin="http://localhost.example"),
        lambda question: passkey.answer({"publicKey": {"challenge": b64(bytes(32))}}),
        lambda question: "",
        lambda question: "{}",
        lambda question: "\0",
    ):
        assert not is_passkey(request_, cast.imran, answer(passkey_challenge(request_, cast.imran)))


def test_without_a_challenge_no_passkey_is_believed(request_, cast):
    passkey = Passkey(cast.imran, b"imran's key 0001")
    question = {"publicKey": {"challenge": b64(b"\1" * 32)}}
    assert not is_passkey(request_, cast.imran, passkey.answer(question))
    for _ in range(9):
        is_passkey(request_, cast.imran, "")
    with pytest.raises(Refused, match="Wait five minutes"):
        is_passkey(request_, cast.imran, "")


def test_a_password_is_proved_again_and_wrong_ones_are_counted(cast):
    cast.imran.set_password(PASSWORD)
    assert is_password(cast.imran, PASSWORD)
    for _ in range(10):
        assert not is_password(cast.imran, "wrong")
    with pytest.raises(Refused, match="Wait five minutes"):
        is_password(cast.imran, PASSWORD)
    assert not is_password(cast.priya, ""), "another account is not held"


def test_wrong_tries_are_counted_even_when_the_page_then_refuses(cast):
    def refused_page():
        with transaction.atomic():
            is_password(cast.imran, "wrong")
            raise Refused("That did not open it.")

    for _ in range(10):
        with tries.written_afterwards(), pytest.raises(Refused, match="did not open"):
            refused_page()
    with pytest.raises(Refused, match="Wait five minutes"):
        is_password(cast.imran, PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_wrong_tries_of_one_moment_are_counted_each(cast):
    start = Barrier(6)

    def wrong(_number):
        try:
            with tries.written_afterwards():
                tries.refuse_too_many(what)
                tries.was_wrong(what)
                start.wait(10)
        finally:
            connection.close()

    what = f"password {cast.imran.pk}"
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(wrong, range(6)))
    for _ in range(4):
        tries.refuse_too_many(what)
        tries.was_wrong(what)
    with pytest.raises(Refused, match="Wait five minutes"):
        tries.refuse_too_many(what)
