"""What was submitted, checked against its item and put into the one form that is stored."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tandem.instruments.schema import Item
from tandem.lib.refused import Refused

LONGEST = 10_000
_NUMBER = re.compile(r"[0-9]{1,6}")
_TENS = {str(number): number for number in range(11)}

# A choice key, keys in the item's own order, 0 to 10, text, a date, or {"words", "due_on"}.
Value = str | int | list[str] | dict[str, str | None]


def clean(item: Item, raw: str | Sequence[str]) -> Value:
    """The value to store. Raises Refused with a sentence for the reader.

    one, scale: the key. many: a list of keys, perhaps empty. ten, number: an int. words: text,
    perhaps empty (words taken back). date: "2026-03-09". words_and_date: {"words": text,
    "due_on": "2026-03-09" or None}, from the two in that order.
    """
    given = [raw] if isinstance(raw, str) else list(raw)
    if not all(isinstance(part, str) for part in given):
        raise Refused(_("This answer could not be read. Please try again."))
    if item.kind == "many":
        return _many(item, given)
    if item.kind == "words_and_date":
        return _words_and_date(given)
    if len(given) > 1:
        raise Refused(_("Please give one answer only."))
    only = given[0] if given else ""
    if item.kind == "words":
        return clean_text(only)
    if item.kind == "date":
        return _date(only)
    if item.kind == "ten":
        if only.strip() not in _TENS:
            raise Refused(_("Please choose a number from 0 to 10."))
        return _TENS[only.strip()]
    if item.kind == "number":
        if not _NUMBER.fullmatch(only.strip()):
            raise Refused(_("Please give a whole number, from 0 to 999,999."))
        return int(only)
    if only not in {choice.key for choice in item.choices}:
        raise Refused(_("Please choose one of the answers."))
    return only


def clean_text(raw: str) -> str:
    """Words as they were written, without the characters that no one can see or store."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in text if letter in "\n\t" or not _is_unseen(letter)).strip()
    if len(text) > LONGEST:
        raise Refused(
            _("Letters too many: %(more)s. Please make it shorter.")
            % {"more": f"{len(text) - LONGEST:,}"}
        )
    return text


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs")


def _many(item: Item, given: list[str]) -> list[str]:
    chosen = {key for key in given if key}
    known = [choice.key for choice in item.choices]
    if not chosen <= set(known):
        raise Refused(_("Please choose from the answers here."))
    return [key for key in known if key in chosen]


def _date(raw: str) -> str:
    try:
        day = dt.date.fromisoformat(raw.strip())
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2200:
        raise Refused(_("Please give the date as year, month and day, like 2026-03-09."))
    return day.isoformat()


def _words_and_date(given: list[str]) -> dict[str, str | None]:
    if len(given) > 2:
        raise Refused(_("Please give one answer only."))
    words = clean_text(given[0]) if given else ""
    due_on = _date(given[1]) if len(given) == 2 and given[1].strip() else None
    if due_on and not words:
        raise Refused(_("Please write what will be done by that date."))
    return {"words": words, "due_on": due_on}
