"""What an order or licence asks for, as the plan, its own page and paper show it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.assessments.differences_page import RemarkLine, shown_day
from tandem.instruments.words import Words
from tandem.plans import lane as rule
from tandem.plans.lane import Asked, Fit, Order, Planned, State
from tandem.plans.reasons import Names, language
from tandem.plans.remarks import remarks_on
from tandem.ui.timeline import Stretch, Timeline, timeline
from tandem.voices.fold import Said

FILE = Path(__file__).parent / "requirements.toml"


@dataclass(frozen=True, slots=True)
class RequirementKind:
    name: Words
    line: Words
    unit: str


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    asked: Asked
    plan: Planned
    fit: Fit
    title: str
    # What it is, what the two can choose about it, and how far it is: a sentence each.
    line: str
    choice: str
    days: str
    far: str
    when: str
    remarks: list[RemarkLine]

    @property
    def in_short(self) -> str:
        return " ".join(one for one in (f"{self.title}.", self.days, self.far, self.when) if one)


@dataclass(frozen=True, slots=True)
class EndedRequirement:
    asked: Asked
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class Lane:
    """All that has to happen. `order` is what the order or licence is."""

    order: str
    # Whether all of it fits before the end.
    sentence: str
    shown: list[ShownRequirement]
    ended: list[EndedRequirement]
    picture: Timeline | None


@cache
def kinds() -> Mapping[str, RequirementKind]:
    found = tomllib.loads(FILE.read_text("utf-8"))
    return MappingProxyType(
        {
            key: RequirementKind(
                Words((("en", one["en"]), ("cy", one["cy"]))),
                Words(tuple(one["line"].items())),
                one.get("unit", ""),
            )
            for key, one in found.items()
        }
    )


def choices() -> dict[str, str]:
    return {
        "required": _("This is required. The court or the licence says how."),
        "negotiable": _("This has to happen. How and when, we can choose together."),
        "free": _("This is a free choice."),
    }


def ends() -> dict[str, str]:
    return {
        "done": _("It is done."),
        "revoked": _("The court or the licence took it away."),
        "varied": _("The court or the licence changed it."),
        "mistake": _("It was written down wrong here."),
    }


def name_of_kind(kind: str) -> str:
    found = kinds().get(kind)
    return found.name.say(language()) if found else kind


def required_by(named: tuple[str, str]) -> str:
    """What of an order a goal is there for, by its kind and its own words."""
    kind, words = named
    return words or (name_of_kind(kind) if kind else "")


def lane_of(
    order: Order | None, told: str, about: Mapping[str, Sequence[Said]], names: Names, today: date
) -> Lane | None:
    """`told` says what the order is; `about` holds the entries about each line of the plan."""
    if order is None:
        return None
    open_ones = [one for one in order.asked if one.end is None]
    said = [one for key in about if key.startswith("requirement") for one in about[key]]
    shown = [
        _shown(one, order, said, about.get(one.about, ()), names, today)
        for one in rule.in_order(open_ones, said)
    ]
    sentence = _sentence(shown, order) if shown else ""
    return Lane(
        order=told,
        sentence=sentence,
        shown=shown,
        ended=[
            EndedRequirement(one, name_of_kind(one.kind), _ended(one))
            for one in order.asked
            if one.end
        ],
        picture=_picture(shown, sentence, order, today) if shown else None,
    )


def _shown(
    asked: Asked,
    order: Order,
    said: Sequence[Said],
    own: Sequence[Said],
    names: Names,
    today: date,
) -> ShownRequirement:
    plan = rule.planned(said, asked)
    fit = rule.fit(asked, plan, order, today)
    kind = kinds().get(asked.kind)
    title = name_of_kind(asked.kind)
    return ShownRequirement(
        asked=asked,
        plan=plan,
        fit=fit,
        title=title,
        line=kind.line.say(language()) if kind else "",
        choice=choices()[asked.choice],
        days=_days(asked),
        far=_far(asked, plan),
        when=_when(asked, plan, fit),
        remarks=remarks_on(asked.about, asked.words or title, own, names),
    )


def _days(asked: Asked) -> str:
    told = {
        "first": shown_day(asked.starts_on) if asked.starts_on else "",
        "last": shown_day(asked.ends_on) if asked.ends_on else "",
    }
    if asked.starts_on and asked.ends_on:
        return _("From %(first)s to %(last)s.") % told
    if asked.starts_on:
        return _("From %(first)s.") % told
    return _("Until %(last)s.") % told if asked.ends_on else ""


def _far(asked: Asked, plan: Planned) -> str:
    if asked.amount is None:
        return ""
    told = {"done": plan.done, "number": asked.amount}
    if asked.unit == "hours":
        return _("%(done)s of %(number)s hours are done.") % told
    return _("%(done)s of %(number)s days are done.") % told


def _when(asked: Asked, plan: Planned, fit: Fit) -> str:
    """When it is done, as far as it was said."""
    if fit.state is State.OVER:
        return _("Its last day has passed.")
    if fit.state is State.DONE:
        return _("This is done.")
    if asked.amount is None:
        return _("This goes on for longer than the order.") if _is_late(fit) else ""
    found = []
    if plan.begin_on:
        found.append(_("We begin on %(day)s.") % {"day": shown_day(plan.begin_on)})
    if plan.a_week and fit.finish:
        told = {"n": plan.a_week, "day": shown_day(fit.finish)}
        found.append(
            ngettext(
                "With %(n)s hour a week it is done by %(day)s.",
                "With %(n)s hours a week it is done by %(day)s.",
                plan.a_week,
            )
            % told
            if asked.unit == "hours"
            else ngettext(
                "With %(n)s day a week it is done by %(day)s.",
                "With %(n)s days a week it is done by %(day)s.",
                plan.a_week,
            )
            % told
        )
    elif fit.needs_a_week:
        found.append(_needs(asked.unit, fit.needs_a_week))
    if _is_late(fit):
        found.append(_("That is too late."))
    return " ".join(found)


def _needs(unit: str, needs: int) -> str:
    if unit == "hours":
        return ngettext(
            "To be in time, it takes %(n)s hour a week.",
            "To be in time, it takes %(n)s hours a week.",
            needs,
        ) % {"n": needs}
    return ngettext(
        "To be in time, it takes %(n)s day a week.",
        "To be in time, it takes %(n)s days a week.",
        needs,
    ) % {"n": needs}


def _is_late(fit: Fit) -> bool:
    return fit.state is State.TOO_LATE


def _sentence(shown: Sequence[ShownRequirement], order: Order) -> str:
    if order.ends_on is None:
        return _("We do not know yet when the order or licence ends.")
    day = shown_day(order.ends_on)
    late = [one.title for one in shown if _is_late(one.fit)]
    if late:
        told = {"day": day, "names": "; ".join(late)}
        return _("Not all of this fits before %(day)s. This does not fit: %(names)s.") % told
    most = rule.most_in_a_week((one.asked, one.plan, one.fit) for one in shown)
    if most > rule.MOST_A_WEEK["hours"]:
        return _("In one week this adds up to %(most)s hours. Begin one of these things later.") % {
            "most": most
        }
    not_said = [one.title for one in shown if one.fit.state is State.NOT_SAID]
    if not_said:
        told = {"day": day, "names": "; ".join(not_said)}
        return (
            _("All of this can fit before %(day)s. We have not said when we do this: %(names)s.")
            % told
        )
    return _("All of this fits before %(day)s.") % {"day": day}


def _picture(
    shown: Sequence[ShownRequirement], sentence: str, order: Order, today: date
) -> Timeline:
    return timeline(
        [
            Stretch(
                name=one.title,
                words=" ".join(part for part in (one.far, one.when) if part)
                or one.days
                or _("It goes on for the whole time."),
                first=one.fit.begin,
                last=one.fit.finish,
                is_open=one.fit.state is State.NOT_SAID,
                is_late=_is_late(one.fit),
            )
            for one in shown
        ],
        title=sentence,
        today=today,
        today_words=_("Today"),
        end=order.ends_on,
        end_words=_("The end: %(day)s") % {"day": shown_day(order.ends_on)}
        if order.ends_on
        else "",
    )


def _ended(asked: Asked) -> str:
    assert asked.end
    return f"{ends()[asked.end.how]} {shown_day(asked.end.on)}."
