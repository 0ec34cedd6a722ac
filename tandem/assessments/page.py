"""What the pages of the sheet show, gathered into plain values for their templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tandem.assessments.forms.answers import Sent
from tandem.assessments.names import hands_of, name_of, workers_of
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import Difference, Gap, differences, gaps
from tandem.assessments.rules.sheet import SPOKEN, Picks, Row, Sheet, picks, sheet
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.speaker import Speaker, speaker
from tandem.instruments.schema import Area, Instrument, Item, Part, Prompt
from tandem.sittings.models import Held
from tandem.sittings.room import Room
from tandem.voices.fold import Said, history, standing
from tandem.voices.models import Thread


@dataclass(frozen=True, slots=True)
class PartPage:
    part: Part
    # The short way, then the rest, then what is asked after the notice.
    short: list[Row]
    more: list[Row]
    after_notice: list[Row]
    worker: list[Row]

    @property
    def is_more_open(self) -> bool:
        """The rest stands open unless the short way may end here and nobody said more."""
        if any(row.is_said or any(f.is_said for f in row.follows) for row in self.more):
            return True
        last = self.short[-1] if self.short else None
        return bool(last and last.is_said and not last.may_be_left)

    def rows(self, *, is_notice_heard: bool) -> Iterator[Row]:
        """The rows that stand on the page now, in its order."""
        yield from self.short
        yield from self.more
        if is_notice_heard:
            yield from self.after_notice
        yield from self.worker


@dataclass(frozen=True, slots=True)
class AreaPage:
    instrument: Instrument
    area: Area
    sheet: Sheet
    parts: list[PartPage]
    said: list[Said]
    gaps: Mapping[str, Gap]
    settled: Mapping[str, Difference]
    say: Speaker
    sent: Sent
    notice: Prompt
    # "" | "answer" | "talk_first" | "not_today"
    notice_choice: str
    before: Area | None
    after: Area | None

    @property
    def all_rows(self) -> list[Row]:
        heard = self.notice_choice == "answer"
        return [row for part in self.parts for row in part.rows(is_notice_heard=heard)]

    @property
    def has_notice(self) -> bool:
        return any(part.after_notice for part in self.parts)

    def part_after(self, row: Row) -> Part | None:
        """The part of the area that comes after the one in which this row ends the short way."""
        ends = [part.short[-1:] for part in self.parts]
        at = next((n for n, last in enumerate(ends, 1) if row in last), len(ends))
        return self.parts[at].part if at < len(ends) else None

    def must_reload(self, changed: set[str]) -> bool:
        """Something changed that moves whole parts of the page."""
        return any(about.startswith(("notice/", "open/")) for about in changed)

    def gap_of(self, row: Row) -> str:
        """The sentence about the two marks, once both may be seen; "" where nothing is compared."""
        gap = self.gaps.get(row.item.key)
        if not row.item.pair or gap is None or row.item.party != "person":
            return ""
        return self.say.gap(self.instrument, gap)

    def difference_of(self, row: Row) -> Difference | None:
        return self.settled.get(row.item.key)

    def typed_by(self, said: Said) -> str:
        return hands_of(said, self.say.names)

    def voice_of(self, said: Said) -> str:
        return name_of(said, self.say.names)

    def earlier_worker(self, said: Said) -> str:
        """Who said it, where that is a worker who is not the one of today."""
        name = self.voice_of(said)
        return name if said.party == "worker" and name != self.say.names["worker"] else ""

    def language_of(self, row: Row) -> str:
        return own_language(row.item, row.said) if row.said else ""

    def error_of(self, row: Row) -> str:
        return self.sent.errors.get(row.item.key, "")

    def value_of(self, row: Row) -> Any:
        """What the controls show: what was typed if it was refused, else what stands."""
        typed = self.sent.typed.get(row.item.key)
        if typed is None:
            return row.value
        if row.item.kind == "words_and_date":
            return {"words": typed[0] if typed else "", "due_on": typed[-1] if typed else ""}
        return typed if row.item.kind == "many" else (typed[0] if typed else "")


def area_page(
    room: Room,
    instrument: Instrument,
    area: Area,
    stands: Sheet,
    said: list[Said],
    sent: Sent,
) -> AreaPage:
    seen = without_shut(instrument, room.sitting.mode, said)
    open_areas = [one for one in instrument.areas if one.number and stands.is_area_open(one)]
    at = open_areas.index(area) if area in open_areas else -1
    return AreaPage(
        instrument=instrument,
        area=area,
        sheet=stands,
        parts=[_part(stands, part) for part in area.parts],
        said=said,
        gaps=gaps(instrument, seen),
        settled={one.about: one for one in differences(instrument, seen)},
        say=speaker(room),
        sent=sent,
        notice=instrument.prompt("notice"),
        notice_choice=stands.notices.get(area.key, ""),
        before=open_areas[at - 1] if at > 0 else None,
        after=open_areas[at + 1] if 0 <= at < len(open_areas) - 1 else None,
    )


def _part(stands: Sheet, part: Part) -> PartPage:
    person = stands.rows(part, "person")
    free = [row for row in person if not row.item.needs_notice]
    cut = next((n + 1 for n, row in enumerate(free) if row.item.leave_it_after), len(free))
    return PartPage(
        part=part,
        short=free[:cut],
        more=free[cut:],
        after_notice=[row for row in person if row.item.needs_notice],
        worker=stands.rows(part, "worker"),
    )


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
    prompt: str
    words: str
    who: str
    typed_by: str
    language: str
    before: list[Before]


@dataclass(frozen=True, slots=True)
class ReadGap:
    """How the two marks on one thing compare, in a sentence; `about` is the person's item."""

    about: str
    prompt: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadArea:
    area: Area
    name: str
    person: list[ReadLine]
    worker: list[ReadLine]
    gaps: list[ReadGap]
    # Those whose words stand on the worker's side.
    workers: str


