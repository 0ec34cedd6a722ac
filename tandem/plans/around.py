"""The fixed words around a text that is answered, in the one language in which it is read: what a
goal is called, what of an order it is there for, by when, who does what. Pages draw the exact words
from here, so what an answer is bound to is what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.documents.words import full_day
from tandem.plans.requirements import required_by
from tandem.plans.whole import Part


def around(parts: Iterable[Part]) -> dict[str, Any]:
    """Of one goal or of all goals of a plan, in the language of the page. It is kept with an answer
    as it is."""
    return {
        "language": (get_language() or "en")[:2],
        "goals": [_goal(one) for one in sorted(parts, key=lambda part: part.number)],
    }


@dataclass(frozen=True, slots=True)
class Exact:
    """A goal's exact words; what the page says of it in its own words is told apart."""

    label: str
    words: str
    required: str
    by: str
    # Who does each step and by when, beside what `rules.text` holds of it.
    steps: tuple[tuple[str, str, list[str]], ...]


def exact(text: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Exact]:
    """A text with the words around it, a goal at a time."""
    for goal, one in zip(text.get("plan", [text]), said["goals"], strict=True):
        steps = zip(one["steps"], goal["steps"], strict=True)
        yield Exact(
            one["label"],
            goal["goal"],
            one["required"],
            one["by"],
            tuple((name, by, step) for (name, by), step in steps),
        )


def read_in(language: str) -> str:
    """As a sentence."""
    return _("The page was in Welsh.") if language == "cy" else _("The page was in English.")


def _goal(one: Part) -> dict[str, Any]:
    label = _("Goal %(number)s, for later") if one.is_later else _("Goal %(number)s")
    required = required_by(tuple(one.text["required"])) if "required" in one.text else ""
    steps = zip(one.names, one.text["steps"], strict=True)
    return {
        "label": label % {"number": one.number},
        "required": _("This has to happen: %(what)s") % {"what": required} if required else "",
        "by": _by(one.text.get("by", "")),
        "steps": [[name, _by(step[2]) or _("no day yet")] for name, step in steps],
    }


def _by(day: str) -> str:
    return _("by %(day)s") % {"day": full_day(date.fromisoformat(day))} if day else ""
