"""Pure: how both see it, counted over many people, and what may be told of that. No Django.

A tally counts marks and never weighs them: who sees more trouble is a direction, not an error, and
how far apart two are is no mark for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tandem.assessments.rules.differences import Outcome, gaps
from tandem.insight.rules.small import FEWEST, Hidden, safe
from tandem.instruments.schema import Instrument, Item
from tandem.lib.shares import ENOUGH, tenths
from tandem.voices.fold import Said

# A talk that is so old can be asked whether the two met again after it.
AGAIN_WITHIN = timedelta(days=28)
# The person's mark against the worker's, in steps; what is further apart counts as two.
FARTHEST = 2
STEPS = tuple(range(FARTHEST, -FARTHEST - 1, -1))


@dataclass(slots=True)
class Marks:
    """The paired marks of one area. `steps` counts them from "the person says so by two steps or
    more" to "the worker does", as `STEPS`; marks that cannot be compared are in none of them."""

    people: int = 0
    spoken: int = 0
    both: int = 0
    steps: list[int] = field(default_factory=lambda: [0] * len(STEPS))

    def add(self, other: Marks) -> None:
        self.people += other.people
        self.spoken += other.spoken
        self.both += other.both
        self.steps = [a + b for a, b in zip(self.steps, other.steps, strict=True)]


@dataclass(slots=True)
class After:
    """What came after talks that ended. `met` of `asked` people sat together again within
    `AGAIN_WITHIN`; `since` counts by question of the engagement check how many people said more,
    the same and less of themselves than before the talk."""

    asked: int = 0
    met: int = 0
    since: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: After) -> None:
        self.asked += other.asked
        self.met += other.met
        for key, counts in other.since.items():
            own = self.since.get(key, [0, 0, 0])
            self.since[key] = [a + b for a, b in zip(own, counts, strict=True)]


@dataclass(slots=True)
class Ends:
    """Of how many people a talk ended so, by outcome; a person may be in more than one. `people`
    is how many have an end at all, `days` how long the middle one of all talks took."""

    by_outcome: dict[str, int] = field(default_factory=lambda: dict.fromkeys(map(str, Outcome), 0))
    people: int = 0
    days: int | None = None


@dataclass(slots=True)
class Tally:
    """All that was counted at one time, of an organisation or of one of its teams."""

    people: int = 0
    areas: dict[str, Marks] = field(default_factory=dict)
    after: After = field(default_factory=After)
    ends: Ends = field(default_factory=Ends)

    def add(self, areas: Mapping[str, Marks], after: After) -> None:
        """One more person."""
        self.people += 1
        self.after.add(after)
        for key, marks in areas.items():
            self.areas.setdefault(key, Marks()).add(marks)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Tally:
        return cls(
            people=kept["people"],
            areas={key: Marks(**marks) for key, marks in kept["areas"].items()},
            after=After(**kept["after"]),
            ends=Ends(**kept["ends"]),
        )

    @property
    def tells(self) -> bool:
        """There is anything that may be told."""
        areas = any(marks.people >= ENOUGH for marks in self.areas.values())
        return areas or self.ends.people >= FEWEST


def marks_of(instrument: Instrument, said: Sequence[Said]) -> dict[str, Marks]:
    """One person's sheet by area: of pairs on which anybody spoke, how many have an answer of
    both, and how far apart and which way these lie."""
    found: dict[str, Marks] = {}
    for key, gap in gaps(instrument, said).items():
        if key != gap.about:
            continue
        marks = found.setdefault(gap.pair.area, Marks())
        marks.spoken += 1
        if not (gap.person and gap.person.choice and gap.worker and gap.worker.choice):
            continue
        marks.people = 1
        marks.both += 1
        if gap.size is not None:
            size = min(gap.size, FARTHEST)
            marks.steps[STEPS.index(size if gap.more == "person" else -size)] += 1
    return found


def after_talks(
    said: Iterable[Said],
    sat: Iterable[datetime],
    check: Instrument,
    told: Iterable[Said],
    now: datetime,
) -> After:
    """One person: `said` is their sheet's log, `sat` when their sittings began, `told` what was
    said at the engagement check. The newest talk that has a before and an after is looked at."""
    ends = sorted((e.recorded_at for e in said if e.kind == "settle" and e.value), reverse=True)
    found, began = After(), sorted(sat)
    for end in ends:
        if end + AGAIN_WITHIN <= now:
            found.asked = 1
            found.met = int(any(end < at <= end + AGAIN_WITHIN for at in began))
            break
    answers: dict[str, list[Said]] = {}
    for one in told:
        if one.kind == "answer" and one.party == "person":
            answers.setdefault(one.about, []).append(one)
    for item in check.items:
        own = sorted(answers.get(item.key, ()), key=lambda one: one.seq)
        levels = [
            (one.recorded_at, level) for one in own if (level := _level(item, one)) is not None
        ]
        for end in ends:
            before = [level for at, level in levels if at < end]
            since = [level for at, level in levels if at > end]
            if before and since:
                # By the steps of the check a higher level says less of oneself.
                less = (since[0] > before[-1]) - (since[0] < before[-1])
                found.since[item.key] = [int(less == sign) for sign in (-1, 0, 1)]
                break
    return found


def _level(item: Item, said: Said) -> int | None:
    return item.choice(said.value).level if item.kind == "scale" and said.value else None


@dataclass(frozen=True, slots=True)
class Told:
    """What may be said of a tally. Shares are tenths from 1 to 9, and None where there are not
    enough."""

    # By area: how many in ten marks have both voices, and the five directions of those that can be
    # compared.
    areas: Mapping[str, tuple[int, tuple[int, ...]] | None]
    met: int | None
    since: Mapping[str, tuple[int, ...]]
    by_outcome: Mapping[str, int | Hidden]
    days: int | Hidden | None


def told_of(tally: Tally, areas: Iterable[str], whole: Tally | None = None) -> Told:
    """`whole` is the organisation's tally that stands beside its team's: where few others are left
    over, nothing is told of the team, because that would tell of them."""
    empty = Marks()

    def enough(n: int, all_: int | None) -> bool:
        return n >= ENOUGH and (all_ is None or all_ == n or all_ - n >= ENOUGH)

    def area(key: str) -> tuple[int, tuple[int, ...]] | None:
        own = tally.areas.get(key, empty)
        beside = whole.areas.get(key, empty).people if whole else None
        if not enough(own.people, beside) or not sum(own.steps):
            return None
        return tenths([own.both, own.spoken - own.both])[0], tenths(own.steps)

    def ended(outcome: str) -> int | Hidden:
        beside = (whole.ends.by_outcome[outcome], whole.people) if whole else None
        return safe(tally.ends.by_outcome[outcome], tally.people, whole=beside)

    after, beside = tally.after, whole.after if whole else None
    met = enough(after.asked, beside.asked if beside else None)
    since = {
        key: tenths(counts)
        for key, counts in after.since.items()
        if enough(sum(counts), sum(beside.since.get(key, ())) if beside else None)
    }
    ends, others = tally.ends, whole.ends.people - tally.ends.people if whole else 0
    is_few = ends.people < FEWEST or 0 < others < FEWEST
    return Told(
        areas={key: area(key) for key in areas},
        met=tenths([after.met, after.asked - after.met])[0] if met else None,
        since=since,
        by_outcome={outcome: ended(outcome) for outcome in ends.by_outcome},
        days=Hidden.NOT_SAID if is_few else ends.days,
    )
