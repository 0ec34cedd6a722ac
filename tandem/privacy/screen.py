"""What a screen that two people look at can fetch, and what the person's own pages can: the fields
declared for it, and no others.

While such a request runs, a query that would fetch a fact or an opinion whose fate does not say
`shared_screen` (or `own_view`) fails, whoever wrote it. What was never fetched is in no page, no
printed sheet, no error and no log. Rows are read without their closed fields
(`.defer(*closed(Person))`); touching one of those later asks the database for it, and is refused
like any other query.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any, Literal

from django.apps import apps
from django.db import connection
from django.db.models import Model

from tandem.privacy.fate import Fate, Fates, Kind
from tandem.privacy.others import OTHERS

Flag = Literal["shared_screen", "own_view"]

# By which flag of the fates the present request may fetch; None is bound by neither.
_looked_at: ContextVar[Flag | None] = ContextVar("looked_at", default=None)

_ALIAS = re.compile(r'"(\w+)" ([A-Z]+\d+)\b')
_COLUMN = re.compile(r'(?:"(\w+)"|\b([A-Z]+\d+))\."(\w+)"')
_EDGE = re.compile(r"[()]|\bFROM\b")
_WHOLE = re.compile(r"(?:SELECT|\.|,)\s*\*")
_WORD = re.compile(r"\w+")


class NotForThisScreen(Exception):
    """A query of a shared screen would fetch what is not declared for it."""


def closed(model: type[Model], at: str = "") -> list[str]:
    """The model's fields that no shared screen fetches, for `defer`; `at` leads to the model."""
    prefix = f"{at}__" if at else ""
    return [f"{prefix}{name}" for name, fate in _fates(model).items() if is_closed(fate)]


def is_closed(fate: Fate, to: Flag = "shared_screen") -> bool:
    """Keys, locks and counts are of the mechanism: it reads them to know whom to let in."""
    return fate.kind is not Kind.MECHANISM and not getattr(fate, to)


@contextmanager
def shared_screen() -> Iterator[None]:
    """For a request whose answer is shown where two people look."""
    with _looking("shared_screen"):
        yield


@contextmanager
def own_view() -> Iterator[None]:
    """For a request whose answer the person reads alone."""
    with _looking("own_view"):
        yield


@contextmanager
def _looking(by: Flag) -> Iterator[None]:
    token = _looked_at.set(by)
    try:
        with connection.execute_wrapper(_watch):
            yield
    finally:
        _looked_at.reset(token)


@contextmanager
def off_screen() -> Iterator[None]:
    """For what such a request keeps up to date without showing it."""
    token = _looked_at.set(None)
    try:
        yield
    finally:
        _looked_at.reset(token)


def forget(row: Model) -> None:
    """Take the closed fields out of a row that was read before it was known who looks."""
    loaded = row.get_deferred_fields().symmetric_difference(f.attname for f in row._meta.fields)
    # The framework hands out a stand-in for the row, which knows the row's class and attributes.
    for name in loaded.intersection(closed(row.__class__)):
        delattr(row, name)


def closed_in(sql: str, to: Flag = "shared_screen") -> frozenset[str]:
    """The closed columns that this statement gives back."""
    given, closed_of = _given(sql), _columns(to)
    if _WHOLE.search(given):
        whole = closed_of.keys() & set(_WORD.findall(sql))
        return frozenset(f"{table}.{column}" for table in whole for column in closed_of[table])
    tables = {alias: table for table, alias in _ALIAS.findall(sql)}
    named = ((table or tables.get(alias, ""), col) for table, alias, col in _COLUMN.findall(given))
    return frozenset(f"{table}.{col}" for table, col in named if col in closed_of.get(table, ()))


def _watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if (by := _looked_at.get()) and (found := _cached(sql, by)):
        raise NotForThisScreen(", ".join(sorted(found)))
    return execute(sql, params, many, context)


def _given(sql: str) -> str:
    """What stands between SELECT and its own FROM, or after RETURNING. Statements of another shape
    count whole: too much is refused rather than too little."""
    depth = 0
    if sql.startswith("SELECT "):
        for edge in _EDGE.finditer(sql):
            depth += {"(": 1, ")": -1}.get(edge[0], 0)
            if edge[0] == "FROM" and depth == 0:
                return sql[: edge.start()]
    elif sql.startswith(("INSERT ", "UPDATE ", "DELETE ")):
        return sql.rpartition(" RETURNING ")[2] if " RETURNING " in sql else ""
    return sql


@cache
def _columns(to: Flag) -> dict[str, frozenset[str]]:
    """The closed columns of each table, by the fates beside the fields."""
    found: dict[str, frozenset[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        names = [name for name, fate in _fates(model).items() if is_closed(fate, to)]
        fields = [model._meta.get_field(name) for name in names]
        found[model._meta.db_table] = frozenset(str(field.column) for field in fields)  # type: ignore[union-attr]
    return found


def _fates(model: type[Model]) -> Fates:
    ours: Fates | None = getattr(model, "FATES", None)
    return ours if ours is not None else OTHERS[model._meta.label]


# Statements differ in their parameters only, so there are few of them.
_cached = lru_cache(maxsize=1024)(closed_in)
