"""What the pages of the short checks show, gathered into plain values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.assessments.checks import ANEW, offered
from tandem.assessments.names import name_of, workers_of
from tandem.assessments.queries import existing_sheet, instrument_of, shipped_names
from tandem.assessments.read_page import own_language
from tandem.assessments.rules.repeats import repeats_in
from tandem.assessments.rules.sheet import PICKS, SPOKEN
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.speaker import Speaker
from tandem.instruments.schema import Area, Instrument, Item
from tandem.people.models import Person
from tandem.voices.fold import Said, Standing, standing
from tandem.voices.models import Entry

# Older rounds stay in the log and on the printed copy of their sitting.
MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One short check on the list of them."""

    name: str
    title: str
    line: str
    # Of the title and the line: an organisation's own may lack that of the page.
    language: str
    # When something was last said in it.
    last: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    words: str
    who: str
    language: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """What each said on one thing, or both together; the question is the person's where both are
    asked."""

    prompt: str
    person: Answer | None = None
    worker: Answer | None = None
    both: Answer | None = None


@dataclass(frozen=True, slots=True)
class RoundArea:
    name: str
    lines: list[RoundLine]


@dataclass(frozen=True, slots=True)
class Round:
    """What was said at one sitting."""

    sitting: UUID | None
    on: date
    worker: str
    areas: list[RoundArea]


def check_lines(person: Person, mode: str, say: Speaker) -> list[CheckLine]:
    """What may be asked in this mode, with when it was last answered."""
    last = last_said(person)
    found = {one.name: one for one in offered(mode, person.organisation_id)}
    for name in sorted(last.keys() - found.keys() - shipped_names()):
        # Offered no longer; what was begun goes on.
        if begun := existing_sheet(person, name):
            found[name] = instrument_of(begun)
    return [
        CheckLine(
            one.name,
            say.say(one.called),
            say.say(one.line),
            one.called.for_reader(say.language),
            last.get(one.name),
        )
        for one in found.values()
    ]


def last_said(person: Person) -> dict[str, date]:
    """When something was last said on each of the person's sheets, by instrument."""
    said = Entry.objects.filter(thread__person=person, thread__kind="sheet", kind__in=SPOKEN)
    return dict(said.values_list("thread__release__name").annotate(last=Max("happened_on")))


def rounds_of(
    instrument: Instrument,
    said: Sequence[Said],
    say: Speaker,
    *,
    mode: str,
    eyes: Collection[str] = (),
) -> list[Round]:
    """What was said, by the sitting in which it was, the newest first. Nothing is added up. What is
    asked anew waits for the other party in its own round: an older mark opens nothing."""
    is_anew = instrument.name in ANEW
    if not is_anew:
        said = without_shut(instrument, mode, said, eyes, is_history=True)
    found = []
    for sitting in dict.fromkeys(one.sitting for one in reversed(said) if one.kind in SPOKEN):
        own = [one for one in said if one.sitting == sitting]
        if is_anew:
            own = without_shut(instrument, mode, own, eyes, is_history=True)
        if one := _round(instrument, sitting, own, say):
            found.append(one)
        if len(found) == MOST_ROUNDS:
            break
    return found


def _round(
    instrument: Instrument, sitting: UUID | None, own: Sequence[Said], say: Speaker
) -> Round | None:
    stand = standing(own, SPOKEN)
    areas = []
    for area in instrument.areas:
        asked = [item for item in area.items if item.party == "person" or not item.pair]
        lines = [line for item in asked if (line := _line(instrument, item, stand, say))]
        lines += _taken_off(area, own, say)
        if lines:
            areas.append(RoundArea(say.say(area.name), lines))
    if not areas:
        return None
    spoken = [one for one in own if one.kind in SPOKEN]
    workers = workers_of((one for one in spoken if one.party == "worker"), say.names)
    return Round(sitting, max(one.happened_on for one in spoken), workers, areas)


def _taken_off(area: Area, own: Sequence[Said], say: Speaker) -> list[RoundLine]:
    """The children, the debts that were there no more when the sitting ended."""
    repeats = repeats_in(standing(own, PICKS))
    return [
        RoundLine(
            say.say(part.name),
            **{said.party: Answer(_("Taken off."), name_of(said, say.names), "")},
        )
        for part in area.parts
        if (said := repeats.get(part.key)) and not said.value
    ]


def _line(instrument: Instrument, item: Item, stand: Standing, say: Speaker) -> RoundLine | None:
    sides: dict[str, Answer] = {}
    for one in (item, *([instrument.item(item.pair)] if item.pair else [])):
        entry = stand.get((one.key, one.party))
        if entry:
            words = _words(one, entry, say)
            if words:
                who = name_of(entry, say.names)
                sides[one.party] = Answer(words, who, own_language(one, entry))
    return RoundLine(say.say(item.prompt), **sides) if sides else None


def _words(item: Item, entry: Said, say: Speaker) -> str:
    if entry.is_erased:
        return _("These words were erased.")
    return _("Not answering today.") if entry.kind == "pass" else say.answer(item, entry.value)
