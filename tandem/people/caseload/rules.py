"""What becomes of each row of a caseload file: added, changed, the same, or refused. Pure.

An empty cell says nothing and changes nothing. One row is one person.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from tandem.lib.text import search_key
from tandem.people.caseload import names, values
from tandem.people.caseload.episodes import Course, Episode, Turn, course_of
from tandem.people.caseload.names import name_key
from tandem.people.caseload.problems import Fault, Problem
from tandem.people.caseload.reading import Line, Table
from tandem.people.caseload.rows import Change, Here, Row, Setting
from tandem.people.caseload.staff import Directory, Team, Worker, team_of
from tandem.people.caseload.values import Wrong

T = TypeVar("T")
# Looking for names like another is slow; a file that needs more has another fault.
SUGGESTIONS = 40
OF_PERSON = (
    "reference", "given_names", "family_name", "called", "pronouns", "born_on", "sex",
    "preferred_language", "communication_needs",
)  # fmt: skip


# What is kept of a person; the language of their pages follows the one that they prefer.
STORED = (*OF_PERSON, "page_language")


@dataclass(slots=True)
class _Said:
    """What one row says, read cell by cell."""

    facts: dict[str, Any] = field(default_factory=dict)
    worker: Worker | None = None
    team: Team | None = None
    turn: Turn = field(default_factory=Turn)
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        given, family = self.facts.get("given_names", ""), self.facts.get("family_name", "")
        other = self.facts.get("full_name") or self.facts.get("called", "")
        return f"{given} {family}".strip() or str(other)


def judge(table: Table, setting: Setting) -> list[Row]:
    judged = _Judge(table, setting)
    return [judged.row(line) for line in table.lines]


class _Once(Generic[T]):
    """Looks up each way of writing a name once, and names like it only a few times."""

    def __init__(self, find: Callable[..., T | None]) -> None:
        self.find = find
        self.known: dict[str, T | Wrong | None] = {}
        self.suggestions = SUGGESTIONS

    def __call__(self, cell: str) -> T | None:
        if cell not in self.known:
            try:
                self.known[cell] = self.find(cell, suggest=self.suggestions > 0)
            except Wrong as wrong:
                self.known[cell] = wrong
                self.suggestions -= 1
        found = self.known[cell]
        if isinstance(found, Wrong):
            raise found
        return found


@dataclass(slots=True)
class _Group:
    """The different rows of a file that are about one person, by their lines."""

    numbers: list[int] = field(default_factory=list)
    who: set[tuple[str, ...]] = field(default_factory=set)


class _Judge:
    def __init__(self, table: Table, setting: Setting) -> None:
        self.table, self.setting = table, setting
        self.columns = table.columns
        self.workers = _Once(Directory(setting.workers).find)
        self.teams = _Once(partial(team_of, teams=setting.teams))
        self.by_reference = {
            values.reference_key(one.facts["reference"]): one
            for one in setting.here
            if one.facts["reference"]
        }
        self.by_name: dict[tuple[str, ...], list[Here]] = {}
        for one in setting.here:
            if not one.facts["reference"] and one.is_ours:
                self.by_name.setdefault(name_key(one.facts), []).append(one)
        self.first: dict[tuple[str, ...], int] = {}
        self.groups: dict[tuple[str, ...], _Group] = {}
        for line in table.lines:
            if not line.problem and self.first.setdefault(line.cells, line.number) == line.number:
                group = self.groups.setdefault(self.key_in_file(line), _Group())
                group.numbers.append(line.number)
                group.who.add(self.who_in(line))

    def cell(self, line: Line, name: str) -> str:
        index = self.columns.read.get(name)
        return line.cells[index] if index is not None else ""

    def key_in_file(self, line: Line) -> tuple[str, ...]:
        """Rows with the same key are about the same person: by reference, else by who they are."""
        if reference := values.reference_key(self.cell(line, "reference")):
            return (reference,)
        born: object = self.cell(line, "born_on").strip()
        with suppress(Wrong):
            born = values.birth(str(born), self.setting.today)
        facts = {name: self.cell(line, name) for name in names.NAMES}
        return ("", *name_key(facts | {"born_on": born}))

    def row(self, line: Line) -> Row:
        if line.problem:
            fault = Fault("", line.cells[0] if len(line.cells) == 1 else "", line.problem)
            return Row(line.number, "refused", line.cells, faults=(fault,))
        said = self.read(line)
        common: dict[str, Any] = {
            "line": line.number,
            "cells": line.cells,
            "name": said.name,
            "reference": said.facts.get("reference", ""),
        }
        first = self.first[line.cells]
        if first != line.number:
            return Row(outcome="repeat", repeats=first, **common)
        said.faults += self.clashes(line, said)
        here = None if said.faults else self.who(said)
        if said.faults:
            return Row(outcome="refused", faults=tuple(said.faults), **common)
        return self.add(said, common) if here is None else self.change(said, here, common)

    def read(self, line: Line) -> _Said:
        said = _Said()

        def take(name: str, parse: Callable[[str], Any]) -> Any:
            try:
                return parse(self.cell(line, name))
            except Wrong as wrong:
                said.faults.append(self.fault(name, line, wrong.problem))
                return None

        for name in (*OF_PERSON, "full_name"):
            if name == "born_on":
                value = take(name, lambda cell: values.birth(cell, self.setting.today))
            elif name == "sex":
                value = take(name, values.sex)
            else:
                value = take(name, lambda cell, name=name: values.text(name, cell))  # type: ignore[misc]
            if value:
                said.facts[name] = value
        said.worker = take("worker", self.workers)
        said.team = take("team", self.teams)
        mode = take("mode", values.mode) or ""
        implied, order = take("order_type", values.order) or ("", "")
        if mode and implied and mode != implied:
            said.faults.append(self.fault("mode", line, Problem("modes_differ")))
        starts, ends = take("starts_on", values.order_day), take("ends_on", values.order_day)
        said.turn = Turn(mode or implied, order, starts, ends)
        if starts and ends and ends < starts:
            problem = Problem("ends_before_start", {"start": values.shown(starts)})
            said.faults.append(self.fault("ends_on", line, problem))
        said.faults += self.needs(line, said)
        return said

    def needs(self, line: Line, said: _Said) -> Iterator[Fault]:
        """What no row can be without."""
        broken = {fault.column for fault in said.faults}
        is_named = any(name in said.facts for name in names.NAMES)
        if not is_named and not any(self.columns.heading(n) in broken for n in names.NAMES):
            yield Fault("", "", Problem("no_name"))
        mode = said.turn.mode or self.setting.mode
        if not said.facts.get("reference") and mode == "statutory":
            column = self.columns.heading("reference")
            if column not in broken or not column:
                yield Fault(column, "", Problem("no_reference"))
        allowed = self.setting.may_give
        if said.worker and allowed is not None and said.worker.id not in allowed:
            yield self.fault("worker", line, Problem("not_your_worker"))
        is_manager = allowed is not None and self.setting.own_worker is None
        if is_manager and said.team and said.team.id != self.setting.own_team:
            yield self.fault("team", line, Problem("not_your_team"))

    def fault(self, name: str, line: Line, problem: Problem) -> Fault:
        return Fault(self.columns.heading(name), self.cell(line, name), problem)

    def clashes(self, line: Line, said: _Said) -> Iterator[Fault]:
        """Other rows of this file about the same person, that say something else."""
        group = self.groups[self.key_in_file(line)]
        if len(group.numbers) == 1:
            return
        others = [str(number) for number in group.numbers[:6] if number != line.number]
        lines = ", ".join(others[:5])
        if not said.facts.get("reference"):
            yield Fault("", said.name, Problem("same_names", {"lines": lines}))
            return
        code = "same_person_twice" if len(group.who) == 1 else "same_reference"
        yield self.fault("reference", line, Problem(code, {"lines": lines}))

    def who_in(self, line: Line) -> tuple[str, ...]:
        who = (*names.PARTS, "full_name", "born_on")
        return tuple(search_key(self.cell(line, name)) for name in who)

    def who(self, said: _Said) -> Here | None:
        """The person whom the row is about, if they are here; a fault if that cannot be said."""
        reference = said.facts.get("reference", "")
        alike = self.by_name.get(name_key(said.facts), [])
        column = self.columns.heading("reference")
        if reference:
            here = self.by_reference.get(values.reference_key(reference))
            if here is None:
                if alike and said.facts.get("born_on"):
                    said.faults.append(Fault(column, reference, Problem("here_without_reference")))
                return None
            if not here.is_ours:
                said.faults.append(Fault(column, reference, Problem("reference_taken")))
            elif names.is_someone_else(here.facts, said.facts):
                said.faults.append(Fault(column, reference, Problem("reference_of_another")))
            return here
        if len(alike) > 1:
            said.faults.append(Fault("", said.name, Problem("many_alike")))
        return alike[0] if alike else None

    def add(self, said: _Said, common: dict[str, Any]) -> Row:
        facts = names.of_somebody_new(said.facts)
        facts["page_language"] = values.page_language(facts.get("preferred_language", ""))
        worker, team = self.place(said)
        turn = said.turn.with_mode(said.turn.mode or self.setting.mode)
        return Row(
            outcome="added",
            facts=facts,
            worker=worker,
            team=team,
            course=Course(None, turn.episode()),
            **common,
        )

    def place(self, said: _Said) -> tuple[UUID | None, int | None]:
        if said.worker:
            return said.worker.id, said.team.id if said.team else said.worker.team
        if said.team and self.setting.own_worker is None:
            return None, said.team.id
        return self.setting.own_worker, said.team.id if said.team else self.setting.own_team

    def change(self, said: _Said, here: Here, common: dict[str, Any]) -> Row:
        facts = names.of_somebody_here(said.facts, here.facts)
        changes = [
            Change(name, here.facts[name], facts[name])
            for name in OF_PERSON
            if name in facts and not _alike(name, here.facts[name], facts[name])
        ]
        if any(one.field == "preferred_language" for one in changes):
            pages = values.our_language(facts["preferred_language"])
            if pages and pages != here.facts["page_language"]:
                changes.append(Change("page_language", here.facts["page_language"], pages))
        worker, team = here.worker, here.team
        if said.worker and said.worker.id != here.worker:
            changes.append(Change("worker", here.worker, said.worker.id))
            worker, team = said.worker.id, said.team.id if said.team else said.worker.team
        if said.team and said.team.id != here.team:
            changes.append(Change("team", here.team, said.team.id))
            team = said.team.id
        course = course_of(said.turn, here.episodes)
        if course:
            old = course.before or Episode(None, "", "", None, None)
            for name in ("mode", "order_type", "starts_on", "ends_on"):
                before, after = getattr(old, name), getattr(course.after, name)
                if before != after:
                    changes.append(Change(name, before, after))
            after = course.after
            if after.starts_on and after.ends_on and after.ends_on < after.starts_on:
                column = self.columns.heading("ends_on") or self.columns.heading("starts_on")
                values_ = {"start": values.shown(after.starts_on)}
                fault = Fault(
                    column, values.shown(after.ends_on), Problem("ends_before_start", values_)
                )
                return Row(outcome="refused", faults=(fault,), **common)
        if not changes:
            return Row(outcome="same", person=here.id, **common)
        return Row(
            outcome="changed",
            person=here.id,
            facts={one.field: one.new for one in changes if one.field in STORED},
            worker=worker,
            team=team,
            is_moved=any(one.field in ("worker", "team") for one in changes),
            course=course,
            changes=tuple(changes),
            **common,
        )


def _alike(name: str, old: Any, new: Any) -> bool:
    if name == "reference":
        return values.reference_key(old) == values.reference_key(new)
    return bool(old == new)
