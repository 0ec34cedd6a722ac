"""A dated copy of one answer, for whoever gave it to keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tandem.documents.typeset import typeset
from tandem.documents.words import Day, Words, full_day, name_in, words_in


@dataclass(frozen=True)
class ReadStep:
    """A step as it was read: who does what, by when."""

    who: str  # "person" or "worker": on whose side it is done
    who_name: str
    words: Words
    by_day: Day = ""


@dataclass(frozen=True)
class ReadGoal:
    label: str
    words: Words
    required: str = ""  # what of an order it is there for, where it has to happen
    by_day: Day = ""
    steps: tuple[ReadStep, ...] = ()


@dataclass(frozen=True)
class ReceiptPage:
    language: str
    person: str  # as they are called
    organisation: str
    party: str  # who answered: "person" or "worker"
    name: str  # and by name
    answered_on: date
    about: str  # in words: "Goal 1", "The whole plan"
    answer: str  # in words: "Yes, I agree"
    own_words: Words | None
    read_in: str  # a sentence: in which language
    goals: tuple[ReadGoal, ...]
    code: str
    is_practice: bool = False


def print_receipt(page: ReceiptPage) -> bytes:
    """Tagged PDF/UA-1."""
    return typeset("receipt.typ", page.language, page, receipt_layout)


def receipt_layout(page: ReceiptPage) -> Mapping[str, object]:
    return {
        "title": _("A copy of an answer"),
        "organisation": name_in(page.organisation),
        "practice": _("Practice. This is not a real person.") if page.is_practice else "",
        "day": full_day(page.answered_on),
        "told": _("%(name)s gave this answer on %(day)s.")
        % {"name": name_in(page.name), "day": full_day(page.answered_on)},
        "party": page.party,
        "name": name_in(page.name),
        "about": page.about,
        "answer": page.answer,
        "own_words": words_in(page.own_words),
        "words_title": _("The words that were read"),
        "read_in": page.read_in,
        "goals": [
            {
                "label": goal.label,
                "words": words_in(goal.words),
                "required": _("This has to happen: %(what)s") % {"what": goal.required}
                if goal.required
                else "",
                "by": _by(goal.by_day),
                "steps": [
                    {
                        "who": step.who,
                        "name": name_in(step.who_name),
                        "words": words_in(step.words),
                        "by": _by(step.by_day) or _("no day yet"),
                    }
                    for step in goal.steps
                ],
            }
            for goal in page.goals
        ],
        "code_title": _("The code of these words"),
        "code": page.code,
        "code_note": [_("Other words have another code."), how_to_check(page.organisation)],
        "stays": _("The plan may change. This copy stays as it is."),
    }


def how_to_check(organisation: str) -> str:
    told = {"organisation": name_in(organisation)}
    return _("To check it, show this page at %(organisation)s. They can look up the code.") % told


def _by(day: Day) -> str:
    return _("by %(day)s") % {"day": full_day(day)} if day else ""
