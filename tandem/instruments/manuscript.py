"""An instrument that is being written: what may be done to its content, step by step.

A manuscript is content as it is stored (`content.py`) that need not be sound yet. What none of
these steps knows of stays in it as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tandem.instruments.content import FIRST, Content, Place, at, put
from tandem.instruments.xlsform.choices import key_from

LANGUAGES = ("en", "cy")
# What the pages can change of a question; all else is kept.
KNOWN = frozenset(
    {
        *("party", "kind", "prompt", "easy", "hint", "low", "high", "easy_tens", "scale"),
        *("options", "easy_options", "levels", "after", "pair", "rule", "asked_if"),
        *("needs_notice", "follows", "construct"),
    }
)
CONDITION = "asked_if"
# How many things taken out can be put back.
MOST_TAKEN = 20


@dataclass(frozen=True, slots=True)
class Question:
    """Where a question stands, by its whole key."""

    key: str
    area: str
    place: Place
    table: Mapping[str, Any]

    @property
    def part(self) -> Place:
        return self.place[:-2]

    @property
    def prompt(self) -> str:
        return str(self.table.get("prompt") or self.key)

    def beside(self, name: str) -> str:
        """The whole key of another question of its part."""
        return f"{self.key.removesuffix(self.place[-1])}{name}"


def fresh(title: str) -> Content:
    name = key_from(title, first="form").replace("_", "-").replace(".", "-")
    return {FIRST: {"name": name, "version": 1, "title": title, "areas": {}}}


def languages_of(content: Content) -> tuple[str, ...]:
    return (FIRST, *(code for code in content if code != FIRST))


def questions(content: Content, area: str = "") -> Iterator[Question]:
    """All of them, or those of an area, in their order."""
    for key, table in (at(content, ("areas",)) or {}).items():
        if area in ("", key):
            parts = table.get("parts")
            for part in parts if parts is not None else ("",):
                place: Place = ("areas", key, *(("parts", part) if part else ()))
                owner = f"{key}.{part}" if part else key
                for name, item in (at(content, (*place, "items")) or {}).items():
                    yield Question(f"{owner}.{name}", key, (*place, "items", name), item)


def find(content: Content, key: str) -> Question | None:
    return next((one for one in questions(content, key.partition(".")[0]) if one.key == key), None)


def digest_of(content: Content, *places: Place) -> str:
    """Of all that stands at these places, in every language."""
    told = [[at(content, place, code) for code in languages_of(content)] for place in places]
    return mark_of(told)


def mark_of(stands: Any) -> str:
    """In short, to see later whether it is still the same."""
    return hashlib.sha256(json.dumps(stands).encode()).hexdigest()[:16]


def set_words(content: Content, place: Place, texts: Mapping[str, str]) -> None:
    """Put words in each language; what is empty is not there."""
    for language, text in texts.items():
        if text:
            put(content, place, text, language)
        else:
            _drop(content, place, language)


def set_value(content: Content, place: Place, value: Any) -> None:
    if value in (None, "", [], {}, False):
        _drop(content, place, FIRST)
    else:
        put(content, place, value)


def _drop(content: Content, place: Place, language: str) -> None:
    table = at(content, place[:-1], language)
    if isinstance(table, dict):
        table.pop(place[-1], None)


# Areas and questions


def add_area(content: Content, name: str) -> str:
    areas = content[FIRST].setdefault("areas", {})
    key = key_from(name.replace(".", " "), areas, "area")[:40].strip("_")
    put(content, ("areas", key), {"name": name, "items": {}})
    return key


def add_construct(content: Content, name: str) -> None:
    constructs = content_at(content, ("constructs",))
    constructs[key_from(name.replace(".", " "), constructs, "sign")[:40].strip("_")] = name


def add_question(content: Content, part: Place, table: Mapping[str, Any]) -> Place:
    """At the end of a part, under a name of its own."""
    items = content_at(content, (*part, "items"))
    name = key_from(str(table["prompt"]).replace(".", " ")[:40], items)
    place = (*part, "items", name)
    put(content, place, dict(table))
    return place


def content_at(content: Content, place: Place) -> dict[str, Any]:
    """The table at a place, which is made where there is none."""
    table = content[FIRST]
    for key in place:
        table = table.setdefault(key, {})
    return table


def add_pair(content: Content, place: Place, prompt: str, rule: str) -> Place:
    """Ask the worker the same: a question of theirs that is compared with the person's."""
    own = at(content, place)
    name = key_from(f"w.{place[-1]}", at(content, place[:-1]))
    table = {key: own[key] for key in ("kind", "scale", "low", "high") if key in own}
    other = (*place[:-1], name)
    put(content, other, {"party": "worker", **table, "prompt": prompt})
    for language in languages_of(content)[1:]:
        for key in ("low", "high"):
            if words := at(content, (*place, key), language):
                put(content, (*other, key), words, language)
    for one, to in ((place, name), (other, place[-1])):
        put(content, (*one, "rule"), rule)
        put(content, (*one, "pair"), to)
    return other


