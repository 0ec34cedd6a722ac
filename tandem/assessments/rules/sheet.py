"""Pure: what a sheet asks, what stands on it, and what is shut. No Django."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tandem.assessments.rules.each_first import (
    EACH_FIRST,
    OPEN,
    WAITS,
    WAY,
    pair_of,
    without_waiting,
)
from tandem.assessments.rules.repeats import is_there, repeats_in, was_there
from tandem.assessments.rules.sources import asked_in
from tandem.instruments.routing import is_asked, leans_on
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.voices.fold import Said, Standing, overtaken, standing

SPOKEN = frozenset({"answer", "pass"})
PICKS = frozenset({"pick"})
WAITING = frozenset({WAITS})
PROMPTED = frozenset({"prompt"})
# Entries of kind prompt about these say what the person chose at the notice of an area.
NOTICE = "notice/"
# What the person opened in voluntary mode, as entries of kind pick about these.
OPENED = "open"
# Opened by the person: the questions about trouble and harm, in every area that is open.
LINKS = "links"
MOST_PICKS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it stands: what was last said, and whether it may be asked now."""

    item: Item
    said: Said | None
    # The other party's entry on the paired item, where it may already be seen.
    other: Said | None
    is_asked: bool
    # What another device of the same party wrote meanwhile; both are kept.
    overtaken: Said | None = None
    follows: tuple["Row", ...] = ()
    # Something is said here that these eyes do not see yet.
    waits: bool = False

    @property
    def value(self) -> Any:
        return self.said.value if self.said and not self.is_passed else None

    @property
    def is_passed(self) -> bool:
        return self.said is not None and self.said.kind == "pass"

    @property
    def is_said(self) -> bool:
        """Something stands here: an answer that was not taken back, or a pass."""
        return self.is_passed or (self.value is not None and self.value not in ("", []))

    @property
    def may_be_left(self) -> bool:
        """The answer is one after which nothing more needs to be asked."""
        return self.is_said and self.value in self.item.leave_it_after


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet, by (item, party), in one mode."""

    instrument: Instrument
    mode: str
    spoken: Standing
    opened: frozenset[str]
    # What the person chose after hearing what may be passed on, by area.
    notices: Mapping[str, str]
    overtaken: Standing
    # What is said and not yet seen: its place and nothing else.
    waiting: Standing
    # The way that the two last went in an area, and the sitting in which they chose it.
    ways: Mapping[str, Said]
    # What was last said of a part that repeats: that it is there, or is no more.
    repeats: Mapping[str, Said]
    # Which items are asked, as far as it was found.
    _asked: dict[str, bool] = field(init=False, default_factory=dict, repr=False, compare=False)

    def is_open(self, item: Item) -> bool:
        """It is not shut in this mode, and it is there: not of a child that nobody told of."""
        return self.is_there(self.instrument.part_of(item.key)) and self.is_unshut(item)

    def is_there(self, part: Part | None) -> bool:
        return part is None or is_there(part, self.repeats)

    def was_there(self, item: Item) -> bool:
        """Somebody said that it is there, whatever was said of it since."""
        part = self.instrument.part_of(item.key)
        return part is None or was_there(part, self.repeats)

    def is_unshut(self, item: Item) -> bool:
        """Whether the item belongs to this mode, or the person opened its area or its kind."""
        if item.is_open_in(self.mode):
            return True
        area = self._area(item)
        if area is None:
            return False
        return area.key in self.opened or (LINKS in self.opened and area.is_open_in(self.mode))

    def is_area_open(self, area: Area) -> bool:
        return area.is_open_in(self.mode) or area.key in self.opened

    def said(self, key: str, party: str) -> Said | None:
        return self.spoken.get((key, party))

    def is_said(self, key: str, party: str) -> bool:
        """An entry stands there, seen or not."""
        return (key, party) in self.spoken or (key, party) in self.waiting

    def way_in(self, area: Area, sitting: UUID | None, *, on_paper: bool = False) -> str:
        """Which way marks are made in an area at this sitting. Both saw what was said on paper."""
        chosen = self.ways.get(area.key)
        if chosen and chosen.sitting == sitting:
            return str(chosen.value)
        return EACH_FIRST if area.each_first and not on_paper else OPEN

    def waits_for_both(self, item: Item, way: str) -> bool:
        """Whether what is said here now would wait for the other party: a mark, or words to it, of
        which not both are there. What began to wait goes on so when the way has changed."""
        marks = self._unmet(item)
        if marks is None:
            return False
        return way == EACH_FIRST or any(one and one.way for one in marks)

    def is_waiting(self, item: Item) -> bool:
        """Something is said here that the other party does not see yet, though these eyes may."""
        place = (item.key, item.party)
        entry = self.spoken.get(place) or self.waiting.get(place)
        return entry is not None and bool(entry.way) and self._unmet(item) is not None

    def _unmet(self, item: Item) -> list[Said | None] | None:
        """The two marks to which this belongs; None where both may be seen."""
        pair = pair_of(self.instrument, item)
        if pair is None:
            return None
        marks = [(one.key, one.party) for one in (pair.person, pair.worker)]
        stand = [self.spoken.get(mark) or self.waiting.get(mark) for mark in marks]
        is_met = all(stand) or any(one and one.kind == "pass" for one in stand)
        return None if is_met else stand

    def row(self, item: Item, followers: Mapping[str, Sequence[Item]]) -> Row:
        other = None
        if item.pair:
            paired = self.instrument.item(item.pair)
            other = self.said(paired.key, paired.party)
        return Row(
            item=item,
            said=self.said(item.key, item.party),
            other=None if item.party == "person" and self.waits_for_the_person(item) else other,
            is_asked=self.is_asked(item),
            overtaken=self.overtaken.get((item.key, item.party)),
            follows=tuple(
                self.row(follower, followers)
                for follower in followers.get(item.key, ())
                if self.is_open(follower)
            ),
            waits=(item.key, item.party) in self.waiting,
        )

    def waits_for_the_person(self, item: Item) -> bool:
        """On trouble and harm the worker speaks, and is seen, once the person has answered or
        passed, on the question or on all of them at the notice."""
        if item.rule not in ("trouble", "harm"):
            return False
        own = item.key if item.party == "person" else item.pair
        if own is None or self.is_said(own, "person"):
            return False
        area = self._area(item)
        return area is None or self.notices.get(area.key) != "not_today"

    def waits_for_the_notice(self, item: Item) -> bool:
        """What may have to be passed on is asked after the person heard so and chose to answer."""
        area = self._area(item)
        return item.needs_notice and (area is None or self.notices.get(area.key) != "answer")

    def is_asked(self, item: Item) -> bool:
        """By `routing.is_asked`; what is shut, and what waits for the person, is not asked either.
        Each is found once, with what it leans on."""
        known = self._asked
        if item.key not in known:
            for one in (*leans_on(self.instrument, item.key), item):
                if one.key not in known:
                    known[one.key] = self._is_asked(one)
        return known[item.key]

    def forget(self) -> None:
        """For who writes into `spoken` or `notices`: what is asked has to be found anew."""
        self._asked.clear()

    def _is_asked(self, item: Item) -> bool:
        area = self._area(item)
        if not self.is_open(item) or (area and not self.is_area_open(area)):
            return False
        if item.party == "worker" and self.waits_for_the_person(item):
            return False
        counted: dict[str, Any] = {}
        opened = set()
        for one in leans_on(self.instrument, item.key):
            said = self.said(one.key, one.party)
            if not self.is_said(one.key, one.party) or not self._asked[one.key]:
                continue
            if said and said.kind == "answer" and not said.is_erased:
                counted[one.key] = said.value
            else:
                opened.add(one.key)
        return is_asked(item, counted, opened, is_kept=self._stands(item))

    def rows(self, part: Part, party: str) -> list[Row]:
        """The party's items of a part in their order; followers stand inside what they follow."""
        items = [i for i in part.items if i.party == party and self.is_open(i)]
        followers: dict[str, list[Item]] = {}
        for item in items:
            if item.follows:
                followers.setdefault(item.follows, []).append(item)
        return [self.row(item, followers) for item in items if not item.follows]

    def _stands(self, item: Item) -> bool:
        """Something is said here or in what follows it, so it is shown: what opened it may have
        been taken back since."""
        followers = self.instrument.followers(item.key)
        return any(self._has_said(one.key) for one in (item, *followers))

    def _has_said(self, key: str) -> bool:
        item = self.instrument.item(key)
        if (key, item.party) in self.waiting:
            return True
        entry = self.said(key, item.party)
        return entry is not None and (entry.kind == "pass" or entry.value not in ("", []))

    def _area(self, item: Item) -> Area | None:
        try:
            return self.instrument.area_of(item.key)
        except LookupError:
            return None


