"""The plan as it is printed, in the person's language whatever the screen speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from tandem.assessments.differences_page import shown_day
from tandem.documents.plan_page import (
    ComeBack,
    DifferenceLine,
    Gap,
    GoalLine,
    PlanPage,
    StepLine,
    StrengthLine,
)
from tandem.documents.words import Words
from tandem.instruments.loader import newest
from tandem.people.models import Person
from tandem.plans.forms import answers
from tandem.plans.gaps import ShownDifference
from tandem.plans.models import Step
from tandem.plans.queries import ShownGoal, ShownPlan, plan_of
from tandem.plans.reasons import Names, speaker
from tandem.plans.rules import Agreement, Asked
from tandem.plans.seen import SeenNow, passed, seen_now


def plan_page(
    person: Person,
    names: Names,
    *,
    mode: str,
    today: date,
    order: Callable[[Person], str] | None = None,
) -> PlanPage:
    """`order` says what the order is, where whoever prints may know it."""
    with override(person.page_language):
        told = order(person) if order else ""
        plan = plan_of(person, names, mode=mode, today=today, order=told)
        return PlanPage(
            language=person.page_language,
            person=names["person"],
            worker=names["worker"],
            organisation=person.organisation.name,
            printed_on=today,
            version_code=plan.code,
            reasons=tuple(plan.reasons),
            goals=tuple(_goal(goal, names) for goal in plan.active),
            differences=tuple(_difference(line) for line in plan.differences),
            strengths=tuple(_seen(seen, plan) for seen in seen_now(plan.sheet, names)),
            come_back=tuple(ComeBack(day, area) for day, area in plan.come_back),
            requirements_note=" ".join(plan.court),
            requirements=(plan.order,) if plan.order else (),
            not_answered=tuple(passed(plan.sheet, names)),
            is_practice=person.is_practice,
            made_without_person=plan.made_alone,
        )


def _goal(shown: ShownGoal, names: Names) -> GoalLine:
    return GoalLine(
        number=shown.goal.number,
        words=Words(shown.goal.words, shown.goal.language),
        because=tuple(shown.because),
        person_answer=_with_code(_answer(shown.person, "person"), shown),
        worker_name=shown.worker.by,
        worker_answer=_answer(shown.worker, "worker"),
        agreement_note=_lapsed(shown, names),
        own_words=(
            Words(shown.person.words, shown.person.language)
            if shown.person.stands and shown.person.words
            else None
        ),
        steps=tuple(
            StepLine(
                who="person" if line.step.who == "person" else "worker",
                who_name=line.who_name,
                words=Words(line.step.words, line.step.language),
                by_day=line.step.due_on or _("no day yet"),
                state=state_words(line.step),
                is_done=line.step.state == "done",
            )
            for line in shown.steps
        ),
    )


def _answer(said: Agreement, party: str) -> str:
    if said.stands and said.answer:
        return dict(answers())[said.answer]
    if said.has_lapsed:
        return ""  # The note says it, once for both.
    if party == "worker":
        return _("no answer yet")
    if said.asked == Asked.COULD_NOT:
        reason = said.because.rstrip(". ")
        return speaker({}).sentence(newest("agreement"), "could_not", reason=reason)
    return speaker({}).sentence(newest("agreement"), "not_yet")


def _with_code(answer: str, shown: ShownGoal) -> str:
    """The person's receipt: which words they answered, to be compared by eye."""
    if not shown.person.stands:
        return answer
    return _("%(answer)s (code %(code)s)") % {"answer": answer, "code": shown.code}


def _lapsed(shown: ShownGoal, names: Names) -> str:
    """Whose answer was about other words, and when it was given."""
    lapsed = [
        (name, said.on)
        for name, said in (
            (names["person"], shown.person),
            (shown.worker.by or names["worker"], shown.worker),
        )
        if said.has_lapsed and said.on
    ]
    if not lapsed:
        return ""
    found = " ".join(
        _("%(name)s answered on %(day)s.") % {"name": name, "day": shown_day(on)}
        for name, on in lapsed
    )
    return found + " " + _("But the words are new. We ask again.")


def _seen(seen: SeenNow, plan: ShownPlan) -> StrengthLine:
    """Marks that are printed as a difference are not printed twice."""
    is_below = any(line.about == seen.about for line in plan.differences)
    mine, theirs = (None, None) if is_below else (seen.person_mark, seen.worker_mark)
    return StrengthLine(
        area=seen.where,
        person=seen.person.words if seen.person else None,
        worker=seen.worker.words if seen.worker else None,
        person_mark=mine.words.text if mine else "",
        worker_mark=theirs.words.text if theirs else "",
        worker_by=seen.worker.by if seen.worker else "",
        worker_mark_by=theirs.by if theirs else "",
    )


def _difference(line: ShownDifference) -> DifferenceLine:
    gap = None
    if line.steps and line.person.step is not None and line.worker.step is not None:
        gap = Gap(line.steps, line.person.step, line.worker.step)
    return DifferenceLine(
        area=line.area,
        item=line.asked,
        person_mark=line.person.mark,
        person_words=Words(line.person.words, line.person.language),
        worker_name=line.worker.by,
        worker_mark=line.worker.mark,
        worker_words=Words(line.worker.words, line.worker.language),
        talked=" ".join(line.state),
        gap=gap,
    )


def state_words(step: Step) -> str:
    match step.state:
        case "done":
            return _("Done")
        case "doing":
            return _("Doing")
        case "dropped":
            return _("Dropped")
    return _("Promised") if step.who == "worker" else _("To do")
