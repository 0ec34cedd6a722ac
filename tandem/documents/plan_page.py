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
# One page of A4; big print; Easy Read with its pictures.
Size = Literal["page", "large", "easy"]


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
class RemarkOnPaper:
    """ "I see this differently" and what was answered, each under a name."""

    name: str
    words: Words


@dataclass(frozen=True)
class AskedOnPaper:
    """What was asked for so that a goal can be reached, and how that stands."""

    words: Words
    told: str  # sentences: how much, and yes or no
    said: tuple[RemarkOnPaper, ...] = ()  # a reason for no, what it changed


@dataclass(frozen=True)
class GoalLine:
    number: int
    words: Words
    by_day: Day | None = None
    is_later: bool = False
    required: str = ""  # what of an order it is there for, where it has to happen
    because: tuple[str, ...] = ()  # the items it comes from
    person_answer: str = ""  # in words: "Yes, I agree"
    worker_answer: str = ""
    agreement_note: str = ""  # a sentence, such as one about a lapsed agreement
    own_words: Words | None = None  # what the person said about agreeing
    steps: tuple[StepLine, ...] = ()
    worker_name: str = ""  # whose answer the worker's is; empty: the page's worker
    remarks: tuple[RemarkOnPaper, ...] = ()
    asked: tuple[AskedOnPaper, ...] = ()
    picture: bytes = b""  # in Easy Read: of the area that it comes from


@dataclass(frozen=True)
class WholeAnswer:
    """What each said to the whole plan, in words."""

    person_answer: str = ""
    worker_answer: str = ""
    worker_name: str = ""  # empty: the page's worker
    note: str = ""  # a sentence, when the plan changed since
    own_words: Words | None = None


@dataclass(frozen=True)
class NewsLine:
    """What was said since the last time, of a goal or of something else, and by whom."""

    about: str
    told: str
    words: Words | None = None


@dataclass(frozen=True)
class EasyLine:
    """A line of Easy Read with a drawing beside it, as SVG."""

    picture: bytes
    line: str


@dataclass(frozen=True)
class EasyPictures:
    """What stands beside the heads of the parts, as SVG."""

    goal: bytes = b""
    promise: bytes = b""
    court: bytes = b""
    good: bytes = b""
    differ: bytes = b""
    day: bytes = b""


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
class LeafLine:
    """What stands on a further page of the plan, such as what the person brings."""

    who: str  # a party, both, or "" where it is nobody's
    who_name: str
    under: str  # the heading that it stands under
    words: Words
    remarks: tuple[RemarkOnPaper, ...] = ()


@dataclass(frozen=True)
class LeafPart:
    title: str
    lines: tuple[LeafLine, ...]
    picture: bytes = b""  # in Easy Read, as SVG


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
    whole: WholeAnswer | None = None
    # Promised before there was a goal.
    promises: tuple[StepLine, ...] = ()
    differences: tuple[DifferenceLine, ...] = ()
    strengths: tuple[StrengthLine, ...] = ()
    come_back: tuple[ComeBack, ...] = ()
    meeting: str = ""  # when the two meet next, as sentences
    not_answered: tuple[str, ...] = ()  # sentences
    requirements: tuple[str, ...] = ()  # sentences
    is_practice: bool = False
    made_without_person: str = ""  # a sentence, when the person was not there
    requirements_note: str = ""  # what is said before the requirements
    leaves: tuple[LeafPart, ...] = ()
    size: Size = "page"
    # What is new since the two last sat together; None where nobody asked.
    since: Day | None = None
    news: tuple[NewsLine, ...] = ()
    pictures: EasyPictures = EasyPictures()
    easy_end: tuple[EasyLine, ...] = ()


def print_plan(page: PlanPage) -> bytes:
    """One A4 page wherever it fits, else a second that says so; in big print and in Easy Read as
    many as it takes. Tagged PDF/UA-1."""
    template = "plan_easy.typ" if page.size == "easy" else "plan_page.typ"
    return typeset(template, page.language, page, plan_layout)


