"""What stands in the way of releasing what is being written: by the objects that a release is made
of, piece by piece, so that everything is told at once and each with its place."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.instruments.content import FIRST, Content, Place, at
from tandem.instruments.links import head_of
from tandem.instruments.loader import instrument_of, piece_of
from tandem.instruments.manuscript import (
    Question,
    answers_at,
    languages_of,
    questions,
)
from tandem.instruments.schema import Instrument, Unsound
from tandem.instruments.waiting import Order

NAMED = {"en": "English", "cy": "Cymraeg"}
# More than this nobody mends in one go.
MOST = 200
# What may hold words: of a question, and of its answers.
WORDS = ("prompt", "hint", "easy", "low", "high", "last_time", "before_sitting")
TABLES = ("options", "easy_options", "after", "easy_tens")
LINKS = ("asked_if", "pair", "rule", "follows", "opens_after", "not_asked_after")
FOUND = (Unsound, ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence, and the place that it is about; () is the whole."""

    sentence: str
    place: Place = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """instrument: as much as is sound; None where nothing is. texts, missing: how many texts there
    are, and how many of them a language still lacks."""

    instrument: Instrument | None
    faults: tuple[Fault, ...]
    texts: int
    missing: dict[str, int]


def judge(content: Content) -> Judged:
    trial = copy.deepcopy(content)
    faults: list[Fault] = []
    missing: dict[str, int] = {}
    texts = dict.fromkeys(word_places(content))
    for code in languages_of(content):
        lacks = [place for place in texts if not _says(content, place, code)]
        missing[code] = len(lacks)
        for place in lacks:
            faults.append(Fault(_lacks(content, place, code), place))
        if lacks and code != FIRST:
            del trial[code]
    faults += _links(content, trial)
    faults += _pieces(trial)
    instrument = _whole(trial, faults)
    return Judged(instrument, tuple(_once(faults))[:MOST], len(texts), missing)


def word_places(content: Content) -> Iterator[Place]:
    """Every place that has words in some language, in the order of the pages."""

    def texts(place: Place, names: tuple[str, ...]) -> Iterator[Place]:
        for name in names:
            if any(at(content, (*place, name), code) is not None for code in content):
                yield (*place, name)

    def tables(place: Place, names: tuple[str, ...], of: str = "") -> Iterator[Place]:
        """of: the table without whose words the others say nothing."""
        for name in names:
            inner = (*place, name)
            keys = [key for code in content for key in at(content, inner, code) or ()]
            known = (at(content, (*place, of)) or {}) if of and name != "easy_tens" else keys
            yield from ((*inner, key) for key in dict.fromkeys(keys) if key in known)

    yield ("title",)
    yield from texts((), ("line", "licence"))
    yield from tables((), ("constructs", "sentences"))
    for scale in at(content, ("scales",)) or ():
        yield from tables(("scales", scale), ("steps", "easy", "after"), "steps")
    for area, table in (at(content, ("areas",)) or {}).items():
        yield ("areas", area, "name")
        yield from texts(("areas", area), ("line",))
        for part in table.get("parts") or ():
            yield ("areas", area, "parts", part, "name")
    for one in questions(content):
        yield (*one.place, "prompt")
        yield from texts(one.place, WORDS[1:])
        yield from tables(one.place, TABLES, "options")
    for kind in ("prompts", "asides"):
        for key, table in (at(content, (kind,)) or {}).items():
            yield (kind, key, "title")
            yield from ((kind, key, "lines", line, "words") for line in table.get("lines", ()))
            for item in table.get("items", ()):
                yield from texts((kind, key, "items", item), WORDS)
                yield from tables((kind, key, "items", item), TABLES)


def _says(content: Content, place: Place, code: str) -> bool:
    said = at(content, place, code)
    return isinstance(said, str) and bool(said.strip())


def _lacks(content: Content, place: Place, code: str) -> str:
    names = {"language": NAMED.get(code, code)}
    said = next((at(content, place, each) for each in content if _says(content, place, each)), "")
    if said:
        return _("%(language)s words are missing: “%(words)s”.") % (names | {"words": said[:60]})
    return _("%(language)s words are missing.") % names


