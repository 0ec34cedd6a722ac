"""What the pages of the differences show, gathered into plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.assessments.checks import round_of, sheet_of
from tandem.assessments.names import name_of, typist_of
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import (
    Difference,
    Gap,
    Mark,
    Outcome,
    Settled,
    differences,
)
from tandem.assessments.rules.remarks import OF_TALK, STILL, THAT_IS_IT, Remark, remarks
from tandem.assessments.rules.sheet import Sheet, sheet
from tandem.assessments.rules.shut import is_open, without_shut
from tandem.assessments.rules.talks import Talk, talk_under_way, talks
from tandem.assessments.speaker import Speaker, speaker
from tandem.instruments.loader import newest
from tandem.instruments.schema import Area, Instrument, Item
from tandem.sittings.room import Room
from tandem.voices.fold import Said
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import said_in

# What is said about a level of risk stands in the log about this and the level's id.
LEVEL = "level/"


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


def here_in(room: Room, *, is_history: bool = False) -> Here:
    thread = sheet_of(room)
    instrument = instrument_of(thread)
    only = round_of(room)
    # A remark is answered at the desk, between two rounds: remarks are of all of them.
    said = [
        one
        for one in said_in(thread.pk)
        if only is None or one.sitting == only or one.kind == Kind.DIFFER
    ]
    mode, eyes = room.sitting.mode, room.eyes
    said = without_shut(instrument, mode, said, eyes, is_history=is_history)
    stands = sheet(instrument, mode, said, eyes)
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
    voiced_by: str = ""
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
    replies: tuple[ReplyLine, ...]
    # Who answers it, and who may say something to the answer that stands.
    other: str
    other_name: str
    is_answered: bool
    typed_by: str
    voiced_by: str
    # Who answers, and by when; "" once it is answered. `after` says it to the one who wrote.
    waits: str
    after: str


@dataclass(frozen=True, slots=True)
class ReplyLine:
    party: str
    name: str
    words: str
    language: str
    at: object
    typed_by: str
    voiced_by: str
    # What is said to an answer: "That is it", or that it is still seen differently.
    is_it: str = ""


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
            remark_line(question_of(at.instrument, one.about, at.say), one, at.say)
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
        voiced_by=mark.entry.voiced_by,
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
    if one.is_open and settled.heard and one.gap.seq < settled.entry.seq:
        return [
            _("We asked someone else: %(who)s.") % {"who": settled.who},
            f"{name_of(settled.heard, say.names)}: {settled.heard.value['words']}",
        ]
    if one.is_open:
        return [
            _("We talked about this on %(day)s.") % {"day": day},
            _("It was answered again since then. So it is open again."),
        ]
    return outcome_sentences(say, settled, is_risk=is_statutory and one.gap.is_about_risk)


def outcome_sentences(say: Speaker, settled: Settled, *, is_risk: bool) -> list[str]:
    """Where a talk ended; the worker of that day is named already."""
    words = newest("talk")
    day = shown_day(settled.entry.happened_on)
    found = [say.sentence(words, "talked", date=day)]
    if settled.outcome.thinks_again:
        found = [_("We talked about this on %(day)s.") % {"day": day}]
    match settled.outcome:
        case Outcome.COME_BACK if settled.come_back_on:
            again = shown_day(settled.come_back_on)
            found.append(say.sentence(words, "look_again", date=again))
        case Outcome.SOMEONE_ELSE:
            found.append(_("We ask someone else: %(who)s.") % {"who": settled.who})
            if settled.ask_by:
                by = {"worker": say.names["worker"], "day": shown_day(settled.ask_by)}
                found.append(_("%(worker)s tells what came back by %(day)s.") % by)
        case Outcome.DIFFERENTLY if is_risk:
            level = say.sentence(words, "level")
            found.append(say.sentence(words, "used", date=day, level=level))
        case Outcome.PERSON | Outcome.WORKER | Outcome.BOTH:
            outcome = words.item("talk.where.outcome").choice(settled.outcome.value)
            found.append(f"{say.say(outcome.words)}.")
    return found


def remark_line(question: str, one: Remark, say: Speaker) -> RemarkLine:
    waits = after = ""
    if one.is_open and one.answer_by:
        day = shown_day(one.answer_by)
        name = say.names[one.other]
        after = waits = _("%(name)s answers by %(day)s.") % {"name": name, "day": day}
        if one.party == "person" and not one.replies:
            (line,) = newest("talk").prompt("differ").lines
            after = say.say(line.words, date=day)
    return RemarkLine(
        about=one.about,
        id=str(one.entry.id),
        question=question,
        party=one.party,
        name=name_of(one.entry, say.names),
        words=one.words,
        language=one.entry.language,
        at=one.entry.recorded_at,
        replies=tuple(_reply(one_more, say) for one_more in one.replies),
        other=one.other,
        other_name=say.names[one.other],
        is_answered=one.is_answered,
        typed_by=typist_of(one.entry, say.names),
        voiced_by=one.entry.voiced_by,
        waits=waits,
        after=after,
    )


def _reply(entry: Said, say: Speaker) -> ReplyLine:
    is_it = {THAT_IS_IT: _("That is it"), STILL: _("I still see it differently")}
    return ReplyLine(
        party=entry.party,
        name=name_of(entry, say.names),
        words=entry.value.get("words", ""),
        language=entry.language,
        at=entry.recorded_at,
        typed_by=typist_of(entry, say.names),
        voiced_by=entry.voiced_by,
        is_it=is_it.get(entry.value.get("is_it", ""), ""),
    )


def lines_on_paper(lines: Iterable[RemarkLine]) -> list[tuple[str, str, str]]:
    """(name, words, language) of each thing that was said, with what was said to it."""
    found = []
    for line in lines:
        found.append((line.name, line.words, line.language))
        for reply in line.replies:
            words = ". ".join(part for part in (reply.is_it, reply.words) if part)
            found.append((reply.name, words, reply.language))
    return found


def question_of(instrument: Instrument, about: str, say: Speaker) -> str:
    """What was asked there; a newer version of the questions may not ask it any more."""
    if about.startswith(LEVEL):
        return _("Levels that others worked out")
    item, *line = about.split(OF_TALK)
    try:
        asked = say.say(instrument.item(item).prompt)
        if not line:
            return asked
        step = say.say(newest("talk").prompt(line[-1]).title)
        return _("%(question)s In our talk: %(step)s") % {"question": asked, "step": step}
    except LookupError:
        return _("A question that is not asked any more")


def shown_day(day: date) -> str:
    return date_format(day, "j F Y")
