"""Pure: what in words would tell who they are about. No Django.

It finds what a machine can: names, references, and what is written like an address of any kind or a
day. Whoever offers the words reads them for all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tandem.lib.text import search_key

# An e-mail address, a postcode, a number to ring or a whole day.
TELLS = re.compile(
    r"\S+@\S+|\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b|\d[\d /.\-]{4,}\d", re.ASCII
)
PART = re.compile(r"[^\s.,;:!?()\[\]“”\"]+")
# "Danielle's" names her.
OF = re.compile(r"['’]s$")
# One letter is an initial, and many a word.
LEAST = 2


def tells(words: str, names: Iterable[str]) -> str:
    """The first part that tells, as it is written; nothing where none does."""
    known = {key for name in names for key in search_key(name).split() if len(key) >= LEAST}
    for match in PART.finditer(words):
        part = match.group()
        if known.intersection([*search_key(part).split(), *search_key(OF.sub("", part)).split()]):
            return part
    found = TELLS.search(words)
    return found.group() if found else ""
