"""No page shows personal data without its audit row: the request fails instead."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from tandem.audit.actions import Request, current
from tandem.privacy.fate import Kind, Subject

Answer = Callable[[HttpRequest], HttpResponse]
_WORD = re.compile(r"[a-z_]+")


class Unaudited(Exception):
    """Personal tables were read and no audit row says so."""


@cache
def personal_tables() -> frozenset[str]:
    """The tables with a field about a person or those around them, by the declarations beside
    their fields."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models()
        for fate in getattr(model, "FATES", {}).values()
        if fate.subject in (Subject.PERSON, Subject.OTHERS) and fate.kind is not Kind.MECHANISM
    )


@lru_cache(maxsize=4096)
def tables_read(sql: str) -> frozenset[str]:
    if not sql.lstrip("( ")[:6].upper().startswith(("SELECT", "WITH")):
        return frozenset()
    # Any mention counts: a table that is named in a query can be read by it.
    return personal_tables().intersection(_WORD.findall(sql))


def guard(answer: Answer) -> Answer:
    def guarded(request: HttpRequest) -> HttpResponse:
        seen = Request(place=place_of(request))
        token = current.set(seen)

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            seen.tables |= tables_read(sql)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(watch):
                response = answer(request)
        finally:
            current.reset(token)
        if seen.tables and not seen.recorded and may_show(response.status_code):
            raise Unaudited(f"{seen.place} read {', '.join(sorted(seen.tables))}")
        return response

    return guarded


def may_show(status: int) -> bool:
    """A redirect, a refusal and a fault show nobody; a form handed back with its errors may."""
    return status < 300 or (400 <= status < 500 and status not in (404, 409))


def place_of(request: HttpRequest) -> str:
    match = match_of(request)
    return match.view_name if match else ""


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """Where this address leads, found once for all who ask on the request's way in."""
    found: dict[str, ResolverMatch | None] = request.__dict__.setdefault("match_of", {})
    path = request.path_info
    if path not in found:
        try:
            found[path] = resolve(path)
        except Resolver404:
            found[path] = None
    return found[path]
