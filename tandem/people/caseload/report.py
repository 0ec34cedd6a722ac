"""What an import did, or would do, for the page and for the command line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from tandem.people.caseload import words
from tandem.people.caseload.rows import Outcome, Row
from tandem.people.caseload.told import Told, Words

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Report(Told[Row]):
    words: ClassVar[Words] = words

    # What was taken as said because the file does not say it.
    notes: tuple[str, ...]
    # Worker and team by id, as the reader knows them.
    staff: Mapping[Any, str]

    @property
    def counts(self) -> dict[str, int]:
        outcomes: tuple[Outcome, ...] = ("added", "changed", "same", "repeat", "refused")
        return {outcome: len(self.of(outcome)) for outcome in outcomes}

    @property
    def coming(self) -> int:
        """How many rows bring something in."""
        return len(self.of("added", "changed"))

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

    def lines(self) -> Iterator[str]:
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
        yield from self.refused_lines()
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
