"""Recompute, from the words that were read, what each answer to a goal is bound to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tandem.plans import rules
from tandem.voices.models import Entry, Kind


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it was kept; nobody is named, and no words are said."""

    code: str
    party: str
    answer: str
    on: date
    # In which it was read.
    language: str
    # Whether the words that are kept give this very code.
    holds: bool


def receipts(code: str = "") -> Iterator[Receipt]:
    """Of every answer whose words are still kept, or of those with this code."""
    answers = Entry.objects.filter(kind=Kind.AGREE, saying__value__has_key="digest")
    if code:
        answers = answers.filter(saying__value__digest__startswith=rules.digits_of(code))
    for entry in answers.select_related("saying").order_by("recorded_at").iterator(500):
        value = entry.saying.value
        found = rules.bound_to(value)
        yield Receipt(
            code=rules.short_code(found),
            party=entry.party,
            answer=value["answer"],
            on=entry.happened_on,
            language=value.get("around", {}).get("language", entry.language),
            holds=found == value["digest"],
        )


def broken() -> list[str]:
    """The answers, by their codes, that are bound to other words than are kept with them."""
    return [f"{one.code} of {one.on}" for one in receipts() if not one.holds]
