"""Rows into tables by COPY, with every field of the model given: none is forgotten when one is
added to a model."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import AutoField, BigAutoField, Model
from psycopg import sql

_ODD = re.compile(r"[\\\t\n\r]")
_ENCODED = json.JSONEncoder(ensure_ascii=False).encode
_BARE = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(slots=True)
class Rows:
    """Rows of one table as they wait to be copied. `named` are its columns in the order in which
    each row gives its values; a key that counts by itself is left to the database."""

    model: type[Model]
    named: str
    columns: list[str] = field(init=False)
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = self.named.split()
        wanted = {
            each.column
            for each in self.model._meta.concrete_fields
            if each.column and not (each.generated or isinstance(each, AutoField | BigAutoField))
        }
        if wanted != set(self.columns):
            odd = ", ".join(sorted(wanted ^ set(self.columns)))
            raise TypeError(f"{self.model.__name__} has other columns than are made up: {odd}")

    def add(self, *values: Any) -> None:
        self.lines.append("\t".join(map(_written, values)))

    def copy(self, cursor: psycopg.Cursor[Any]) -> None:
        if not self.lines:
            return
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.model._meta.db_table),
            sql.SQL(", ").join(map(sql.Identifier, self.columns)),
        )
        with cursor.copy(into) as copy:
            copy.write("\n".join(self.lines) + "\n")


def copy_all(owner: psycopg.Connection[Any], tables: Iterable[Rows]) -> None:
    """All of it or nothing; parents come before those that point at them. What lists show of these
    people waits for `glances_rebuild`, which reads it quicker once the tables have been counted."""
    with owner.transaction(), owner.cursor() as cursor:
        cursor.execute("SET LOCAL tandem.glances = 'later'")
        for rows in tables:
            rows.copy(cursor)
        # Inside of a wider transaction this would outlive this one.
        cursor.execute("RESET tandem.glances")


@contextmanager
def without_indexes(
    owner: psycopg.Connection[Any], *models: type[Model], is_worth_it: bool
) -> Iterator[None]:
    """What only makes reading quick is made again in one go afterwards: to keep it up row by row
    costs more than the rows. Whatever was left without by a filling that was cut short gets its
    own back too."""
    known = {index.name: (model, index) for model in models for index in model._meta.indexes}
    if is_worth_it:
        for name in known:
            owner.execute(sql.SQL("DROP INDEX IF EXISTS {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        found = owner.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
        for name in sorted(known.keys() - {name for (name,) in found}):
            with connection.schema_editor(collect_sql=True) as words:
                words.add_index(*known[name])
            owner.execute("".join(words.collected_sql))


@dataclass(frozen=True, slots=True)
class Json:
    value: Any


def _text(value: str) -> str:
    return value.translate(_BARE) if _ODD.search(value) else value


# As COPY reads it, by type: this runs for each of a hundred million values.
_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "\\N",
    str: _text,
    bool: lambda value: "t" if value else "f",
    int: str,
    UUID: lambda value: f"{value.int:032x}",
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda value: f"\\\\x{value.hex()}",
    list: lambda value: "{" + ",".join(value) + "}",
    Json: lambda value: _text(_ENCODED(value.value)),
}


def _written(value: Any) -> str:
    writer = _WRITERS.get(type(value))
    # A choice is a kind of text.
    return writer(value) if writer else _text(str(value))
