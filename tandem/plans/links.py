"""What a goal may give, from "A good life", and what it may keep safe, from the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tandem.people.models import Person
from tandem.plans.reasons import (
    Names,
    ReasonsOfArea,
    Sheet,
    answered_entries,
    answers_on,
    area_of,
    language,
    mode_in,
    reasons,
    sheet_in,
)
from tandem.voices.queries import told_of

# Before the key of a good, so that it is not taken for one of the sheet.
GOODS = "good-life"
GOOD = f"{GOODS}:"


def linked_entries(
    person: Person, links: Mapping[str, Sequence[str]], *, sitting: UUID | None
) -> dict[str, dict[str, UUID]]:
    """By role and key, the entries that a goal is to point at: the goods that it gives stand in
    "A good life", what it keeps safe on the sheet. What is not answered is left out."""
    good: dict[str, UUID] = {}
    if links["gives"]:
        told = told_of(person.pk, ["sheet"], checks=[GOODS]).get(GOODS)
        goods = goods_in(sheet_in(told, mode_in(person.pk, sitting)), {})
        good = {one.key: one.entry for one in goods}
    safe = links["protects"]
    return {
        "gives": {key: good[key] for key in links["gives"] if key in good},
        "protects": answered_entries(person, safe, sitting=sitting) if safe else {},
    }


@dataclass(frozen=True, slots=True)
class Good:
    """One of the goods of a good life, as the person answered it last."""

    key: str
    name: str
    entry: UUID


def goods_in(sheet: Sheet | None, names: Names) -> list[Good]:
    if sheet is None:
        return []
    found: dict[str, Good] = {}
    for said in answers_on(sheet):
        area = area_of(sheet.instrument, said.about)
        if area and said.party == "person":
            name = sheet.instrument.area(area).name.say(language(), names)
            found[area] = Good(f"{GOOD}{area}", name, said.id)
    return [found[area.key] for area in sheet.instrument.areas if area.key in found]


def goods_of(person: Person, mode: str, names: Names) -> list[Good]:
    told = told_of(person.pk, ["sheet"], checks=[GOODS]).get(GOODS)
    return goods_in(sheet_in(told, mode), names)


def needs(sheet: Sheet | None, names: Names) -> list[ReasonsOfArea]:
    """What a goal may keep safe, by area: each mark of how things are, and of trouble or harm
    what says that there is some."""
    if sheet is None:
        return []
    paired = {
        item.key: (item, pair.rule)
        for pair in sheet.instrument.pairs
        for item in (pair.person, pair.worker)
    }
    marks = set()
    for said in answers_on(sheet):
        item, rule = paired.get(said.about, (None, ""))
        level = next((one.level for one in item.choices if one.key == said.value), 0) if item else 0
        if rule == "need" or level:
            marks.add(said.about)
    return [
        ReasonsOfArea(area.key, area.name, those)
        for area in reasons(sheet, names)
        if (those := [one for one in area.reasons if one.key in marks])
    ]
