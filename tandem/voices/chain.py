"""The digest chain of a thread. SHA-256 (FIPS 180-4) over canonical JSON.

A commitment is sha256(salt, canonical value): without the salt it says nothing, so that destroying
a saying destroys its words while the chain over the commitments still verifies.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

SALT_BYTES = 16


def canonical(value: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8.

    TypeError for a fraction or a key that is no text: the database spells them in its own way, so
    that what is read back would not prove what was written.
    """
    _has_one_spelling(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def root(facts: Mapping[str, Any]) -> bytes:
    """What a thread's first entry follows: 32 bytes over whose thread it is."""
    return hashlib.sha256(canonical(dict(facts))).digest()


def commitment(salt: bytes, value: Any) -> bytes:
    """32 bytes. `salt` is SALT_BYTES random bytes."""
    return hashlib.sha256(salt + canonical(value)).digest()


def link(previous: bytes, facts: Mapping[str, Any], committed: bytes) -> bytes:
    """The digest of an entry: 32 bytes over the one before, the entry's facts, its commitment."""
    return hashlib.sha256(previous + canonical(dict(facts)) + committed).digest()


def act(salt: bytes, content: Sequence[Any]) -> bytes:
    """What an act asked for: 32 bytes, under the salt of its words, so that it goes with them."""
    return hashlib.sha256(b"act" + salt + canonical(list(content))).digest()


def _has_one_spelling(value: Any) -> None:
    match value:
        case None | str() | bool() | int():
            return
        case Mapping():
            for key, each in value.items():
                if not isinstance(key, str):
                    raise TypeError(f"The key {key!r} is no text.")
                _has_one_spelling(each)
        case list() | tuple():
            for each in value:
                _has_one_spelling(each)
        case _:
            raise TypeError(f"A {type(value).__name__} has no one spelling.")
