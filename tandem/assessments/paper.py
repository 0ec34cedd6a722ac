"""The sheet on paper: blank to write on, or as it stood, in the language of the person's pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of
from tandem.assessments.rules.differences import gaps
from tandem.assessments.rules.sheet import Row, Sheet
from tandem.assessments.speaker import Speaker
from tandem.documents.sheet_page import (
    BlankArea,
    BlankItem,
    BlankSheet,
    FilledArea,
    FilledRow,
    FilledSheet,
    View,
)
from tandem.documents.words import Words
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.people.models import Person
from tandem.sittings.models import Held, Sitting
from tandem.voices.fold import Said

# Lines to write on under a question in own words.
LINES = 3
# Signs of an instrument's digest that name it on paper.
CODE = 8


def blank_sheet(
    person: Person,
    say: Speaker,
    instrument: Instrument,
    stands: Sheet,
    today: date,
    only: Collection[str] = (),
) -> BlankSheet:
    """Every question that is open in this mode; `only` narrows it to some areas."""
    areas = [
        area
        for area in instrument.areas
        if stands.is_area_open(area) and (not only or area.key in only)
    ]
    first = instrument.prompt("first_time")
    return BlankSheet(
        language=say.language,
        title=_("Our sheet"),
        person=say.names["person"],
        worker=say.names["worker"],
        organisation=person.organisation.name,
        printed_on=today,
        version_code=instrument.digest[:CODE],
        areas=tuple(_blank_area(say, instrument, stands, area) for area in areas),
        before=tuple(say.say(line.words) for line in first.lines_for(stands.mode)),
        is_practice=person.is_practice,
    )


def _blank_area(say: Speaker, instrument: Instrument, stands: Sheet, area: Area) -> BlankArea:
    asked: dict[str, list[BlankItem]] = {"person": [], "worker": []}
    is_noticed = False
    for item in area.items:
        if item.party not in asked or not stands.is_open(item):
            continue
        notice = ""
        if item.needs_notice and not is_noticed:
            is_noticed = True
            lines = instrument.prompt("notice").lines_for(stands.mode)
            notice = " ".join(say.say(line.words) for line in lines)
        asked[item.party].append(_blank_item(say, item, notice))
    return BlankArea(
        name=say.say(area.name),
        line=say.say(area.line),
        person_items=tuple(asked["person"]),
        worker_items=tuple(asked["worker"]),
        worker_note=say.sentence(instrument, "worker.open"),
    )


def _blank_item(say: Speaker, item: Item, notice: str) -> BlankItem:
    words = tuple(say.say(choice.words) for choice in item.choices)
    return BlankItem(
        prompt=say.say(item.prompt),
        hint=say.say(item.hint),
        notice=notice,
        choices=words if item.kind in ("one", "many") else (),
        takes_many=item.kind == "many",
        steps=words if item.kind == "scale" else (),
        ends=(say.say(item.low), say.say(item.high)) if item.kind == "ten" else None,
        write_lines=LINES if item.kind in ("words", "words_and_date") else 0,
        asks_day=item.kind in ("date", "words_and_date"),
        may_be_left=item.party == "person",
    )


def filled_sheet(
    person: Person,
    sitting: Sitting,
    say: Speaker,
    stands: Sheet,
    said: Sequence[Said],
    today: date,
) -> FilledSheet:
    """Everything that stood at the end of a sitting, both voices side by side."""
    instrument = stands.instrument
    sentences = {about: say.gap(instrument, gap) for about, gap in gaps(instrument, said).items()}
    areas = []
    for area in instrument.areas:
        rows = [row for part in area.parts for row in _part_rows(say, stands, part, sentences)]
        if rows:
            areas.append(FilledArea(say.say(area.name), say.say(area.line), tuple(rows)))
    return FilledSheet(
        language=say.language,
        title=_("Our sheet"),
        person=say.names["person"],
        worker=say.names["worker"],
        organisation=person.organisation.name,
        sat_on=sitting.held_on,
        printed_on=today,
        version_code=instrument.digest[:CODE],
        areas=tuple(areas),
        how_held=str(Held(sitting.held).label),
        is_practice=person.is_practice,
    )


def _part_rows(
    say: Speaker, stands: Sheet, part: Part, sentences: Mapping[str, str]
) -> list[FilledRow]:
    mine = {row.item.key: row for row in stands.rows(part, "person")}
    theirs = {row.item.key: row for row in stands.rows(part, "worker") if row.is_asked}
    found = []
    for row in mine.values():
        other = theirs.pop(row.item.pair, None) if row.item.pair else None
        person, worker = _view(say, row), _view(say, other) if other else None
        if person or worker:
            asked = say.say(row.item.prompt)
            found.append(FilledRow(asked, person, worker, sentences.get(row.item.key, "")))
    for row in theirs.values():
        if worker := _view(say, row):
            found.append(FilledRow(say.say(row.item.prompt), worker=worker))
    return found


def _view(say: Speaker, row: Row) -> View | None:
    """A mark with the words that belong to it; None where nothing was said."""
    if row.is_passed:
        return View(note=_("Not answering today"))
    own = [inner for inner in row.follows if inner.is_said and not inner.is_passed]
    if not row.is_said and not own:
        return None
    is_words = row.item.kind in ("words", "words_and_date")
    marks = [] if is_words or not row.is_said else [say.answer(row.item, row.value)]
    told = [row] if is_words and row.is_said else []
    for inner in own:
        if inner.item.kind in ("words", "words_and_date"):
            told.append(inner)
        else:
            marks.append(say.answer(inner.item, inner.value))
    words = "\n".join(say.answer(one.item, one.value) for one in told)
    language = told[0].said.language if told and told[0].said else ""
    return View(
        mark="; ".join(marks),
        words=Words(words, language) if words else None,
        note=_typed_by(say, row, own),
    )


def _typed_by(say: Speaker, row: Row, own: Sequence[Row]) -> str:
    said = row.said if row.is_said else own[0].said
    if said is None:
        return ""
    name = name_of(said, say.names)
    if said.party == "worker" and name != say.names["worker"]:
        return _("said by %(name)s") % {"name": name}
    hands = typist_of(said, say.names)
    return _("typed by %(name)s") % {"name": hands} if hands else ""
