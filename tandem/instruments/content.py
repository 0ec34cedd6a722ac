"""The content of an instrument, as the loader reads it: one tree of tables for each language.

`content_of` is the way back from the objects to the tables. Nothing in it is said twice or left to
a default, and its order is that in which a workbook is read, so that an instrument has one content
whichever way it came.
"""

from __future__ import annotations

import json
from typing import Any

from tandem.instruments.conditions import table_of
from tandem.instruments.schema import Area, Choice, Instrument, Item, Part, Prompt
from tandem.instruments.words import Words

FIRST = "en"

# By language: tables within tables, words and values at their ends.
Content = dict[str, dict[str, Any]]
Place = tuple[str, ...]


def body_of(content: Content) -> str:
    """As it is stored, and digested."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def put(content: Content, place: Place, value: Any, language: str = FIRST) -> None:
    table = content.setdefault(language, {})
    for key in place[:-1]:
        table = table.setdefault(key, {})
    table[place[-1]] = value


def at(content: Content, place: Place, language: str = FIRST) -> Any:
    """What stands at a place, or None."""
    found: Any = content.get(language, {})
    for key in place:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def content_of(instrument: Instrument) -> Content:
    return _Writer(instrument).content


class _Writer:
    def __init__(self, instrument: Instrument) -> None:
        self.content: Content = {language: {} for language in instrument.languages}
        put(self.content, ("name",), instrument.name)
        put(self.content, ("version",), instrument.version)
        for name in ("title", "line", "licence"):
            self.words((name,), getattr(instrument, name))
        for construct in instrument.constructs:
            self.words(("constructs", construct.key), construct.name)
        for scale in instrument.scales:
            self.choices(("scales", scale.key), "steps", "easy", scale.steps)
        for area in instrument.areas:
            self.area(area)
        self.became(instrument)
        for kind, prompts in (("prompts", instrument.prompts), ("asides", instrument.asides)):
            for prompt in prompts:
                self.prompt(kind, prompt)
        for key, words in instrument.sentences.items():
            self.words(("sentences", key), words)

    def put(self, place: Place, value: Any) -> None:
        """Nothing is put for what is not said."""
        if value not in (None, "", (), {}, [], False):
            put(self.content, place, value)

    def words(self, place: Place, words: Words | None) -> None:
        for language, text in words.texts if words else ():
            put(self.content, place, text, language)

    def choices(self, place: Place, name: str, easy: str, choices: tuple[Choice, ...]) -> None:
        for choice in choices:
            self.words((*place, name, choice.key), choice.words)
            self.words((*place, easy, choice.key), choice.easy)
            self.words((*place, "after", choice.key), choice.after)
            if choice.level is not None:
                put(self.content, (*place, "levels", choice.key), choice.level)

    def area(self, area: Area) -> None:
        place: Place = ("areas", area.key)
        self.words((*place, "name"), area.name)
        if area.line != area.name:
            self.words((*place, "line"), area.line)
        self.put((*place, "number"), area.number)
        self.put((*place, "mode"), area.mode if area.mode != "both" else None)
        self.put((*place, "each_first"), area.each_first)
        if [part.key for part in area.parts] == [area.key]:
            self.items(place, area.parts[0])
            return
        for part in area.parts:
            inner = (*place, "parts", part.key.removeprefix(f"{area.key}."))
            self.words((*inner, "name"), part.name)
            self.put((*inner, "at_most"), part.at_most if part.at_most > 1 else None)
            self.items(inner, part)

    def items(self, place: Place, part: Part) -> None:
        for item in part.items:
            self.item((*place, "items", item.key.removeprefix(f"{part.key}.")), part.key, item)

    def item(self, place: Place, owner: str, item: Item) -> None:
        def local(key: str) -> str:
            return key.removeprefix(f"{owner}.")

        self.put((*place, "party"), item.party)
        self.put((*place, "kind"), item.kind)
        for name in ("prompt", "easy", "hint", "low", "high", "last_time", "before_sitting"):
            self.words((*place, name), getattr(item, name))
        for ten in item.easy_tens:
            self.words((*place, "easy_tens", str(ten.number)), ten.words)
        self.put((*place, "scale"), item.scale.key if item.scale else None)
        self.choices(place, "options", "easy_options", item.options)
        for name in ("needs_notice", "short_way", "becomes_promise", "told_before"):
            self.put((*place, name), getattr(item, name))
        self.put((*place, "mode"), item.mode if item.mode != "both" else None)
        self.put((*place, "held"), item.held if item.held != "any" else None)
        self.put((*place, "rule"), item.rule)
        self.put((*place, "construct"), item.construct)
        if item.tolerance != 1:
            put(self.content, (*place, "tolerance"), item.tolerance)
        self.put((*place, "follows"), local(item.follows) if item.follows else None)
        self.put((*place, "pair"), local(item.pair) if item.pair else None)
        self.put((*place, "opens_after"), [local(key) for key in item.opens_after])
        self.put((*place, "not_asked_after"), {local(key): to for key, to in item.not_asked_after})
        self.put((*place, "leave_it_after"), list(item.leave_it_after))
        self.put((*place, "looks"), dict(item.looks))
        self.put((*place, "break_after"), dict(item.break_after))
        self.put((*place, "asked_if"), table_of(item.asked_if) if item.asked_if else None)

    def became(self, instrument: Instrument) -> None:
        for one in instrument.became:
            match one.what:
                case "split":
                    put(self.content, ("became", "split", one.before[0]), list(one.now))
                case "moved":
                    put(self.content, ("became", "moved", one.before[0]), one.now[0])
                case "merged":
                    put(self.content, ("became", "merged", one.now[0]), list(one.before))
                case _:
                    table = self.content[FIRST].setdefault("became", {})
                    table.setdefault(one.what, []).extend({*one.before, *one.now})

    def prompt(self, kind: str, prompt: Prompt) -> None:
        place: Place = (kind, prompt.key)
        self.words((*place, "title"), prompt.title)
        for line in prompt.lines:
            inner = (*place, "lines", line.key)
            self.words((*inner, "words"), line.words)
            self.put((*inner, "mode"), line.mode if line.mode != "both" else None)
            self.put((*inner, "held"), line.held if line.held != "any" else None)
            self.put((*inner, "set_by_organisation"), line.set_by_organisation)
        if not prompt.can_skip:
            put(self.content, (*place, "can_skip"), False)
        for item in prompt.items:
            keys, _dot, name = item.key.partition(f".{prompt.key}.")
            put(self.content, ("keys",), keys)
            self.item((*place, "items", name), f"{keys}.{prompt.key}", item)
