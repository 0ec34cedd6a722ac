"""Words that the database does not hold: sealed with a key of the installation.

The key is derived from the installation's secret, which stands in no table, so neither a dump nor a
backup of the database says a word. Each is bound to its own row: put into another row, it does not
open.
"""

import json
import secrets
from collections.abc import Iterator, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

NONCE = 12
# Lengths are rounded up, so that they tell little of what is said.
BLOCK = 512


class Shut(Exception):
    """No key of this installation opens it."""


def seal(words: Mapping[str, str], *, row: str) -> bytes:
    """`row` names the row that it belongs to, and what of the row may not be changed."""
    plain = json.dumps(words).encode()
    plain = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(next(_keys())).encrypt(nonce, plain, row.encode())


def unseal(sealed: bytes, *, row: str) -> dict[str, str]:
    nonce, closed = sealed[:NONCE], sealed[NONCE:]
    for key in _keys():
        try:
            words: dict[str, str] = json.loads(AESGCM(key).decrypt(nonce, closed, row.encode()))
        except InvalidTag:
            continue
        return words
    raise Shut


def _keys() -> Iterator[bytes]:
    """256 bits each: the one to seal with, then those of secrets that were in use before."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("tandem.restricted", "", secret=secret, algorithm="sha256").digest()
