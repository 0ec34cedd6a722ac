"""What ties questions of an instrument that is being written to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tandem.instruments.content import Content
from tandem.instruments.manuscript import Question, questions

# Each names one question of its own part, or many.
TO_ONE = ("pair", "follows")
TO_MANY = ("opens_after", "not_asked_after")


def family(content: Content, question: Question) -> list[Question]:
    """The question, what it is set side by side with, and what follows either, in their order."""
    part = [one for one in questions(content, question.area) if one.part == question.part]
    heads = {question.key, question.beside(str(question.table.get("pair") or question.place[-1]))}
    return [one for one in part if one.key in heads or head_of(one) in heads]


def may_follow(content: Content, question: Question) -> list[Question]:
    """Those under which it may stand: earlier ones of its part and its side that follow none."""
    found: list[Question] = []
    if any(head_of(one) == question.key for one in questions(content, question.area)):
        return found
    for one in questions(content, question.area):
        if one.key == question.key:
            break
        is_near = one.part == question.part and one.table.get("party") == question.table["party"]
        if is_near and not one.table.get("follows"):
            found.append(one)
    return found


def head_of(one: Question) -> str:
    """The question under which it stands; "" where it stands by itself."""
    return one.beside(str(one.table["follows"])) if one.table.get("follows") else ""


def named(one: Question) -> Iterator[str]:
    """The questions of its part that it is tied to."""
    for name in TO_ONE:
        if other := one.table.get(name):
            yield one.beside(str(other))
    for name in TO_MANY:
        yield from (one.beside(str(other)) for other in one.table.get(name) or ())


def relink(table: dict[str, Any], names: Mapping[str, str]) -> None:
    """Questions of its part that it is tied to have other names now."""
    for name in TO_ONE:
        if name in table:
            table[name] = names.get(table[name], table[name])
    if "opens_after" in table:
        table["opens_after"] = [names.get(one, one) for one in table["opens_after"]]
    if "not_asked_after" in table:
        table["not_asked_after"] = {
            names.get(key, key): to for key, to in table["not_asked_after"].items()
        }


def ask_about(tables: Any, keys: Mapping[str, str]) -> None:
    """Conditions that ask about a question find it under its new key."""
    if isinstance(tables, dict):
        if tables.get("item") in keys:
            tables["item"] = keys[tables["item"]]
        for one in tables.values():
            ask_about(one, keys)
    elif isinstance(tables, list):
        for one in tables:
            ask_about(one, keys)
