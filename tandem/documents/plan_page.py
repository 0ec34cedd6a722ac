"""The plan on one page, for the person to keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from tandem.documents.letters import letters_in
from tandem.documents.typeset import typeset
from tandem.documents.words import Day, Words, full_day, name_in, near_day, words_in

# More letters than one page holds at the smallest size: trying to fit them would only take time.
TOO_LONG_FOR_ONE = 6000

Who = Literal["person", "worker"]


@dataclass(frozen=True)
class StepLine:
    """A promise: who does what, by when, and how it stands."""

    who: Who
    who_name: str
    words: Words
    by_day: Day | None = None
    state: str = ""  # in words, in the page's language: "Promised", "Doing", "Done"
    is_done: bool = False


@dataclass(frozen=True)
class GoalLine:
    number: int
    words: Words
    because: tuple[str, ...] = ()  # the items it comes from
    person_answer: str = ""  # in words: "Yes, I agree"
    worker_answer: str = ""
    agreement_note: str = ""  # a sentence, such as one about a lapsed agreement
    own_words: Words | None = None  # what the person said about agreeing
    steps: tuple[StepLine, ...] = ()
    worker_name: str = ""  # whose answer the worker's is; empty: the page's worker


@dataclass(frozen=True)
class Gap:
    """Both marks on one line of steps, counted from 0."""

    steps: int
    person: int
    worker: int


@dataclass(frozen=True)
class DifferenceLine:
    area: str
    item: str = ""
    person_mark: str = ""
    person_words: Words | None = None
    worker_mark: str = ""
    worker_words: Words | None = None
    talked: str = ""  # a sentence
    outcome: str = ""  # a sentence
    look_again: Day | None = None
    gap: Gap | None = None
    worker_name: str = ""  # whose view the worker's is; empty: the page's worker


@dataclass(frozen=True)
class StrengthLine:
    area: str
    person: Words | None = None
    worker: Words | None = None
    # How each sees it now, in words: "Hard".
    person_mark: str = ""
    worker_mark: str = ""
    # Whose the worker's words and mark are, by name; empty: the page's worker.
    worker_by: str = ""
    worker_mark_by: str = ""


@dataclass(frozen=True)
class ComeBack:
    on: Day
    what: str = ""


@dataclass(frozen=True)
class PlanPage:
    language: str
    person: str  # as they are called
    worker: str
    organisation: str
    printed_on: date
    version_code: str  # a short digest of the plan's words
    reasons: tuple[Words, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    differences: tuple[DifferenceLine, ...] = ()
    strengths: tuple[StrengthLine, ...] = ()
    come_back: tuple[ComeBack, ...] = ()
    not_answered: tuple[str, ...] = ()  # sentences
    requirements: tuple[str, ...] = ()  # sentences
    is_practice: bool = False
    made_without_person: str = ""  # a sentence, when the person was not there
    requirements_note: str = ""  # what is said before the requirements


def print_plan(page: PlanPage) -> bytes:
    """One A4 page wherever it fits, else a second that says so; tagged PDF/UA-1."""
    return typeset("plan_page.typ", page.language, page, plan_layout)


def plan_layout(page: PlanPage) -> Mapping[str, object]:
    person, worker = name_in(page.person), name_in(page.worker)
    names = {"person": person, "worker": worker}
    return {
        "is_long": letters_in(page) > TOO_LONG_FOR_ONE,
        "title": _("%(person)s's plan") % names,
        "person": person,
        "worker": worker,
        "with": _("with %(worker)s") % names,
        "organisation": name_in(page.organisation),
        "day": full_day(page.printed_on),
        "code": _("Plan %(code)s") % {"code": name_in(page.version_code)},
        "practice": _("Practice. This is not a real person.") if page.is_practice else "",
        "made_without_person": page.made_without_person,
        "reasons_title": _("My reasons"),
        "reasons": [words_in(reason) for reason in page.reasons if reason.text],
        "goals": [goal_layout(goal, page) for goal in page.goals],
        "no_goal_title": _("No goal yet"),
        "no_goal": _("There is room here for the first one. It can be small."),
        "steps_header": [_("Who"), _("What"), _("By when"), _("How it is")],
        "requirements_title": _("Things that have to happen"),
        "requirements_note": page.requirements_note,
        "requirements": page.requirements,
        "strengths_title": _("How it is now, and what is good")
        if any(line.person_mark or line.worker_mark for line in page.strengths)
        else _("What is good now"),
        **strengths_layout(page),
        "differences_title": _("Where we see it differently"),
        "differences": [difference_layout(line, page) for line in page.differences],
        "come_back_title": _("When we look again"),
        "come_back": [
            {"on": near_day(line.on, page.printed_on), "what": line.what} for line in page.come_back
        ],
        "not_answered_title": _("Not answered"),
        "not_answered": page.not_answered,
        "good_bye": _(
            "This page is yours. It shows what %(person)s will do and what %(worker)s will do."
        )
        % {"person": person, "worker": who_promised(page)}
        if page.goals
        else _("This page is yours."),
    }


def who_promised(page: PlanPage) -> str:
    """The workers whose promises are on the page; the page's worker where there are none."""
    steps = [step for goal in page.goals for step in goal.steps if step.who == "worker"]
    return ", ".join(dict.fromkeys(name_in(s.who_name) for s in steps)) or name_in(page.worker)


