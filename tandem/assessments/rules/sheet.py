"""Pure: what a sheet asks, what stands on it, and what is shut. No Django."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.voices.fold import Said, Standing, standing

SPOKEN = frozenset({"answer", "pass"})
PICKS = frozenset({"pick"})
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
    follows: tuple["Row", ...] = ()

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet, by (item, party), in one mode."""

    instrument: Instrument
    mode: str
    spoken: Standing
    opened: frozenset[str]

    def is_open(self, item: Item) -> bool:
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

    def row(self, item: Item, followers: Mapping[str, Sequence[Item]]) -> Row:
        other = None
        if item.pair:
            paired = self.instrument.item(item.pair)
            other = self.said(paired.key, paired.party)
        return Row(
            item=item,
            said=self.said(item.key, item.party),
            other=other if self.may_show_other(item) else None,
            is_asked=self.is_asked(item),
            follows=tuple(
                self.row(follower, followers)
                for follower in followers.get(item.key, ())
                if self.is_open(follower)
            ),
        )

    def may_show_other(self, item: Item) -> bool:
        """On harm and trouble the worker's mark shows once the person has answered or passed."""
        if item.party == "worker" or item.rule not in ("trouble", "harm"):
            return True
        return self.said(item.key, "person") is not None

    def is_asked(self, item: Item) -> bool:
        comes_second = item.party == "worker" and item.rule in ("trouble", "harm")
        if comes_second and item.pair and self.said(item.pair, "person") is None:
            return False
        if item.opens_after and not any(self._has_said(key) for key in item.opens_after):
            return False
        for key, choice in item.not_asked_after:
            entry = self.said(key, item.party)
            if entry and entry.kind == "answer" and entry.value == choice:
                return False
        return True

    def rows(self, part: Part, party: str) -> list[Row]:
        """The party's items of a part in their order; followers stand inside what they follow."""
        items = [i for i in part.items if i.party == party and self.is_open(i)]
        followers: dict[str, list[Item]] = {}
        for item in items:
            if item.follows:
                followers.setdefault(item.follows, []).append(item)
        return [self.row(item, followers) for item in items if not item.follows]

    def _has_said(self, key: str) -> bool:
        item = self.instrument.item(key)
        entry = self.said(key, item.party)
        return entry is not None and (entry.kind == "pass" or entry.value not in ("", []))

    def _area(self, item: Item) -> Area | None:
        try:
            return self.instrument.area_of(item.key)
        except LookupError:
            return None


def sheet(instrument: Instrument, mode: str, said: Sequence[Said]) -> Sheet:
    picks = standing(said, PICKS)
    opened = frozenset(
        about.removeprefix(f"{OPENED}/")
        for (about, party), entry in picks.items()
        if about.startswith(f"{OPENED}/") and party == "person" and entry.value
    )
    return Sheet(instrument, mode, standing(said, SPOKEN), opened)


def touched(instrument: Instrument, changed: Iterable[str], rows: Iterable[Item]) -> list[Item]:
    """The items whose row may look different once `changed` have changed."""
    keys = set(changed)
    found = []
    for item in rows:
        leans_on = {item.key, item.pair, item.follows, *item.opens_after}
        leans_on |= {key for key, _choice in item.not_asked_after}
        if item.pair:
            leans_on |= {item.pair}
        if leans_on & keys:
            found.append(item)
    return found


@dataclass(frozen=True, slots=True)
class Picks:
    """Which areas to talk about today, and which to work on first, by party."""

    today: tuple[str, ...] = ()
    worker_adds: str = ""
    worker_why: str = ""
    first_person: str = ""
    first_worker: str = ""


def picks(said: Iterable[Said]) -> Picks:
    stand = standing(said, PICKS)

    def value(about: str, party: str) -> Any:
        entry = stand.get((about, party))
        return entry.value if entry else None

    added = value("pick/today", "worker") or {}
    return Picks(
        today=tuple(value("pick/today", "person") or ()),
        worker_adds=added.get("area", ""),
        worker_why=added.get("why", ""),
        first_person=value("pick/first", "person") or "",
        first_worker=value("pick/first", "worker") or "",
    )
