"""A question that nearly every request asks: the ORM writes its words once for each process.

Building a queryset costs several times what asking it does. A `Question` is built like any
queryset, with stand-ins for what differs; each asking only puts the values in.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)

# A value of each kind that stands in nothing else: by it the place of a value is found again.
_STAND_INS: dict[type, Callable[[], Any]] = {
    uuid.UUID: uuid.uuid4,
    str: lambda: secrets.token_hex(16),
    int: lambda: 2**30 + secrets.randbelow(2**30),
    datetime: lambda: (
        datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=secrets.randbelow(2**40))
    ),
}


class Question(Generic[M]):
    """`Question(build, str)` asks what `build` returns for one string: `question.first("...")`.

    `build` is called once, with stand-ins of the named kinds; it must use each of them, compare
    with it and do nothing else with it. What it returns may defer fields, follow `select_related`
    and add annotations; where it ends in `values_list`, ask for `rows`.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], *kinds: type) -> None:
        self._build, self._kinds = build, kinds

    def first(self, *values: Any) -> M | None:
        """The first row as a model, or None. The words do not ask for one row only: a question is
        about what there is one of."""
        made = self._made
        return next((made.model(row) for row in self._asked(values)), None)

    def rows(self, *values: Any) -> list[Sequence[Any]]:
        """All rows of a `values_list`."""
        return list(self._asked(values))

    def _asked(self, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
        made = self._made
        with connection.cursor() as cursor:
            cursor.execute(made.sql, made.filled(values))
            rows = cursor.fetchall()
        return made.converted(rows)

    @cached_property
    def _made(self) -> _Made[M]:
        stand_ins = [_STAND_INS[kind]() for kind in self._kinds]
        return _Made(self._build(*stand_ins), stand_ins)


class _Made(Generic[M]):
    """A queryset's words, and how its rows become models."""

    def __init__(self, rows: QuerySet[M], stand_ins: Sequence[Any]) -> None:
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, params = compiler.as_sql()
        self._params = list(params)
        self._places = [(at, stand_ins.index(p)) for at, p in enumerate(params) if p in stand_ins]
        if {which for _at, which in self._places} != set(range(len(stand_ins))):
            raise TypeError("A question must use each of its values, as it was given.")
        self._compiler = compiler
        self._converters = compiler.get_converters([column[0] for column in compiler.select])
        if compiler.klass_info:
            self._as_model(compiler)

    def _as_model(self, compiler: SQLCompiler) -> None:
        of = compiler.klass_info
        first, last = of["select_fields"][0], of["select_fields"][-1] + 1
        self._of, self._own = of["model"], slice(first, last)
        self._names = [column[0].target.attname for column in compiler.select[self._own]]
        # The stubs describe a later Django, where it takes one thing more.
        populators: Any = get_related_populators
        self._related = populators(of, compiler.select, DEFAULT_DB_ALIAS)
        self._annotated = list((compiler.annotation_col_map or {}).items())

    def filled(self, values: Sequence[Any]) -> list[Any]:
        params = self._params.copy()
        for at, which in self._places:
            params[at] = values[which]
        return params

    def converted(self, rows: list[tuple[Any, ...]]) -> Iterator[Sequence[Any]]:
        if not self._converters:
            return iter(rows)
        return iter(self._compiler.apply_converters(rows, self._converters))

    def model(self, row: Sequence[Any]) -> M:
        found: M = self._of.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
        for one in self._related:
            one.populate(row, found)
        for name, at in self._annotated:
            setattr(found, name, row[at])
        return found
