"""What the pages of the differences show, gathered into plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.assessments.rules.differences import (
    Difference,
    Gap,
    Mark,
    Outcome,
    Remark,
    differences,
    remarks,
)
from tandem.assessments.rules.sheet import Sheet, sheet
from tandem.assessments.rules.shut import is_open, without_shut
from tandem.assessments.rules.talks import Talk, talk_under_way, talks
from tandem.assessments.speaker import Speaker, speaker
from tandem.instruments.loader import newest
from tandem.instruments.schema import Area, Instrument, Item
from tandem.sittings.room import Room
from tandem.voices.fold import Said
from tandem.voices.models import Thread
from tandem.voices.queries import said_in


@dataclass(frozen=True, slots=True)
class Here:
    """What these pages stand on: the room, the sheet in it as it now is, and its words.

    What is shut in this mode is not in it.
    """

    room: Room
    thread: Thread
    instrument: Instrument
    said: list[Said]
    stands: Sheet
    say: Speaker

    @property
    def now(self) -> dict[str, object]:
        """Which thread a page shows, and up to which number; for what is new since then."""
        return {"thread_pk": self.thread.pk, "seen": self.thread.head}

    def is_shown(self, item: Item) -> bool:
        return is_open(self.stands, item.key)


def here_in(room: Room) -> Here:
    thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    said = without_shut(instrument, room.sitting.mode, said_in(thread.pk))
    stands = sheet(instrument, room.sitting.mode, said)
    return Here(room, thread, instrument, said, stands, speaker(room))


@dataclass(frozen=True, slots=True)
class Voice:
    """One party's mark and words on one side of a difference."""

    party: str
    name: str
    mark: str
    words: str = ""
    at: object = None
    typed_by: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    about: str
    # Home, or "Drink and drugs: Drugs".
    place: str
    question: str
    voices: tuple[Voice, ...]
    gap: str
    # How it stands, in sentences.
    state: tuple[str, ...]
    # What the button to the talk says.
    act: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RemarkLine:
    about: str
    id: str
    question: str
    party: str
    name: str
    words: str
    language: str
    at: object
    answer: str
    answer_language: str
    answer_name: str
    answer_party: str
    # Who answers, and by when; "" once it is answered. `after` says it to the one who wrote.
    waits: str
    after: str


@dataclass(frozen=True, slots=True)
class AreaDifferences:
    area: Area
    name: str
    differences: list[DifferenceLine]
    remarks: list[RemarkLine]


def differences_by_area(at: Here) -> list[AreaDifferences]:
    """Every difference and every remark, in the order of the sheet."""
    found = differences(at.instrument, at.said)
    told = remarks(at.instrument, at.said)
    areas = []
    for area in at.instrument.areas:
        lines = [difference_line(at, one) for one in found if one.area == area.key]
        notes = [
            remark_line(at.instrument, one, at.say)
            for one in told
            if one.about.startswith(f"{area.key}.") and not one.entry.is_erased
        ]
        if lines or notes:
            areas.append(AreaDifferences(area, at.say.say(area.name), lines, notes))
    return areas


def difference_line(at: Here, one: Difference) -> DifferenceLine:
    say = at.say
    if talk_under_way(at.said, one.gap):
        act = _("Go on with the talk")
    elif talks(at.said, one.about):
        act = _("See the talk")
    else:
        act = _("Talk about it")
    return DifferenceLine(
        about=one.about,
        place=place_of(at.instrument, one.gap, say),
        question=say.say(one.gap.pair.person.prompt),
        voices=voices(one.gap, say, newest_talk(at.said, one.about)),
        gap=say.gap(at.instrument, one.gap),
        state=tuple(state_sentences(say, one, is_statutory=at.room.is_statutory)),
        act=act,
        is_open=one.is_open,
    )


def newest_talk(said: Sequence[Said], about: str) -> Talk | None:
    return next(reversed(talks(said, about)), None)


