"""The plan as every page and the printed page show it: one read, one shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import shown_day
from tandem.assessments.names import as_then
from tandem.documents.words import Words, near_day
from tandem.instruments.loader import newest
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.court import said_of_court
from tandem.plans.gaps import ShownDifference, come_back, shown_differences
from tandem.plans.models import Goal, Step
from tandem.plans.reasons import (
    Names,
    Offer,
    Picked,
    Sheet,
    because,
    offers,
    picked,
    sheet_in,
    speaker,
)
from tandem.plans.rows import ToldGoal, goals_of
from tandem.plans.rules import Agreement, Alone, Changed, changed
from tandem.plans.seen import own_reasons
from tandem.voices.actions import open_thread
from tandem.voices.fold import Said
from tandem.voices.models import Thread
from tandem.voices.queries import told_of


@dataclass(frozen=True, slots=True)
class ShownStep:
    step: Step
    who_name: str
    # "Fri 13 March"; empty while the day is open.
    by: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class ShownGoal:
    goal: Goal
    # The worker of the day on which it was worded, by name.
    worded_with: str
    because: list[str]
    steps: list[ShownStep]
    dropped: list[ShownStep]
    person: Agreement
    worker: Agreement
    # The exact text that is agreed to, and its digest.
    text: dict[str, Any]
    digest: str

    def since(self, said: Agreement) -> Changed:
        """What became of the text since this answer."""
        return changed(said.read, self.text)

    @property
    def code(self) -> str:
        return rules.short_code(self.digest)


@dataclass(frozen=True, slots=True)
class ShownPlan:
    thread: Thread
    said: list[Said]
    sheet: Sheet | None
    active: list[ShownGoal]
    reached: list[ShownGoal]
    let_go: list[ShownGoal]
    alone: Alone | None
    # How the plan says that it was made alone; empty where it was not.
    made_alone: str
    picked: list[Picked]
    offers: list[Offer]
    differences: list[ShownDifference]
    # What matters to the person, in their own words.
    reasons: list[Words]
    # When the two look at something again, and at what.
    come_back: list[tuple[date, str]]
    # In statutory work: what has to happen, a sentence each, and what the order is.
    court: list[str]
    order: str

    @property
    def goals(self) -> list[ShownGoal]:
        return [*self.active, *self.reached, *self.let_go]

    @property
    def code(self) -> str:
        """Of the whole plan: any change of any goal's text is another code."""
        return rules.short_code(rules.digest([goal.digest for goal in self.active]))

    @property
    def picks_differ(self) -> bool:
        return len({pick.area for pick in self.picked}) > 1


def plan_of(person: Person, names: Names, *, mode: str, today: date, order: str = "") -> ShownPlan:
    """`order` is what the desk may know of it (see `order_of`)."""
    told = told_of(person.pk, ("plan", "sheet"))
    sheet = sheet_in(told.get("sheet"), mode)
    own = told.get("plan")
    thread = own.thread if own else open_thread(person, kind="plan")
    said = own.said if own else []
    about: dict[str, list[Said]] = {}
    for entry in said:
        about.setdefault(entry.about.removesuffix("/asking"), []).append(entry)
    goals = [
        _shown(one, about.get(f"goal/{one.goal.pk}", []), sheet, names, today)
        for one in goals_of(thread.pk)
    ]
    made = rules.alone(said)
    taken = [
        entry.value["offer"]
        for entry in said
        if entry.kind == "step" and isinstance(entry.value, dict) and entry.value.get("offer")
    ]
    return ShownPlan(
        thread=thread,
        said=said,
        sheet=sheet,
        active=[goal for goal in goals if goal.goal.state == "active"],
        reached=[goal for goal in goals if goal.goal.state == "done"],
        let_go=[goal for goal in goals if goal.goal.state == "let_go"],
        alone=made,
        made_alone=_made_alone(made, names) if made else "",
        picked=picked(sheet, names),
        offers=offers(sheet, taken, names),
        differences=shown_differences(sheet, names),
        reasons=own_reasons(sheet),
        come_back=come_back(sheet, names),
        court=said_of_court(mode, names),
        order=order,
    )


def _shown(
    told: ToldGoal, own: list[Said], sheet: Sheet | None, names: Names, today: date
) -> ShownGoal:
    """`own` are the entries about this goal."""
    goal, steps = told.goal, [step for step, _worker in told.steps]
    texts = [rules.StepText(step.words, step.who, step.due_on, step.state) for step in steps]
    text = rules.text(goal.words, texts)
    lines = [
        ShownStep(
            step,
            worker or names[step.who],
            near_day(step.due_on, today),
            rules.is_late(step.due_on, step.state, today),
        )
        for step, worker in told.steps
    ]
    worded = rules.worded(own)
    return ShownGoal(
        goal=goal,
        worded_with=(worded.author if worded else "") or names["worker"],
        because=because(sheet, told.because, names),
        steps=[line for line in lines if line.step.state != "dropped"],
        dropped=[line for line in lines if line.step.state == "dropped"],
        person=rules.agreement(goal.words, texts, own, "person"),
        worker=rules.agreement(goal.words, texts, own, "worker"),
        text=text,
        digest=rules.digest(text),
    )


def _made_alone(made: Alone, names: Names) -> str:
    day = shown_day(made.together_on) if made.together_on else _("a day to be found")
    reason = made.because.rstrip(". ")
    say = speaker(as_then(names, made.by))
    return say.sentence(newest("agreement"), "made_alone", reason=reason, date=day)
