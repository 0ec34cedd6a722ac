"""When a question is asked: conditions over earlier answers, nested with all, any and not.

An answer that was not given satisfies nothing: `Is`, `AtLeast` and `Answered` are false of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Deeper than this nobody can read, and what reads it must not run out of stack.
DEEPEST = 20


class Unsound(ValueError):
    """An instrument that cannot be used. The sentence says where and why."""


def check(sound: bool, sentence: str) -> None:
    if not sound:
        raise Unsound(sentence)


@dataclass(frozen=True, slots=True)
class Is:
    """This is the answer; of several answers, one of them."""

    item: str
    answer: str | int


@dataclass(frozen=True, slots=True)
class AtLeast:
    item: str
    number: int


@dataclass(frozen=True, slots=True)
class Answered:
    item: str


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: tuple[Condition, ...]


Asks = Is | AtLeast | Answered
Condition = Asks | Not | AllOf | AnyOf


def holds(condition: Condition, answers: Mapping[str, Any]) -> bool:
    """Whether it is true of these answers, by item key, in the form in which they are stored."""
    match condition:
        case AllOf(of):
            return all(holds(one, answers) for one in of)
        case AnyOf(of):
            return any(holds(one, answers) for one in of)
        case Not(of):
            return not holds(of, answers)
        case Is(item, wanted):
            given = answers.get(item)
            return wanted in given if isinstance(given, list | tuple) else given == wanted
        case AtLeast(item, number):
            given = answers.get(item)
            return isinstance(given, int) and given >= number
        case Answered(item):
            given = answers.get(item)
            words = given.get("words") if isinstance(given, Mapping) else given
            return words not in (None, "", [], ())


def asks_in(condition: Condition) -> Iterator[Asks]:
    """What it asks of single answers."""
    match condition:
        case AllOf(of) | AnyOf(of):
            for one in of:
                yield from asks_in(one)
        case Not(of):
            yield from asks_in(of)
        case _:
            yield condition


def renamed(condition: Condition, keys: Mapping[str, str]) -> Condition:
    """The same, asked of other items: those that `keys` gives another key."""
    match condition:
        case AllOf(of):
            return AllOf(tuple(renamed(one, keys) for one in of))
        case AnyOf(of):
            return AnyOf(tuple(renamed(one, keys) for one in of))
        case Not(of):
            return Not(renamed(of, keys))
        case Is(item, answer):
            return Is(keys.get(item, item), answer)
        case AtLeast(item, number):
            return AtLeast(keys.get(item, item), number)
        case Answered(item):
            return Answered(keys.get(item, item))


def read(table: Any, where: str, depth: int = 0) -> Condition:
    """A condition as a file holds it: `{ all = [...] }`, `{ any = [...] }`, `{ not = ... }`,
    `{ item = "home.now", is = "hard" }`, with `at_least = 5` or `answered = true` for `is`."""
    check(depth <= DEEPEST, f"{where}: conditions stand more than {DEEPEST} deep.")
    check(isinstance(table, Mapping), f"{where}: a condition is a table.")

    def inner(of: Any) -> tuple[Condition, ...]:
        is_list = isinstance(of, Sequence) and not isinstance(of, str)
        check(is_list and len(of) > 1, f"{where}: all and any need two conditions or more.")
        return tuple(read(one, where, depth + 1) for one in of)

    match dict(table):
        case {"all": of, **rest} if not rest:
            return AllOf(inner(of))
        case {"any": of, **rest} if not rest:
            return AnyOf(inner(of))
        case {"not": of, **rest} if not rest:
            return Not(read(of, where, depth + 1))
        case {"item": str(item), "is": str(answer) | int(answer), **rest} if not rest:
            return Is(item, answer)
        case {"item": str(item), "at_least": int(number), **rest} if not rest:
            return AtLeast(item, number)
        case {"item": str(item), "answered": True, **rest} if not rest:
            return Answered(item)
    raise Unsound(f"{where}: {dict(table)} is not a condition.")


def table_of(condition: Condition) -> dict[str, Any]:
    """The same as a table of a file: what `read` reads."""
    match condition:
        case AllOf(of):
            return {"all": [table_of(one) for one in of]}
        case AnyOf(of):
            return {"any": [table_of(one) for one in of]}
        case Not(of):
            return {"not": table_of(of)}
        case Is(item, answer):
            return {"item": item, "is": answer}
        case AtLeast(item, number):
            return {"item": item, "at_least": number}
        case Answered(item):
            return {"item": item, "answered": True}