def place_of(instrument: Instrument, gap: Gap, say: Speaker) -> str:
    area = instrument.area(gap.pair.area)
    name = say.say(area.name)
    for part in area.parts:
        if part.key == gap.pair.part and len(area.parts) > 1:
            return f"{name}: {say.say(part.name)}"
    return name


def voices(gap: Gap, say: Speaker, talk: Talk | None = None) -> tuple[Voice, ...]:
    """Both sides, the person first; the words are those of the talk, else those with the mark."""
    return tuple(
        _voice(party, mark, say, talk)
        for party, mark in (("person", gap.person), ("worker", gap.worker))
        if mark
    )


def _voice(party: str, mark: Mark, say: Speaker, talk: Talk | None) -> Voice:
    name = name_of(mark.entry, say.names)
    words, entry = "", talk.entries.get((party, party)) if talk else None
    if talk and entry and name_of(entry, say.names) == name:
        words = str(talk.said(party, party).get("view", ""))
    if not words and mark.words and mark.words.value and name_of(mark.words, say.names) == name:
        words, entry = str(mark.words.value), mark.words
    return Voice(
        party=party,
        name=name,
        mark=say.say(mark.choice.words) if mark.choice else "",
        words=words,
        at=mark.entry.recorded_at,
        typed_by=typist_of(mark.entry, say.names),
        language=entry.language if words and entry else "",
    )


def state_sentences(say: Speaker, one: Difference, *, is_statutory: bool) -> list[str]:
    """How a difference stands, as the plan and the printed page say it too."""
    words = newest("talk")
    settled = one.settled
    if settled is None:
        return [say.sentence(words, "not_yet")]
    day = shown_day(settled.entry.happened_on)
    # Given on the person's own device it names no worker; the mark does.
    theirs = one.gap.worker.entry.author if one.gap.worker else ""
    say = say.as_then(settled.entry.author or theirs)
    if one.is_open:
        return [
            _("We talked about this on %(day)s.") % {"day": day},
            _("It was answered again since then. So it is open again."),
        ]
    found = [say.sentence(words, "talked", date=day)]
    if settled.outcome.thinks_again:
        found = [_("We talked about this on %(day)s.") % {"day": day}]
    match settled.outcome:
        case Outcome.COME_BACK if settled.come_back_on:
            again = shown_day(settled.come_back_on)
            found.append(say.sentence(words, "look_again", date=again))
        case Outcome.SOMEONE_ELSE:
            found.append(_("We ask someone else: %(who)s.") % {"who": settled.who})
        case Outcome.DIFFERENTLY:
            if one.gap.is_about_risk and is_statutory:
                level = say.sentence(words, "level")
                found.append(say.sentence(words, "used", date=day, level=level))
        case Outcome.PERSON | Outcome.WORKER | Outcome.BOTH:
            outcome = words.item("talk.where.outcome").choice(settled.outcome.value)
            found.append(f"{say.say(outcome.words)}.")
    return found


def remark_line(instrument: Instrument, one: Remark, say: Speaker) -> RemarkLine:
    other = "worker" if one.party == "person" else "person"
    waits = after = ""
    if one.is_open and one.answer_by:
        day = shown_day(one.answer_by)
        after = waits = _("%(name)s answers by %(day)s.") % {"name": say.names[other], "day": day}
        if one.party == "person":
            (line,) = newest("talk").prompt("differ").lines
            after = say.say(line.words, date=day)
    answer = one.answer.value if one.answer else None
    return RemarkLine(
        about=one.about,
        id=str(one.entry.id),
        question=say.say(instrument.item(one.about).prompt),
        party=one.party,
        name=name_of(one.entry, say.names),
        words=one.words,
        language=one.entry.language,
        at=one.entry.recorded_at,
        answer=answer["words"] if answer else "",
        answer_language=one.answer.language if one.answer else "",
        answer_name=name_of(one.answer, say.names) if one.answer else say.names[other],
        answer_party=other,
        waits=waits,
        after=after,
    )


def shown_day(day: date) -> str:
    return date_format(day, "j F Y")
