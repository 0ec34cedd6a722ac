"""The digest chain of a thread. SHA-256 (FIPS 180-4) over canonical JSON.

A commitment is sha256(salt, canonical value): without the salt it says nothing, so that destroying
a saying destroys its words while the chain over the commitments still verifies.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SALT_BYTES = 16
FIRST = b""


def canonical(value: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(salt: bytes, value: Any) -> bytes:
    """32 bytes. `salt` is SALT_BYTES random bytes."""
    return hashlib.sha256(salt + canonical(value)).digest()


def link(previous: bytes, facts: Mapping[str, Any], committed: bytes) -> bytes:
    """The digest of an entry: 32 bytes over the one before, the entry's facts, its commitment."""
    return hashlib.sha256(previous + canonical(dict(facts)) + committed).digest()
