"""An instrument as it looks to the two who answer it, tried out with answers that are not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tandem.assessments.paper import CODE, LINES
from tandem.assessments.told import Told, told
from tandem.documents.sheet_page import BlankArea, BlankItem, BlankSheet
from tandem.instruments.branches import Branch, Group, Single, branch_of
from tandem.instruments.clean import clean
from tandem.instruments.conditions import table_of
from tandem.instruments.easy import has_pictures, picture_of, pictures_of
from tandem.instruments.repeats import at_once
from tandem.instruments.routing import asked
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.instruments.words import PLACEHOLDERS, Words
from tandem.lib.refused import Refused

# Two who are made up.
NAMES = dict.fromkeys(PLACEHOLDERS, "…") | {"person": "Sam", "worker": "Jo"}


@dataclass(frozen=True, slots=True)
class Reading:
    """In which language, whether as Easy Read, and by which names."""

    language: str
    is_easy: bool
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)

    def say(self, words: Words | None) -> str:
        text = words.say(self.language, self.names) if words else ""
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Question:
    """One item as it is drawn; each choice as its value and its words. notes: what is so of it.
    picture, pictures: those of Easy Read, of the question and of its answers."""

    item: Item
    prompt: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    value: Any
    notes: tuple[str, ...]
    picture: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unasked:
    """An item that these answers leave out, and the condition that it waits for."""

    prompt: str
    condition: Told | None


@dataclass(frozen=True, slots=True)
class PartShown:
    part: Part
    # How often a room asks it.
    at_once: int
    name: str
    person: tuple[Question, ...]
    worker: tuple[Question, ...]
    both: tuple[Question, ...]
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
    is_pictured = reading.is_easy and has_pictures(instrument)

    def drawn(items: tuple[Item, ...]) -> tuple[Question, ...]:
        return tuple(
            _question(item, answers.get(item.key), reading, is_pictured=is_pictured)
            for item in items
            if item.key in is_asked and not (reading.is_easy and item.easy is None)
        )

    for part in area.parts:
        yield PartShown(
            part,
            at_once(part),
            reading.say(part.name),
            drawn(part.person),
            () if reading.is_easy else drawn(part.worker),
            drawn(part.both),
            tuple(
                Unasked(reading.say(item.prompt), _condition(item, instrument, reading))
                for item in part.items
                if item.key not in is_asked
            ),
        )


def _question(item: Item, value: Any, reading: Reading, *, is_pictured: bool) -> Question:
    prompt, hint, choices = _said(item, reading)
    seen = (picture_of(item), pictures_of(item)) if is_pictured else ("", {})
    return Question(item, prompt, hint, choices, value, tuple(_notes(item, reading)), *seen)


def _said(item: Item, reading: Reading) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Its prompt, its hint and its choices."""
    if not reading.is_easy:
        full = tuple((one.key, reading.say(one.words)) for one in item.choices)
        return reading.say(item.prompt), reading.say(item.hint), full
    easy = tuple((one.key, reading.say(one.easy)) for one in item.easy_choices)
    easy += tuple((str(ten.number), reading.say(ten.words)) for ten in item.easy_tens)
    return reading.say(item.easy), "", easy


def _notes(item: Item, reading: Reading) -> Iterator[str]:
    if item.mode == "statutory":
        yield _("Asked of people on an order or a licence.")
    if item.mode == "voluntary":
        yield _("Asked of people who chose to come.")
    if item.needs_notice:
        yield _("Before it comes what may be passed on.")
    if item.pair:
        yield _("Set beside the other side's answer.")
    if item.becomes_promise:
        yield _("It becomes a promise on the plan.")
    if item.before_sitting:
        said = {"words": reading.say(item.before_sitting)}
        yield _("The worker alone is told before: “%(words)s”") % said


def on_paper(
    instrument: Instrument,
    areas: Sequence[Area],
    reading: Reading,
    *,
    title: str,
    organisation: str,
    today: date,
) -> BlankSheet:
    """To write on, for nobody by name: a question that waits for an answer says for which."""

    def drawn(items: tuple[Item, ...]) -> tuple[BlankItem, ...]:
        return tuple(
            _on_paper(item, instrument, reading)
            for item in items
            if not (reading.is_easy and item.easy is None)
        )

    return BlankSheet(
        language=reading.language,
        title=title,
        person="",
        worker="",
        organisation=organisation,
        printed_on=today,
        version_code=instrument.digest[:CODE],
        licence=reading.say(instrument.licence),
        areas=tuple(
            BlankArea(
                name=reading.say(area.name),
                line=reading.say(area.line) if area.line != area.name else "",
                person_items=drawn(area.person),
                worker_items=() if reading.is_easy else drawn(area.worker),
                both_items=drawn(area.both),
            )
            for area in areas
        ),
    )


def _on_paper(item: Item, instrument: Instrument, reading: Reading) -> BlankItem:
    prompt, hint, choices = _said(item, reading)
    words = tuple(said for _key, said in choices)
    waits = _condition(item, instrument, reading)
    is_row = item.kind == "scale" and not reading.is_easy
    return BlankItem(
        prompt=prompt,
        hint=" ".join(part for part in (hint, _in_a_line(waits) if waits else "") if part),
        choices=() if is_row else words,
        takes_many=item.kind == "many",
        steps=words if is_row else (),
        ends=(reading.say(item.low), reading.say(item.high))
        if item.kind == "ten" and not words
        else None,
        write_lines={"words": LINES, "words_and_date": LINES, "number": 1}.get(item.kind, 0),
        asks_day=item.kind in ("date", "words_and_date"),
        may_be_left=item.party == "person",
    )


def _in_a_line(waits: Told) -> str:
    return _("Only if: %(this)s.") % {"this": waits.line}


def _condition(item: Item, instrument: Instrument, reading: Reading) -> Told | None:
    found: list[Branch] = [branch_of(table_of(item.asked_if))] if item.asked_if else []
    opens = tuple(Single(key, "answered") for key in item.opens_after)
    if opens:
        found.append(opens[0] if len(opens) == 1 else Group("any", opens))
    found += [Single(key, "is_not", choice) for key, choice in item.not_asked_after]
    if not found:
        return None
    whole = found[0] if len(found) == 1 else Group("all", tuple(found))
    return told(whole, _Names(instrument, reading))


@dataclass(frozen=True, slots=True)
class _Names:
    """The words of an instrument that is sound, as this reading has them."""

    instrument: Instrument
    reading: Reading

    def question(self, item: str) -> str:
        about = self.instrument.item(item)
        return self.reading.say((self.reading.is_easy and about.easy) or about.prompt)

    def answer(self, item: str, key: str) -> str:
        choice = self.instrument.item(item).choice(key)
        return self.reading.say((self.reading.is_easy and choice.easy) or choice.words)

    def takes_many(self, item: str) -> bool:
        return self.instrument.item(item).kind == "many"