def plan_layout(page: PlanPage) -> Mapping[str, object]:
    person, worker = name_in(page.person), name_in(page.worker)
    names = {"person": person, "worker": worker}
    return {
        "is_long": letters_in(page) > TOO_LONG_FOR_ONE,
        "is_large": page.size == "large",
        "title": _("%(person)s's plan") % names,
        "person": person,
        "worker": worker,
        "with": _("with %(worker)s") % names,
        "organisation": name_in(page.organisation),
        "day": full_day(page.printed_on),
        "code": _("Plan %(code)s") % {"code": name_in(page.version_code)},
        "practice": _("Practice. This is not a real person.") if page.is_practice else "",
        "made_without_person": page.made_without_person,
        "meeting": page.meeting,
        "made_by": _("%(person)s and %(worker)s made this plan.") % names,
        "news_title": _("What is new since %(day)s") % {"day": full_day(page.since)},
        "news": [
            {"about": line.about, "told": line.told, "words": words_in(line.words)}
            for line in page.news
        ],
        "no_news": _("Nothing has changed.") if page.since and not page.news else "",
        "pictures": {
            "goal": page.pictures.goal.decode(),
            "promise": page.pictures.promise.decode(),
            "court": page.pictures.court.decode(),
            "good": page.pictures.good.decode(),
            "differ": page.pictures.differ.decode(),
            "day": page.pictures.day.decode(),
        },
        "easy_end": [[line.picture.decode(), line.line] for line in page.easy_end],
        "reasons_title": _("My reasons"),
        "reasons": [words_in(reason) for reason in page.reasons if reason.text],
        "remarks_label": _("I see this differently"),
        "goals": [goal_layout(goal, page) for goal in page.goals],
        "whole_title": _("The whole plan"),
        "whole": page.whole
        and {
            "person_answer": page.whole.person_answer,
            "worker_answer": page.whole.worker_answer,
            "worker": name_in(page.whole.worker_name or page.worker),
            "own_words": words_in(page.whole.own_words),
            "note": page.whole.note,
        },
        "no_goal_title": _("No goal yet"),
        "no_goal": _("There is room here for the first one. It can be small."),
        "promises_title": _("Promises from a first hello"),
        "promises": {"steps": [step_layout(step, page) for step in page.promises]},
        "steps_header": [_("Who"), _("What"), _("By when"), _("How it is")],
        "good_title": _("What is good now"),
        "leaves": [
            {
                "title": leaf.title,
                "picture": leaf.picture.decode(),
                "lines": [
                    {
                        "who": line.who,
                        "name": name_in(line.who_name),
                        "under": line.under,
                        "words": words_in(line.words),
                        "remarks": [remark_layout(one) for one in line.remarks],
                    }
                    for line in leaf.lines
                ],
            }
            for leaf in page.leaves
        ],
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
    lines = [*page.promises, *(step for goal in page.goals for step in goal.steps)]
    steps = [step for step in lines if step.who == "worker"]
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


def goal_label(goal: GoalLine, page: PlanPage) -> str:
    told = {"number": goal.number, "day": near_day(goal.by_day, page.printed_on)}
    if goal.by_day:
        return _("Goal %(number)s, by %(day)s") % told
    if goal.is_later:
        return _("Goal %(number)s, for later") % told
    return _("Goal %(number)s") % told


def goal_layout(goal: GoalLine, page: PlanPage) -> Mapping[str, object]:
    return {
        "label": goal_label(goal, page),
        "picture": goal.picture.decode(),
        "words": words_in(goal.words),
        "required": _("This has to happen: %(what)s") % {"what": goal.required}
        if goal.required
        else "",
        "because_label": _("This comes from"),
        "because": " · ".join(goal.because),
        "person_answer": goal.person_answer,
        "worker_answer": goal.worker_answer,
        "worker": name_in(goal.worker_name or page.worker),
        "own_words": words_in(goal.own_words),
        "note": goal.agreement_note,
        "steps": [step_layout(step, page) for step in goal.steps],
        "remarks": [remark_layout(one) for one in goal.remarks],
        "asked_label": _("Asked of the fund"),
        "asked": [
            {
                "words": words_in(one.words),
                "told": one.told,
                "said": [remark_layout(more) for more in one.said],
            }
            for one in goal.asked
        ],
    }


def remark_layout(one: RemarkOnPaper) -> Mapping[str, object]:
    return {"name": name_in(one.name), "words": words_in(one.words)}


def step_layout(step: StepLine, page: PlanPage) -> Mapping[str, object]:
    return {
        "who": step.who,
        "name": name_in(step.who_name),
        "words": words_in(step.words),
        "by": near_day(step.by_day, page.printed_on),
        "state": step.state,
        "is_done": step.is_done,
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
