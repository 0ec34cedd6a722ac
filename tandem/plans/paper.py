"""The plan as it is printed, in the person's language whatever the screen speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from tandem.documents.plan_parts import (
    AskedOnPaper,
    ComeBack,
    DifferenceLine,
    EasyLine,
    EasyPictures,
    Gap,
    GoalLine,
    NewsLine,
    PlanPage,
    Size,
    StepLine,
    StrengthLine,
)
from tandem.documents.words import Words
from tandem.instruments.easy import easy
from tandem.people.models import Person
from tandem.plans.agreed_paper import (
    answer_on_paper,
    lapsed_on_paper,
    own_words,
    whole_answer,
    with_code,
)
from tandem.plans.forks_on_paper import forks_on_paper
from tandem.plans.gaps import ShownDifference
from tandem.plans.history import Moment, history, history_of_whole, last_time
from tandem.plans.leaves_on_paper import leaves_on_paper, remarks_on_paper
from tandem.plans.meetings import sentence
from tandem.plans.models import Step
from tandem.plans.news import beside_goals
from tandem.plans.promised import ShownPromise
from tandem.plans.queries import ShownGoal, ShownPlan, plan_of
from tandem.plans.reasons import Names
from tandem.plans.seen import SeenNow, passed, seen_now
from tandem.ui.pictures import on_paper
from tandem.voices.fold import Said

# Beside the one page of A4: how else the plan is printed.
WAYS = ("large", "easy", "new")
_SIZES: dict[str, Size] = {"large": "large", "easy": "easy"}

# What apps above this one print under goals, by the goal: they add themselves when they start.
UNDER_GOALS: list[Callable[[Person, Names], Mapping[UUID, tuple[AskedOnPaper, ...]]]] = []


def plan_page(
    person: Person,
    names: Names,
    *,
    mode: str,
    today: date,
    way: str = "",
    sitting: UUID | None = None,
) -> PlanPage:
    """`way` is one of `WAYS`; `sitting` the one that is open, since before which something can be
    new."""
    with override(person.page_language):
        plan = plan_of(person, names, mode=mode, today=today)
        since = last_time(plan.said, sitting) if way == "new" else None
        under = [add(person, names) for add in UNDER_GOALS]
        return PlanPage(
            language=person.page_language,
            person=names["person"],
            worker=names["worker"],
            organisation=person.organisation.name,
            printed_on=today,
            version_code=plan.whole.code,
            reasons=tuple(plan.reasons),
            goals=tuple(
                _goal(
                    goal, names, tuple(one for each in under for one in each.get(goal.goal.pk, ()))
                )
                for goal in plan.active
            ),
            whole=whole_answer(plan, names),
            promises=tuple(_promise(one) for one in plan.promises),
            differences=tuple(_difference(line) for line in plan.differences),
            strengths=tuple(_seen(seen, plan) for seen in seen_now(plan.sheet, names)),
            meeting=sentence(plan.meeting),
            come_back=tuple(ComeBack(day, area) for day, area in plan.come_back),
            requirements_note=" ".join(plan.court),
            requirements=_requirements(plan),
            leaves=(
                *forks_on_paper(plan.said, names),
                *leaves_on_paper(plan.leaves.values()),
            ),
            not_answered=tuple(passed(plan.sheet, names)),
            is_practice=person.is_practice,
            made_without_person=plan.made_alone,
            size=_SIZES.get(way, "page"),
            since=since.happened_on if since else None,
            news=tuple(_news(plan, names, since)) if since else (),
            pictures=EasyPictures(
                goal=on_paper("flag"),
                promise=on_paper("together"),
                court=on_paper("list"),
                good=on_paper("sun"),
                differ=on_paper("speech"),
                day=on_paper("days"),
            ),
            easy_end=(
                EasyLine(on_paper("speech"), _("You can say: I see this differently.")),
                EasyLine(on_paper("pen"), _("You can change your answer on any day.")),
                EasyLine(on_paper("page"), _("This page is yours.")),
            ),
        )


def _requirements(plan: ShownPlan) -> tuple[str, ...]:
    """The order, each thing that it asks for in its order, and whether all of it fits."""
    if plan.lane is None:
        return ()
    lines = (plan.lane.order, *(one.in_short for one in plan.lane.shown), plan.lane.sentence)
    return tuple(line for line in lines if line)


def _news(plan: ShownPlan, names: Names, since: Said) -> Iterator[NewsLine]:
    for shown in plan.goals:
        label = _("Goal %(number)s") % {"number": shown.goal.number}
        for moment in history(shown.goal.pk, plan.said, names, after=since.seq):
            yield _news_line(label, moment)
    for moment in history_of_whole(plan.said, names, after=since.seq):
        yield _news_line(_("The whole plan"), moment)
    for label, moment in beside_goals(plan.said, plan.lane, names, after=since.seq):
        yield _news_line(label, moment)


def _news_line(label: str, moment: Moment) -> NewsLine:
    words = Words(moment.words, moment.language) if moment.words else None
    told = f"{moment.who}: {moment.happened}"
    if moment.typed_by:
        told += f" ({_('typed by %(name)s') % {'name': moment.typed_by}})"
    return NewsLine(label, told, words)


def _goal(shown: ShownGoal, names: Names, asked: tuple[AskedOnPaper, ...]) -> GoalLine:
    return GoalLine(
        number=shown.goal.number,
        by_day=shown.goal.due_on,
        is_later=shown.goal.is_later,
        required=shown.required,
        words=Words(shown.goal.words, shown.goal.language),
        because=tuple(shown.because),
        person_answer=with_code(answer_on_paper(shown.person, "person"), shown.person),
        worker_name=shown.worker.by,
        worker_answer=answer_on_paper(shown.worker, "worker"),
        agreement_note=lapsed_on_paper(
            shown.person, shown.worker, names, _("But the words are new. We ask again.")
        ),
        own_words=own_words(shown.person),
        steps=tuple(
            StepLine(
                who="person" if line.side == "person" else "worker",
                who_name=line.who_name,
                now=line.now,
                words=Words(line.step.words, line.step.language),
                by_day=line.step.due_on or _("no day yet"),
                state=state_words(line.step),
                is_done=line.step.state == "done",
            )
            for line in shown.steps
        ),
        picture=_picture(shown),
        asked=asked,
        remarks=remarks_on_paper(shown.all_remarks),
    )


def _picture(shown: ShownGoal) -> bytes:
    """Of the first area that the goal comes from."""
    found = easy().areas.get(shown.area)
    return on_paper(found.picture if found else "flag")


def _promise(one: ShownPromise) -> StepLine:
    promise = one.promise
    return StepLine(
        who="person" if promise.party == "person" else "worker",
        who_name=one.who_name,
        now=one.now,
        words=Words(promise.words, promise.entry.language),
        by_day=promise.due_on or _("no day yet"),
        state=promise_words(promise.state),
        is_done=not promise.is_open,
    )


def promise_words(state: str) -> str:
    """The person's own is a promise here too: they gave it before there was a goal."""
    return {"done": _("Done"), "doing": _("Doing")}.get(state, _("Promised"))


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
    if step.stuck and step.state in ("to_do", "doing"):
        return _("Stuck")
    match step.state:
        case "done":
            return _("Done")
        case "doing":
            return _("Doing")
        case "dropped":
            return _("No longer needed")
    return _("Promised") if step.who in ("worker", "colleague") else _("To do")
