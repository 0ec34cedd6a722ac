"""The whole plan as it is agreed to: its text, and what each said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tandem.plans import rules, whole
from tandem.plans.around import Exact, around, exact
from tandem.voices.fold import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tandem.plans.queries import ShownGoal


@dataclass(frozen=True, slots=True)
class ShownWhole:
    # The goals that it is made of, in the order of their numbers.
    goals: list[ShownGoal]
    person: rules.Agreement
    worker: rules.Agreement
    text: dict[str, Any]
    reached: list[int]

    @property
    def around(self) -> dict[str, Any]:
        """The fixed words around the text, in the language of the page."""
        return around(one.part for one in self.goals)

    @property
    def exact(self) -> list[tuple[Exact, ShownGoal]]:
        """Each goal's exact words as they are read here."""
        return list(zip(exact(self.text, self.around), self.goals, strict=True))

    @property
    def digest(self) -> str:
        return rules.digest(rules.as_read(self.text, self.around))

    @property
    def code(self) -> str:
        """Any change of any goal's text is another code."""
        return rules.short_code(self.digest)

    @property
    def is_answered(self) -> bool:
        """Somebody said something to it, or why it could not be asked."""
        return bool(self.person.answer or self.worker.answer or self.person.because)

    def since(self, said: rules.Agreement) -> whole.Changed:
        """What became of the plan since this answer."""
        return whole.changed(said.read, self.text, self.reached)


def whole_of(
    active: Iterable[ShownGoal], reached: Iterable[ShownGoal], said: list[Said]
) -> ShownWhole:
    goals = sorted(active, key=lambda one: one.goal.number)
    now = whole.text(one.part for one in goals)
    done = [one.goal.number for one in reached]
    return ShownWhole(
        goals,
        person=whole.agreement(now, said, "person", done),
        worker=whole.agreement(now, said, "worker", done),
        text=now,
        reached=done,
    )
