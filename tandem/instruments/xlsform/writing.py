"""An instrument as an XLSForm workbook, as `reading` reads it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from tandem.instruments.schema import Area, Choice, Instrument, Item, Part
from tandem.instruments.words import Words
from tandem.instruments.xlsform.languages import EASY, name_of
from tandem.instruments.xlsform.relevant import written
from tandem.instruments.xlsform.told import Told
from tandem.instruments.xlsform.workbook import BECAME, CHOICES, CONSTRUCTS, SETTINGS, SURVEY

TYPES = {
    "words": "text",
    "words_and_date": "text",
    "number": "integer",
    "ten": "range",
    "date": "date",
}

Cells = dict[str, str]


def not_carried(instrument: Instrument) -> list[Told]:
    """What a workbook cannot hold of it."""
    found = []
    for kind, count, sentence in (
        (_("prompts"), len(instrument.prompts), _("Steps that are read out are not carried.")),
        (_("asides"), len(instrument.asides), _("Steps that come when needed are not carried.")),
        (_("sentences"), len(instrument.sentences), _("Sentences by key are not carried.")),
    ):
        if count:
            found.append(Told(sentence, f"{kind}: {count}"))
    return found


def write(instrument: Instrument) -> bytes:
    """The workbook. Its cells are text: nothing in it is worked out when it is opened."""
    import openpyxl  # when it is needed, as in `workbook`

    book = openpyxl.Workbook(write_only=True)
    sheets: dict[str, list[Cells]] = {
        SURVEY: list(_survey(instrument)),
        CHOICES: list(_choices(instrument)),
        SETTINGS: [_settings(instrument)],
        CONSTRUCTS: [
            {"name": one.key, **_labels("label", one.name)} for one in instrument.constructs
        ],
        BECAME: [
            {"what": one.what, "before": " ".join(one.before), "now": " ".join(one.now)}
            for one in instrument.became
        ],
    }
    for name, rows in sheets.items():
        if rows:
            _fill(book.create_sheet(name), rows)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _fill(sheet: Any, rows: list[Cells]) -> None:
    from openpyxl.cell import WriteOnlyCell

    headings = list(dict.fromkeys(column for row in rows for column in row))

    def cells(texts: Iterable[str]) -> list[Any]:
        made = []
        for text in texts:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"  # words that begin with "=" are words
            made.append(cell)
        return made

    sheet.append(cells(headings))
    for row in rows:
        sheet.append(cells(row.get(column, "") for column in headings))


def _labels(kind: str, words: Words | None, easy: Words | None = None) -> Cells:
    mark = "::{}" if kind in ("label", "hint") else " ({})"
    found: Cells = {}
    for said, ending in ((words, ""), (easy, EASY)):
        for language, text in said.texts if said else ():
            code = language + ending
            found[kind + mark.format(name_of(code) if "::" in mark else code)] = text
    return found


def _settings(instrument: Instrument) -> Cells:
    title = dict(instrument.title.texts) if instrument.title else {}
    return {
        "form_title": title.pop("en", ""),
        "form_id": instrument.name,
        "version": str(instrument.version),
        "default_language": name_of("en"),
        **{f"tandem_title ({language})": text for language, text in title.items()},
        **_labels("tandem_line", instrument.line),
        **_labels("tandem_licence", instrument.licence),
    }


def _survey(instrument: Instrument) -> Iterator[Cells]:
    for area in instrument.areas:
        yield _area(area)
        if [part.key for part in area.parts] == [area.key]:
            yield from _questions(instrument, area.parts[0])
        else:
            for part in area.parts:
                what = "repeat" if part.at_most > 1 else "group"
                at_most = {"tandem_at_most": str(part.at_most)} if part.at_most > 1 else {}
                named = _labels("label", part.name)
                yield {"type": f"begin_{what}", "name": part.key, **named, **at_most}
                yield from _questions(instrument, part)
                yield {"type": f"end_{what}"}
        yield {"type": "end_group"}


def _area(area: Area) -> Cells:
    return {
        "type": "begin_group",
        "name": area.key,
        **_labels("label", area.name),
        **(_labels("hint", area.line) if area.line != area.name else {}),
        **({"tandem_number": str(area.number)} if area.number else {}),
        **({"tandem_mode": area.mode} if area.mode != "both" else {}),
        **({"tandem_each_first": "yes"} if area.each_first else {}),
    }


def _questions(instrument: Instrument, part: Part) -> Iterator[Cells]:
    for item in part.items:
        cells = _question(item)
        if item.asked_if:
            cells["relevant"] = written(
                item.asked_if, lambda key: instrument.item(key).kind == "many"
            )
        yield {column: text for column, text in cells.items() if text}


def _question(item: Item) -> Cells:
    kind = TYPES.get(item.kind) or (
        f"select_{'multiple' if item.kind == 'many' else 'one'} {_list_of(item)}"
    )
    pairs = (f"{key}={choice}" for key, choice in item.not_asked_after)
    return {
        "type": kind,
        "name": item.key,
        **_labels("label", item.prompt, item.easy),
        **_labels("hint", item.hint),
        "parameters": "start=0 end=10 step=1" if item.kind == "ten" else "",
        "relevant": "",
        "tandem_party": item.party,
        "tandem_kind": item.kind if item.kind == "words_and_date" else "",
        "tandem_mode": item.mode if item.mode != "both" else "",
        "tandem_held": item.held if item.held != "any" else "",
        "tandem_needs_notice": "yes" if item.needs_notice else "",
        "tandem_short_way": "yes" if item.short_way else "",
        "tandem_becomes_promise": "yes" if item.becomes_promise else "",
        "tandem_told_before": "yes" if item.told_before else "",
        "tandem_looks": " ".join(f"{choice}={look}" for choice, look in item.looks),
        "tandem_break_after": " ".join(f"{choice}={time}" for choice, time in item.break_after),
        "tandem_pair": item.pair or "",
        "tandem_rule": item.rule or "",
        "tandem_tolerance": str(item.tolerance) if item.tolerance != 1 else "",
        "tandem_construct": item.construct or "",
        "tandem_follows": item.follows or "",
        "tandem_opens_after": " ".join(item.opens_after),
        "tandem_not_asked_after": " ".join(pairs),
        "tandem_leave_it_after": " ".join(item.leave_it_after),
        "tandem_easy_list": f"{item.key}.easy" if item.easy_tens else "",
        **_labels("tandem_low", item.low),
        **_labels("tandem_high", item.high),
        **_labels("tandem_last_time", item.last_time),
        **_labels("tandem_before_sitting", item.before_sitting),
    }


def _list_of(item: Item) -> str:
    return item.scale.key if item.scale else item.key


def _choices(instrument: Instrument) -> Iterator[Cells]:
    for scale in instrument.scales:
        for step in scale.steps:
            yield {**_choice(scale.key, step), "tandem_scale": "yes"}
    for item in instrument.items:
        for choice in item.options:
            yield _choice(item.key, choice)
        for ten in item.easy_tens:
            named = {"list_name": f"{item.key}.easy", "name": str(ten.number)}
            yield {**named, **_labels("label", ten.words)}


def _choice(name: str, choice: Choice) -> Cells:
    cells = {
        "list_name": name,
        "name": choice.key,
        **_labels("label", choice.words, choice.easy),
        "tandem_level": "" if choice.level is None else str(choice.level),
        **_labels("tandem_after", choice.after),
    }
    return {column: text for column, text in cells.items() if text}
