"""What an import did, or would do, for the page and for the command line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tandem.people.caseload import words
from tandem.people.caseload.columns import Columns
from tandem.people.caseload.reading import Table
from tandem.people.caseload.rows import Outcome, Row

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Said:
    """One fault of a row in words."""

    column: str
    value: str
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Report:
    table: Table
    rows: tuple[Row, ...]
    dry_run: bool
    # What was taken as said because the file does not say it.
    notes: tuple[str, ...]
    # Worker and team by id, as the reader knows them.
    staff: Mapping[Any, str]

    def of(self, *outcomes: Outcome) -> list[Row]:
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def counts(self) -> dict[str, int]:
        outcomes: tuple[Outcome, ...] = ("added", "changed", "same", "repeat", "refused")
        return {outcome: len(self.of(outcome)) for outcome in outcomes}

    @property
    def columns(self) -> Columns:
        return self.table.columns

    @property
    def coming(self) -> int:
        """How many rows bring something in."""
        return len(self.of("added", "changed"))

    def matched(self) -> list[tuple[str, str]]:
        """(the file's heading, what we read it as)"""
        return [
            (self.columns.headings[index], str(words.FIELDS[field]))
            for field, index in self.columns.read.items()
        ]

    def faults(self, row: Row) -> list[Said]:
        return [
            Said(
                fault.column,
                fault.value,
                words.sentence(fault.problem),
                words.suggestion(fault.problem),
            )
            for fault in row.faults
        ]

    def changes(self, row: Row) -> list[tuple[str, str, str]]:
        """(field, old, new) in words."""

        def said(field: str, content: Any) -> str:
            if field in ("worker", "team") and content is not None:
                return self.staff.get(content, _("someone else"))
            return words.value(field, content)

        return [
            (str(words.FIELDS[one.field]), said(one.field, one.old), said(one.field, one.new))
            for one in row.changes
        ]

    def how_read(self) -> list[str]:
        names = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
        lines = [
            _("The cells are parted by %(what)s.") % {"what": names[self.table.delimiter]},
        ]
        if self.table.confidence >= 1:
            lines.append(_("The letters are %(encoding)s.") % {"encoding": self.table.encoding})
        else:
            lines.append(
                _("The letters look like %(encoding)s (%(percent)s%% sure).")
                % {
                    "encoding": self.table.encoding,
                    "percent": round(self.table.confidence * 100),
                }
            )
        return [*lines, *self.notes]

    def refused_csv(self) -> bytes:
        """The refused rows with what is wrong, safe to open in a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        width = len(self.columns.headings)
        writer.writerow(
            map(safe, [*self.columns.headings, _("Line"), _("What is wrong"), _("What to do")])
        )
        for row in self.of("refused"):
            said = self.faults(row)
            cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
            wrong = " ".join(f"{one.column}: {one.sentence}".removeprefix(": ") for one in said)
            to_do = " ".join(one.suggestion for one in said)
            writer.writerow(map(safe, [*cells, str(row.line), wrong, to_do]))
        return out.getvalue().encode("utf-8-sig", "replace")

    def as_text(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from self.how_read()
        for heading, field in self.matched():
            yield _("We read “%(heading)s” as %(field)s.") % {
                "heading": words.visible(heading),
                "field": field,
            }
        for heading in self.columns.unread:
            yield _("We do not read “%(heading)s”.") % {"heading": words.visible(heading)}
        if self.table.samples:
            samples = ", ".join(words.visible(sample) for sample in self.table.samples)
            yield _("Check these words: %(samples)s.") % {"samples": samples}
        yield ""
        for row in self.of("refused"):
            name = words.visible(row.name, 60)
            for said in self.faults(row):
                yield (
                    _("Line %(line)s, refused") % {"line": row.line}
                    + (f" ({name})" if name else "")
                    + (f", {words.visible(said.column, 60)}" if said.column else "")
                    + (f", “{words.visible(said.value, 60)}”" if said.value else "")
                    + f": {said.sentence} {said.suggestion}".rstrip()
                )
        for row in self.of("repeat"):
            yield _("Line %(line)s is the same as line %(first)s. It changes nothing.") % {
                "line": row.line,
                "first": row.repeats,
            }
        for row in self.of("changed"):
            for field, old, new in self.changes(row):
                yield _("Line %(line)s, %(field)s: %(old)s → %(new)s") % {
                    "line": row.line,
                    "field": field,
                    "old": words.visible(old, 60),
                    "new": words.visible(new, 60),
                }
        yield self.summary()

    def summary(self) -> str:
        counts = self.counts
        said = [
            _("%(n)s added") % {"n": counts["added"]},
            _("%(n)s changed") % {"n": counts["changed"]},
            _("%(n)s the same") % {"n": counts["same"] + counts["repeat"]},
            _("%(n)s refused") % {"n": counts["refused"]},
        ]
        line = ", ".join(said) + "."
        return _("Nothing is saved yet.") + " " + line if self.dry_run else line


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `values.text` takes the mark off again."""
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell
