"""The differences as the plan shows them: both marks, both reasons, and where the two are now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.assessments.differences_page import (
    newest_talk,
    place_of,
    state_sentences,
    voices,
)
from tandem.assessments.rules.differences import Difference, Mark, differences
from tandem.instruments.schema import Item, Part
from tandem.plans.reasons import Sheet, speaker
from tandem.ui.charts import place
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class View:
    mark: str
    words: str = ""
    language: str = ""
    # Who said it, where that is not the worker of today.
    by: str = ""
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
    # Where the two are now, a sentence each.
    state: list[str]
    steps: int | None
    ticks: tuple[float, ...] = ()


def shown_differences(
    sheet: Sheet | None, names: dict[str, str], *, is_statutory: bool
) -> list[ShownDifference]:
    """Where the two still see it differently, in the order of the sheet."""
    if sheet is None:
        return []
    return [
        _shown(sheet, difference, names, is_statutory)
        for difference in differences(sheet.instrument, sheet.said)
        if difference.gap.is_difference
    ]


def come_back(sheet: Sheet | None, names: dict[str, str]) -> list[tuple[date, str]]:
    """The days on which the two look at something again, soonest first."""
    if sheet is None:
        return []
    say = speaker(names)
    return sorted(
        (difference.come_back_on, place_of(sheet.instrument, difference.gap, say))
        for difference in differences(sheet.instrument, sheet.said)
        if difference.come_back_on
    )


def _shown(
    sheet: Sheet, difference: Difference, names: dict[str, str], is_statutory: bool
) -> ShownDifference:
    say = speaker(names)
    gap = difference.gap
    scale = gap.pair.person.scale
    steps = len(scale.steps) if scale and scale == gap.pair.worker.scale else None
    part = next(
        part for part in sheet.instrument.area(difference.area).parts if part.key == difference.part
    )
    told = {
        voice.party: voice.words
        for voice in voices(gap, say, newest_talk(sheet.said, difference.about))
    }

    def view(mark: Mark | None) -> View:
        if mark is None or mark.choice is None:
            return View("")
        party = mark.item.party
        said = None if told.get(party) else _reason(sheet, part, mark)
        step = [choice.key for choice in mark.item.choices].index(mark.choice.key)
        return View(
            mark=say.say(mark.choice.words),
            words=told.get(party) or (str(said.value) if said else ""),
            language=said.language if said else mark.entry.language,
            by=mark.entry.author if party == "worker" else "",
            step=step if steps else None,
            x=place(step, steps) if steps else None,
        )

    return ShownDifference(
        about=difference.about,
        area=place_of(sheet.instrument, gap, say),
        asked=say.say(gap.pair.person.prompt),
        finding=say.sentence(sheet.instrument, gap.sentence),
        person=view(gap.person),
        worker=view(gap.worker),
        state=state_sentences(say, difference, is_statutory=is_statutory),
        steps=steps,
        ticks=tuple(place(step, steps) for step in range(steps)) if steps else (),
    )


def _reason(sheet: Sheet, part: Part, mark: Mark) -> Said | None:
    """Own words of the same part that go best with a mark, where none were said with it.

    Words given after the notice stay with the answers that they were given for.
    """
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
