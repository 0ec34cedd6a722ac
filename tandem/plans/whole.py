"""Pure: the whole plan as one text, and what an answer to it is worth now. No Django.

The text is every open goal by its number, with its own exact text, and whether it is for later. So
an answer to the whole lapses when any goal gets other words, is added, let go or brought back. A
goal that was reached since lapses nothing, as a step that was done lapses no answer to its goal.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tandem.plans import rules
from tandem.voices.fold import Said

# What entries about the whole plan are about. "plan" itself says that it was made alone.
ABOUT = "plan/whole"
ASKING = "plan/whole/asking"


@dataclass(frozen=True, slots=True)
class Part:
    number: int
    # As `rules.text` gives it.
    text: Mapping[str, Any]
    is_later: bool = False
    # What whoever does its steps is called, in their order.
    names: tuple[str, ...] = ()


def text(parts: Iterable[Part]) -> dict[str, Any]:
    """The exact text of the plan that is agreed to, in the order of its numbers."""
    return {
        "plan": [
            {"number": one.number, **one.text, **({"later": True} if one.is_later else {})}
            for one in sorted(parts, key=lambda part: part.number)
        ]
    }


def agreement(
    now: Mapping[str, Any], said: Iterable[Said], party: str, reached: Collection[int]
) -> rules.Agreement:
    """What a party's newest answer to the whole plan is worth; `reached` are the numbers of goals
    that were reached."""

    def stands(value: Mapping[str, Any]) -> bool:
        is_kept = rules.bound_to(value) == value["digest"]
        return bool(is_kept and left_of(value["text"], reached) == now["plan"])

    about = [one for one in said if one.about in (ABOUT, ASKING)]
    return rules.newest_answer(about, party, stands)


def left_of(read: Mapping[str, Any], reached: Collection[int]) -> list[Any]:
    return [goal for goal in read["plan"] if goal["number"] not in reached]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the plan since it was answered: numbers of goals, and the words of those that
    are no part of it now."""

    new: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    gone: tuple[tuple[int, str], ...] = ()


def changed(read: Any, now: Mapping[str, Any], reached: Collection[int]) -> Changed:
    """Both as `text` gives them."""
    if not read:
        return Changed()
    was = {goal["number"]: goal for goal in left_of(read, reached)}
    stand = {goal["number"]: goal for goal in now["plan"]}
    return Changed(
        new=tuple(number for number in stand if number not in was),
        other=tuple(n for n, goal in stand.items() if n in was and was[n] != goal),
        gone=tuple((n, goal["goal"]) for n, goal in was.items() if n not in stand),
    )