def read_areas(instrument: Instrument, said: list[Said], say: Speaker) -> list[ReadArea]:
    """Everything that stands on a sheet, area by area, to be read and not changed."""
    stand = standing(said, SPOKEN)
    found_gaps = gaps(instrument, said)
    found = []
    for area in instrument.areas:
        lines: dict[str, list[ReadLine]] = {"person": [], "worker": []}
        for item in area.items:
            entry = stand.get((item.key, item.party))
            if entry is None or item.party not in lines:
                continue
            line = _read_line(say, item, entry, said)
            if line.words:
                lines[item.party].append(line)
        if lines["person"] or lines["worker"]:
            sentences = [
                ReadGap(gap.about, say.say(pair.person.prompt), say.gap(instrument, gap))
                for pair in instrument.pairs
                if pair.area == area.key and (gap := found_gaps.get(pair.person.key))
            ]
            found.append(
                ReadArea(
                    area=area,
                    name=say.say(area.name),
                    person=lines["person"],
                    worker=lines["worker"],
                    gaps=sentences,
                    workers=workers_of((line.said for line in lines["worker"]), say.names),
                )
            )
    return found


def _read_line(say: Speaker, item: Item, entry: Said, said: list[Said]) -> ReadLine:
    def words(one: Said) -> str:
        if one.is_erased:
            return _("These words were erased.")
        return _("Not answering today.") if one.kind == "pass" else say.answer(item, one.value)

    earlier = [one for one in history(said, item.key, SPOKEN) if one.seq < entry.seq]
    return ReadLine(
        said=entry,
        prompt=say.say(item.prompt),
        words=words(entry),
        who=name_of(entry, say.names),
        typed_by=hands_of(entry, say.names),
        language=own_language(item, entry),
        before=[
            Before(name_of(one, say.names), one.recorded_at, words(one), own_language(item, one))
            for one in reversed(earlier)
        ],
    )


@dataclass(frozen=True, slots=True)
class AreaLine:
    area: Area
    name: str
    line: str
    is_picked: bool
    # How many things each has said in it.
    by_person: int
    by_worker: int
    # Whose answers the worker's are.
    workers: str
    open_differences: int


@dataclass(frozen=True, slots=True)
class AreasPage:
    instrument: Instrument
    say: Speaker
    lines: list[AreaLine]
    shut: list[Area]
    picks: Picks
    how: Area | None
    has_more: bool
    differences: list[Difference]
    opened: frozenset[str]

    def is_opened(self, key: str) -> bool:
        return key in self.opened

    def name(self, key: str) -> str:
        try:
            return self.say.say(self.instrument.area(key).name)
        except LookupError:
            return ""

    @property
    def picked(self) -> list[AreaLine]:
        return [line for line in self.lines if line.is_picked]

    @property
    def next_area(self) -> AreaLine | None:
        """The first picked area in which nobody has said anything yet, else the first picked."""
        fresh = [line for line in self.picked if not (line.by_person or line.by_worker)]
        return next(iter(fresh or self.picked), None)


def areas_page(room: Room, thread: Thread, said: list[Said]) -> AreasPage:
    instrument = instrument_of(thread)
    stands = sheet(instrument, room.sitting.mode, said)
    seen = without_shut(instrument, room.sitting.mode, said)
    chosen = picks(seen, room.sitting.pk)
    say = speaker(room)
    found = differences(instrument, seen)

    def line(area: Area) -> AreaLine:
        said = [
            entry
            for (about, _party), entry in stands.spoken.items()
            if about.startswith(f"{area.key}.") and entry.value not in ("", [])
        ]
        return AreaLine(
            area=area,
            name=say.say(area.name),
            line=say.say(area.line),
            is_picked=area.key in chosen.today or area.key == chosen.worker_adds,
            by_person=sum(entry.party == "person" for entry in said),
            by_worker=sum(entry.party == "worker" for entry in said),
            workers=workers_of(said, say.names),
            open_differences=sum(1 for one in found if one.area == area.key and one.is_open),
        )

    lines = [line(a) for a in instrument.areas if a.number and stands.is_area_open(a)]
    how = next((area for area in instrument.areas if not area.number), None)
    return AreasPage(
        instrument=instrument,
        say=say,
        lines=lines,
        shut=[area for area in instrument.areas if not area.is_open_in(room.sitting.mode)],
        picks=chosen,
        how=how,
        has_more=not room.is_statutory,
        differences=found,
        opened=stands.opened,
    )


def is_remote(room: Room) -> bool:
    return room.sitting.held in (Held.PHONE, Held.VIDEO, Held.PAPER)
