"""A dated copy of one answer, for whoever gave it to keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tandem.documents.typeset import typeset
from tandem.documents.words import Words, full_day, language_code, name_in, words_in


@dataclass(frozen=True)
class ReadStep:
    """A step as it was read: who does what, by when."""

    who: str  # "person" or "worker": on whose side it is done
    who_name: str
    words: Words
    by: str


@dataclass(frozen=True)
class ReadGoal:
    """What is no `Words` is as the page said it: "Goal 1", "by 4 December 2026"."""

    label: str
    words: Words
    required: str = ""  # what of an order it is there for, where it has to happen
    by: str = ""
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
    fixed_in: str  # the language of the fixed words around what was read
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
        "fixed_in": language_code(page.fixed_in),
        "goals": [
            {
                "label": goal.label,
                "words": words_in(goal.words),
                "required": goal.required,
                "by": goal.by,
                "steps": [
                    {
                        "who": step.who,
                        "name": name_in(step.who_name),
                        "words": words_in(step.words),
                        "by": step.by,
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
