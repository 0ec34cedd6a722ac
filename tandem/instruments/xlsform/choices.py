"""The lists of answers of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tandem.instruments.xlsform.content import Content
from tandem.instruments.xlsform.workbook import Row

# What is understood in the sheet of choices beside words; all else is named as not carried.
COLUMNS = frozenset({"list_name", "name", "tandem_level", "tandem_scale"})
_NOT_OF_A_KEY = re.compile(r"[^a-z0-9_.]+")


def key_from(name: str, taken: Iterable[str] = (), first: str = "q") -> str:
    """A key for a name: small letters, and one that is not taken."""
    key = _NOT_OF_A_KEY.sub("_", name.lower()).strip("_.") or first
    key = ".".join(part if part[:1].isalpha() else f"{first}_{part}" for part in key.split("."))
    key = re.sub(r"\._+|_+\.", ".", key)[:60].strip("_.") or first
    made, number = key, 2
    while made in set(taken):
        made, number = f"{key}_{number}", number + 1
    return made


@dataclass(slots=True)
class ChoiceList:
    """One list: its rows by the key of each answer, and the form's names for them."""

    name: str
    rows: dict[str, Row] = field(default_factory=dict)
    is_scale: bool = False

    def key_of(self, name: str) -> str | None:
        """The key of an answer by its name in the form."""
        return next((key for key, row in self.rows.items() if row.get("name") == name), None)


def lists_of(content: Content) -> dict[str, ChoiceList]:
    found: dict[str, ChoiceList] = {}
    for row in content.book["choices"].rows:
        name = row.get("list_name")
        if not name or not row.get("name"):
            missing = "name" if name else "list_name"
            content.fault(row, missing, _("An answer needs the name of its list and its own."))
            continue
        one = found.setdefault(name, ChoiceList(name))
        one.is_scale = one.is_scale or row.get("tandem_scale") == "yes"
        key = key_from(row.get("name"), one.rows, "a")
        one.rows[key] = row
    return found


def put_choices(
    content: Content, place: tuple[str, ...], name: str, given: ChoiceList, *, easy: str
) -> None:
    """The answers of a list at a place, in words, levels and Easy Read."""
    sheet = content.book["choices"]
    for key, row in given.rows.items():
        if key != row.get("name"):
            content.note(row, "name", _("This is called %(key)s here.") % {"key": key})
        if not content.words((*place, name, key), sheet, row, "label"):
            content.fault(row, "label", _("Words are missing here."))
        content.words((*place, easy, key), sheet, row, "label", easy=True)
        content.words((*place, "after", key), sheet, row, "tandem_after")
        level = row.get("tandem_level")
        if level.isdecimal() and len(level) <= 2:
            content.put((*place, "levels", key), int(level))
        elif level:
            content.fault(row, "tandem_level", _("A level is a whole number, from 0 to 99."))


def not_carried(content: Content) -> Iterator[tuple[Row, str]]:
    """The first row of each column that is not understood."""
    sheet = content.book["choices"]
    for heading in sheet.headings:
        name = heading.partition("::")[0].partition(" ")[0]
        if heading not in COLUMNS and name not in ("label", "tandem_after"):
            for row in sheet.rows:
                if row.get(heading):
                    yield row, heading
                    break
