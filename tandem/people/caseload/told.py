"""What is told of any file of rows that was judged: on its page and on the command line."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tandem.people.caseload.columns import Columns
from tandem.people.caseload.problems import Fault, Problem
from tandem.people.caseload.reading import Table
from tandem.people.caseload.words import visible


class Words(Protocol):
    """The words of one kind of file."""

    FIELDS: Mapping[str, Promise]

    def sentence(self, problem: Problem, /) -> str: ...
    def suggestion(self, problem: Problem, /) -> str: ...


class Judged(Protocol):
    """A row of it."""

    @property
    def line(self) -> int: ...
    @property
    def outcome(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def faults(self) -> tuple[Fault, ...]: ...


R = TypeVar("R", bound=Judged)


@dataclass(frozen=True, slots=True)
class Said:
    """One fault of a row in words."""

    column: str
    value: str
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Told(ABC, Generic[R]):
    words: ClassVar[Words]

    table: Table
    rows: tuple[R, ...]
    dry_run: bool

    def of(self, *outcomes: str) -> list[R]:
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def columns(self) -> Columns:
        return self.table.columns

    def matched(self) -> list[tuple[str, str]]:
        """(the file's heading, what we read it as)"""
        return [
            (self.columns.headings[index], str(self.words.FIELDS[field]))
            for field, index in self.columns.read.items()
        ]

    def faults(self, row: R) -> list[Said]:
        return [
            Said(
                fault.column,
                fault.value,
                self.words.sentence(fault.problem),
                self.words.suggestion(fault.problem),
            )
            for fault in row.faults
        ]

    def refused_lines(self) -> Iterator[str]:
        for row in self.of("refused"):
            name = visible(row.name, 60)
            for said in self.faults(row):
                yield (
                    _("Line %(line)s, refused") % {"line": row.line}
                    + (f" ({name})" if name else "")
                    + (f", {visible(said.column, 60)}" if said.column else "")
                    + (f", “{visible(said.value, 60)}”" if said.value else "")
                    + f": {said.sentence} {said.suggestion}".rstrip()
                )

    def as_text(self) -> str:
        return "\n".join(self.lines()) + "\n"

    @abstractmethod
    def lines(self) -> Iterator[str]: ...
