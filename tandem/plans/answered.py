"""The exact text of a goal as it stands, and what each of the two answered to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tandem.plans import rules
from tandem.plans.rows import ToldGoal
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Answered:
    text: dict[str, Any]
    person: rules.Agreement
    worker: rules.Agreement


def answered(told: ToldGoal, said: Sequence[Said], *, is_statutory: bool) -> Answered:
    """`said` are the entries about it."""
    steps = [
        rules.StepText(step.words, step.who, step.due_on, step.state, step.who_name)
        for step, _worker in told.steps
    ]
    words, by = told.goal.words, told.goal.due_on
    required = told.required if is_statutory else rules.FREE
    return Answered(
        rules.text(words, steps, by, required),
        person=rules.agreement(words, steps, said, "person", by, required),
        worker=rules.agreement(words, steps, said, "worker", by, required),
    )
