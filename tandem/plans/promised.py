"""What either side took on: steps of goals, promises of a short check, and what is in the way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tandem.assessments.differences_page import RemarkLine
from tandem.assessments.names import carried_by, name_of
from tandem.assessments.rules.promises import ON_A_GOAL, Promise, promises
from tandem.documents.words import near_day
from tandem.plans.models import Step
from tandem.plans.obstacles import Obstacle
from tandem.plans.reasons import Names, Sheet


@dataclass(frozen=True, slots=True)
class ShownStep:
    step: Step
    who_name: str
    # On whose side it is done.
    side: str
    # "Fri 13 March"; empty while the day is open.
    by: str
    is_late: bool
    # What was said next to it with "I see this differently".
    remarks: list[RemarkLine]
    # Who carries it now, where that is another worker than promised it.
    now: str


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """Promised on a short check, and no step of a goal: it stands by itself."""

    promise: Promise
    who_name: str
    by: str
    is_late: bool
    now: str


def shown_promises(
    sheet: Sheet | None, taken: Collection[str], names: Names, today: date
) -> list[ShownPromise]:
    if sheet is None:
        return []
    return [
        ShownPromise(
            one,
            name_of(one.entry, names),
            near_day(one.due_on, today) if one.due_on else "",
            one.is_open and one.due_on is not None and one.due_on < today,
            carried_by(one.party, name_of(one.entry, names), names, is_open=one.is_open),
        )
        for one in promises(sheet.instrument, sheet.said)
        if one.state != ON_A_GOAL and str(one.entry.id) not in taken
    ]


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """Something that somebody took on, whoever it was."""

    side: str
    who_name: str
    words: str
    language: str
    by: str
    is_done: bool
    is_late: bool
    now: str
    # It is in the way, and they said that they see to it.
    is_in_the_way: bool = False


def step_line(line: ShownStep, *, is_open: bool) -> PromisedLine:
    return PromisedLine(
        line.side,
        line.who_name,
        line.step.words,
        line.step.language,
        line.by,
        is_done=line.step.state == "done",
        is_late=line.is_late and is_open,
        now=line.now,
    )


def promise_line(one: ShownPromise) -> PromisedLine:
    return PromisedLine(
        one.promise.party,
        one.who_name,
        one.promise.words,
        one.promise.entry.language,
        one.by,
        is_done=one.promise.state == "done",
        is_late=one.is_late,
        now=one.now,
    )


def obstacle_line(one: Obstacle) -> PromisedLine:
    """Out of the way is not said to be anybody's doing."""
    return PromisedLine(
        one.who,
        one.who_name,
        one.line.words,
        one.line.language,
        one.by,
        is_done=False,
        is_late=one.is_late,
        now=one.now,
        is_in_the_way=True,
    )