def strengths_layout(page: PlanPage) -> Mapping[str, object]:
    """Where several workers speak in one column, each stands by name before what is theirs."""
    by = [
        (
            name_in(line.worker_mark_by or page.worker) if line.worker_mark else "",
            name_in(line.worker_by or page.worker) if line.worker else "",
        )
        for line in page.strengths
    ]
    workers = [name for name in dict.fromkeys(name for pair in by for name in pair) if name]
    is_named = len(workers) > 1
    return {
        "strengths_header": [
            _("Where"),
            name_in(page.person),
            ", ".join(workers) or name_in(page.worker),
        ],
        "strengths": [
            {
                "area": line.area,
                "person": words_in(line.person),
                "worker": words_in(line.worker),
                "person_mark": line.person_mark,
                "worker_mark": line.worker_mark,
                "worker_mark_by": mark_by if is_named else "",
                "worker_by": words_by if is_named and words_by != mark_by else "",
            }
            for line, (mark_by, words_by) in zip(page.strengths, by, strict=True)
        ],
    }


def goal_layout(goal: GoalLine, page: PlanPage) -> Mapping[str, object]:
    return {
        "label": _("Goal %(number)s") % {"number": goal.number},
        "words": words_in(goal.words),
        "because_label": _("This comes from"),
        "because": ", ".join(goal.because),
        "person_answer": goal.person_answer,
        "worker_answer": goal.worker_answer,
        "worker": name_in(goal.worker_name or page.worker),
        "own_words": words_in(goal.own_words),
        "note": goal.agreement_note,
        "steps": [
            {
                "who": step.who,
                "name": name_in(step.who_name),
                "words": words_in(step.words),
                "by": near_day(step.by_day, page.printed_on),
                "state": step.state,
                "is_done": step.is_done,
            }
            for step in goal.steps
        ],
    }


def difference_layout(line: DifferenceLine, page: PlanPage) -> Mapping[str, object]:
    again = near_day(line.look_again, page.printed_on)
    return {
        "area": line.area,
        "item": line.item,
        "person_mark": line.person_mark,
        "person_words": words_in(line.person_words),
        "worker": name_in(line.worker_name or page.worker),
        "worker_mark": line.worker_mark,
        "worker_words": words_in(line.worker_words),
        "gap": line.gap and [line.gap.steps, line.gap.person, line.gap.worker],
        "talked": line.talked,
        "outcome": line.outcome,
        "look_again": _("We look again on %(day)s.") % {"day": again} if again else "",
    }
