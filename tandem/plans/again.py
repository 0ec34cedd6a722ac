"""Pure: what a sitting asks again, because it was not settled before. No Django.

New words, a question that was never asked or could not be, and "I do not want to say" of an earlier
sitting. What was asked in this sitting is not asked twice in it, whatever came of that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tandem.plans.rules import Agreement, Answer, Asked
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Again:
    # Goals that got other words since one of the two answered.
    new_words: int = 0
    # Goals that the person has no answer to.
    open: int = 0
    # The whole plan is another since one of the two answered, or has no answer though it was asked.
    is_plan_new: bool = False
    is_plan_open: bool = False

    def __bool__(self) -> bool:
        return bool(self.new_words or self.open or self.is_plan_new or self.is_plan_open)


@dataclass(frozen=True, slots=True)
class Asking:
    """A goal, or the whole plan, and what each said to it."""

    about: str
    person: Agreement
    worker: Agreement


def again(
    said: Sequence[Said], goals: Iterable[Asking], plan: Asking, sitting: UUID | None
) -> Again:
    """`said` is the plan's thread; `sitting` the one that is open."""
    here = [one for one in said if sitting and one.sitting == sitting]
    older = {one.about for one in said if one.kind == "goal" and one.sitting != sitting}
    asked = {
        one.about.removesuffix("/asking")
        for one in here
        if one.kind == "agree" and (one.party == "person" or one.about.endswith("/asking"))
    }
    before = [one for one in goals if one.about in older]
    new_words = sum(_has_new_words(one, asked) for one in before)
    is_plan_new = _has_new_words(plan, asked) and not new_words
    was_asked = plan.person.asked == Asked.COULD_NOT or plan.person.stands
    return Again(
        new_words,
        sum(_is_open(one, asked) for one in before),
        is_plan_new=is_plan_new,
        is_plan_open=was_asked and _is_open(plan, asked),
    )


def _has_new_words(one: Asking, asked: set[str]) -> bool:
    return (one.person.has_lapsed and one.about not in asked) or one.worker.has_lapsed


def _is_open(one: Asking, asked: set[str]) -> bool:
    if one.about in asked or _has_new_words(one, asked):
        return False
    return one.person.answer in (None, Answer.NOT_SAY)
