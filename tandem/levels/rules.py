"""What becomes of each row of a file of levels, and which levels stand. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Literal, Protocol, TypeVar
from uuid import UUID

from tandem.lib.text import typed
from tandem.people.caseload import values
from tandem.people.caseload.problems import Fault, Problem
from tandem.people.caseload.reading import Line, Table
from tandem.people.caseload.values import Wrong

Outcome = Literal["added", "same", "repeat", "refused"]

LONGEST = {"tool": 100, "version": 40, "source": 200}
MOST_MONTHS = 120
_PREDICTS = {
    "any": (
        "any", "any new crime", "any offence", "all offences", "general", "reoffending",
        "proven reoffending", "ogrs", "ogrs3", "ogrs4", "unrhyw",
    ),
    "violence": ("violence", "violent", "violent offence", "new violent crime", "ovp", "trais"),
    "contact": (
        "contact", "sexual contact", "contact sexual", "osp c", "osp dc", "ospc", "ospdc",
        "cyswllt",
    ),
    "pictures": (
        "pictures", "indecent images", "images", "osp i", "osp iic", "ospi", "ospiic", "lluniau",
    ),
    "harm": (
        "harm", "serious harm", "risk of serious harm", "serious reoffending", "rosh", "rsr",
        "niwed",
    ),
}  # fmt: skip
_STEPS = {
    "low": ("low", "l", "isel"),
    "medium": ("medium", "med", "m", "canolig"),
    "high": ("high", "h", "uchel"),
    "very_high": ("very high", "veryhigh", "vh", "v high", "uchel iawn"),
}
_MADE_OF = {"static": ("static", "s", "sefydlog"), "dynamic": ("dynamic", "d", "deinamig")}


@dataclass(frozen=True, slots=True)
class Given:
    """A level as a file gives it. out_of_100: a whole number from 0 to 100; months: over what time.

    One of `step` and `out_of_100` at least is there.
    """

    predicts: str
    made_of: str
    tool: str
    version: str
    step: str
    out_of_100: int | None
    months: int | None
    source: str
    worked_out_on: date
    good_until: date

    @property
    def key(self) -> tuple[Any, ...]:
        """Of these, a person has one at a time."""
        return self.predicts, self.made_of, self.tool, self.version, self.months, self.worked_out_on


@dataclass(frozen=True, slots=True)
class Here:
    """Someone whom the file may be about, with what is here of them."""

    person: UUID
    is_statutory: bool
    levels: frozenset[Given] = frozenset()
    taken_off: frozenset[Given] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    outcome: Outcome
    cells: tuple[str, ...]
    reference: str = ""
    person: UUID | None = None
    given: Given | None = None
    faults: tuple[Fault, ...] = ()
    # The line that this one repeats.
    repeats: int = 0
    # These files name nobody; other files' rows do, and are listed alike.
    name: str = ""


def judge(table: Table, here: Mapping[str, Here], today: date) -> list[Row]:
    """A row for each line; `here` by reference key (`values.reference_key`)."""
    judged = _Judge(table, here, today)
    return [judged.row(line) for line in table.lines]


@dataclass(slots=True)
class _Judge:
    table: Table
    here: Mapping[str, Here]
    today: date
    first: dict[tuple[UUID, Given], int] = field(default_factory=dict)
    # What came in by an earlier line of the same file.
    coming: dict[tuple[UUID, tuple[Any, ...]], Given] = field(default_factory=dict)

    def row(self, line: Line) -> Row:
        if line.problem:
            return Row(line.number, "refused", line.cells, faults=(Fault("", "", line.problem),))
        reference = " ".join(self.cell(line, "reference").split())
        row = Row(line.number, "refused", line.cells, reference)
        given, faults = self.read(line)
        found = self.here.get(values.reference_key(reference))
        if not reference:
            faults.insert(0, self.fault("reference", line, "no_reference_here"))
        elif found is None:
            faults.insert(0, self.fault("reference", line, "nobody"))
        elif not found.is_statutory:
            faults.insert(0, self.fault("reference", line, "chose_to_come"))
        if faults or given is None or found is None:
            return replace(row, faults=tuple(faults))
        row = replace(row, person=found.person, given=given)
        if given in found.levels:
            return replace(row, outcome="same")
        if given in found.taken_off:
            return replace(row, faults=(self.fault("", line, "taken_off"),))
        if first := self.first.get((found.person, given)):
            return replace(row, outcome="repeat", repeats=first)
        known = {one.key: one for one in found.levels}
        if given.key in known or (found.person, given.key) in self.coming:
            return replace(row, faults=(self.fault("", line, "other_numbers"),))
        self.first[found.person, given] = line.number
        self.coming[found.person, given.key] = given
        return replace(row, outcome="added")

    def read(self, line: Line) -> tuple[Given | None, list[Fault]]:
        """What a row says, or all that is wrong with it."""
        faults: list[Fault] = []
        said: dict[str, Any] = {}
        for name, parse in _CELLS.items():
            try:
                said[name] = parse(self.cell(line, name))
            except Wrong as wrong:
                faults.append(self.fault(name, line, wrong.problem))
        wrong_fields = {fault.column for fault in faults}
        if not wrong_fields and not said["step"] and said["out_of_100"] is None:
            faults.append(self.fault("step", line, "no_level"))
        worked, until = said.get("worked_out_on"), said.get("good_until")
        if worked and worked > self.today:
            faults.append(self.fault("worked_out_on", line, "not_yet"))
        if worked and until and until < worked:
            faults.append(self.fault("good_until", line, "over_before"))
        return (None if faults else Given(**said)), faults

    def cell(self, line: Line, name: str) -> str:
        index = self.table.columns.read.get(name)
        return line.cells[index] if index is not None else ""

    def fault(self, name: str, line: Line, problem: str | Problem) -> Fault:
        told = Problem(problem) if isinstance(problem, str) else problem
        heading = self.table.columns.heading(name) if name else ""
        return Fault(heading, self.cell(line, name) if name else "", told)


T = TypeVar("T")


def _needed(parse: Callable[[str], T | None], code: str) -> Callable[[str], T]:
    def parsed(cell: str) -> T:
        value = parse(cell)
        if value is None or value == "":
            raise Wrong(code)
        return value

    return parsed


def _text(name: str) -> Callable[[str], str]:
    def parsed(cell: str) -> str:
        value = values.text(name, cell)
        if len(value) > LONGEST[name]:
            raise Wrong("too_long", letters=str(len(value)), longest=str(LONGEST[name]))
        return value

    return parsed


def _of_100(cell: str) -> int | None:
    """A number from 0 to 100, rounded: nobody counts parts of a person."""
    value = typed(cell).strip().removesuffix("%").strip().replace(",", ".")
    if not value:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise Wrong("not_of_100") from None
    if not number.is_finite() or not 0 <= number <= 100:
        raise Wrong("not_of_100")
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _months(cell: str) -> int | None:
    value = typed(cell).strip()
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 4):
        raise Wrong("not_months")
    if not 1 <= int(value) <= MOST_MONTHS:
        raise Wrong("not_months")
    return int(value)


_CELLS: dict[str, Callable[[str], Any]] = {
    "predicts": _needed(lambda cell: values.one_of(cell, _PREDICTS, "unknown_risk"), "no_risk"),
    "made_of": lambda cell: values.one_of(cell, _MADE_OF, "unknown_made_of"),
    "tool": _needed(_text("tool"), "no_tool"),
    "version": _needed(_text("version"), "no_version"),
    "step": lambda cell: values.one_of(cell, _STEPS, "unknown_step"),
    "out_of_100": _of_100,
    "months": _months,
    "source": _needed(_text("source"), "no_source"),
    "worked_out_on": _needed(values.order_day, "no_day"),
    "good_until": _needed(values.order_day, "no_end"),
}


class Dated(Protocol):
    """What standing levels are chosen by; the product's rows and a test's both have it."""

    @property
    def predicts(self) -> str: ...
    @property
    def made_of(self) -> str: ...
    @property
    def tool(self) -> str: ...
    @property
    def worked_out_on(self) -> date: ...


D = TypeVar("D", bound=Dated)


def standing(levels: Iterable[D]) -> list[D]:
    """Of each tool and what it is about, the one worked out last; the newest first. `levels` stand
    in the order in which they came, so that of two of one day the later stands."""
    found: dict[tuple[str, str, str], D] = {}
    for one in levels:
        key = (one.predicts, one.made_of, one.tool)
        if key not in found or found[key].worked_out_on <= one.worked_out_on:
            found[key] = one
    return sorted(found.values(), key=lambda one: (-one.worked_out_on.toordinal(), one.tool))


def is_out_of_date(good_until: date, today: date) -> bool:
    """It is good on its last day."""
    return today > good_until
