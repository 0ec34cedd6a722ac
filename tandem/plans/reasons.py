"""What a goal can come from: what was answered on the sheet, and what the two picked first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.assessments.page import Speaker
from tandem.assessments.queries import existing_sheet, instrument_of
from tandem.assessments.rules.sheet import picks as picks_in
from tandem.assessments.rules.talks import talks
from tandem.documents.words import Words
from tandem.instruments.schema import Instrument, Item
from tandem.people.models import Person
from tandem.voices.fold import Said, Standing, standing
from tandem.voices.models import Thread
from tandem.voices.queries import said_in

Names = dict[str, str]

# The words asked for after "How much does this matter to you now?".
WHY_IT_MATTERS = ".matter.words"
# So that the plan stays one page.
MOST_REASONS = 2

_ANSWERS = frozenset({"answer", "pass"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The person's standing sheet as it was said."""

    thread: Thread
    instrument: Instrument
    said: list[Said]
    stand: Standing


@dataclass(frozen=True, slots=True)
class Reason:
    """One answered item, in words for the reader."""

    key: str
    party: str
    asked: str
    answer: str
    said: Said


@dataclass(frozen=True, slots=True)
class ReasonsOfArea:
    key: str
    name: str
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the worker offered to do on the sheet and has not yet promised on the plan."""

    entry: UUID
    area: str
    area_name: str
    item: str
    words: str
    language: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A talk ended with "Yes, this changes the plan", and what it changes."""

    entry: UUID
    item: str
    area: str
    words: str
    language: str


def sheet_of(person: Person) -> Sheet | None:
    """The newest sheet; None before anything was asked."""
    thread = existing_sheet(person)
    if thread is None:
        return None
    said = said_in(thread.pk)
    return Sheet(thread, instrument_of(thread), said, standing(said, _ANSWERS))


def answered_entries(person: Person, keys: Sequence[str]) -> dict[str, UUID]:
    """The newest entry of each of these items that stands answered; unknown keys are left out."""
    sheet = sheet_of(person)
    if sheet is None:
        return {}
    found: dict[str, UUID] = {}
    for key in keys:
        entries = [said for said in _answers(sheet) if said.about == key]
        if entries:
            found[key] = max(entries, key=lambda said: said.seq).id
    return found


def reasons(sheet: Sheet | None, names: Names) -> list[ReasonsOfArea]:
    """Everything answered, by area, the areas that were picked first before the others.

    Words that belong to a mark stand with it and not on a line of their own.
    """
    if sheet is None:
        return []
    areas = {
        area.key: ReasonsOfArea(area.key, area.name.say(language(), names))
        for area in sheet.instrument.areas
    }
    by_about: dict[str, list[Said]] = {}
    for said in _answers(sheet):
        by_about.setdefault(said.about, []).append(said)
    for item in sheet.instrument.items:
        if item.kind == "date" or (item.follows in by_about):
            continue
        for said in by_about.get(item.key, ()):
            area = _area_of(sheet.instrument, item.key)
            if area in areas:
                areas[area].reasons.append(reason(item, said, names))
    first = list(picks(sheet).values())
    found = [area for area in areas.values() if area.reasons]
    return sorted(found, key=lambda area: area.key not in first)


def reason(item: Item, said: Said, names: Names) -> Reason:
    asked = item.prompt.say(language(), names)
    return Reason(item.key, said.party, asked, speaker(names).answer(item, said.value), said)


def because(sheet: Sheet | None, keys: Iterable[str], names: Names) -> list[str]:
    """What a goal comes from: a line for each area, with the questions that were answered."""
    asked: dict[str, list[str]] = {}
    for key in keys:
        item = _item(sheet.instrument, key) if sheet else None
        if sheet and item:
            area = _area_of(sheet.instrument, key)
            name = sheet.instrument.area(area).name.say(language(), names) if area else ""
            asked.setdefault(name, []).append(item.prompt.say(language(), names))
    return [f"{area}: {' '.join(found)}".removeprefix(": ") for area, found in asked.items()]


def picks(sheet: Sheet | None) -> dict[str, str]:
    """The area that each party picked to work on first, where one was picked."""
    if sheet is None:
        return {}
    found = picks_in(sheet.said)
    first = {"person": found.first_person, "worker": found.first_worker}
    known = {area.key for area in sheet.instrument.areas}
    return {party: area for party, area in first.items() if area in known}


def picked(sheet: Sheet | None, names: Names) -> dict[str, str]:
    """The same, as the areas' names."""
    if sheet is None:
        return {}
    return {
        party: sheet.instrument.area(area).name.say(language(), names)
        for party, area in picks(sheet).items()
    }


def offers(sheet: Sheet | None, taken: Iterable[str], names: Names) -> list[Offer]:
    """What the worker offered on the sheet; `taken` are the entries that became promises."""
    if sheet is None:
        return []
    is_taken = set(taken)
    found = []
    for said in _answers(sheet):
        item = _item(sheet.instrument, said.about)
        if item is None or not item.becomes_promise or str(said.id) in is_taken:
            continue
        area = _area_of(sheet.instrument, item.key)
        due = said.value.get("due_on")
        found.append(
            Offer(
                entry=said.id,
                area=area,
                area_name=sheet.instrument.area(area).name.say(language(), names),
                item=item.key,
                words=said.value["words"],
                language=said.language,
                due_on=date.fromisoformat(due) if due else None,
            )
        )
    return found


