"""Questions, their answers and their scales. Everything is frozen and checked when it is made.

Keys never change meaning once released: answers are stored by key, words may be reworded in a
later version.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from tandem.instruments.conditions import Condition, check
from tandem.instruments.words import Words

# "both" is asked of both together; who typed the answer is recorded beside it.
Party = Literal["person", "worker", "both"]
# "both" is asked in every mode. "statutory" is shut in voluntary mode until the person opens it.
Mode = Literal["both", "statutory", "voluntary"]
Held = Literal["any", "side_by_side", "remote"]
Kind = Literal["one", "many", "words", "scale", "ten", "number", "date", "words_and_date"]
# What two paired marks are compared for, and so which gap sentence fits.
Rule = Literal["need", "trouble", "harm"]
# How the person's pages may be shown: bigger, in Easy Read, read out.
Look = Literal["bigger", "easy", "read_out"]

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
# The steps of an Easy Read question about marks that are compared, and of 0 to 10.
EASY_STEPS = 3
LONGEST_KEY = 100


def check_key(key: str, repeat: int = 1) -> None:
    """`repeat`: from the second time on, the key of what is asked again has its number in it, where
    no released key has one."""
    plain = first_key(key, repeat)
    check(
        bool(_KEY.fullmatch(plain)) and len(plain) <= LONGEST_KEY,
        f"{key!r} is not a key: use a-z, 0-9, _ and dots, and {LONGEST_KEY} letters at most.",
    )


def first_key(key: str, repeat: int) -> str:
    """The key under which the same is asked for the first time, as it was released."""
    return key if repeat == 1 else f"{key}.".replace(f".{repeat}.", ".", 1)[:-1]


def check_unique(what: str, keys: list[str]) -> None:
    twice = {key for key, times in Counter(keys).items() if times > 1}
    check(not twice, f"{what}: {', '.join(sorted(twice))} stands here twice.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a set.

    level: on a scale that is compared, more means more need, trouble or harm. Levels one apart
    are "much the same"; None cannot be compared ("Not sure").
    after: what is said when this is chosen.
    easy: how Easy Read says it. What has no such words is not shown there: Easy Read has fewer
        answers, and each stands for the one whose words these are.
    """

    key: str
    words: Words
    level: int | None = None
    after: Words | None = None
    easy: Words | None = None

    def __post_init__(self) -> None:
        check_key(self.key)

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered steps, the same wherever they are used."""

    key: str
    steps: tuple[Choice, ...]

    def __post_init__(self) -> None:
        check_key(self.key)
        check(len(self.steps) >= 2, f"Scale {self.key} needs at least two steps.")
        check_unique(f"Scale {self.key}", [step.key for step in self.steps])
        _check_easy(f"Scale {self.key}", self.steps)


@dataclass(frozen=True, slots=True)
class Ten:
    """One step of Easy Read, and the number from 0 to 10 that it stands for."""

    number: int
    words: Words

    def __post_init__(self) -> None:
        check(0 <= self.number <= 10, f"{self.number} is not a number from 0 to 10.")


def _check_easy(what: str, choices: tuple[Choice, ...]) -> None:
    """Where marks are compared, Easy Read has three steps: both ends and one between."""
    easy = [choice for choice in choices if choice.easy]
    levels = [choice.level for choice in choices if choice.level is not None]
    if not easy or not levels:
        return
    shown = {choice.level for choice in easy if choice.level is not None}
    check(
        len(shown) == EASY_STEPS and {min(levels), max(levels)} <= shown,
        f"{what}: Easy Read needs both ends and one step between.",
    )


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
    construct: what it is a sign of, such as hope.
    tolerance: levels this far apart are "much the same".
    asked_if: asked only while this holds of the answers before it.
    easy, easy_tens: the question, and 0 to 10 in three steps, as Easy Read has them.
    looks: (choice, look): while it is answered so, the person's pages are shown so.
    break_after: (choice, minutes): answered so, a break is offered once a sitting lasts so long.
    told_before: the worker is told the answer before a sitting begins.
    repeat: which time it is asked, in a part that repeats (`repeats.laid_out`).
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
    construct: str | None = None
    tolerance: int = 1
    asked_if: Condition | None = None
    easy: Words | None = None
    easy_tens: tuple[Ten, ...] = ()
    looks: tuple[tuple[str, Look], ...] = ()
    break_after: tuple[tuple[str, int], ...] = ()
    told_before: bool = False
    repeat: int = 1

    def __post_init__(self) -> None:
        check_key(self.key, self.repeat)
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
        named = (*self.leave_it_after, *dict(self.looks), *dict(self.break_after))
        for choice in {*named} - {one.key for one in self.choices}:
            check(False, f"{self.key}: {choice} is not one of its answers.")
        for _choice, look in self.looks:
            check(look in get_args(Look), f"{self.key}: {look!r} is not known.")
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
        check(0 <= self.tolerance <= 10, f"{self.key}: a tolerance is from 0 to 10.")
        self._check_easy()

    def _check_easy(self) -> None:
        if self.easy is None:
            check(not self.easy_tens, f"{self.key}: it has steps for Easy Read, and no question.")
            return
        check(self.party != "worker", f"{self.key}: Easy Read is for the person's side.")
        check(
            not self.choices or len(self.easy_choices) >= min(2, len(self.choices)),
            f"{self.key}: Easy Read has a question here, and no answers.",
        )
        if self.options:
            _check_easy(self.key, self.options)
        numbers = [ten.number for ten in self.easy_tens]
        check(
            len(set(numbers)) == (EASY_STEPS if self.kind == "ten" else 0),
            f"{self.key}: Easy Read has three steps for 0 to 10, and for no other kind.",
        )

    @property
    def easy_choices(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.easy)

    def __hash__(self) -> int:
        return hash(self.key)

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
