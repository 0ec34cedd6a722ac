"""What stands on a sheet, gathered to be read and not changed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import (
    RemarkLine,
    question_of,
    remark_line,
    state_sentences,
)
from tandem.assessments.names import hands_of, name_of, was_prepared, workers_of
from tandem.assessments.queries import asked_now, gone_in, instrument_of, older_versions
from tandem.assessments.rules.differences import differences, gaps
from tandem.assessments.rules.each_first import WAITS, without_waiting
from tandem.assessments.rules.remarks import remarks
from tandem.assessments.rules.sheet import (
    SPOKEN,
    WAITING,
)
from tandem.assessments.sources import source_of
from tandem.assessments.speaker import Speaker
from tandem.instruments.schema import Area, Instrument, Item
from tandem.voices.fold import Said, history, standing
from tandem.voices.models import Thread

# The rules of questions that levels of others are about too.
RISK = ("trouble", "harm")


def has_marked(say: Speaker, party: str) -> str:
    return _("%(name)s has marked. It is shown when both have.") % {"name": say.names[party]}


def own_language(item: Item, said: Said) -> str:
    """The language in which somebody typed this; "" for answers told in that of the page."""
    typed = item.kind in ("words", "words_and_date")
    return said.language if typed and said.kind != "pass" and not said.is_erased else ""


@dataclass(frozen=True, slots=True)
class Before:
    """What was said there earlier."""

    who: str
    at: datetime
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One thing that one party said, in words, with what they had said there before."""

    said: Said
    key: str
    prompt: str
    words: str
    who: str
    typed_by: str
    is_prepared: bool
    # Where it is from, in words.
    source: str
    language: str
    before: list[Before]
    # The worker says here how likely trouble or harm is, or why.
    is_about_risk: bool = False
    # The questions that ask today what this one asked.
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadGap:
    """How the two marks on one thing compare, in a sentence; `about` is the person's item."""

    about: str
    prompt: str
    sentence: str
    # Both marks were made before the other's could be seen.
    is_each_first: bool = False
    # Where a talk about it ended, in sentences; () where none has.
    came_of: tuple[str, ...] = ()
    # The two see trouble or harm differently: what others worked out stands beside it.
    is_about_risk: bool = False


@dataclass(frozen=True, slots=True)
class ReadArea:
    area: Area
    name: str
    person: list[ReadLine]
    worker: list[ReadLine]
    # What both answered together.
    both: list[ReadLine]
    gaps: list[ReadGap]
    # What either said with "I see this differently"; it goes wherever the area goes.
    remarks: list[RemarkLine]
    # Those whose words stand on the worker's side.
    workers: str


def read_areas(
    instrument: Instrument, said: list[Said], say: Speaker, *, is_statutory: bool
) -> list[ReadArea]:
    """Everything that stands on a sheet, area by area, to be read and not changed."""
    stand = {**standing(said, WAITING), **standing(said, SPOKEN)}
    found_gaps = gaps(instrument, said)
    told = [one for one in remarks(instrument, said) if not one.entry.is_erased]
    talked = {
        one.about: tuple(state_sentences(say, one, is_statutory=is_statutory))
        for one in differences(instrument, said)
        if one.settled
    }
    found = []
    for area in instrument.areas:
        lines: dict[str, list[ReadLine]] = {"person": [], "worker": [], "both": []}
        for item in area.items:
            entry = stand.get((item.key, item.party))
            if entry is None:
                continue
            if entry.kind == WAITS and item.follows:
                continue  # its mark says that it waits
            source = source_of(instrument, stand, entry, say.names)
            line = _read_line(say, item, entry, said, source)
            if line.words:
                lines[item.party].append(line)
        remarked = [
            remark_line(question_of(instrument, one.about, say), one, say)
            for one in told
            if one.about.startswith(f"{area.key}.")
        ]
        if any(lines.values()) or remarked:
            sentences = [
                ReadGap(
                    gap.about,
                    say.say(pair.person.prompt),
                    say.gap(instrument, gap),
                    is_each_first=gap.is_each_first,
                    came_of=talked.get(gap.about, ()),
                    is_about_risk=gap.is_difference and pair.rule in RISK,
                )
                for pair in instrument.pairs
                if pair.area == area.key and (gap := found_gaps.get(pair.person.key))
            ]
            found.append(
                ReadArea(
                    area=area,
                    name=say.say(area.name),
                    person=lines["person"],
                    worker=lines["worker"],
                    both=lines["both"],
                    gaps=sentences,
                    remarks=remarked,
                    workers=workers_of((line.said for line in lines["worker"]), say.names),
                )
            )
    return found


def older_lines(
    thread: Thread,
    said: list[Said],
    say: Speaker,
    *,
    mode: str,
    area: str | None = None,
    eyes: Collection[str] = (),
) -> list[ReadLine]:
    """What stands under questions of older versions that this one does not ask, to be read. What
    was shut in this mode can no longer be opened, so it stays in the log alone; what waits for the
    other party waits on."""
    for one in older_versions(thread):
        said = without_waiting(one, said, eyes)
    stand, asks, to = standing(said, SPOKEN), instrument_of(thread), asked_now(thread)

    def is_open(where: Area, item: Item) -> bool:
        return where.is_open_in(mode) and item.is_open_in(mode)

    def now(item: Item) -> tuple[str, ...]:
        keys = to.get(item.key, ())
        return tuple(
            say.say(asks.item(key).prompt)
            for key in keys
            if is_open(asks.area_of(key), asks.item(key))
        )

    return [
        replace(_read_line(say, item, stand[item.key, item.party], said), now=now(item))
        for was, item in gone_in(thread, area)
        if (item.key, item.party) in stand and is_open(was, item)
    ]


def _read_line(
    say: Speaker, item: Item, entry: Said, said: list[Said], source: str = ""
) -> ReadLine:
    def words(one: Said) -> str:
        if one.kind == WAITS:
            return has_marked(say, one.party)
        if one.is_erased:
            return _("These words were erased.")
        return _("Not answering today.") if one.kind == "pass" else say.answer(item, one.value)

    earlier = [one for one in history(said, item.key, SPOKEN) if one.seq < entry.seq]
    return ReadLine(
        said=entry,
        key=item.key,
        prompt=say.say(item.prompt),
        words=words(entry),
        who=name_of(entry, say.names),
        typed_by=hands_of(entry, say.names),
        is_prepared=was_prepared(entry),
        source=source,
        language=own_language(item, entry),
        before=[
            Before(name_of(one, say.names), one.recorded_at, words(one), own_language(item, one))
            for one in reversed(earlier)
        ],
        is_about_risk=item.party == "worker" and item.rule in RISK,
    )
