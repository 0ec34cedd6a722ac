"""What an instrument is made of: areas of items in two voices, prompts to read out, sentences.

Everything is frozen and checked when it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from tandem.instruments.conditions import Asks, AtLeast, Is, Unsound, asks_in, check
from tandem.instruments.items import (
    Choice,
    Held,
    Item,
    Kind,
    Mode,
    Party,
    Rule,
    Scale,
    Ten,
    check_key,
    check_unique,
)
from tandem.instruments.words import Words

__all__ = [
    "Area",
    "Became",
    "Choice",
    "Construct",
    "Held",
    "Instrument",
    "Item",
    "Kind",
    "Line",
    "Mode",
    "Pair",
    "Part",
    "Party",
    "Prompt",
    "Rule",
    "Scale",
    "Ten",
    "Unsound",
]

# What became of a question of the version before. What is not named was kept, word by word.
Fate = Literal["reworded", "moved", "split", "merged", "dropped", "new"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of items answered together. Most areas have one; "Drink and drugs" has two.

    at_most: how often it may be answered: once, or for each child, each job and so on.
    repeat: which time this is, once it is laid out (`repeats.laid_out`).
    """

    key: str
    name: Words
    items: tuple[Item, ...]
    at_most: int = 1
    repeat: int = 1

    def __post_init__(self) -> None:
        check_key(self.key, self.repeat)
        check(1 <= self.at_most <= 100, f"{self.key}: a part is answered 1 to 100 times.")
        check(bool(self.items), f"{self.key} has no items.")
        for item in self.items:
            check(
                item.key.startswith(f"{self.key}."),
                f"{item.key} does not belong to {self.key}.",
            )

    @property
    def person(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "person")

    @property
    def worker(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "worker")

    @property
    def both(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "both")

    @property
    def repeats(self) -> bool:
        """It is answered for each child, each job and so on."""
        return self.at_most > 1

    @property
    def first(self) -> str:
        """The key under which it is asked for the first time."""
        return self.key if self.repeat == 1 else self.key.removesuffix(f".{self.repeat}")