def changes(sheet: Sheet | None, names: Names) -> list[Change]:
    """What the talks ended with at "Does this change the plan?", newest talk of each difference."""
    if sheet is None:
        return []
    found = []
    for pair in sheet.instrument.pairs:
        newest = next(reversed(talks(sheet.said, pair.person.key)), None)
        entry = newest.entries.get(("plan", "both")) if newest else None
        said = newest.said("plan", "both") if newest else {}
        words = said.get("changes.words") or ""
        if entry is None or said.get("changes") != "yes" or not words:
            continue
        area = sheet.instrument.area(pair.area).name.say(language(), names)
        found.append(Change(entry.id, pair.person.key, area, words, entry.language))
    return found


@dataclass(frozen=True, slots=True)
class SeenNow:
    """How each party sees one part of life now, and the good they see in it."""

    about: str  # the person's item, by which a difference is known too
    where: str
    # Each with its language; the person's own words come before the answers they chose.
    person: Words | None
    worker: Words | None
    person_mark: str
    worker_mark: str


def seen_now(sheet: Sheet | None, names: Names) -> list[SeenNow]:
    found = []
    for area in sheet.instrument.areas if sheet else ():
        for part in area.parts if area.number else ():
            seen = SeenNow(
                about=f"{part.key}.now",
                where=(area.name if len(area.parts) == 1 else part.name).say(language(), names),
                person=_best(sheet, names, f"{part.key}.strength.words", f"{part.key}.strength"),
                worker=_best(sheet, names, f"{part.key}.w.strength"),
                person_mark=_mark(sheet, names, f"{part.key}.now"),
                worker_mark=_mark(sheet, names, f"{part.key}.w.now"),
            )
            if seen.person or seen.worker or seen.person_mark or seen.worker_mark:
                found.append(seen)
    return found


def _mark(sheet: Sheet | None, names: Names, key: str) -> str:
    found = _best(sheet, names, key)
    return found.text if found else ""


def _best(sheet: Sheet | None, names: Names, *keys: str) -> Words | None:
    by_about = {said.about: said for said in _answers(sheet)} if sheet else {}
    for key in keys:
        item = _item(sheet.instrument, key) if sheet else None
        if item and key in by_about:
            said = by_about[key]
            own = item.kind == "words"
            text = speaker(names).answer(item, said.value)
            return Words(text, said.language if own else language())
    return None


def own_reasons(sheet: Sheet | None) -> list[Words]:
    """Why it is worth it, in the person's own words: what was said in the first area, what matters
    to them, before what they said of why something else matters."""
    if sheet is None:
        return []
    first = next(area for area in sheet.instrument.areas if area.number == 1)
    wanted = [
        item.key
        for item in first.person
        if item.kind == "words" and item.mode == "both" and not item.needs_notice
    ]
    wanted += [item.key for item in sheet.instrument.items if item.key.endswith(WHY_IT_MATTERS)]
    said = {one.about: one for one in _answers(sheet)}
    found = [said[key] for key in dict.fromkeys(wanted) if key in said]
    return [Words(str(one.value), one.language) for one in found[:MOST_REASONS]]


def passed(sheet: Sheet | None, names: Names) -> list[str]:
    """What the person chose not to answer, one sentence each; several of one area are one."""
    if sheet is None:
        return []
    by_area: dict[str, list[Said]] = {}
    for said in sorted(sheet.stand.values(), key=lambda one: one.seq):
        area = _area_of(sheet.instrument, said.about)
        if said.kind == "pass" and said.party == "person" and area:
            by_area.setdefault(area, []).append(said)
    found = []
    for area, entries in by_area.items():
        name = sheet.instrument.area(area).name.say(language(), names)
        item = _item(sheet.instrument, entries[-1].about)
        what = item.prompt.say(language(), names) if item and len(entries) == 1 else ""
        if len(entries) > 1:
            what = _("%(number)s questions.") % {"number": len(entries)}
        on = date_format(entries[-1].happened_on, "j F Y")
        line = sheet.instrument.sentence("not_today.print").say(language(), names, date=on)
        found.append(f"{name}: {what} {line}")
    return found


def _answers(sheet: Sheet) -> list[Said]:
    """What stands answered with something, in the order in which it was said."""
    found = [
        said
        for said in sheet.stand.values()
        if said.kind == "answer"
        and not said.is_erased
        and _says_something(said.value)
        and not _waits_for_the_person(sheet, said)
    ]
    return sorted(found, key=lambda said: said.seq)


def _waits_for_the_person(sheet: Sheet, said: Said) -> bool:
    """On harm and trouble the worker's answer shows once the person has answered or passed."""
    item = _item(sheet.instrument, said.about)
    if item and item.follows and not item.pair:
        item = _item(sheet.instrument, item.follows)
    if item is None or item.party != "worker" or item.rule not in ("trouble", "harm"):
        return False
    return item.pair is not None and (item.pair, "person") not in sheet.stand


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value.get("words"))
    return value == 0 or bool(value)


def _item(instrument: Instrument, key: str) -> Item | None:
    try:
        return instrument.item(key)
    except LookupError:
        return None


def _area_of(instrument: Instrument, key: str) -> str:
    try:
        return instrument.area_of(key).key
    except LookupError:
        return ""


def speaker(names: Names) -> Speaker:
    """Says the sheet's words in the language of the page."""
    return Speaker(language(), names)


def language() -> str:
    return (get_language() or "en")[:2]
