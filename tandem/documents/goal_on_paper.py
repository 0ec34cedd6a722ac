"""A goal of the printed plan, with its steps and what was said of it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tandem.documents.plan_parts import GoalLine, PlanPage, RemarkOnPaper, StepLine
from tandem.documents.words import name_in, near_day, words_in


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
        "name": _who(step),
        "words": words_in(step.words),
        "by": near_day(step.by_day, page.printed_on),
        "state": step.state,
        "is_done": step.is_done,
    }


def _who(step: StepLine) -> str:
    """Who promised it, and who carries it now."""
    if not step.now:
        return name_in(step.who_name)
    told = {"name": name_in(step.who_name), "other": name_in(step.now)}
    return _("%(name)s, now %(other)s") % told
