"""What the plan says beside its goals: how each sees life now, why it matters, what was left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.assessments.names import name_of
from tandem.documents.words import Words
from tandem.plans.reasons import (
    Names,
    Sheet,
    answers_on,
    area_of,
    item_of,
    language,
    speaker,
)
from tandem.voices.fold import Said

# The words asked for after "How much does this matter to you now?".
WHY_IT_MATTERS = ".matter.words"
# So that the plan stays one page.
MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class Told:
    words: Words
    by: str


@dataclass(frozen=True, slots=True)
class SeenNow:
    """How each party sees one part of life now, and the good they see in it."""

    about: str  # the person's item, by which a difference is known too
    where: str
    # The person's own words come before the answers they chose.
    person: Told | None
    worker: Told | None
    person_mark: Told | None
    worker_mark: Told | None


def seen_now(sheet: Sheet | None, names: Names) -> list[SeenNow]:
    found = []
    told = partial(_told, sheet, _by_about(sheet), names)
    for area in sheet.instrument.areas if sheet else ():
        for part in area.parts if area.number else ():
            seen = SeenNow(
                about=f"{part.key}.now",
                where=(area.name if len(area.parts) == 1 else part.name).say(language(), names),
                person=told(f"{part.key}.strength.words", f"{part.key}.strength"),
                worker=told(f"{part.key}.w.strength"),
                person_mark=told(f"{part.key}.now"),
                worker_mark=told(f"{part.key}.w.now"),
            )
            if seen.person or seen.worker or seen.person_mark or seen.worker_mark:
                found.append(seen)
    return found


def _by_about(sheet: Sheet | None) -> dict[str, Said]:
    return {said.about: said for said in answers_on(sheet)} if sheet else {}


def _told(sheet: Sheet | None, by_about: dict[str, Said], names: Names, *keys: str) -> Told | None:
    """What stands at the first of these that is answered."""
    for key in keys:
        item = item_of(sheet.instrument, key) if sheet else None
        if item and key in by_about:
            said = by_about[key]
            own = item.kind == "words"
            text = speaker(names).answer(item, said.value)
            words = Words(text, said.language if own else language())
            return Told(words, name_of(said, names))
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
    said = _by_about(sheet)
    found = [said[key] for key in dict.fromkeys(wanted) if key in said]
    return [Words(str(one.value), one.language) for one in found[:MOST_REASONS]]


def passed(sheet: Sheet | None, names: Names) -> list[str]:
    """What the person chose not to answer, one sentence each; several of one area are one."""
    if sheet is None:
        return []
    by_area: dict[str, list[Said]] = {}
    for said in sorted(sheet.stand.values(), key=lambda one: one.seq):
        area = area_of(sheet.instrument, said.about)
        if said.kind == "pass" and said.party == "person" and area:
            by_area.setdefault(area, []).append(said)
    found = []
    for area, entries in by_area.items():
        name = sheet.instrument.area(area).name.say(language(), names)
        item = item_of(sheet.instrument, entries[-1].about)
        what = item.prompt.say(language(), names) if item and len(entries) == 1 else ""
        if len(entries) > 1:
            what = _("%(number)s questions.") % {"number": len(entries)}
        on = date_format(entries[-1].happened_on, "j F Y")
        line = sheet.instrument.sentence("not_today.print").say(language(), names, date=on)
        found.append(f"{name}: {what} {line}")
    return found
