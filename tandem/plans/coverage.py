"""Pure: what a plan leaves out. A short list of gaps, never a score. No Django.

A need comes first where somebody picked it, or where somebody sees a need and somebody says that it
can lead to trouble. It is covered by a goal that comes from it, or by a reason why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tandem.assessments.rules.differences import NEED
from tandem.voices.fold import Said

WHY_NOT = "why-not/"


@dataclass(frozen=True, slots=True)
class Mark:
    """How high a party's mark of this rule is: need, trouble or harm."""

    area: str
    rule: str
    level: int


@dataclass(frozen=True, slots=True)
class Held:
    """A goal that is open or reached: the areas it comes from, as far as they are answered."""

    number: int
    areas: frozenset[str]
    uses_strength: bool
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is left out: a need by its area, a goal by its number, or all strengths."""

    what: Literal["need", "goal", "strength"]
    area: str = ""
    number: int = 0
    # Who picked it; empty where it comes first by what was marked.
    picked_by: tuple[str, ...] = ()
    why: tuple[Said, ...] = ()


def left_out(
    areas: Sequence[str],
    picked: Mapping[str, tuple[str, ...]],
    marks: Iterable[Mark],
    goals: Sequence[Held],
    said: Iterable[Said],
    *,
    has_strength: bool,
) -> list[Left]:
    """In the order of the areas; `picked` says by whom. What has a reason is given with it."""
    levels: dict[str, set[str]] = {}
    for mark in marks:
        if mark.level >= NEED:
            levels.setdefault(mark.area, set()).add("need" if mark.rule == "need" else "trouble")
    covered = {area for goal in goals for area in goal.areas}
    first = [
        area for area in areas if area in picked or levels.get(area, set()) >= {"need", "trouble"}
    ]
    whys = why_not(said)
    found = [
        Left("need", area, picked_by=picked.get(area, ()), why=whys.get(area, ()))
        for area in first
        if area not in covered
    ]
    found += [Left("goal", number=one.number) for one in goals if one.is_open and not one.areas]
    opened = [one for one in goals if one.is_open]
    if has_strength and opened and not any(one.uses_strength for one in opened):
        found.append(Left("strength"))
    return found


def why_not(said: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    """What each party said last of why there is no goal, by area; the person first."""
    newest: dict[tuple[str, str], Said] = {}
    for one in sorted(said, key=lambda entry: entry.seq):
        if one.kind == "note" and one.about.startswith(WHY_NOT):
            newest[one.about.removeprefix(WHY_NOT), one.party] = one
    found: dict[str, tuple[Said, ...]] = {}
    for (area, _party), one in sorted(newest.items(), key=lambda pair: pair[0]):
        if isinstance(one.value, dict) and one.value.get("words"):
            found[area] = (*found.get(area, ()), one)
    return found
