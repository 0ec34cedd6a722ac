"""A condition in words, of a form that is tried out and of one that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Protocol

from django.utils.translation import gettext as _

from tandem.instruments.branches import Branch, Group, Join, Single


class Names(Protocol):
    """The words of what a condition asks about."""

    def question(self, item: str) -> str: ...

    def answer(self, item: str, key: str) -> str: ...

    def takes_many(self, item: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, or a joining word with what it joins. line: all of it in one breath."""

    sentence: str
    inner: tuple[Told, ...] = ()
    line: str = ""


def told(branch: Branch, names: Names) -> Told:
    if isinstance(branch, Group):
        inner = tuple(told(one, names) for one in branch.of)
        return Told(joining(branch.how), inner, _joined(branch.how, inner))
    sentence = _single(branch, names)
    return Told(sentence, (), sentence)


def joining(how: Join) -> str:
    return {
        "all": _("All of these are so:"),
        "any": _("One of these is so:"),
        "none": _("None of these is so:"),
        "not_all": _("Not all of these are so:"),
    }[how]


def _joined(how: Join, inner: tuple[Told, ...]) -> str:
    of = [f"({one.line})" if one.inner else one.line for one in inner] or ["…"]
    match how:
        case "all":
            return reduce(lambda x, y: _("%(this)s and %(that)s") % {"this": x, "that": y}, of)
        case "any":
            return reduce(lambda x, y: _("%(this)s or %(that)s") % {"this": x, "that": y}, of)
        case "none":
            return _("none of these is so: %(these)s") % {"these": "; ".join(of)}
    return _("not all of these are so: %(these)s") % {"these": "; ".join(of)}


def _single(line: Single, names: Names) -> str:
    said = {"question": names.question(line.item)}
    if isinstance(line.answer, str):
        said["answer"] = names.answer(line.item, line.answer)
        if names.takes_many(line.item):
            if line.how == "is":
                return _("“%(question)s” includes “%(answer)s”") % said
            return _("“%(question)s” does not include “%(answer)s”") % said
        if line.how == "is":
            return _("“%(question)s” is “%(answer)s”") % said
        return _("“%(question)s” is not “%(answer)s”") % said
    said["number"] = str(line.answer)
    sentences = {
        "is": _("“%(question)s” is %(number)s"),
        "is_not": _("“%(question)s” is not %(number)s"),
        "at_least": _("“%(question)s” is %(number)s or more"),
        "at_most": _("“%(question)s” is %(number)s or less"),
        "not_at_least": _("“%(question)s” is less than %(number)s, or has no answer"),
        "answered": _("“%(question)s” has an answer"),
        "unanswered": _("“%(question)s” has no answer"),
    }
    return sentences[line.how] % said
