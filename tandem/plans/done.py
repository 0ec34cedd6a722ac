"""What was done lately, told at the top of the plan in a few words for as long as the person wants
to see it there: a step, a promise kept, a goal that was reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.plans.queries import ShownPlan
from tandem.plans.reasons import Names
from tandem.voices.fold import Said

ABOUT = "done"  # what the person says of whether it is told
LASTS = timedelta(days=7)
MOST = 3  # at a time


@dataclass(frozen=True, slots=True)
class Done:
    goal: UUID
    # A name of `pictures.svg`.
    picture: str
    sentence: str
    words: str
    language: str


def is_told(said: Iterable[Said]) -> bool:
    """It is, until the person says otherwise."""
    newest = None
    for one in said:
        if one.kind == "note" and one.about == ABOUT and isinstance(one.value, dict):
            newest = one if newest is None or one.seq > newest.seq else newest
    return newest is None or bool(newest.value.get("told"))


def became_done(said: Iterable[Said]) -> dict[str, Said]:
    """The entry that made a step or a goal done, by what it is about; none where it was marked
    back."""
    found: dict[str, Said] = {}
    for one in sorted(said, key=lambda entry: entry.seq):
        if one.kind not in ("step", "goal") or not isinstance(one.value, dict):
            continue
        if one.value.get("state") != "done":
            found.pop(one.about, None)
        else:
            found.setdefault(one.about, one)
    return found


def done_lately(plan: ShownPlan, names: Names, today: date) -> list[Done]:
    """The newest first."""
    if not is_told(plan.said):
        return []
    entries = became_done(plan.said)
    found: list[tuple[int, Done]] = []
    for shown in (*plan.active, *plan.reached):
        goal = shown.goal
        if goal.state == "done" and (entry := entries.get(f"goal/{goal.pk}")):
            sentence = _("%(person)s got there") % names
            if today - entry.happened_on < LASTS:
                one = Done(goal.pk, "flag", sentence, goal.words, goal.language)
                found.append((entry.seq, one))
        for line in shown.steps:
            step = line.step
            made = entries.get(f"step/{step.pk}") if step.state == "done" else None
            if made and today - made.happened_on < LASTS:
                picture = "sprout" if step.who == "person" else "together"
                one = Done(
                    goal.pk, picture, _of_step(line.who_name, step.who), step.words, step.language
                )
                found.append((made.seq, one))
    return [one for _seq, one in sorted(found, key=lambda pair: -pair[0])[:MOST]]


def _of_step(name: str, who: str) -> str:
    if who == "person":
        return _("%(name)s did it") % {"name": name}
    return _("Done, thanks to %(name)s") % {"name": name}
