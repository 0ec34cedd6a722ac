"""The plan as every page and the printed page show it: one read, one shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.assessments.checks import promising
from tandem.assessments.differences_page import RemarkLine, shown_day
from tandem.assessments.names import as_then, carried_by
from tandem.documents.words import Words, near_day
from tandem.instruments.loader import newest
from tandem.people.models import Mode, Person
from tandem.plans import rules
from tandem.plans.alone import Alone, made_alone
from tandem.plans.answered import answered
from tandem.plans.around import Exact, around, exact
from tandem.plans.asks import AskLine, ask_lines
from tandem.plans.carrying import about as carried
from tandem.plans.carrying import is_from_before
from tandem.plans.court import said_of_court, told_order
from tandem.plans.face import Face, face_of
from tandem.plans.gaps import ShownDifference, come_back, shown_differences
from tandem.plans.leaves import ShownLeaf, brought, pinned, shown_leaves
from tandem.plans.links import GOODS, goods_in
from tandem.plans.meetings import Meeting, meeting_of, sat_on
from tandem.plans.models import Goal
from tandem.plans.obstacles import Obstacle, obstacles
from tandem.plans.promised import (
    PromisedLine,
    ShownPromise,
    ShownStep,
    obstacle_line,
    promise_line,
    shown_promises,
    step_line,
)
from tandem.plans.reasons import (
    Names,
    Offer,
    Picked,
    Sheet,
    area_of,
    because,
    offers,
    picked,
    sheet_in,
    speaker,
)
from tandem.plans.remarks import remark_lines
from tandem.plans.requirements import Lane, lane_of, required_by
from tandem.plans.rows import ToldGoal, goals_of
from tandem.plans.rules import Agreement, Changed, changed
from tandem.plans.seen import own_reasons
from tandem.plans.voluntary import without_order
from tandem.plans.whole import Part
from tandem.plans.whole_page import ShownWhole, whole_of
from tandem.voices.actions import open_thread
from tandem.voices.fold import Said
from tandem.voices.models import Thread
from tandem.voices.queries import told_of


@dataclass(frozen=True, slots=True)
class ShownGoal:
    goal: Goal
    # The worker of the day on which it was worded, by name.
    worded_with: str
    because: list[str]
    # The key of the area in which the first of these was asked; "" where nothing was.
    area: str
    # What of an order it is there for, by its name; "" where it is for none.
    required: str
    # It stood before the present period, and nobody said yet what becomes of it in this one.
    is_from_before: bool
    # The goods that it gives, and what it keeps safe.
    gives: list[str]
    protects: list[str]
    # By when; empty while the day is open.
    by: str
    is_late: bool
    # The items that it comes from, and what the person brings that is used in it.
    keys: list[str]
    brings: list[str]
    steps: list[ShownStep]
    dropped: list[ShownStep]
    person: Agreement
    worker: Agreement
    # The text that is agreed to.
    text: dict[str, Any]
    remarks: list[RemarkLine]

    @property
    def all_remarks(self) -> list[RemarkLine]:
        """Those about the goal, then those about each of its steps."""
        return [
            *self.remarks,
            *(one for line in (*self.steps, *self.dropped) for one in line.remarks),
        ]

    @property
    def face(self) -> Face:
        """What of it is in sight while it is folded."""
        return face_of(
            self.steps,
            self.all_remarks,
            is_agreed=self.person.stands and self.worker.stands,
            is_active=self.goal.state == "active",
        )

    def since(self, said: Agreement) -> Changed:
        """What became of the text since this answer."""
        return changed(said.read, self.text)

    @property
    def part(self) -> Part:
        """As a part of the whole plan."""
        names = tuple(line.who_name for line in self.steps)
        return Part(self.goal.number, self.text, self.goal.is_later, names)

    @property
    def around(self) -> dict[str, Any]:
        """The fixed words around its own text, in the language of the page."""
        return around([replace(self.part, is_later=False)])

    @property
    def exact(self) -> Exact:
        """Its exact words as they are read here."""
        return next(exact(self.text, self.around))

    @property
    def digest(self) -> str:
        return rules.digest(rules.as_read(self.text, self.around))

    @property
    def code(self) -> str:
        return rules.short_code(self.digest)


@dataclass(frozen=True, slots=True)
class ShownPlan:
    thread: Thread
    said: list[Said]
    sheet: Sheet | None
    active: list[ShownGoal]
    paused: list[ShownGoal]
    reached: list[ShownGoal]
    let_go: list[ShownGoal]
    alone: Alone | None
    # How the plan says that it was made alone; empty where it was not.
    made_alone: str
    picked: list[Picked]
    offers: list[Offer]
    promises: list[ShownPromise]
    # When the two meet next.
    meeting: Meeting | None
    # What is in the way, what is still there first.
    obstacles: list[Obstacle]
    # What the person asks for, what waits first.
    asks: list[AskLine]
    differences: list[ShownDifference]
    # What matters to the person, in their own words.
    reasons: list[Words]
    # When the two look at something again, and at what.
    come_back: list[tuple[date, str]]
    # In statutory work: what has to happen, a sentence each, and what the order asks for.
    court: list[str]
    lane: Lane | None
    # Its further pages by their names, whether or not something stands on them.
    leaves: dict[str, ShownLeaf]

    @property
    def goals(self) -> list[ShownGoal]:
        return [*self.active, *self.paused, *self.reached, *self.let_go]

    @property
    def for_now(self) -> list[ShownGoal]:
        return [goal for goal in self.active if not goal.goal.is_later]

    @property
    def for_later(self) -> list[ShownGoal]:
        return [goal for goal in self.active if goal.goal.is_later]

    @property
    def kept(self) -> list[PromisedLine]:
        """What either side did of what they took on."""
        return [one for one in self._promised() if one.is_done]

    @property
    def late(self) -> list[PromisedLine]:
        return [one for one in self._promised() if one.is_late]

    def _promised(self) -> list[PromisedLine]:
        steps = [
            step_line(line, is_open=goal.goal.state == "active")
            for goal in self.goals
            for line in goal.steps
        ]
        promises = [promise_line(one) for one in self.promises]
        return steps + promises + [obstacle_line(one) for one in self.obstacles]

    @property
    def is_a_lot(self) -> bool:
        """More goals for now than most people can carry at once."""
        return len(self.for_now) > rules.MANY_GOALS

    @property
    def whole(self) -> ShownWhole:
        return whole_of(self.active, self.reached, self.said)

    @property
    def picks_differ(self) -> bool:
        return len({pick.area for pick in self.picked}) > 1


def plan_of(person: Person, names: Names, *, mode: str, today: date) -> ShownPlan:
    told = told_of(person.pk, ("plan", "sheet"), checks=(*promising(), GOODS), own=True)
    sheet = sheet_in(told.get("sheet"), mode)
    checks = [sheet_in(told[name], mode) for name in sorted(told.keys() - {"plan", "sheet", GOODS})]
    own = told.get("plan")
    thread = own.thread if own else open_thread(person, kind="plan")
    said = own.said if own else []
    said = said if mode == Mode.STATUTORY else without_order(said)
    about: dict[str, list[Said]] = {}
    for entry in said:
        about.setdefault(entry.about.removesuffix("/asking"), []).append(entry)
    rows, order = goals_of(thread.pk)
    order = order if mode == Mode.STATUTORY else None
    is_linked = any("gives" in one.links for one in rows)
    good = goods_in(sheet_in(told.get(GOODS), mode), names) if is_linked else []
    goals = [
        _shown(
            one,
            about,
            sheet,
            {each.key: each.name for each in good},
            names,
            today,
            brought(said, one.goal.pk),
            mode == Mode.STATUTORY,
        )
        for one in rows
    ]
    made = made_alone(said)
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
        paused=[goal for goal in goals if goal.goal.state == "paused"],
        reached=[goal for goal in goals if goal.goal.state == "done"],
        let_go=[goal for goal in goals if goal.goal.state == "let_go"],
        alone=made,
        made_alone=_told_alone(made, names) if made else "",
        picked=picked(sheet, names),
        offers=[one for each in (sheet, *checks) for one in offers(each, taken, names)],
        promises=[one for each in checks for one in shown_promises(each, taken, names, today)],
        meeting=meeting_of(said, names, today, sat_on(own, told.get("sheet"))),
        obstacles=obstacles(said, names, today),
        asks=ask_lines(said, names),
        differences=shown_differences(sheet, names),
        reasons=pinned(said) or own_reasons(sheet),
        come_back=come_back(sheet, names),
        court=said_of_court(mode, names),
        leaves=shown_leaves(said, names, mode),
        lane=lane_of(order, told_order(order), about, names, today),
    )


def _shown(
    told: ToldGoal,
    about: Mapping[str, list[Said]],
    sheet: Sheet | None,
    goods: Mapping[str, str],
    names: Names,
    today: date,
    brings: list[str],
    is_statutory: bool,
) -> ShownGoal:
    """`about` holds the entries about each line of the plan, `goods` the goods by their keys."""
    own = about.get(f"goal/{told.goal.pk}", [])
    goal = told.goal
    found = answered(told, own, is_statutory=is_statutory)
    lines = [
        ShownStep(
            step,
            who,
            rules.side(step.who),
            near_day(step.due_on, today),
            rules.is_late(step.due_on, step.state, today),
            remark_lines(step, about.get(f"step/{step.pk}", []), names),
            carried_by(step.who, who, names, is_open=step.state in ("to_do", "doing")),
        )
        for step, worker in told.steps
        for who in [step.who_name or worker or names[rules.side(step.who)]]
    ]
    worded = rules.worded(own)
    return ShownGoal(
        goal=goal,
        worded_with=(worded.author if worded else "") or names["worker"],
        because=because(sheet, told.links.get("from", []), names) + brings,
        brings=brings,
        area=_area_of(sheet, told.links),
        required=required_by(told.required) if is_statutory else "",
        is_from_before=is_from_before(goal.made_at, told.began_at, about.get(carried(goal.pk), [])),
        gives=[goods[key] for key in told.links.get("gives", []) if key in goods],
        protects=because(sheet, told.links.get("protects", []), names),
        by=near_day(goal.due_on, today) if goal.due_on else "",
        is_late=rules.is_late(goal.due_on, "doing", today) and goal.state == "active",
        keys=told.links.get("from", []),
        steps=[line for line in lines if line.step.state != "dropped"],
        dropped=[line for line in lines if line.step.state == "dropped"],
        person=found.person,
        worker=found.worker,
        text=found.text,
        remarks=remark_lines(goal, own, names),
    )


def _area_of(sheet: Sheet | None, links: Mapping[str, list[str]]) -> str:
    keys = links.get("from", [])
    return area_of(sheet.instrument, keys[0]) if sheet and keys else ""


def _told_alone(made: Alone, names: Names) -> str:
    day = shown_day(made.together_on) if made.together_on else _("a day to be found")
    reason = made.because.rstrip(". ")
    say = speaker(as_then(names, made.by))
    return say.sentence(newest("agreement"), "made_alone", reason=reason, date=day)
