"""What a goal can come from: what was answered on the sheet, and what the two picked first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from tandem.assessments.names import name_of
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules import sheet as rule
from tandem.assessments.rules.picks import picks
from tandem.assessments.rules.shut import is_open, without_shut
from tandem.assessments.rules.talks import talks
from tandem.assessments.speaker import Speaker
from tandem.instruments.models import HOME
from tandem.instruments.schema import Instrument, Item
from tandem.people.models import Allocation, Person
from tandem.people.queries import modes_of
from tandem.sittings.models import Sitting
from tandem.voices.fold import Said, Standing, standing
from tandem.voices.models import Thread
from tandem.voices.queries import Told, told_of

Names = Mapping[str, str]

_ANSWERS = frozenset({"answer", "pass"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The person's standing sheet as it was said, without what is shut in this mode."""

    thread: Thread
    instrument: Instrument
    said: list[Said]
    stand: Standing
    rules: rule.Sheet


@dataclass(frozen=True, slots=True)
class Reason:
    """One answered item, in words for the reader."""

    key: str
    party: str
    by: str
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class ReasonsOfArea:
    key: str
    name: str
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Picked:
    party: str
    by: str
    area: str
    area_name: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a worker offered to do on the sheet and nobody has yet promised on the plan."""

    entry: UUID
    by: str
    area: str
    area_name: str
    item: str
    words: str
    language: str
    due_on: date | None
    # It stands on the plan by itself until it is a step of a goal.
    is_promised: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A talk ended with "Yes, this changes the plan", and what it changes."""

    entry: UUID
    item: str
    area: str
    words: str
    language: str


def sheet_in(told: Told | None, mode: str) -> Sheet | None:
    """The sheet as it stands in this mode; None before anything was asked."""
    if told is None:
        return None
    instrument = instrument_of(told.thread)
    said = without_shut(instrument, mode, told.said)
    rules = rule.sheet(instrument, mode, said)
    return Sheet(told.thread, instrument, said, standing(said, _ANSWERS), rules)


def answered_entries(
    person: Person, keys: Sequence[str], *, sitting: UUID | None
) -> dict[str, UUID]:
    """The newest entry of each of these items that stands answered; others are left out.

    In a sitting its own mode says what is shut, as on its pages.
    """
    sheet = sheet_in(told_of(person.pk, ["sheet"]).get("sheet"), mode_in(person.pk, sitting))
    if sheet is None:
        return {}
    found: dict[str, UUID] = {}
    for key in keys:
        entries = [said for said in answers_on(sheet) if said.about == key]
        if entries:
            found[key] = max(entries, key=lambda said: said.seq).id
    return found


def mode_in(person: UUID, sitting: UUID | None) -> str:
    """A sitting keeps the mode in which it began; out of one it is the person's now."""
    modes = Sitting.objects.values_list("mode", flat=True)
    return str(modes.get(pk=sitting)) if sitting else modes_of([person])[person]


def names_in(person: UUID, sitting: UUID | None) -> Names:
    """A sitting keeps its worker; out of one it is whoever supports the person now."""
    called = Person.objects.values_list("called", flat=True).get(pk=person)
    if sitting is None:
        return {"person": called, "worker": supporter(person)}
    workers = Sitting.objects.values_list("worker__called", flat=True)
    return {"person": called, "worker": workers.get(pk=sitting)}


def supporter(person: UUID) -> str:
    """With what whoever supports the person now is called; "" while nobody does."""
    held = Allocation.objects.filter(person=person, ended_at=None).exclude(worker=None)
    return held.values_list("worker__called", flat=True).first() or ""


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
    for said in answers_on(sheet):
        by_about.setdefault(said.about, []).append(said)
    for item in sheet.instrument.items:
        if item.kind == "date" or (item.follows in by_about):
            continue
        for said in by_about.get(item.key, ()):
            area = area_of(sheet.instrument, item.key)
            if area in areas:
                areas[area].reasons.append(reason(item, said, names))
    first = [pick.area for pick in picked(sheet, names)]
    found = [area for area in areas.values() if area.reasons]
    return sorted(found, key=lambda area: area.key not in first)


def reason(item: Item, said: Said, names: Names) -> Reason:
    asked = item.prompt.say(language(), names)
    answer = speaker(names).answer(item, said.value)
    return Reason(item.key, said.party, name_of(said, names), asked, answer)


def because(sheet: Sheet | None, keys: Iterable[str], names: Names) -> list[str]:
    """What a goal comes from: a line for each area, with the questions that were answered."""
    asked: dict[str, list[str]] = {}
    for key in keys:
        item = item_of(sheet.instrument, key) if sheet else None
        if sheet and item and is_open(sheet.rules, key):
            area = area_of(sheet.instrument, key)
            name = sheet.instrument.area(area).name.say(language(), names) if area else ""
            asked.setdefault(name, []).append(item.prompt.say(language(), names))
    return [f"{area}: {' '.join(found)}".removeprefix(": ") for area, found in asked.items()]


def picked(sheet: Sheet | None, names: Names) -> list[Picked]:
    """The area that each party picked to work on first, where one was picked."""
    if sheet is None:
        return []
    found = picks(sheet.said)
    by_worker = found.first_worker_by or names["worker"]
    first = (
        ("person", names["person"], found.first_person),
        ("worker", by_worker, found.first_worker),
    )
    known = {area.key: area for area in sheet.instrument.areas if sheet.rules.is_area_open(area)}
    return [
        Picked(party, by, key, known[key].name.say(language(), names))
        for party, by, key in first
        if key in known
    ]


def offers(sheet: Sheet | None, taken: Iterable[str], names: Names) -> list[Offer]:
    """What the worker offered on the sheet; `taken` are the entries that became promises."""
    if sheet is None:
        return []
    is_taken = set(taken)
    found = []
    for said in answers_on(sheet):
        item = item_of(sheet.instrument, said.about)
        if item is None or not item.becomes_promise or str(said.id) in is_taken:
            continue
        if item.party != "worker":
            continue  # nobody promises for somebody else
        if item.kind != "words_and_date":  # as an organisation's own may have it
            continue
        area = area_of(sheet.instrument, item.key)
        due = said.value.get("due_on")
        found.append(
            Offer(
                entry=said.id,
                by=name_of(said, names),
                area=area,
                area_name=speaker(names).say(sheet.instrument.area(area).name),
                item=item.key,
                words=said.value["words"],
                language=said.language,
                due_on=date.fromisoformat(due) if due else None,
                is_promised=sheet.instrument.name != HOME,
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


def answers_on(sheet: Sheet) -> list[Said]:
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
    """The worker's answer, or the words with it, on what the person answers first."""
    item = item_of(sheet.instrument, said.about)
    if item and item.follows and not item.pair:
        item = item_of(sheet.instrument, item.follows)
    if item is None or item.party != "worker":
        return False
    return sheet.rules.waits_for_the_person(item)


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value.get("words"))
    return value == 0 or bool(value)


def item_of(instrument: Instrument, key: str) -> Item | None:
    try:
        return instrument.item(key)
    except LookupError:
        return None


def area_of(instrument: Instrument, key: str) -> str:
    try:
        return instrument.area_of(key).key
    except LookupError:
        return ""


def speaker(names: Names) -> Speaker:
    """Says the sheet's words in the language of the page."""
    return Speaker(language(), names)


def language() -> str:
    return (get_language() or "en")[:2]
