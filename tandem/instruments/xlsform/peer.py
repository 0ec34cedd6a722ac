"""The form as the tools that everybody else uses see it: pyxform has the last word on XLSForm."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from tandem.instruments.xlsform.told import Told
from tandem.instruments.xlsform.workbook import CHOICES, SETTINGS, SURVEY, Workbook

_ROW = re.compile(r"\[row : (\d+)\]\s*")


def faults_of(book: Workbook) -> list[Told]:
    """What pyxform refuses, as it says it: in English, and with the row where it knows it."""
    # When it is needed: it is slow to start, and few processes ever read a form.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    given: dict[str, list[dict[str, str]]] = {}
    for name in (SURVEY, CHOICES, SETTINGS):
        if book[name].rows:
            # Blank rows count, so that the rows that pyxform names are those of the file.
            given[name] = _with_gaps([(row.number, row.cells) for row in book[name].rows])
            given[f"{name}_header"] = [dict.fromkeys(book[name].headings, "")]
    try:
        convert(xlsform=given, validate=False)
    except PyXFormError as error:
        said = str(error)
        found = _ROW.search(said)
        return [Told(_ROW.sub("", said)[:500], SURVEY, int(found[1]) if found else None)]
    except Exception:  # it reads what comes from outside, and nobody promises how it fails
        return [Told(_("Tools that read XLSForms cannot read this one."), SURVEY)]
    return []


def _with_gaps(rows: list[tuple[int, dict[str, str]]]) -> list[dict[str, str]]:
    placed = dict(rows)
    return [placed.get(number, {}) for number in range(2, max(placed) + 1)]
