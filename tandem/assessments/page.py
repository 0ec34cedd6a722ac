"""What the page of one area shows, gathered into plain values for its template."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from tandem.assessments.checks import lined
from tandem.assessments.forms.answers import Sent
from tandem.assessments.names import hands_of, name_of
from tandem.assessments.queries import notice_of, way_in
from tandem.assessments.read_page import has_marked, own_language
from tandem.assessments.rules.carry import RELEASE
from tandem.assessments.rules.differences import Difference, Gap, differences, gaps
from tandem.assessments.rules.each_first import EACH_FIRST
from tandem.assessments.rules.remarks import remarks
from tandem.assessments.rules.repeats import REPEAT, has_room, next_of, repeats_of
from tandem.assessments.rules.sheet import Row, Sheet
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.sources import source_of
from tandem.assessments.speaker import Speaker, speaker
from tandem.instruments.schema import Area, Instrument, Item, Part, Prompt
from tandem.sittings.models import Held
from tandem.sittings.room import Room
from tandem.voices.fold import Said

WRITTEN = frozenset({"words", "words_and_date"})
# What is said about these moves whole parts of the page.
MOVES = ("notice/", "open/", "way/", f"{REPEAT}/", RELEASE)
# A name longer than this is cut: it stands in a heading and on buttons.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PartPage:
    part: Part
    # What it is called: of a part that repeats by its first answer, or by its number.
    name: str
    # The short way, then the rest, then what is asked after the notice.
    short: list[Row]
    more: list[Row]
    after_notice: list[Row]
    worker: list[Row]
    # What both answer together.
    both: list[Row]

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
        yield from self.both


@dataclass(frozen=True, slots=True)
class NoMore:
    """A child, a debt that is no more, and who said so."""

    part: Part
    name: str
    said: Said
    # The questions of which something was said.
    told: list[Item]


@dataclass(frozen=True, slots=True)
class Block:
    """A part; or all that are there of one that repeats, with the next that can be added."""

    # The key of the first, where it repeats.
    first: str
    name: str
    parts: list[PartPage]
    next: Part | None
    has_room: bool
    gone: list[NoMore]


@dataclass(frozen=True, slots=True)
class AreaPage:
    instrument: Instrument
    area: Area
    sheet: Sheet
    blocks: list[Block]
    said: list[Said]
    gaps: Mapping[str, Gap]
    settled: Mapping[str, Difference]
    say: Speaker
    sent: Sent
    notice: Prompt
    # "" | "answer" | "talk_first" | "not_today"
    notice_choice: str
    # Which way marks are made here at this sitting.
    way: str
    # The item whose mark is made again, by its key.
    again: str
    before: Area | None
    after: Area | None

    @property
    def parts(self) -> list[PartPage]:
        return [part for block in self.blocks for part in block.parts]

    @property
    def all_rows(self) -> list[Row]:
        heard = self.notice_choice == "answer"
        return [row for part in self.parts for row in part.rows(is_notice_heard=heard)]

    @property
    def has_easy(self) -> bool:
        return any(item.easy for item in self.area.items)

    @property
    def has_notice(self) -> bool:
        return any(part.after_notice for part in self.parts)

    @property
    def says_what_is_passed_on(self) -> bool:
        """Somebody may tell here, in their own words, what has to be passed on, and no question of
        the area waits for the notice: so it is there to be read before the first word."""
        rows = (row for part in self.parts for row in (*part.short, *part.more, *part.both))
        told = (one for row in rows for one in (row, *row.follows))
        return not self.has_notice and any(one.item.kind in WRITTEN for one in told)

    def part_after(self, row: Row) -> Part | None:
        """The part of the area that comes after the one in which this row ends the short way."""
        ends = [part.short[-1:] for part in self.parts]
        at = next((n for n, last in enumerate(ends, 1) if row in last), len(ends))
        return self.parts[at].part if at < len(ends) else None

    def renamed(self, keys: Collection[str]) -> dict[str, str]:
        """What the parts that repeat are called, where the answer by which they are has changed."""
        repeated = (part for block in self.blocks if block.first for part in block.parts)
        return {one.part.key: one.name for one in repeated if one.part.items[0].key in keys}

    def must_reload(self, changed: set[str]) -> bool:
        """Something changed that moves whole parts of the page."""
        return any(about.startswith(MOVES) for about in changed)

    @property
    def is_each_first(self) -> bool:
        return self.way == EACH_FIRST

    @property
    def has_marks(self) -> bool:
        """There are marks here that are compared, so there are two ways to make them."""
        return any(row.item.pair for part in self.parts for row in (*part.short, *part.worker))

    def is_closed(self, row: Row) -> bool:
        """It is said and waits, so it is not open to eyes that may not see it; whoever said it may
        say it anew."""
        return row.waits and self.again != row.item.key and self.again != row.item.follows

    def is_led_by(self, row: Row) -> bool:
        """What is chosen here would be told by how the page goes on, so it goes on the same."""
        return self.sheet.waits_for_both(row.item, self.way) and not row.is_said

    def is_waiting(self, row: Row) -> bool:
        """Seen here, on the screen of whoever said it, and not yet by the other."""
        return row.is_said and self.sheet.is_waiting(row.item)

    def has_marked(self, row: Row) -> str:
        """The sentence that stands where something waits."""
        return has_marked(self.say, row.item.party)

    def gap_of(self, row: Row) -> str:
        """The sentence about the two marks, once both may be seen; "" where nothing is compared."""
        gap = self.gaps.get(row.item.key)
        if not row.item.pair or gap is None or row.item.party != "person":
            return ""
        return self.say.gap(self.instrument, gap)

    def difference_of(self, row: Row) -> Difference | None:
        return self.settled.get(row.item.key)

    def differing(self, row: Row) -> list[str]:
        """Who has said since that they see differently what both answered together."""
        said = row.said
        if said is None or said.party != "both":
            return []
        told = (one for one in remarks(self.instrument, self.said) if one.about == said.about)
        stand = (one.entry for one in told if one.entry.seq > said.seq and not one.is_taken_back)
        return list(dict.fromkeys(self.voice_of(entry) for entry in stand))

    def typed_by(self, said: Said) -> str:
        return hands_of(said, self.say.names)

    def voice_of(self, said: Said) -> str:
        return name_of(said, self.say.names)

    def earlier_worker(self, said: Said) -> str:
        """Who said it, where that is a worker who is not the one of today."""
        name = self.voice_of(said)
        return name if said.party == "worker" and name != self.say.names["worker"] else ""

    def source_of(self, said: Said) -> str:
        return source_of(self.instrument, self.sheet.spoken, said, self.say.names)

    def language_of(self, row: Row) -> str:
        return own_language(row.item, row.said) if row.said else ""

    def error_of(self, row: Row) -> str:
        return self.sent.errors.get(row.item.key, "")

    def value_of(self, row: Row) -> Any:
        return self.sent.value(row.item, row.value)


def area_page(
    room: Room,
    instrument: Instrument,
    area: Area,
    stands: Sheet,
    said: list[Said],
    sent: Sent,
    again: str = "",
) -> AreaPage:
    """`said` as it may be seen in the room."""
    seen = without_shut(instrument, room.sitting.mode, said, room.eyes)
    open_areas = [one for one in lined(instrument.areas) if stands.is_area_open(one)]
    at = open_areas.index(area) if area in open_areas else -1
    say = speaker(room)
    return AreaPage(
        instrument=instrument,
        area=area,
        sheet=stands,
        blocks=_blocks(stands, area, say),
        said=said,
        gaps=gaps(instrument, seen),
        settled={one.about: one for one in differences(instrument, seen)},
        say=say,
        sent=sent,
        notice=notice_of(instrument),
        notice_choice=stands.notices.get(area.key, ""),
        way=way_in(room, stands, area),
        again=again,
        before=open_areas[at - 1] if at > 0 else None,
        after=open_areas[at + 1] if 0 <= at < len(open_areas) - 1 else None,
    )


def _blocks(stands: Sheet, area: Area, say: Speaker) -> list[Block]:
    found = []
    repeated = {parts[0].key: parts for parts in repeats_of(area)}
    for part in area.parts:
        if not part.repeats:
            found.append(Block("", "", [_part(stands, part, say)], None, False, []))
        elif part.key in repeated:
            found.append(_repeated(stands, repeated[part.key], say))
    return found


def _repeated(stands: Sheet, parts: list[Part], say: Speaker) -> Block:
    gone = [
        NoMore(part, _name(stands, part, say), said, _told_in(stands, part))
        for part in parts
        if (said := stands.repeats.get(part.key)) and not said.value
    ]
    return Block(
        first=parts[0].key,
        name=say.say(parts[0].name),
        parts=[_part(stands, part, say) for part in parts if stands.is_there(part)],
        next=next_of(parts, stands.repeats),
        has_room=has_room(parts, stands.repeats),
        gone=gone,
    )


def _told_in(stands: Sheet, part: Part) -> list[Item]:
    told = [item for item in part.items if stands.said(item.key, item.party)]
    return [item for item in told if stands.is_unshut(item)]


def _name(stands: Sheet, part: Part, say: Speaker) -> str:
    """Of each child, each debt by what was answered first; but never by a view of it, or by what
    somebody may not want to see in a heading."""
    name, first = say.say(part.name), part.items[0]
    is_seen = part.repeats and stands.is_unshut(first)
    said = stands.said(first.key, first.party) if is_seen else None
    if not said or said.kind != "answer" or said.is_erased or first.pair or first.needs_notice:
        return name
    answer = " ".join(say.answer(first, said.value).split())
    return f"{name}: {Truncator(answer).chars(LONGEST_NAME)}" if answer else name


def _part(stands: Sheet, part: Part, say: Speaker) -> PartPage:
    person = stands.rows(part, "person")
    free = [row for row in person if not row.item.needs_notice]
    cut = next((n + 1 for n, row in enumerate(free) if row.item.leave_it_after), len(free))
    return PartPage(
        part=part,
        name=_name(stands, part, say),
        short=free[:cut],
        more=free[cut:],
        after_notice=[row for row in person if row.item.needs_notice],
        worker=stands.rows(part, "worker"),
        both=stands.rows(part, "both"),
    )


def is_remote(room: Room) -> bool:
    return room.sitting.held in (Held.PHONE, Held.VIDEO, Held.PAPER)
