"""What a plan leaves out, in plain words with what mends it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tandem.assessments.names import name_of
from tandem.plans import coverage as rule
from tandem.plans.coverage import Held, Left, Mark
from tandem.plans.gaps import STRENGTH
from tandem.plans.queries import ShownGoal, ShownPlan
from tandem.plans.reasons import Names, Sheet, answers_on, area_of, item_of, language
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Why:
    party: str
    name: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    what: str
    # An area, where it is a need.
    area: str
    area_name: str
    sentence: str
    # A goal that could mend it comes from this; a goal that leans on nothing is this one.
    because: str = ""
    goal: str = ""
    why: list[Why] = field(default_factory=list)


def left_out(plan: ShownPlan, names: Names) -> list[LeftOut]:
    """Gaps without a reason come first."""
    sheet = plan.sheet
    if sheet is None:
        return []
    answered = answers_on(sheet)
    areas = [area.key for area in sheet.instrument.areas if sheet.rules.is_area_open(area)]
    found = rule.left_out(
        areas,
        _picked(plan),
        _marks(sheet, answered),
        [_held(sheet, answered, one) for one in (*plan.active, *plan.reached)],
        plan.said,
        has_strength=any(STRENGTH in one.about for one in answered),
    )
    shown = [_shown(plan, sheet, one, answered, names) for one in found]
    return sorted(shown, key=lambda one: bool(one.why))


def _picked(plan: ShownPlan) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in plan.picked:
        found[one.area] = (*found.get(one.area, ()), one.by)
    return found


def _marks(sheet: Sheet, answered: list[Said]) -> list[Mark]:
    found = []
    for said in answered:
        item = item_of(sheet.instrument, said.about)
        choice = item.choice(said.value) if item and item.rule else None
        if item and item.rule and choice and choice.level is not None:
            found.append(Mark(area_of(sheet.instrument, item.key), item.rule, choice.level))
    return found


def _held(sheet: Sheet, answered: list[Said], shown: ShownGoal) -> Held:
    stands = {one.about for one in answered} & set(shown.keys)
    return Held(
        shown.goal.number,
        frozenset(area_of(sheet.instrument, key) for key in stands),
        bool(shown.brings) or any(STRENGTH in key for key in stands),
        shown.goal.state == "active",
    )


def _shown(plan: ShownPlan, sheet: Sheet, one: Left, answered: list[Said], names: Names) -> LeftOut:
    if one.what == "goal":
        goal = next(each.goal for each in plan.active if each.goal.number == one.number)
        sentence = _("Goal %(number)s comes from nothing that is answered now.") % {
            "number": one.number
        }
        return LeftOut("goal", "", "", sentence, goal=str(goal.pk))
    if one.what == "strength":
        good = next(said.about for said in answered if STRENGTH in said.about)
        sentence = _("No goal comes from something good yet.")
        return LeftOut("strength", "", "", sentence, because=good)
    area = sheet.instrument.area(one.area).name.say(language(), names)
    if one.picked_by:
        told = {"names": _(" and ").join(dict.fromkeys(one.picked_by)), "area": area}
        sentence = _("%(names)s picked %(area)s first. There is no goal for it yet.") % told
    else:
        sentence = _("%(area)s: a need that can lead to trouble. There is no goal for it yet.") % {
            "area": area
        }
    about = [said.about for said in answered if area_of(sheet.instrument, said.about) == one.area]
    return LeftOut(
        "need",
        one.area,
        area,
        sentence,
        because=about[0] if about else "",
        why=[
            Why(said.party, name_of(said, names), str(said.value["words"]), said.language)
            for said in one.why
        ],
    )
