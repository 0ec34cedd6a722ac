"""What an instrument is made of. Everything is frozen and checked when it is made.

Keys never change meaning once released: answers are stored by key, words may be reworded in a
later version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from tandem.instruments.words import Words

# "both" is asked of both together; who typed the answer is recorded beside it.
Party = Literal["person", "worker", "both"]
# "both" is asked in every mode. "statutory" is shut in voluntary mode until the person opens it.
Mode = Literal["both", "statutory", "voluntary"]
Held = Literal["any", "side_by_side", "remote"]
Kind = Literal["one", "many", "words", "scale", "ten", "date", "words_and_date"]
# What two paired marks are compared for, and so which gap sentence fits.
Rule = Literal["need", "trouble", "harm"]

_KEY = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)*")


class Unsound(ValueError):
    """An instrument that cannot be used. The sentence says where and why."""


def _check(sound: bool, sentence: str) -> None:
    if not sound:
        raise Unsound(sentence)


def _check_key(key: str) -> None:
    _check(bool(_KEY.fullmatch(key)), f"{key!r} is not a key: use a-z, _ and dots.")


def _check_unique(what: str, keys: list[str]) -> None:
    twice = {key for key in keys if keys.count(key) > 1}
    _check(not twice, f"{what}: {', '.join(sorted(twice))} stands here twice.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a set.

    level: on a scale that is compared, more means more need, trouble or harm. Levels one apart
    are "much the same"; None cannot be compared ("Not sure").
    after: what is said when this is chosen.
    """

    key: str
    words: Words
    level: int | None = None
    after: Words | None = None

    def __post_init__(self) -> None:
        _check_key(self.key)


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered steps, the same wherever they are used."""

    key: str
    steps: tuple[Choice, ...]

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check(len(self.steps) >= 2, f"Scale {self.key} needs at least two steps.")
        _check_unique(f"Scale {self.key}", [step.key for step in self.steps])


@dataclass(frozen=True, slots=True)
class Item:
    """One question to one party.

    held: asked only side by side, only when remote, or always.
    follows: the item under which this one is shown ("Why that, and not lower?").
    opens_after: shut until one of these items is answered.
    not_asked_after: (item, choice): not asked while that item is answered so.
    leave_it_after: the answers after which "Leave it there" and "Say more" are offered.
    short_way: asked on the short way too.
    pair, rule: the other party's item that this mark is compared with, and for what.
    last_time: how a known fact is put to the person again; `{answer}` is the stored answer.
    before_sitting: for the worker alone, before the sitting. It must never reach a page that is
        shared with the person.
    becomes_promise: the answer becomes a promise on the plan.
    """

    key: str
    party: Party
    kind: Kind
    prompt: Words
    hint: Words | None = None
    options: tuple[Choice, ...] = ()
    scale: Scale | None = None
    low: Words | None = None
    high: Words | None = None
    mode: Mode = "both"
    held: Held = "any"
    needs_notice: bool = False
    short_way: bool = False
    follows: str | None = None
    opens_after: tuple[str, ...] = ()
    not_asked_after: tuple[tuple[str, str], ...] = ()
    leave_it_after: tuple[str, ...] = ()
    pair: str | None = None
    rule: Rule | None = None
    last_time: Words | None = None
    before_sitting: Words | None = None
    becomes_promise: bool = False

    def __post_init__(self) -> None:
        _check_key(self.key)
        for value, allowed in (
            (self.party, Party),
            (self.kind, Kind),
            (self.mode, Mode),
            (self.held, Held),
        ):
            _check(value in get_args(allowed), f"{self.key}: {value!r} is not known.")
        _check(
            (self.kind == "scale") == (self.scale is not None),
            f"{self.key}: an item of kind scale names its scale, and no other does.",
        )
        _check(
            (self.kind in ("one", "many")) == bool(self.options),
            f"{self.key}: items of kind one and many have options, and no others do.",
        )
        _check(
            (self.kind == "ten") == (self.low is not None and self.high is not None),
            f"{self.key}: an item of kind ten says what 0 and 10 mean, and no other does.",
        )
        _check_unique(self.key, [choice.key for choice in self.choices])
        for left in self.leave_it_after:
            _check(
                any(choice.key == left for choice in self.choices),
                f"{self.key}: {left} is not one of its answers.",
            )
        _check(
            (self.pair is None) == (self.rule is None),
            f"{self.key}: a pair needs a rule, and a rule a pair.",
        )
        _check(
            self.rule is None or self.rule in get_args(Rule),
            f"{self.key}: {self.rule!r} is not a rule.",
        )
        _check(
            self.before_sitting is None or self.party == "worker",
            f"{self.key}: only a worker's item has words for before the sitting.",
        )

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers to choose from, in their own order; empty for words, ten and dates."""
        return self.scale.steps if self.scale else self.options

    def choice(self, key: str) -> Choice:
        for choice in self.choices:
            if choice.key == key:
                return choice
        raise LookupError(f"{self.key} has no answer {key!r}.")

    def is_open_in(self, mode: str) -> bool:
        """Whether it is asked in this mode without the person opening it."""
        return self.mode in ("both", mode)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of items answered together. Most areas have one; "Drink and drugs" has two."""

    key: str
    name: Words
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check(bool(self.items), f"{self.key} has no items.")
        for item in self.items:
            _check(
                item.key.startswith(f"{self.key}."),
                f"{item.key} does not belong to {self.key}.",
            )

    @property
    def person(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "person")

    @property
    def worker(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "worker")


@dataclass(frozen=True, slots=True)
class Area:
    """One part of a life. Number 0 is asked first and holds no marks."""

    key: str
    number: int
    name: Words
    line: Words
    parts: tuple[Part, ...]
    mode: Mode = "both"

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check(bool(self.parts), f"{self.key} has no parts.")
        for part in self.parts if self.number else ():
            for party in ("person", "worker"):
                wanted = f"{part.key}.strength" if party == "person" else f"{part.key}.w.strength"
                own = [item.key for item in part.items if item.party == party]
                _check(
                    wanted in own,
                    f"{part.key} has no place for a strength by the {party}.",
                )

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for part in self.parts for item in part.items)

    @property
    def person(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "person")

    @property
    def worker(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "worker")

    @property
    def shut_in_voluntary(self) -> bool:
        return self.mode == "statutory"

    def is_open_in(self, mode: str) -> bool:
        return self.mode in ("both", mode)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two that is read out. An organisation may set its own where it is said so."""

    key: str
    words: Words
    mode: Mode = "both"
    held: Held = "any"
    set_by_organisation: bool = False

    def __post_init__(self) -> None:
        _check_key(self.key)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One step read out together: what is said, then what is asked."""

    key: str
    title: Words
    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    can_skip: bool = True

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check_unique(self.key, [line.key for line in self.lines])

    def lines_for(self, mode: str, remote: bool = False) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if _fits(line, mode, remote))

    def items_for(self, mode: str, remote: bool = False) -> tuple[Item, ...]:
        return tuple(item for item in self.items if _fits(item, mode, remote))


def _fits(asked: Line | Item, mode: str, remote: bool) -> bool:
    place = "remote" if remote else "side_by_side"
    return asked.mode in ("both", mode) and asked.held in ("any", place)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks on the same thing, one by each party."""

    area: str
    part: str
    rule: Rule
    person: Item
    worker: Item


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """A released set of words and questions, found by its digest for ever.

    prompts: read out in this order. asides: prompts that come when they are needed, such as the
    notice. sentences: single words and sentences by key.
    """

    name: str
    version: int
    digest: str
    languages: tuple[str, ...]
    scales: tuple[Scale, ...] = ()
    areas: tuple[Area, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    asides: tuple[Prompt, ...] = ()
    sentences: Mapping[str, Words] = field(default_factory=dict)
    _items: Mapping[str, Item] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        items = [item for area in self.areas for item in area.items]
        items += [item for prompt in self._all_prompts for item in prompt.items]
        _check_unique(self.name, [item.key for item in items])
        _check_unique(self.name, [area.key for area in self.areas])
        _check_unique(self.name, [prompt.key for prompt in self._all_prompts])
        object.__setattr__(self, "_items", MappingProxyType({item.key: item for item in items}))
        object.__setattr__(self, "sentences", MappingProxyType(dict(self.sentences)))
        for item in items:
            self._check_links(item)

    @property
    def _all_prompts(self) -> tuple[Prompt, ...]:
        return (*self.prompts, *self.asides)

    def _check_links(self, item: Item) -> None:
        named = [
            item.follows,
            item.pair,
            *item.opens_after,
            *(k for k, _ in item.not_asked_after),
        ]
        for key in named:
            _check(
                key is None or key in self._items,
                f"{item.key} names {key}, which is not here.",
            )
        for key, choice in item.not_asked_after:
            self._items[key].choice(choice)
        if item.pair:
            other = self._items[item.pair]
            _check(
                other.pair == item.key and other.rule == item.rule and other.party != item.party,
                f"{item.key} and {other.key} must name each other, with one rule, across parties.",
            )

    def area(self, key: str) -> Area:
        for area in self.areas:
            if area.key == key:
                return area
        raise LookupError(f"{self.name} has no area {key!r}.")

    def item(self, key: str) -> Item:
        try:
            return self._items[key]
        except KeyError:
            raise LookupError(f"{self.name} has no item {key!r}.") from None

    def prompt(self, key: str) -> Prompt:
        for prompt in self._all_prompts:
            if prompt.key == key:
                return prompt
        raise LookupError(f"{self.name} has no prompt {key!r}.")

    def sentence(self, key: str) -> Words:
        try:
            return self.sentences[key]
        except KeyError:
            raise LookupError(f"{self.name} has no sentence {key!r}.") from None

    def area_of(self, item_key: str) -> Area:
        for area in self.areas:
            if item_key.startswith(f"{area.key}."):
                return area
        raise LookupError(f"{item_key!r} belongs to no area of {self.name}.")

    @property
    def items(self) -> Iterator[Item]:
        return iter(self._items.values())

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every mark of the person's with the worker's mark that it is compared with."""
        return tuple(
            Pair(area.key, part.key, item.rule, item, self._items[item.pair])
            for area in self.areas
            for part in area.parts
            for item in part.person
            if item.pair and item.rule
        )