def _links(content: Content, trial: Content) -> Iterator[Fault]:
    """What says of other things what does not fit; it is out of the trial then."""
    order, constructs = Order(content), at(content, ("constructs",)) or {}
    for one in order.all.values():
        found = {name: list(told) for name, told in _told(order, one, constructs) if told}
        for name, sentences in found.items():
            at(trial, one.place).pop(name)
            page = (*one.place, name) if name == "asked_if" else one.place
            yield from (Fault(sentence, page) for sentence in sentences)


def _told(
    order: Order, one: Question, constructs: Collection[str]
) -> Iterator[tuple[str, list[str]]]:
    if "asked_if" in one.table:
        yield "asked_if", list(order.faults(one))
    if one.table.get("construct", "") not in ("", *constructs):
        yield "construct", [_("What it is a sign of is not here any more.")]
    if head := head_of(one):
        other = order.all.get(head)
        if other is None:
            yield "follows", [_("The question that it stands under is not here any more.")]
        elif order.place[other.key] > order.place[one.key]:
            yield "follows", [_("The question that it stands under comes later.")]


def _pieces(trial: Content) -> Iterator[Fault]:
    """Faults of single questions and areas; what is not sound is out of the trial then."""
    areas = at(trial, ("areas",)) or {}
    for one in list(questions(trial)):
        for sentence in _plainly(trial, one):
            yield Fault(sentence, one.place)
        try:
            piece_of(trial, one.key, one.place)
        except FOUND as unsound:
            if not any(True for _each in _plainly(trial, one)):
                yield Fault(_unfit(unsound), one.place)
            del at(trial, one.place[:-1])[one.place[-1]]
    for key, table in list(areas.items()):
        parts = table.get("parts")
        is_empty = not parts
        for part in list(parts or ()):
            if not parts[part].get("items"):
                yield Fault(_("There is no question here yet."), ("areas", key))
                del parts[part]
        if not (parts if parts is not None else table.get("items")):
            if is_empty:
                yield Fault(_("There is no question here yet."), ("areas", key))
            del areas[key]
        elif not _says(trial, ("areas", key, "name"), FIRST):
            del areas[key]
    if not areas and not at(trial, ("prompts",)):
        yield Fault(_("There is no area yet."))


def _plainly(trial: Content, one: Question) -> Iterator[str]:
    """What is most often wrong, in words of its own."""
    kind = one.table.get("kind")
    answers = answers_at(one)
    if answers:
        keys = at(trial, (*answers.place, answers.words)) or {}
        if len(keys) < (2 if kind == "scale" else 1):
            yield _("It has no answers to choose from yet.")
        elif not all(_says(trial, (*answers.place, answers.words, key), FIRST) for key in keys):
            yield _("An answer has no words.")
    if kind == "ten" and not (one.table.get("low") and one.table.get("high")):
        yield _("Say what 0 and 10 mean.")


def _whole(trial: Content, faults: list[Fault]) -> Instrument | None:
    """The instrument; what one question says wrongly of another is told and left out."""
    for code in languages_of(trial)[1:]:
        if not any(True for _place in word_places(trial)):
            del trial[code]
    if not _says(trial, ("title",), FIRST):
        trial[FIRST].pop("title", None)
    while True:
        try:
            return instrument_of(trial)
        except FOUND as unsound:
            why = str(unsound)
            named = [one for one in questions(trial) if _is_named(one.key, why)]
            linked = [one for one in named if any(name in one.table for name in LINKS)]
            linked.sort(key=lambda one: why.find(one.key))
            faults.append(Fault(_unfit(unsound), linked[0].place if linked else ()))
            if not linked or len(faults) >= MOST:
                return None
            for name in LINKS:
                at(trial, linked[0].place).pop(name, None)


def _is_named(key: str, why: str) -> bool:
    return key in why.replace(",", " ").replace(":", " ").replace("'", " ").split()


def _unfit(unsound: Exception) -> str:
    return _("This does not fit: %(why)s") % {"why": str(unsound)}


def _once(faults: list[Fault]) -> Iterator[Fault]:
    yield from dict.fromkeys(faults)