def move(content: Content, place: Place, by: int) -> bool:
    """Up (-1) or down (1) among its fellows. The order is that of the first language."""
    table = at(content, place[:-1])
    if not isinstance(table, dict) or place[-1] not in table:
        return False
    keys = list(table)
    here = keys.index(place[-1])
    there = here + by
    if not 0 <= there < len(keys):
        return False
    keys[here], keys[there] = keys[there], keys[here]
    moved = {key: table[key] for key in keys}
    table.clear()
    table.update(moved)
    return True


# What is taken out can be put back


def take_out(content: Content, taken: list[dict[str, Any]], place: Place, called: str) -> bool:
    """Out of every language; `taken` remembers what stood there and where."""
    table = at(content, place[:-1])
    if not isinstance(table, dict) or place[-1] not in table:
        return False
    tables = {code: at(content, place, code) for code in languages_of(content)}
    where = list(table).index(place[-1])
    taken.append({"place": list(place), "at": where, "called": called, "tables": tables})
    del taken[:-MOST_TAKEN]
    for code in languages_of(content):
        _drop(content, place, code)
    return True


def set_condition(
    content: Content, taken: list[dict[str, Any]], place: Place, table: Any, called: str
) -> None:
    """When the question there is asked. Under a name, what stood can be put back."""
    where = (*place, CONDITION)
    stood = at(content, where)
    if called and stood:
        number = list(at(content, place)).index(CONDITION)
        one = {"place": list(where), "at": number, "called": called, "tables": {FIRST: stood}}
        taken.append(one)
        del taken[:-MOST_TAKEN]
    set_value(content, where, table)


def take_language(content: Content, taken: list[dict[str, Any]], code: str, called: str) -> None:
    if code in content and code != FIRST:
        taken.append({"language": code, "called": called, "tables": {code: content.pop(code)}})
        del taken[:-MOST_TAKEN]


def put_back(content: Content, taken: list[dict[str, Any]], number: int) -> str:
    """What was taken out, at its old place; says what it is called, "" where it cannot be."""
    if not 0 <= number < len(taken):
        return ""
    one = taken[number]
    if code := one.get("language"):
        content.update(one["tables"] if not content.get(code) else {})
        taken.pop(number)
        return str(one["called"])
    place: Place = tuple(one["place"])
    fellows = at(content, place[:-1])
    if not isinstance(fellows, dict) or (place[-1] in fellows and place[-1] != CONDITION):
        return ""
    if place[-1] in fellows:  # the condition that stands now waits instead
        taken.append(one | {"tables": {FIRST: fellows[place[-1]]}})
    for code, stood in one["tables"].items():
        if stood is not None and code in content:
            put(content, place, stood, code)
    moved = {key: fellows[key] for key in fellows if key != place[-1]}
    keys = list(moved)
    keys.insert(one["at"], place[-1])
    moved[place[-1]] = fellows[place[-1]]
    fellows.clear()
    fellows.update({key: moved[key] for key in keys})
    taken.pop(number)
    return str(one["called"])


# Answers


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers of a question stand: its own, or the steps of its scale."""

    place: Place
    words: str
    easy: str


def answers_at(question: Question) -> Answers | None:
    match question.table.get("kind"):
        case "scale":
            return Answers(("scales", str(question.table.get("scale"))), "steps", "easy")
        case "one" | "many":
            return Answers(question.place, "options", "easy_options")
    return None


def add_scale(content: Content, name: str) -> str:
    scales = content[FIRST].setdefault("scales", {})
    key = key_from(name, scales, "scale")[:40]
    put(content, ("scales", key), {"steps": {}})
    return key


def used_by(content: Content, scale: str) -> list[Question]:
    return [one for one in questions(content) if one.table.get("scale") == scale]


def set_choices(content: Content, where: Answers, rows: list[tuple[str, dict[str, Any]]]) -> None:
    """The answers in their order, each with "words" and "easy" in each language, and its level. A
    row without words is none; one without a key gets one."""
    before = {name: at(content, (*where.place, name)) or {} for name in (where.words, "after")}
    after = {code: dict(at(content, (*where.place, "after"), code) or {}) for code in content}
    for name in (where.words, where.easy, "levels", "after"):
        for code in content:
            _drop(content, (*where.place, name), code)
    taken = {key for key, _row in rows if key}
    for given, row in rows:
        words = {code: text for code, text in row["words"].items() if text}
        if not words:
            continue
        key = given or key_from(next(iter(words.values())).replace(".", " ")[:40], taken, "a")
        taken.add(key)
        # A question whose English is still to be written keeps its place in the order.
        put(content, (*where.place, where.words, key), words.get(FIRST, ""))
        set_words(content, (*where.place, where.words, key), words)
        set_words(content, (*where.place, where.easy, key), row["easy"])
        if row["level"] is not None:
            put(content, (*where.place, "levels", key), row["level"])
        if key in before["after"]:
            set_words(
                content,
                (*where.place, "after", key),
                {code: str(texts.get(key, "")) for code, texts in after.items()},
            )
