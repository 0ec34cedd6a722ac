"""Questions, their answers and their scales. Everything is frozen and checked when it is made.

Keys never change meaning once released: answers are stored by key, words may be reworded in a
later version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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


def check(sound: bool, sentence: str) -> None:
    if not sound:
        raise Unsound(sentence)


def check_key(key: str) -> None:
    check(bool(_KEY.fullmatch(key)), f"{key!r} is not a key: use a-z, _ and dots.")


def check_unique(what: str, keys: list[str]) -> None:
    twice = {key for key in keys if keys.count(key) > 1}
    check(not twice, f"{what}: {', '.join(sorted(twice))} stands here twice.")


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
        check_key(self.key)


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered steps, the same wherever they are used."""

    key: str
    steps: tuple[Choice, ...]

    def __post_init__(self) -> None:
        check_key(self.key)
        check(len(self.steps) >= 2, f"Scale {self.key} needs at least two steps.")
        check_unique(f"Scale {self.key}", [step.key for step in self.steps])


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
        check_key(self.key)
        for value, allowed in (
            (self.party, Party),
            (self.kind, Kind),
            (self.mode, Mode),
            (self.held, Held),
        ):
            check(value in get_args(allowed), f"{self.key}: {value!r} is not known.")
        check(
            (self.kind == "scale") == (self.scale is not None),
            f"{self.key}: an item of kind scale names its scale, and no other does.",
        )
        check(
            (self.kind in ("one", "many")) == bool(self.options),
            f"{self.key}: items of kind one and many have options, and no others do.",
        )
        check(
            (self.kind == "ten") == (self.low is not None and self.high is not None),
            f"{self.key}: an item of kind ten says what 0 and 10 mean, and no other does.",
        )
        check_unique(self.key, [choice.key for choice in self.choices])
        for left in self.leave_it_after:
            check(
                any(choice.key == left for choice in self.choices),
                f"{self.key}: {left} is not one of its answers.",
            )
        check(
            (self.pair is None) == (self.rule is None),
            f"{self.key}: a pair needs a rule, and a rule a pair.",
        )
        check(
            self.rule is None or self.rule in get_args(Rule),
            f"{self.key}: {self.rule!r} is not a rule.",
        )
        check(
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
