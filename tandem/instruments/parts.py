"""Parts of an area of an instrument that is being written: making them, and moving questions from
one to another."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tandem.instruments.content import FIRST, Content, Place, at, put
from tandem.instruments.fates import keys_changed
from tandem.instruments.links import ask_about, family, named, relink
from tandem.instruments.manuscript import Question, languages_of, questions
from tandem.instruments.xlsform.choices import key_from
from tandem.lib.refused import Refused

# The part of what stood in an area before it had parts; a form names it so too.
OWN = "own"


def parts_of(content: Content, area: str) -> dict[str, Any]:
    return dict(at(content, ("areas", area, "parts")) or {})


def add_part(content: Content, taken: list[dict[str, Any]], area: str, name: str) -> Place:
    """At the end of an area. What stood in it without a part becomes its first."""
    place: Place = ("areas", area)
    if at(content, (*place, "parts")) is None:
        _into_parts(content, taken, place)
    key = key_from(name.replace(".", " "), parts_of(content, area), "part")[:40].strip("_")
    made = (*place, "parts", key)
    put(content, made, {"name": name, "items": {}})
    return made


def place_to_add(content: Content, area: str, part: str = "") -> Place:
    """Where a new question goes; a part is made where all of them were taken out."""
    place: Place = ("areas", area)
    if at(content, (*place, "parts")) is None:
        return place
    parts = parts_of(content, area)
    if part not in parts:
        part = next(iter(parts), OWN)
    if not parts:
        put(content, (*place, "parts", OWN), {"name": at(content, (*place, "name")), "items": {}})
    return (*place, "parts", part)


def _into_parts(content: Content, taken: list[dict[str, Any]], place: Place) -> None:
    inner = (*place, "parts", OWN)
    old = [one.key for one in questions(content, place[1])]
    waits = [tuple(one["place"]) for one in taken if "place" in one]
    has_any = bool(old) or any(one[:2] == place for one in waits)
    for code in languages_of(content):
        table = at(content, place, code)
        items = table.pop("items", None) if isinstance(table, dict) else None
        if has_any and items is not None:
            put(
                content,
                inner,
                {"name": at(content, (*place, "name"), code) or "", "items": {}},
                code,
            )
            put(content, (*inner, "items"), items, code)
    if not has_any:
        put(content, (*place, "parts"), {})
    for one in taken:
        if "place" in one and tuple(one["place"])[:3] == (*place, "items"):
            one["place"] = [*inner, *one["place"][2:]]
    keys = {key: f"{place[1]}.{OWN}.{key.removeprefix(f'{place[1]}.')}" for key in old}
    ask_about(content, keys)
    ask_about(taken, keys)
    keys_changed(content, keys, is_moved=True)


def move_to_part(content: Content, question: Question, part: str) -> str:
    """With all that stands with it, to the end of another part of its area; its key then. Refused
    where what stays would lose what it hangs on."""
    to: Place = ("areas", question.area, "parts", part)
    if not isinstance(at(content, to), dict) or question.part == to:
        return question.key
    together = family(content, question)
    moved = {one.key for one in together}
    for one in questions(content, question.area):
        for key in named(one):
            if (one.key in moved) != (key in moved):
                raise Refused(
                    _("Another question of this part is tied to it. Move that one first.")
                )
    taken = list(at(content, (*to, "items")) or {})
    names: dict[str, str] = {}
    for one in together:
        names[one.place[-1]] = key_from(one.place[-1], taken)
        taken.append(names[one.place[-1]])
    for one in together:
        for code in languages_of(content):
            fellows = at(content, one.place[:-1], code)
            table = fellows.pop(one.place[-1], None) if isinstance(fellows, dict) else None
            if table is not None:
                if code == FIRST:
                    relink(table, names)
                put(content, (*to, "items", names[one.place[-1]]), table, code)
    owner = f"{question.area}.{part}"
    keys = {one.key: f"{owner}.{names[one.place[-1]]}" for one in together}
    ask_about(content, keys)
    keys_changed(content, keys, is_moved=True)
    return keys[question.key]