def sheet(
    instrument: Instrument, mode: str, said: Sequence[Said], eyes: Collection[str] = ()
) -> Sheet:
    """`eyes`: the parties who alone look at it, see `without_waiting`."""
    said = without_waiting(instrument, said, eyes)
    chosen = standing(said, PICKS)
    opened = frozenset(
        about.removeprefix(f"{OPENED}/")
        for (about, party), entry in chosen.items()
        if about.startswith(f"{OPENED}/") and party == "person" and entry.value
    )
    notices = {
        about.removeprefix(NOTICE): str(entry.value)
        for (about, _party), entry in standing(said, PROMPTED).items()
        if about.startswith(NOTICE)
    }
    ways = {
        about.removeprefix(f"{WAY}/"): entry
        for (about, party), entry in chosen.items()
        if about.startswith(f"{WAY}/") and party == "both"
    }
    return Sheet(
        instrument=instrument,
        mode=mode,
        spoken=standing(said, SPOKEN),
        opened=opened,
        notices=notices,
        overtaken=overtaken(said, SPOKEN),
        waiting=standing(said, WAITING),
        ways=ways,
        repeats=repeats_in(chosen),
    )


def touched(instrument: Instrument, changed: Iterable[str], rows: Iterable[Item]) -> list[Item]:
    """The items whose row may look different once `changed` have changed."""
    keys = set(changed)
    found = []
    for item in rows:
        near = {item.key, item.pair, item.follows}
        near |= {one.key for one in leans_on(instrument, item.key)}
        if asked := asked_in(instrument, item.key):
            near.add(asked.key)  # it tells where this is from
        if near & keys:
            found.append(item)
    return found


def may_be_alone(item: Item) -> bool:
    """Whether somebody may be asked this alone. What may have to be passed on is asked where
    somebody can say so first."""
    return item.party == "person" and not item.needs_notice


def last_met(said: Iterable[Said], sitting: UUID) -> int:
    """The number of what was last said in a sitting before this one."""
    return max((one.seq for one in said if one.sitting not in (None, sitting)), default=0)
