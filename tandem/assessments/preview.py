"""An instrument as it looks to the two who answer it, tried out with answers that are not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tandem.instruments.clean import clean
from tandem.instruments.conditions import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Not,
)
from tandem.instruments.routing import asked
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.instruments.words import PLACEHOLDERS, Words
from tandem.lib.refused import Refused

# Two who are made up.
NAMES = dict.fromkeys(PLACEHOLDERS, "…") | {"person": "Sam", "worker": "Jo"}


@dataclass(frozen=True, slots=True)
class Reading:
    """In which language, and whether as Easy Read."""

    language: str
    is_easy: bool

    def say(self, words: Words | None) -> str:
        return words.say(self.language, NAMES) if words else ""


@dataclass(frozen=True, slots=True)
class Question:
    """One item as it is drawn; each choice as its value and its words."""

    item: Item
    prompt: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Unasked:
    """An item that these answers leave out, and the condition that it waits for."""

    prompt: str
    condition: Told | None


@dataclass(frozen=True, slots=True)
class Told:
    """A condition in words: a sentence, or a joining word with what it joins."""

    sentence: str
    inner: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class PartShown:
    part: Part
    name: str
    person: tuple[Question, ...]
    worker: tuple[Question, ...]
    unasked: tuple[Unasked, ...]


def has_easy(instrument: Instrument) -> bool:
    return any(item.easy for item in instrument.items)


def answers_in(instrument: Instrument, given: QueryDict) -> dict[str, Any]:
    """What was tried out, by item; what cannot be an answer is left out."""
    found = {}
    for item in instrument.items:
        if item.key in given:
            try:
                found[item.key] = clean(item, given.getlist(item.key))
            except Refused:
                continue
    return found


def shown(
    instrument: Instrument, area: Area, answers: Mapping[str, Any], reading: Reading
) -> Iterator[PartShown]:
    is_asked = asked(instrument.items, answers)

    def drawn(items: tuple[Item, ...]) -> tuple[Question, ...]:
        return tuple(
            _question(item, answers.get(item.key), reading)
            for item in items
            if item.key in is_asked and not (reading.is_easy and item.easy is None)
        )

    for part in area.parts:
        both = tuple(item for item in part.items if item.party == "both")
        yield PartShown(
            part,
            reading.say(part.name),
            drawn((*part.person, *both)),
            () if reading.is_easy else drawn(part.worker),
            tuple(
                Unasked(reading.say(item.prompt), _condition(item, instrument, reading))
                for item in part.items
                if item.key not in is_asked
            ),
        )


def _question(item: Item, value: Any, reading: Reading) -> Question:
    if not reading.is_easy:
        choices = tuple((one.key, reading.say(one.words)) for one in item.choices)
        return Question(item, reading.say(item.prompt), reading.say(item.hint), choices, value)
    easy = tuple((one.key, reading.say(one.easy)) for one in item.easy_choices)
    easy += tuple((str(ten.number), reading.say(ten.words)) for ten in item.easy_tens)
    return Question(item, reading.say(item.easy), "", easy, value)


def _condition(item: Item, instrument: Instrument, reading: Reading) -> Told | None:
    found = [_told(item.asked_if, instrument, reading)] if item.asked_if else []
    opens = tuple(_told(Answered(key), instrument, reading) for key in item.opens_after)
    if opens:
        found.append(opens[0] if len(opens) == 1 else Told(_("One of these is so:"), opens))
    for key, choice in item.not_asked_after:
        found.append(_told(Not(Is(key, choice)), instrument, reading))
    if len(found) > 1:
        return Told(_("All of these are so:"), tuple(found))
    return found[0] if found else None


def _told(condition: Condition, instrument: Instrument, reading: Reading) -> Told:
    def inner(of: tuple[Condition, ...]) -> tuple[Told, ...]:
        return tuple(_told(one, instrument, reading) for one in of)

    match condition:
        case AllOf(of):
            return Told(_("All of these are so:"), inner(of))
        case AnyOf(of):
            return Told(_("One of these is so:"), inner(of))
        case Not(of):
            return Told(_("This is not so:"), inner((of,)))
    about = instrument.item(condition.item)
    names = {"question": reading.say(about.prompt)}
    match condition:
        case Is(_item, str(answer)):
            names["answer"] = reading.say(about.choice(answer).words)
            return Told(_("“%(question)s” is “%(answer)s”") % names)
        case Is(_item, number):
            return Told(_("“%(question)s” is %(number)s") % (names | {"number": str(number)}))
        case AtLeast(_item, number):
            names["number"] = str(number)
            return Told(_("“%(question)s” is %(number)s or more") % names)
    return Told(_("“%(question)s” has an answer") % names)
