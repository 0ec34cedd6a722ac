"""What is said about one place of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about a sheet, and where it is known about a row and a column of it."""

    sentence: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def where(self) -> str:
        parts = [self.sheet]
        if self.row is not None:
            parts.append(_("row %(row)s") % {"row": self.row})
        if self.column:
            parts.append(_("column %(column)s") % {"column": self.column})
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


class Unreadable(Exception):
    """The file as a whole cannot be taken in."""

    def __init__(self, *faults: Told) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults
