"""The differences as the plan shows them: both marks, both reasons, and where the two are now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.assessments.rules.differences import (
    Difference,
    Mark,
    Outcome,
    State,
    differences,
)
from tandem.instruments.schema import Item, Part
from tandem.plans.reasons import Names, Sheet, in_words, language
from tandem.ui.charts import place
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class View:
    mark: str
    words: str = ""
    language: str = ""
    # Counted from 0, where both marks stand on one scale; and its place in per cent.
    step: int | None = None
    x: float | None = None


@dataclass(frozen=True, slots=True)
class ShownDifference:
    about: str
    area: str
    asked: str
    finding: str
    person: View
    worker: View
    # One sentence each.
    talked: str
    outcome: str
    risk: str
    look_again: date | None
    steps: int | None
    ticks: tuple[float, ...] = ()


def shown_differences(
    sheet: Sheet | None, names: Names, *, is_statutory: bool
) -> list[ShownDifference]:
    """Where the two still see it differently, in the order of the sheet."""
    if sheet is None:
        return []
    return [
        _shown(sheet, difference, names, is_statutory)
        for difference in differences(sheet.instrument, sheet.said)
        if difference.gap.is_difference
    ]


def come_back(sheet: Sheet | None, names: Names) -> list[tuple[date, str]]:
    """The days on which the two look at something again, soonest first."""
    if sheet is None:
        return []
    days = [
        (difference.come_back_on, _area(sheet, difference, names))
        for difference in differences(sheet.instrument, sheet.said)
        if difference.come_back_on
    ]
    return sorted((day, area) for day, area in days if day)


def _shown(
    sheet: Sheet, difference: Difference, names: Names, is_statutory: bool
) -> ShownDifference:
    gap = difference.gap
    scale = gap.pair.person.scale
    on_one_scale = scale is not None and scale == gap.pair.worker.scale
    steps = len(scale.steps) if scale and on_one_scale else None
    part = next(
        part for part in sheet.instrument.area(difference.area).parts if part.key == difference.part
    )
    return ShownDifference(
        about=difference.about,
        area=_area(sheet, difference, names),
        asked=gap.pair.person.prompt.say(language(), names),
        finding=sheet.instrument.sentence(gap.sentence).say(language(), names),
        person=_view(sheet, part, gap.person, names, steps),
        worker=_view(sheet, part, gap.worker, names, steps),
        talked=_talked(difference),
        outcome=_outcome(difference, names),
        risk=_risk(difference, names) if is_statutory and gap.is_about_risk else "",
        look_again=difference.come_back_on,
        steps=steps,
        ticks=tuple(place(step, steps) for step in range(steps)) if steps else (),
    )


def _area(sheet: Sheet, difference: Difference, names: Names) -> str:
    area = sheet.instrument.area(difference.area)
    name = area.name.say(language(), names)
    if len(area.parts) == 1:
        return name
    part = next(part for part in area.parts if part.key == difference.part)
    return f"{name}: {part.name.say(language(), names)}"


def _view(sheet: Sheet, part: Part, mark: Mark | None, names: Names, steps: int | None) -> View:
    if mark is None or mark.choice is None:
        return View("")
    said = _reason(sheet, part, mark)
    step = None
    if steps and mark.item.scale:
        step = [choice.key for choice in mark.item.scale.steps].index(mark.choice.key)
    return View(
        mark=in_words(mark.item, mark.choice.key, names),
        words=str(said.value) if said else "",
        language=said.language if said else "",
        step=step,
        x=place(step, steps) if step is not None and steps else None,
    )


def _reason(sheet: Sheet, part: Part, mark: Mark) -> Said | None:
    """The words that go best with a mark: those asked with it, else own words of the same part.

    Words given after the notice stay with the answers that they were given for.
    """
    if mark.words and mark.words.kind == "answer" and mark.words.value:
        return mark.words
    own = [
        item
        for item in (part.person if mark.item.party == "person" else part.worker)
        if item.kind == "words" and item.mode == "both" and not item.needs_notice
    ]
    for item in sorted(own, key=lambda item: _nearness(sheet, item)):
        said = sheet.stand.get((item.key, item.party))
        if said and said.kind == "answer" and said.value:
            return said
    return None


def _nearness(sheet: Sheet, item: Item) -> int:
    """Words said about choices come first, then words of their own, then words about numbers."""
    if item.party == "worker":
        return 0 if item.opens_after else 1
    if item.follows:
        return 0 if sheet.instrument.item(item.follows).kind == "many" else 2
    return 1


def _talked(difference: Difference) -> str:
    settled = difference.settled
    if settled is None:
        return _("We see this differently. We have not talked about it yet.")
    on = date_format(settled.entry.happened_on, "j F Y")
    if difference.was_opened_again:
        return _("We talked on %(day)s. Something new was said since.") % {"day": on}
    return _("We talked on %(day)s.") % {"day": on}


def _outcome(difference: Difference, names: Names) -> str:
    settled = difference.settled
    if settled is None or difference.is_open:
        return ""
    if difference.state is State.COME_BACK:
        return _("We come back to it.")
    match settled.outcome:
        case Outcome.SOMEONE_ELSE:
            if settled.who:
                return _("We ask someone else: %(who)s.") % {"who": settled.who}
            return _("We ask someone else.")
        case Outcome.PERSON:
            return _("%(person)s thinks again.") % names
        case Outcome.WORKER:
            return _("%(worker)s thinks again.") % names
        case Outcome.BOTH:
            return _("Both think again.")
    return _("Both views stay on this page.")


def _risk(difference: Difference, names: Names) -> str:
    worker = difference.gap.worker
    if worker is None:
        return ""
    return _(
        "%(worker)s's view is the one used for the risk level, since %(day)s. "
        "%(person)s's view goes with it wherever it goes."
    ) % {**names, "day": date_format(worker.entry.happened_on, "j F Y")}
