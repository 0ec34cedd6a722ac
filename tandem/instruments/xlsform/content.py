"""An instrument's content as it grows: one tree of tables for each language."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from tandem.instruments.words import PLACEHOLDERS, placeholders
from tandem.instruments.xlsform import languages
from tandem.instruments.xlsform.told import Told
from tandem.instruments.xlsform.workbook import Row, Sheet, Workbook

_TAKEN_IN = re.compile(r"\$\{[^{}]*\}")


class Content:
    """What the sheets say, and what is told about it: faults refuse the file, notes do not."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.faults: list[Told] = []
        # What is said twice is told once, as of a list that several questions use.
        self.notes: dict[Told, None] = dict.fromkeys(book.unread)
        self.tables: dict[str, dict[str, Any]] = {languages.FIRST: {}}
        self.languages = self._languages()

    def _languages(self) -> tuple[str, ...]:
        """Those that the questions have; a language of ours is wanted for every word."""
        found = languages.columns_of(self.book["survey"], "label")
        for name in ("survey", "choices"):
            for heading in languages.unknown_in(self.book[name]):
                sentence = _("This language is not known. Write its code, as in: Welsh (cy).")
                self.tell(Told(sentence, name, None, heading))
        if languages.FIRST not in found:
            sentence = _("There is no column of English words, such as: label::English (en).")
            self.faults.append(Told(sentence, "survey"))
        return (languages.FIRST, *(code for code in found if self._is_kept(code)))

    def _is_kept(self, code: str) -> bool:
        if code == languages.FIRST or code.endswith(languages.EASY):
            return False
        if code in languages.NAMES:
            return True
        for name in ("survey", "choices"):
            sheet = self.book[name]
            column = languages.columns_of(sheet, "label").get(code, "")
            first = languages.columns_of(sheet, "label").get(languages.FIRST, "")
            for row in sheet.rows:
                if row.get(first) and not row.get(column):
                    sentence = _("This language is left out: words are missing here.")
                    self.note(row, column or code, sentence)
                    return False
        return True

    def put(self, place: tuple[str, ...], value: Any, language: str = languages.FIRST) -> None:
        table = self.tables.setdefault(language, {})
        for key in place[:-1]:
            table = table.setdefault(key, {})
        table[place[-1]] = value

    def words(
        self, place: tuple[str, ...], sheet: Sheet, row: Row, kind: str, *, easy: bool = False
    ) -> bool:
        """Put the words of a row at a place, in every language or, if there are none, in none."""
        columns = languages.columns_of(sheet, kind)
        ending = languages.EASY if easy else ""
        texts = {code: row.get(columns.get(code + ending, "")) for code in self.languages}
        if not any(texts.values()):
            return False
        for code, text in texts.items():
            column = columns.get(code + ending, f"{kind}::{languages.name_of(code + ending)}")
            if not text:
                self.faults.append(row.told(column, _("Words are missing here.")))
            self.put(place, self._text(row, column, text), code)
        return True

    def _text(self, row: Row, column: str, text: str) -> str:
        if _TAKEN_IN.search(text):
            sentence = _("Another answer stood in these words. It is three dots now.")
            self.note(row, column, sentence)
            text = _TAKEN_IN.sub("…", text)
        unknown = placeholders(text) - PLACEHOLDERS
        if unknown:
            sentence = _("{%(name)s} is not a name that may stand in words.")
            self.faults.append(row.told(column, sentence % {"name": min(unknown)}))
        return text

    def note(self, row: Row, column: str, sentence: str) -> None:
        self.tell(row.told(column, sentence))

    def tell(self, told: Told) -> None:
        self.notes[told] = None

    def fault(self, row: Row, column: str, sentence: str) -> None:
        self.faults.append(row.told(column, sentence))
