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
from tandem.assessments.names import Names, name_of
from tandem.assessments.rules.differences import Difference, Gap, Mark, differences
from tandem.instruments.schema import Part
from tandem.plans.reasons import Sheet, speaker
from tandem.ui.charts import place
from tandem.voices.fold import Said

# Every part asks each party for the good they see, under a key with this name.
STRENGTH = ".strength"


@dataclass(frozen=True, slots=True)
class View:
    mark: str
    words: str = ""
    language: str = ""
    # Who said it, by name; "" where nothing was said.
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


def shown_differences(sheet: Sheet | None, names: Names) -> list[ShownDifference]:
    """Where the two still see it differently, in the order of the sheet."""
    if sheet is None:
        return []
    return [
        _shown(sheet, difference, names)
        for difference in differences(sheet.instrument, sheet.said)
        if difference.gap.is_difference
    ]


def come_back(sheet: Sheet | None, names: Names) -> list[tuple[date, str]]:
    """The days on which the two look at something again, soonest first."""
    if sheet is None:
        return []
    say = speaker(names)
    return sorted(
        (difference.come_back_on, place_of(sheet.instrument, difference.gap, say))
        for difference in differences(sheet.instrument, sheet.said)
        if difference.come_back_on
    )


def _shown(sheet: Sheet, difference: Difference, names: Names) -> ShownDifference:
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
        said = None if told.get(party) else _reason(sheet, part, gap, mark)
        step = [choice.key for choice in mark.item.choices].index(mark.choice.key)
        return View(
            mark=say.say(mark.choice.words),
            words=told.get(party) or (str(said.value) if said else ""),
            language=said.language if said else mark.entry.language,
            by=name_of(mark.entry, names),
            step=step if steps else None,
            x=place(step, steps) if steps else None,
        )

    return ShownDifference(
        about=difference.about,
        area=place_of(sheet.instrument, gap, say),
        asked=say.say(gap.pair.person.prompt),
        finding=say.gap(sheet.instrument, gap),
        person=view(gap.person),
        worker=view(gap.worker),
        state=state_sentences(say, difference, is_statutory=sheet.rules.mode == "statutory"),
        steps=steps,
        ticks=tuple(place(step, steps) for step in range(steps)) if steps else (),
    )


def _reason(sheet: Sheet, part: Part, gap: Gap, mark: Mark) -> Said | None:
    """Own words of the same part that go with how things are, where none were said with the mark:
    the good that is seen, of whoever sees more going well; else what is hard.

    On trouble and harm only words given for that very mark are a reason.
    """
    if gap.pair.rule != "need":
        return None
    party = mark.item.party
    sees_good = gap.more is not None and gap.more != party
    own = [
        item
        for item in (part.person if party == "person" else part.worker)
        if item.kind == "words" and item.mode == "both" and not item.needs_notice
    ]
    for item in own:
        said = sheet.stand.get((item.key, party))
        is_good = STRENGTH in item.key
        is_theirs = said is not None and (party == "person" or said.author == mark.entry.author)
        if said and is_theirs and said.kind == "answer" and said.value and is_good == sees_good:
            return said
    return None
