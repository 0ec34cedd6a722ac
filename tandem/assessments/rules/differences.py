"""Pure: where the two voices stand apart, and what became of it. No Django.

Two paired marks are compared by the levels of their answers. A distance of one step is "much the
same"; two or more is a difference. Nothing here adds up, scores or ranks: a difference is a thing
to talk about, and "we see it differently" is an end like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from tandem.instruments.schema import Choice, Instrument, Item, Pair, Rule
from tandem.voices.fold import Said, Standing, standing

# For "need": from here on a mark sees a need; at 0 it sees none.
NEED = 3

ANSWERS = frozenset({"answer", "pass"})


class State(StrEnum):
    """Where a difference stands. None of them is better than another."""

    OPEN = "open"
    SETTLED = "settled"
    COME_BACK = "come_back"
    SOMEONE_ELSE = "someone_else"


class Outcome(StrEnum):
    """Where a talk can end."""

    PERSON = "person"
    WORKER = "worker"
    BOTH = "both"
    DIFFERENTLY = "differently"
    COME_BACK = "come_back"
    SOMEONE_ELSE = "someone_else"

    @property
    def state(self) -> State:
        match self:
            case Outcome.COME_BACK:
                return State.COME_BACK
            case Outcome.SOMEONE_ELSE:
                return State.SOMEONE_ELSE
        return State.SETTLED

    @property
    def thinks_again(self) -> tuple[str, ...]:
        """Whose marks are asked anew."""
        match self:
            case Outcome.PERSON | Outcome.WORKER:
                return (self.value,)
            case Outcome.BOTH:
                return ("person", "worker")
        return ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What one party last said on their side of a pair; `choice` is None when they passed."""

    item: Item
    entry: Said
    choice: Choice | None
    # Words that belong to the mark itself ("How?"), newest.
    words: Said | None = None

    @property
    def level(self) -> int | None:
        return self.choice.level if self.choice else None

    @property
    def seq(self) -> int:
        """The number of the newest thing said here, words included."""
        return max(self.entry.seq, self.words.seq if self.words else 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two marks on the same thing and the sentence that says how they lie."""

    pair: Pair
    person: Mark | None
    worker: Mark | None
    # A key of the instrument's sentences ("gap.same"); needs the two names and nothing else.
    sentence: str
    # Steps apart; None where the two cannot be compared.
    size: int | None = None

    @property
    def about(self) -> str:
        """The key that names this gap everywhere: the person's item."""
        return self.pair.person.key

    @property
    def is_difference(self) -> bool:
        return self.size is not None and self.size > self.pair.person.tolerance

    @property
    def more(self) -> str | None:
        """Which party's mark has the higher level: more need, more trouble, more harm."""
        if self.person is None or self.worker is None or not self.size:
            return None
        return "person" if (self.person.level or 0) > (self.worker.level or 0) else "worker"

    @property
    def seq(self) -> int:
        return max(mark.seq for mark in (self.person, self.worker) if mark)

    @property
    def is_each_first(self) -> bool:
        """Neither mark was made with the other before it: the first of them waited."""
        marks = (self.person, self.worker)
        return all(mark is not None and bool(mark.entry.way) for mark in marks)

    @property
    def is_about_risk(self) -> bool:
        return self.pair.rule in ("trouble", "harm")


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a talk ended, as an entry of kind settle says it."""

    entry: Said
    outcome: Outcome
    talk: UUID | None
    come_back_on: date | None = None
    # The day by which someone else is asked.
    ask_by: date | None = None
    who: str = ""
    # What the worker wrote of what came back from someone else.
    heard: Said | None = None

    @property
    def asks_someone(self) -> bool:
        return self.outcome is Outcome.SOMEONE_ELSE


@dataclass(frozen=True, slots=True)
class Difference:
    gap: Gap
    state: State
    # The newest end of a talk about it, also when it was opened again since.
    settled: Settled | None = None

    @property
    def about(self) -> str:
        return self.gap.about

    @property
    def area(self) -> str:
        return self.gap.pair.area

    @property
    def part(self) -> str:
        return self.gap.pair.part

    @property
    def rule(self) -> Rule:
        return self.gap.pair.rule

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def was_opened_again(self) -> bool:
        return self.is_open and self.settled is not None

    @property
    def come_back_on(self) -> date | None:
        return self.settled.come_back_on if self.settled and not self.is_open else None


def gaps(instrument: Instrument, said: Iterable[Said]) -> Mapping[str, Gap]:
    """Every pair on which somebody has said something, by the keys of both its items."""
    stand = standing(said, ANSWERS)
    spoken_of = {about for about, _party in stand}
    found: dict[str, Gap] = {}
    for pair in instrument.pairs:
        if spoken_of.isdisjoint((pair.person.key, pair.worker.key)):
            continue
        person = _mark(instrument, pair.person, stand)
        worker = _mark(instrument, pair.worker, stand)
        if person or worker:
            gap = gap_of(pair, person, worker)
            found[pair.person.key] = found[pair.worker.key] = gap
    return MappingProxyType(found)


def gap_of(pair: Pair, person: Mark | None, worker: Mark | None) -> Gap:
    """The two marks of a pair compared. At least one of them is there."""
    if person and not person.choice:
        return Gap(pair, person, worker, "gap.not_today")
    if person is None or worker is None or worker.choice is None:
        return Gap(pair, person, worker, "gap.only_person" if person else "gap.only_worker")
    mine, theirs = person.level, worker.level
    if mine is None or theirs is None:
        unsure = "both" if mine is theirs else "person" if mine is None else "worker"
        return Gap(pair, person, worker, f"gap.{unsure}_not_sure")
    return Gap(pair, person, worker, _sentence(pair, mine, theirs), abs(mine - theirs))


def _sentence(pair: Pair, person: int, worker: int) -> str:
    if abs(person - worker) <= pair.person.tolerance:
        return "gap.same"
    more = "person" if person > worker else "worker"
    if pair.rule != "need":
        return f"gap.{more}_more_{pair.rule}"
    if max(person, worker) >= NEED and min(person, worker) == 0:
        return f"gap.{more}_need"
    return f"gap.{'worker' if more == 'person' else 'person'}_more_well"


def differences(instrument: Instrument, said: Sequence[Said]) -> list[Difference]:
    """Where the two see something differently, or talked about it and came together.

    In the order of the instrument. A settled difference is open again when either party answers
    one of its two items, or the words with it, after it was settled; and when what someone else
    said came back.
    """
    ends = ends_of(said)
    found = []
    for key, gap in gaps(instrument, said).items():
        if key != gap.about:
            continue
        settled = ends.get(gap.about)
        stands = settled is not None and gap.seq < settled.entry.seq
        if settled and stands and gap.size is not None and not settled.heard:
            found.append(Difference(gap, settled.outcome.state, settled))
        elif gap.is_difference:
            found.append(Difference(gap, State.OPEN, settled))
    return found


def open_differences(instrument: Instrument, said: Sequence[Said]) -> list[Difference]:
    return [difference for difference in differences(instrument, said) if difference.is_open]


def keys_that_matter(instrument: Instrument) -> list[str]:
    """The items whose answers can change a difference: the pairs, and the words with them."""
    marks = {item.key for pair in instrument.pairs for item in (pair.person, pair.worker)}
    words = {item.key for item in instrument.items if item.follows in marks}
    return sorted(marks | words)


def _mark(instrument: Instrument, item: Item, stand: Standing) -> Mark | None:
    entry = stand.get((item.key, item.party))
    if entry is None or entry.is_erased:
        return None
    if entry.kind == "pass":
        return Mark(item, entry, None)
    words = [
        stand[(follower.key, item.party)]
        for follower in instrument.followers(item.key)
        if (follower.key, item.party) in stand
    ]
    newest = max(words, key=lambda said: said.seq, default=None)
    return Mark(item, entry, item.choice(entry.value), newest)


def ends_of(said: Iterable[Said]) -> dict[str, Settled]:
    """The newest end of a talk about each thing."""
    found: dict[str, Settled] = {}
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.kind == "settle" and entry.value:
            found[entry.about] = settled_from(entry)
        elif entry.kind == "differ" and entry.value and entry.about in found:
            end = found[entry.about]
            if end.asks_someone and entry.value.get("to") == str(end.entry.id):
                found[entry.about] = replace(end, heard=entry)
    return found


def settled_from(entry: Said) -> Settled:
    value: dict[str, Any] = entry.value
    talk, outcome = value.get("talk"), Outcome(value["outcome"])
    day = day_of(value.get("on"))
    return Settled(
        entry=entry,
        outcome=outcome,
        talk=UUID(talk) if talk else None,
        come_back_on=day if outcome is Outcome.COME_BACK else None,
        ask_by=day if outcome is Outcome.SOMEONE_ELSE else None,
        who=value.get("who", ""),
    )


def day_of(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
