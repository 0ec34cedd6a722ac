"""The condition of a question as XLSForm writes it in the column `relevant`, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable

from tandem.instruments.conditions import (
    DEEPEST,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Not,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*(?P<name>[^{}\s]+)\s*\})|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?\d{1,9}(?:\.\d+)?)|(?P<op><=|>=|!=|=|<|>)|(?P<mark>[(),])"
    r"|(?P<word>[A-Za-z][\w-]*))"
)


class NotSaid(ValueError):
    """An expression that says more than a condition here can say."""


def parse(text: str) -> Condition:
    """The condition, with the names and answers of the form. Raises NotSaid.

    Carried: `and`, `or`, `not()`, brackets, `selected()`, and a question compared with a fixed
    text or a whole number.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at, text = 0, text.rstrip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise NotSaid(text)
            kind = found.lastgroup if found.lastgroup != "name" else "ref"
            content = found["name"] if kind == "ref" else found[kind or "word"]
            self.tokens.append((kind or "", content))
            at = found.end()
        self.at = 0
        self.depth = 0

    def whole(self) -> Condition:
        condition = self.any_of()
        if self.at != len(self.tokens):
            raise NotSaid
        return condition

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def take(self, kind: str, content: str | None = None) -> str:
        have, what = self.peek()
        if have != kind or (content is not None and what != content):
            raise NotSaid(what)
        self.at += 1
        return what

    def joined(
        self,
        word: str,
        one: Callable[[], Condition],
        made: Callable[[tuple[Condition, ...]], Condition],
    ) -> Condition:
        found = [one()]
        while self.peek() == ("word", word):
            self.at += 1
            found.append(one())
        return found[0] if len(found) == 1 else made(tuple(found))

    def any_of(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotSaid
        condition = self.joined("or", self.all_of, AnyOf)
        self.depth -= 1
        return condition

    def all_of(self) -> Condition:
        return self.joined("and", self.one, AllOf)

    def one(self) -> Condition:
        match self.peek():
            case ("mark", "("):
                return self.bracketed()
            case ("word", "not"):
                self.at += 1
                return Not(self.bracketed())
            case ("word", "selected"):
                self.at += 1
                self.take("mark", "(")
                item = self.take("ref")
                self.take("mark", ",")
                answer = self.take("text")[1:-1].strip()
                self.take("mark", ")")
                return Is(item, answer)
        return self.compared()

    def bracketed(self) -> Condition:
        self.take("mark", "(")
        condition = self.any_of()
        self.take("mark", ")")
        return condition

    def compared(self) -> Condition:
        item, op = self.take("ref"), self.take("op")
        kind, what = self.peek()
        self.at += 1
        if kind == "text" and op in ("=", "!="):
            text = what[1:-1].strip()
            condition: Condition = Is(item, text) if text else Not(Answered(item))
            if op == "=":
                return condition
            return Not(condition) if text else Answered(item)
        if kind != "number" or float(what) % 1:
            raise NotSaid(what)
        number = int(float(what))
        match op:
            case "=":
                return Is(item, number)
            case "!=":
                return Not(Is(item, number))
            case ">=" | ">":
                return AtLeast(item, number + (op == ">"))
        # Nothing is less than a number as long as it is blank.
        return AllOf((Answered(item), Not(AtLeast(item, number + (op == "<=")))))


def written(condition: Condition, is_many: Callable[[str], bool]) -> str:
    """As XLSForm has it. `is_many` says of a question whether it takes several answers."""

    def inner(one: Condition) -> str:
        text = written(one, is_many)
        return f"({text})" if isinstance(one, AllOf | AnyOf) else text

    match condition:
        case AllOf(of):
            return " and ".join(inner(one) for one in of)
        case AnyOf(of):
            return " or ".join(inner(one) for one in of)
        case Not(of):
            return f"not({written(of, is_many)})"
        case AtLeast(item, number):
            return f"${{{item}}} >= {number}"
        case Answered(item):
            return f"${{{item}}} != ''"
        case Is(item, str(answer)) if is_many(item):
            return f"selected(${{{item}}}, '{answer}')"
        case Is(item, answer):
            return (
                f"${{{item}}} = '{answer}'"
                if isinstance(answer, str)
                else f"${{{item}}} = {answer}"
            )
