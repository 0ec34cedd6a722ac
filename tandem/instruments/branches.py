"""A condition as somebody writes it: lines of one question each, in groups within groups.

It says what `conditions` says. There "at most" and "is not" are made of two; here each is one
line, so that a page can show it, change it and take it off. A place is found by its path: the
numbers of the branches that lead to it, () for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

How = Literal[
    "is", "is_not", "at_least", "at_most", "not_at_least", "answered", "unanswered"
]  # of a line
Join = Literal["all", "any", "none", "not_all"]
JOINS: tuple[Join, ...] = get_args(Join)
Path = tuple[int, ...]
Table = dict[str, Any]

# Groups within groups, as far as a page lets one write them; a form may hold deeper ones.
DEEPEST = 4
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Single:
    """What one line says of one question."""

    item: str
    how: How
    answer: str | int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    how: Join
    of: tuple[Branch, ...]


Branch = Single | Group


def branch_of(table: Any) -> Branch:
    """From the table of a condition, which need not be sound. ValueError for what is none."""
    match table:
        case {
            "all": [
                {"item": str(item), "answered": True},
                {"not": {"item": same, "at_least": int(number)}},
            ]
        } if item == same:
            return Single(item, "at_most", number - 1)
        case {"all": list(of)}:
            return Group("all", tuple(map(branch_of, of)))
        case {"any": list(of)}:
            return Group("any", tuple(map(branch_of, of)))
        case {"not": {"not": twice}}:
            return branch_of(twice)
        case {"not": of}:
            return _turned(branch_of(of), of)
        case {"item": str(item), "is": str(answer) | int(answer)}:
            return Single(item, "is", answer)
        case {"item": str(item), "at_least": int(number)}:
            return Single(item, "at_least", number)
        case {"item": str(item), "answered": True}:
            return Single(item, "answered")
    raise ValueError(table)


_TURNED: Mapping[str, How] = {
    "is": "is_not",
    "at_least": "not_at_least",
    "answered": "unanswered",
}
_BACK: Mapping[str, How] = {
    "is_not": "is",
    "not_at_least": "at_least",
    "unanswered": "answered",
}


def _turned(found: Branch, table: Any) -> Branch:
    match found:
        case Group("all", of):
            return Group("not_all", of)
        case Group("any", of):
            return Group("none", of)
        case Single(_item, "at_most", _number):
            return Group("not_all", tuple(map(branch_of, table["all"])))
        case Single(item, how, answer) if how in _TURNED:
            return Single(item, _TURNED[how], answer)
    return Group("none", (found,))


def table_of(branch: Branch) -> Table:
    """The same as `conditions.read` reads it."""
    match branch:
        case Group("all" | "any" as how, of):
            return {how: [table_of(one) for one in of]}
        case Group(how, of):
            inner = "any" if how == "none" else "all"
            return {"not": {inner: [table_of(one) for one in of]}}
        case Single(item, "at_most", int(number)):
            under = {"not": {"item": item, "at_least": number + 1}}
            return {"all": [{"item": item, "answered": True}, under]}
        case Single(item, how, answer) if how in _BACK:
            return {"not": table_of(Single(item, _BACK[how], answer))}
        case Single(item, "answered"):
            return {"item": item, "answered": True}
        case Single(item, how, answer):
            return {"item": item, how: answer}
    raise ValueError(branch)


def lines(branch: Branch | None) -> Iterator[Single]:
    if isinstance(branch, Group):
        for one in branch.of:
            yield from lines(one)
    elif branch:
        yield branch


def groups(branch: Branch | None, path: Path = ()) -> Iterator[tuple[Path, Group]]:
    if isinstance(branch, Group):
        yield path, branch
        for number, one in enumerate(branch.of):
            yield from groups(one, (*path, number))


def at(branch: Branch | None, path: Path) -> Branch | None:
    for number in path:
        if not isinstance(branch, Group) or not 0 <= number < len(branch.of):
            return None
        branch = branch.of[number]
    return branch


def added(whole: Branch | None, path: Path, new: Branch) -> Branch:
    """At the end of the group there. Beside a line that stands alone both are to be so; a path to
    no group leads to the whole."""
    if whole is None:
        return new
    if isinstance(whole, Single):
        return Group("all", (whole, new))
    group = at(whole, path)
    if not isinstance(group, Group):
        path, group = (), whole
    made = put(whole, path, replace(group, of=(*group.of, new)))
    assert made
    return made


def put(whole: Branch | None, path: Path, new: Branch | None) -> Branch | None:
    """In place of what stands there; None takes it off, and a group with one left is that one."""
    if not path:
        return new
    if not isinstance(whole, Group) or not 0 <= path[0] < len(whole.of):
        return whole
    first, rest = path[0], path[1:]
    inner = put(whole.of[first], rest, new)
    of = [*whole.of]
    of[first : first + 1] = [inner] if inner else []
    if not of:
        return None
    if len(of) == 1 < len(whole.of):
        alone = table_of(of[0])
        return branch_of(alone if whole.how in ("all", "any") else {"not": alone})
    return replace(whole, of=tuple(of))
