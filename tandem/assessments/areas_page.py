"""What the page of areas shows: how far each has come, and what the two picked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from tandem.assessments.checks import lined
from tandem.assessments.names import was_prepared, workers_of
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.breaks import is_break_due
from tandem.assessments.rules.differences import Difference, differences
from tandem.assessments.rules.picks import Picks, picks
from tandem.assessments.rules.sheet import last_met, sheet
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.speaker import Speaker, speaker
from tandem.assessments.versions import asks_about_newer
from tandem.instruments.schema import Area, Instrument
from tandem.sittings.room import Room
from tandem.voices.fold import Said
from tandem.voices.models import Thread


@dataclass(frozen=True, slots=True)
class AreaLine:
    area: Area
    name: str
    line: str
    is_picked: bool
    # The person wrote about it alone, since the two last met.
    is_prepared: bool
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
    # There is a newer version of the questions, and nobody has chosen to stay on this one.
    has_newer: bool
    is_break_due: bool

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


@dataclass(frozen=True, slots=True)
class Onward:
    """A line at the top of the page, and where it leads."""

    sentence: str
    url: str
    words: str


# What an app further up has to say there of this room, or nothing.
ONWARD: list[Callable[[Room], Onward | None]] = []


def onward(room: Room) -> list[Onward]:
    return [found for tell in ONWARD if (found := tell(room))]


def areas_page(room: Room, thread: Thread, said: list[Said]) -> AreasPage:
    instrument = instrument_of(thread)
    seen = without_shut(instrument, room.sitting.mode, said, room.eyes)
    stands = sheet(instrument, room.sitting.mode, seen, room.eyes)
    chosen = picks(seen, room.sitting.pk)
    met_at = last_met(seen, room.sitting.pk)
    say = speaker(room)
    found = differences(instrument, seen)

    def line(area: Area) -> AreaLine:
        said = [
            entry
            for (about, _party), entry in (*stands.spoken.items(), *stands.waiting.items())
            if about.startswith(f"{area.key}.") and entry.value not in ("", [])
        ]
        return AreaLine(
            area=area,
            name=say.say(area.name),
            line=say.say(area.line),
            is_picked=area.key in chosen.today or area.key == chosen.worker_adds,
            is_prepared=any(was_prepared(entry) and entry.seq > met_at for entry in said),
            by_person=sum(entry.party in ("person", "both") for entry in said),
            by_worker=sum(entry.party in ("worker", "both") for entry in said),
            workers=workers_of(said, say.names),
            open_differences=sum(1 for one in found if one.area == area.key and one.is_open),
        )

    lines = [line(a) for a in lined(instrument.areas) if stands.is_area_open(a)]
    how = next((area for area in instrument.areas if area not in lined(instrument.areas)), None)
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
        has_newer=asks_about_newer(thread, said),
        is_break_due=room.door != "desk"
        and is_break_due(
            how.items if how else (),
            stands.spoken,
            # From the first word: when the sitting was set up is not for a shared screen.
            begun=min(
                (one.recorded_at for one in said if one.sitting == room.sitting.pk), default=None
            ),
            now=timezone.now(),
        ),
    )
