"""Pure: what people said after their sittings, added up so that nobody can be told from it. No
Django.

Only months that have ended count, joined until enough people answered in them: what is told never
moves by one reply, so it cannot be looked at before and after a sitting. A share is told in tenths,
and neither "all" nor "nobody" ever is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.lib.shares import ENOUGH, joined, newest_of_each, tenths

MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class Reply:
    person: UUID
    on: date
    # By the key of a question: the answer.
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """Some months in which enough people answered."""

    first: date
    last: date
    people: int
    # By question: how many in ten said yes, from 1 to 9. Too few answers: not here.
    yes: Mapping[str, int]


def added_up(replies: Iterable[Reply], questions: Iterable[str], today: date) -> list[Span]:
    """The newest span first. Months that were not enough at the end wait for the next ones."""
    asked = list(questions)
    spans = [_span(some, asked) for some in joined(replies, today)]
    return spans[: -MOST_SPANS - 1 : -1]


def _span(replies: list[Reply], questions: list[str]) -> Span:
    yes = {}
    for key in questions:
        newest = newest_of_each(one for one in replies if key in one.answers)
        if len(newest) >= ENOUGH:
            said_yes = sum(one.answers[key] == "yes" for one in newest)
            yes[key] = tenths([said_yes, len(newest) - said_yes])[0]
    days = [one.on for one in replies]
    return Span(min(days), max(days), len({one.person for one in replies}), yes)
