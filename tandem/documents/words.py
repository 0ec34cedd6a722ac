"""What every printed page is made of: somebody's words, and days."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, override

Day = date | str  # a date is written out in the page's language; a text stands as it is


@dataclass(frozen=True)
class Words:
    """What somebody said, in the language they said it in."""

    text: str
    language: str = ""  # empty: the page's language


LONGEST_NAME = 300


def name_in(name: str) -> str:
    """A name stands in many places, so an endless one is cut: it would never be done."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"


def words_in(words: Words | None) -> dict[str, str] | None:
    """As the templates read them: None when nothing was said."""
    if words is None or not words.text:
        return None
    return {"text": words.text, "language": language_code(words.language)}


def language_code(language: str) -> str:
    """The plain code that the typesetter takes; the active language where there is none."""
    code = re.split(r"[-_]", language)[0].lower()
    if re.fullmatch(r"[a-z]{2,3}", code):
        return code
    return (get_language() or "en").split("-")[0]


def full_day(day: Day | None) -> str:
    """ "3 March 2026"; empty when there is no day."""
    return date_format(day, "j F Y") if isinstance(day, date) else day or ""


def near_day(day: Day | None, printed_on: date) -> str:
    """ "Fri 13 March", with the year only when it is not the year of printing."""
    if isinstance(day, date):
        return _near(day, day.year == printed_on.year, get_language() or "en")
    return day or ""


@lru_cache(maxsize=1024)
def _near(day: date, is_this_year: bool, language: str) -> str:
    """Written out once: a plan names the same few days over and over."""
    with override(language):
        return date_format(day, "D j F" if is_this_year else "D j F Y")
