"""Pure: what in words would tell who they are about. No Django.

It finds what a machine can: names, references, and what is written like an address of any kind or a
day. Whoever offers the words reads them for all else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tandem.lib.text import search_key

# An e-mail address, a postcode, a number to ring or a whole day.
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf"
    "|awst|medi|hydref|tachwedd|rhagfyr"
)
TELLS = re.compile(
    r"\S+@\S+|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b|\d[\d /.\-]{4,}\d"
    rf"|\b\d{{1,2}}(?:[a-z]{{2,3}})?\s+(?:o\s+)?(?:{MONTHS})\b"
    rf"|\b(?:{MONTHS})\s+\d{{1,2}}(?:[a-z]{{2}})?\b",
    re.ASCII | re.IGNORECASE,
)
# A word, with the apostrophes inside of it and no other sign.
PART = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
# "Danielle's" names her.
OF = re.compile(r"['’‘`]s$")
# One letter is an initial, and many a word.
LEAST = 2


def tells(words: str, names: Iterable[str]) -> str:
    """The first part that tells, as it is written; nothing where none does."""
    known = {key for name in names for key in search_key(name).split() if len(key) >= LEAST}
    words = unicodedata.normalize("NFC", words)  # a letter and its accent are one
    for match in PART.finditer(words):
        part = match.group()
        if known.intersection([*search_key(part).split(), *search_key(OF.sub("", part)).split()]):
            return part
    found = TELLS.search(words)
    return found.group() if found else ""
