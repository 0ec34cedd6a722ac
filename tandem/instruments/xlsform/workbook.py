"""The cells of a workbook, read as text and as data: nothing in it is carried out.

The file comes from outside. Its size is bounded before and while it is unpacked, its rows and
columns are bounded whatever it says of itself, and formulas are refused, not worked out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tandem.instruments.xlsform.told import Told, Unreadable

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 120
LONGEST_CELL = 5_000
# More faults than this help nobody; the file is given up.
MOST_FAULTS = 50

# The sheets that are read. What else a workbook holds is named and left alone.
SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
CONSTRUCTS, BECAME = "tandem_constructs", "tandem_became"
SHEETS = (SURVEY, CHOICES, SETTINGS, CONSTRUCTS, BECAME)


@dataclass(frozen=True, slots=True)
class Row:
    sheet: str
    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def told(self, column: str, sentence: str) -> Told:
        return Told(sentence, self.sheet, self.number, column)


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    headings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: dict[str, Sheet]
    # Sheets and columns that were seen and not read.
    unread: tuple[Told, ...]

    def __getitem__(self, name: str) -> Sheet:
        return self.sheets.get(name, Sheet(name))


def read_workbook(raw: bytes) -> Workbook:
    """Raises Unreadable with a sentence for each place that is wrong."""
    _check_archive(raw)
    import openpyxl  # when it is needed: few processes ever read a workbook

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
    except Exception:  # the reader of an open format fails in as many ways as files can be wrong
        raise Unreadable(Told(_("This is not a workbook that can be read."))) from None
    reader = _Reader()
    sheets: dict[str, Sheet] = {}
    unread: list[Told] = []
    try:
        for found in book.worksheets:
            name = str(found.title).strip().lower()
            if name not in SHEETS:
                unread.append(Told(_("This sheet is not read."), str(found.title)[:60]))
            elif name in sheets:
                reader.faults.append(Told(_("There are two sheets of this name."), name))
            else:
                found.reset_dimensions()
                sheets[name] = reader.sheet(name, found)
    except Exception as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(Told(_("This is not a workbook that can be read."))) from None
    finally:
        book.close()
    if SURVEY not in sheets:
        reader.faults.append(Told(_("The sheet of questions is missing."), SURVEY))
    if reader.faults:
        raise Unreadable(*reader.faults)
    return Workbook(sheets, (*unread, *reader.unread))


def _check_archive(raw: bytes) -> None:
    def refuse(sentence: str) -> None:
        raise Unreadable(Told(sentence))

    if len(raw) > MOST_BYTES:
        refuse(_("This file is too big. It may have 5 MB at most."))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
                refuse(_("This workbook has more parts than a form needs."))
            if any(part.filename.lower().endswith(("vbaproject.bin", ".vbs")) for part in parts):
                refuse(_("This workbook holds a program. Save it without macros, as .xlsx."))
            left = MOST_UNPACKED
            for part in parts:
                # What a part says of its size may be untrue: it is counted as it is unpacked.
                with archive.open(part) as stream:
                    while block := stream.read(min(1 << 16, left + 1)):
                        left -= len(block)
                        if left < 0:
                            refuse(_("This workbook is too big when it is unpacked."))
    except Unreadable:
        raise
    except Exception:  # broken, encrypted, or packed in a way that is not known
        refuse(_("This is not an .xlsx workbook, or it is locked with a password."))


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Told] = []
        self.unread: list[Told] = []

    def sheet(self, name: str, found: Any) -> Sheet:
        rows = found.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
        headings: dict[int, str] = {}
        kept: list[Row] = []
        for number, cells in enumerate(rows, 1):
            texts = dict(self.texts(name, number, cells))
            if not texts:
                continue
            if number > MOST_ROWS + 1:
                sentence = _("There are more rows than %(most)s.") % {"most": MOST_ROWS}
                raise Unreadable(Told(sentence, name, number))
            if max(texts) >= MOST_COLUMNS:
                sentence = _("There are more columns than %(most)s.") % {"most": MOST_COLUMNS}
                raise Unreadable(Told(sentence, name, number))
            if not headings:
                headings = self.headings(name, number, texts)
                continue
            kept.append(Row(name, number, dict(self.placed(name, number, texts, headings))))
        return Sheet(name, tuple(headings.values()), tuple(kept))

    def headings(self, name: str, number: int, texts: dict[int, str]) -> dict[int, str]:
        found = {index: heading(text) for index, text in texts.items()}
        for index, text in found.items():
            if list(found.values()).count(text) > 1 and list(found.values()).index(text) < index:
                self.fault(_("This heading stands here twice."), name, number, text)
        return found

    def placed(
        self, name: str, number: int, texts: dict[int, str], headings: dict[int, str]
    ) -> Iterator[tuple[str, str]]:
        for index, text in texts.items():
            if index in headings:
                yield headings[index], text
            else:
                sentence = _("This column has no heading. It is not read.")
                self.unread.append(Told(sentence, name, number, letters(index)))

    def texts(self, name: str, number: int, cells: Any) -> Iterator[tuple[int, str]]:
        for index, cell in enumerate(cells):
            value = cell.value
            if value is None:
                continue
            if cell.data_type == "f":
                self.fault(_("A formula stands here. Write what it gives."), name, number, index)
            elif cell.data_type == "e":
                self.fault(_("The spreadsheet has an error here."), name, number, index)
            elif isinstance(value, bool):
                yield index, "yes" if value else "no"
            elif isinstance(value, int | float | str):
                text = (
                    str(int(value)) if isinstance(value, float) and value % 1 == 0 else str(value)
                )
                text = text.replace("\r\n", "\n").strip()
                if len(text) > LONGEST_CELL:
                    self.fault(_("There are too many letters here."), name, number, index)
                elif any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
                    self.fault(_("A letter that nobody can see stands here."), name, number, index)
                elif text:
                    yield index, text
            else:
                self.fault(_("A date or time stands here. Write text."), name, number, index)

    def fault(self, sentence: str, name: str, number: int, column: int | str) -> None:
        column = column if isinstance(column, str) else letters(column)
        self.faults.append(Told(sentence, name, number, column))
        if len(self.faults) >= MOST_FAULTS:
            raise Unreadable(*self.faults)


def heading(text: str) -> str:
    """A heading in one form: `label:english` is `label::english`, `list name` is `list_name`."""
    words, colons, rest = text.partition(":")
    words = words.strip().lower()
    if colons:
        return f"{words}::{rest.removeprefix(':').strip()}"
    return "list_name" if words == "list name" else words


def letters(index: int) -> str:
    """A column as a spreadsheet names it: A, B ... Z, AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
