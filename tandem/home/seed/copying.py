"""Rows into tables by COPY, with every field of the model given: none is forgotten when one is
added to a model."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
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


def copy_all(
    owner: psycopg.Connection[Any], tables: Iterable[Rows], people: Sequence[UUID]
) -> None:
    """All of it or nothing; parents come before those that point at them.

    What lists show of these people is read once, when all is there. Each reading is planned anew:
    the tables grow all the while.
    """
    with owner.transaction(), owner.cursor() as cursor:
        cursor.execute("SET LOCAL tandem.glances = 'later'")
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        for rows in tables:
            rows.copy(cursor)
        cursor.execute("SELECT glances_refresh(%s)", [list(people)])
        # Inside of a wider transaction these would outlive this one.
        cursor.execute("RESET tandem.glances; RESET plan_cache_mode")


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
