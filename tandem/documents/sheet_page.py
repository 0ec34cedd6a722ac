"""Sheets on paper: blank to write on, and a finished sitting to keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tandem.documents.typeset import typeset
from tandem.documents.words import Words, full_day, name_in, words_in


@dataclass(frozen=True)
class BlankItem:
    """One question. What it can be answered with is drawn in the order of the fields."""

    prompt: str
    hint: str = ""
    notice: str = ""  # read before the question
    choices: tuple[str, ...] = ()  # a tick box each
    picture: bytes = b""  # a drawing beside the question, as SVG
    pictures: tuple[bytes, ...] = ()  # and one beside each choice
    takes_many: bool = True
    steps: tuple[str, ...] = ()  # one line from the first to the last
    ends: tuple[str, str] | None = None  # 0 to 10, with the words at both ends
    write_lines: int = 0
    asks_day: bool = False
    may_be_left: bool = True  # has "Not answering today"


@dataclass(frozen=True)
class BlankArea:
    name: str
    line: str = ""
    person_items: tuple[BlankItem, ...] = ()
    worker_items: tuple[BlankItem, ...] = ()
    both_items: tuple[BlankItem, ...] = ()
    person_note: str = ""
    worker_note: str = ""
    picture: bytes = b""


@dataclass(frozen=True)
class BlankSheet:
    language: str
    title: str
    person: str  # empty: a line to write the name on
    worker: str
    organisation: str
    printed_on: date
    version_code: str  # of the instrument
    areas: tuple[BlankArea, ...]
    before: tuple[str, ...] = ()  # said before the first question
    is_practice: bool = False
    is_easy: bool = False  # bigger, one idea a line
    licence: str = ""  # who holds the rights to the questions


@dataclass(frozen=True)
class View:
    """What one of the two said about one item."""

    mark: str = ""
    words: Words | None = None
    note: str = ""  # who typed it, or that it is not answered


@dataclass(frozen=True)
class FilledRow:
    item: str
    person: View | None = None
    worker: View | None = None
    gap: str = ""  # the difference in a sentence
    # "I see this differently" and what was answered: whose words, and the words.
    remarks: tuple[tuple[str, Words], ...] = ()
    both: View | None = None  # what the two answered together


@dataclass(frozen=True)
class FilledArea:
    name: str
    line: str = ""
    rows: tuple[FilledRow, ...] = ()
    picture: bytes = b""


@dataclass(frozen=True)
class PrintedLevel:
    """What others worked out: by itself, because it is neither of the two views."""

    about: str
    sentences: tuple[str, ...]
    origin: str  # who worked it out, when, how, and until when it is good
    # Who sees it differently, and how: this goes wherever the level goes.
    remarks: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True)
class FilledSheet:
    language: str
    title: str
    person: str
    worker: str
    organisation: str
    sat_on: date
    printed_on: date
    version_code: str
    areas: tuple[FilledArea, ...]
    how_held: str = ""  # a sentence
    is_practice: bool = False
    levels: tuple[PrintedLevel, ...] = ()


def print_blank_sheet(sheet: BlankSheet) -> bytes:
    """Every question with room to write, for a sitting on paper; tagged PDF/UA-1."""
    return typeset("blank_sheet.typ", sheet.language, sheet, blank_layout)


def print_sheet(sheet: FilledSheet) -> bytes:
    """A finished sitting with both voices side by side; tagged PDF/UA-1."""
    return typeset("filled_sheet.typ", sheet.language, sheet, filled_layout)


def blank_layout(sheet: BlankSheet) -> Mapping[str, object]:
    return {
        "title": sheet.title,
        "person": name_in(sheet.person),
        "worker": name_in(sheet.worker),
        "person_label": name_in(sheet.person) or _("The person"),
        "worker_label": name_in(sheet.worker) or _("The worker"),
        "both_label": _("Both together"),
        "name_label": _("Name"),
        "worker_name_label": _("Worker"),
        "day_label": _("Day we sat down"),
        "by_label": _("By when"),
        "organisation": name_in(sheet.organisation),
        "day": _("Printed %(day)s") % {"day": full_day(sheet.printed_on)},
        "code": _("Sheet %(code)s") % {"code": name_in(sheet.version_code)},
        "practice": _("Practice. This is not a real person.") if sheet.is_practice else "",
        "before": sheet.before,
        "is_easy": sheet.is_easy,
        "licence": sheet.licence,
        "skip": _("Not answering today"),
        "one": _("Tick one."),
        "many": _("Tick as many as you like."),
        "one_number": _("Ring one number."),
        "areas": [
            {
                "name": area.name,
                "line": area.line,
                "picture": area.picture.decode(),
                "person_note": area.person_note,
                "worker_note": area.worker_note,
                "person_items": [item_layout(item) for item in area.person_items],
                "worker_items": [item_layout(item) for item in area.worker_items],
                "both_items": [item_layout(item) for item in area.both_items],
            }
            for area in sheet.areas
        ],
    }


def item_layout(item: BlankItem) -> Mapping[str, object]:
    return {
        "prompt": item.prompt,
        "hint": item.hint,
        "notice": item.notice,
        "choices": item.choices,
        "picture": item.picture.decode(),
        "pictures": [drawing.decode() for drawing in item.pictures],
        "takes_many": item.takes_many,
        "steps": item.steps,
        "ends": item.ends,
        "write_lines": item.write_lines,
        "asks_day": item.asks_day,
        "may_be_left": item.may_be_left,
    }


def filled_layout(sheet: FilledSheet) -> Mapping[str, object]:
    return {
        "title": sheet.title,
        "person": name_in(sheet.person),
        "worker": name_in(sheet.worker),
        "both": _("%(person)s and %(worker)s")
        % {"person": name_in(sheet.person), "worker": name_in(sheet.worker)},
        "organisation": name_in(sheet.organisation),
        "sat_on": full_day(sheet.sat_on),
        "how_held": sheet.how_held,
        "day": _("Printed %(day)s") % {"day": full_day(sheet.printed_on)},
        "code": _("Sheet %(code)s") % {"code": name_in(sheet.version_code)},
        "practice": _("Practice. This is not a real person.") if sheet.is_practice else "",
        "item_header": _("What we looked at"),
        "remarks_label": _("I see this differently"),
        "no_area": _("Nothing is written here yet."),
        "areas": [
            {
                "name": area.name,
                "line": area.line,
                "picture": area.picture.decode(),
                "rows": [
                    {
                        "item": row.item,
                        "person": view_layout(row.person),
                        "worker": view_layout(row.worker),
                        "both": view_layout(row.both),
                        "gap": row.gap,
                        "remarks": remarks_layout(row.remarks),
                    }
                    for row in area.rows
                ],
            }
            for area in sheet.areas
        ],
        "levels_title": _("Levels that others worked out"),
        "levels_line": _("This is not what %(person)s says, and not what %(worker)s says.")
        % {"person": name_in(sheet.person), "worker": name_in(sheet.worker)},
        "levels": [
            {
                "about": one.about,
                "sentences": one.sentences,
                "origin": one.origin,
                "remarks": remarks_layout(one.remarks),
            }
            for one in sheet.levels
        ],
    }


def remarks_layout(remarks: tuple[tuple[str, Words], ...]) -> list[Mapping[str, object]]:
    return [{"name": name_in(name), "words": words_in(words)} for name, words in remarks]


def view_layout(view: View | None) -> Mapping[str, object] | None:
    if view is None:
        return None
    return {"mark": view.mark, "words": words_in(view.words), "note": view.note}