@dataclass(frozen=True, slots=True)
class Area:
    """One part of a life. Number 0 is asked first and holds no marks.

    each_first: unless the two choose otherwise, neither sees the other's mark before both have
        marked.
    """

    key: str
    number: int
    name: Words
    line: Words
    parts: tuple[Part, ...]
    mode: Mode = "both"
    each_first: bool = False

    def __post_init__(self) -> None:
        check_key(self.key)
        check(bool(self.parts), f"{self.key} has no parts.")
        for part in self.parts if self.number else ():
            for party in ("person", "worker"):
                wanted = f"{part.key}.strength" if party == "person" else f"{part.key}.w.strength"
                own = [item.key for item in part.items if item.party == party]
                check(
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
    def both(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.party == "both")

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
        check_key(self.key)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One step read out together: what is said, then what is asked."""

    key: str
    title: Words
    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    can_skip: bool = True

    def __post_init__(self) -> None:
        check_key(self.key)
        check_unique(self.key, [line.key for line in self.lines])

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


@dataclass(frozen=True, slots=True)
class Construct:
    """What some questions together are a sign of, such as hope. Never a score."""

    key: str
    name: Words

    def __post_init__(self) -> None:
        check_key(self.key)


@dataclass(frozen=True, slots=True)
class Became:
    """What became of questions on the way from the version before.

    reworded, dropped, new: one question. moved: it asks the same at another place, under a key of
    that place. split: one of before, several now. merged: several of before, one now.
    """

    what: Fate
    before: tuple[str, ...] = ()
    now: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        counts = (min(len(self.before), 2), min(len(self.now), 2))
        fits = {"reworded": (1, 1), "moved": (1, 1), "split": (1, 2), "merged": (2, 1)}
        fits["dropped"] = (1, 0)
        names = ", ".join((*self.before, *self.now))
        check(
            counts == fits.get(self.what, (0, 1)), f"{names}: this is not how one is {self.what}."
        )
        check(self.what != "reworded" or self.before == self.now, f"{names}: a key was changed.")
        check(self.what != "moved" or self.before != self.now, f"{names}: it was not moved.")


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """A released set of words and questions, found by its digest for ever.

    prompts: read out in this order. asides: prompts that come when they are needed, such as the
    notice. sentences: single words and sentences by key. title, line: what it is called, and what
    it is for. licence: who holds the rights, and where it comes from. became: see `versions`.
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
    title: Words | None = None
    line: Words | None = None
    licence: Words | None = None
    constructs: tuple[Construct, ...] = ()
    became: tuple[Became, ...] = ()
    # Found once: pages ask for these by the hundred.
    pairs: tuple[Pair, ...] = field(init=False, repr=False)
    _items: Mapping[str, Item] = field(init=False, repr=False)
    _areas: Mapping[str, Area] = field(init=False, repr=False)
    _parts: Mapping[str, Part] = field(init=False, repr=False)
    _followers: Mapping[str, tuple[Item, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        items = [item for area in self.areas for item in area.items]
        items += [item for prompt in self._all_prompts for item in prompt.items]
        check_unique(self.name, [item.key for item in items])
        check_unique(self.name, [area.key for area in self.areas])
        check_unique(self.name, [prompt.key for prompt in self._all_prompts])
        object.__setattr__(self, "_items", MappingProxyType({item.key: item for item in items}))
        object.__setattr__(self, "sentences", MappingProxyType(dict(self.sentences)))
        self._check_conditions()
        for item in items:
            self._check_links(item)
        followers: dict[str, tuple[Item, ...]] = {}
        for item in items:
            if item.follows:
                followers[item.follows] = (*followers.get(item.follows, ()), item)
        object.__setattr__(self, "_followers", MappingProxyType(followers))
        areas = {item.key: area for area in self.areas for item in area.items}
        object.__setattr__(self, "_areas", MappingProxyType(areas))
        every = (part for area in self.areas for part in area.parts)
        parts = {item.key: part for part in every for item in part.items}
        object.__setattr__(self, "_parts", MappingProxyType(parts))
        object.__setattr__(self, "pairs", tuple(self._find_pairs()))

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
            check(
                key is None or key in self._items,
                f"{item.key} names {key}, which is not here.",
            )
        for key, choice in item.not_asked_after:
            self._items[key].choice(choice)
        if item.pair:
            other = self._items[item.pair]
            check(
                other.pair == item.key
                and (other.rule, other.tolerance) == (item.rule, item.tolerance)
                and other.party != item.party,
                f"{item.key} and {other.key} must name each other, with one rule, across parties.",
            )

    def _check_conditions(self) -> None:
        """A condition asks of questions that stand before it, so that one walk answers all; what is
        asked again and again is not asked about from outside."""
        turns = {
            item.key: part.key
            for area in self.areas
            for part in area.parts
            if part.repeats
            for item in part.items
        }
        constructs = {construct.key for construct in self.constructs}
        before: set[str] = set()
        for item in self._items.values():
            check(
                item.construct is None or item.construct in constructs,
                f"{item.key} is a sign of {item.construct}, which is not here.",
            )
            for asks in asks_in(item.asked_if) if item.asked_if else ():
                check(
                    asks.item in before,
                    f"{item.key} asks about {asks.item}, which does not stand before it.",
                )
                check(
                    turns.get(asks.item) in (None, turns.get(item.key)),
                    f"{item.key} asks about {asks.item}, which is asked many times.",
                )
                self._check_asks(item, asks)
            before.add(item.key)

    def _check_asks(self, item: Item, asks: Asks) -> None:
        other = self._items[asks.item]
        if isinstance(asks, Is) and isinstance(asks.answer, str):
            check(
                any(choice.key == asks.answer for choice in other.choices),
                f"{item.key} asks about {asks.answer}, which is no answer of {other.key}.",
            )
        elif isinstance(asks, Is | AtLeast):
            check(
                other.kind in ("ten", "number"),
                f"{item.key} asks about a number, and {other.key} has none.",
            )

    @property
    def called(self) -> Words:
        """Its title; its name where it has none."""
        return self.title or Words(tuple((language, self.name) for language in self.languages))

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
        try:
            return self._areas[item_key]
        except KeyError:
            raise LookupError(f"{item_key!r} belongs to no area of {self.name}.") from None

    def part_of(self, item_key: str) -> Part | None:
        """The part in which an item stands; None for what is asked in a prompt."""
        return self._parts.get(item_key)

    def followers(self, item_key: str) -> tuple[Item, ...]:
        """The items that are asked with this one, such as the words to a mark."""
        return self._followers.get(item_key, ())

    @property
    def items(self) -> Iterator[Item]:
        return iter(self._items.values())

    def _find_pairs(self) -> Iterator[Pair]:
        """Every mark of the person's with the worker's mark that it is compared with."""
        for area in self.areas:
            for part in area.parts:
                for item in part.person:
                    if item.pair and item.rule:
                        yield Pair(area.key, part.key, item.rule, item, self._items[item.pair])
