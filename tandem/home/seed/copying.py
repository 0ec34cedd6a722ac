"""Rows into tables by COPY, with every field of the model given: none is forgotten when one is
added to a model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import psycopg
from django.db.models import AutoField, BigAutoField, Model
from psycopg import sql

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
            if each.column and not isinstance(each, AutoField | BigAutoField)
        }
        if wanted != set(self.columns):
            odd = ", ".join(sorted(wanted ^ set(self.columns)))
            raise TypeError(f"{self.model.__name__} has other columns than are made up: {odd}")

    def add(self, *values: Any) -> None:
        self.lines.append("\t".join([_written(value) for value in values]))

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
    """All of it or nothing; parents come before those that point at them."""
    with owner.transaction(), owner.cursor() as cursor:
        # What lists show of people is read once, when all is there.
        cursor.execute("SET LOCAL tandem.glances = 'later'")
        for rows in tables:
            rows.copy(cursor)


def _written(value: Any) -> str:
    """As COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_BARE) if not value.isalnum() else value
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    if isinstance(value, list | tuple):
        return "{" + ",".join(value) + "}"
    if isinstance(value, Json):
        return json.dumps(value.value, ensure_ascii=False).translate(_BARE)
    return str(value)


@dataclass(frozen=True, slots=True)
class Json:
    value: Any
