"""What the person said makes meetings work, and what came of it: before the two sit down, at the
desk and in the room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.assessments.differences_page import RemarkLine, remark_line
from tandem.assessments.names import name_of
from tandem.assessments.queries import existing_sheet, instrument_of
from tandem.assessments.read_page import own_language
from tandem.assessments.rules.remarks import remarks
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.speaker import Speaker
from tandem.instruments.schema import Instrument, Item
from tandem.people.models import Person
from tandem.voices.fold import Said
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import newest_in, said_in


@dataclass(frozen=True, slots=True)
class Done:
    """What the worker did about a wish."""

    name: str
    words: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wish:
    key: str
    prompt: str
    words: str
    language: str
    said_at: datetime
    # Since it was said, oldest first.
    done: tuple[Done, ...] = ()
    # That it is not right yet, and what was said to that.
    remarks: tuple[RemarkLine, ...] = ()


def wishes_of(person: Person, say: Speaker) -> list[Wish]:
    """The answers to what the worker is told before, newest of each, in the order of the sheet; and
    what was done about each last."""
    thread = existing_sheet(person)
    if thread is None:
        return []
    instrument = instrument_of(thread)
    places = [(key, party) for key in _asked(instrument) for party in ("person", "worker")]
    said = newest_in(thread.pk, places, [Kind.ANSWER, Kind.STEP], each=1)
    return _wishes(instrument, said, say)


def wishes_on(
    thread: Thread, say: Speaker, mode: str, eyes: Collection[str] = ()
) -> tuple[list[Wish], int]:
    """With all that was done, and all that was said to it; and the number of the newest of it."""
    instrument = instrument_of(thread)
    told = said_in(thread.pk, prefixes=_asked(instrument))
    said = without_shut(instrument, mode, told, eyes)
    found: dict[str, list[RemarkLine]] = {}
    for one in remarks(instrument, said):
        if one.about in _asked(instrument) and not one.entry.is_erased:
            asked = say.say(instrument.item(one.about).prompt)
            found.setdefault(one.about, []).append(remark_line(asked, one, say))
    return _wishes(instrument, said, say, found), thread.head


def _asked(instrument: Instrument) -> dict[str, Item]:
    return {item.key: item for item in instrument.items if item.told_before}


def _wishes(
    instrument: Instrument,
    said: Sequence[Said],
    say: Speaker,
    told: Mapping[str, Sequence[RemarkLine]] | None = None,
) -> list[Wish]:
    stands = {
        one.about: one
        for one in said
        if one.kind in ("answer", "pass") and one.party == "person" and not one.is_erased
    }
    return [
        Wish(
            key,
            say.say(item.prompt),
            words,
            own_language(item, stands[key]),
            stands[key].recorded_at,
            tuple(_done(said, stands[key], say)),
            tuple((told or {}).get(key, ())),
        )
        for key, item in _asked(instrument).items()
        if key in stands
        and stands[key].kind == "answer"
        and (words := say.answer(item, stands[key].value))
    ]


def _done(said: Iterable[Said], wish: Said, say: Speaker) -> Iterable[Done]:
    """Other words are another wish: what was done before is about the one before."""
    for one in said:
        if one.kind == "step" and one.about == wish.about and one.seq > wish.seq and one.value:
            yield Done(name_of(one, say.names), one.value["words"], one.language, one.recorded_at)
