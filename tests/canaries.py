"""A made-up value in every field of every row, so that whatever a page gives away can be traced.

What is filled follows the fates beside the fields, so a new field is in here by itself. A value
that cannot be replaced (a key, a digest, words of the log) is its own canary: it is looked for as
it is. What has no spelling of its own (yes and no, a state, a small number) is left to the
comparison of two databases in `test_shared_screen.py`.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from conftest import as_role
from tandem.fund.models import Request, Terms
from tandem.people.models import Organisation, Person, Team, User
from tandem.plans.models import Goal
from tandem.privacy.fate import Fate, Kind, Subject
from tandem.privacy.others import OTHERS
from tandem.restricted.actions import words_of
from tandem.restricted.models import Note, Opening

# What the machine works by: with another value there would be no sitting to look into.
WORKS = frozenset(
    {
        "sittings.Sitting.handed",
        "account.EmailAddress.email",  # equal to the user's, which is filled
        "people.Person.page_language",
        "people.Episode.mode",
    }
)
LEAST = 7  # shorter values are found in any page by chance
LONG = re.compile(r"(?=\D*\d)\S{20,}")


@dataclass(frozen=True, slots=True)
class Canary:
    field: str
    row: str
    spellings: tuple[str, ...]
    may_show: bool

    def is_in(self, text: str) -> bool:
        return any(
            # A number stands by itself, or it is found in any id by chance.
            re.search(rf"(?<![\w-]){one}(?![\w-])", text) if one.isdigit() else one in text
            for one in self.spellings
        )


def fates_of(model: type[models.Model]) -> dict[str, Fate]:
    return dict(getattr(model, "FATES", None) or OTHERS[model._meta.label])


def about_people() -> list[type[models.Model]]:
    """Tables that say something of people or staff, and those that point at them; and the names
    of where they belong."""
    every = apps.get_models(include_auto_created=True)
    found = [
        model
        for model in every
        if any(fate.subject is not Subject.NOBODY for fate in fates_of(model).values())
    ]
    while more := [m for m in every if m not in found and points_at(m, found)]:
        found += more
    return [*found, Organisation, Team]


def points_at(model, found):
    return [f for f in model._meta.concrete_fields if f.is_relation and f.related_model in found]


def is_in_the_room(row: models.Model, person: Person, workers: frozenset[UUID]) -> bool:
    """Whether the row is the person's own, or of the worker who sits with them."""
    match row:
        case Person():
            return row.pk == person.pk
        case User():
            return row.pk in workers
        case Organisation():
            return row.pk == person.organisation_id
        case Team():
            return False
        case Terms():
            # Of a fund that the two may ask: each of their organisation's.
            return row.fund.organisation_id == person.organisation_id
        case Request():
            return row.person_id == person.pk
        case Goal():
            # Few come from what an order asks for.
            return row.thread.person_id == person.pk
    if isinstance(getattr(row, "person", None), UUID):
        return row.person == person.pk
    ways = [f for f in points_at(type(row), about_people()) if f.related_model is not User]
    ways = [f for f in ways if f.related_model not in (Organisation, Team)]
    owners = [getattr(row, field.name) for field in ways]
    return bool(owners) and all(o and is_in_the_room(o, person, workers) for o in owners)


class Canaries:
    """`theirs` says which rows belong to the room."""

    def __init__(self, person: Person, *workers: User) -> None:
        self.person, self.workers = person, frozenset(worker.pk for worker in workers)
        self.found: dict[tuple[str, str], Canary] = {}
        self._number, self._year = count(1), count(3001)
        self._fixed = fixed_tables()

    def plant(self, *, shown: bool) -> None:
        """Fill what the shared screen may show, or all the rest."""
        as_role(connection, "")
        try:
            for model in about_people():
                for row in model._base_manager.all():
                    self._plant(row, shown)
        finally:
            as_role(connection, settings.WEB_ROLE)

    def _plant(self, row: models.Model, shown: bool) -> None:
        model, changed = type(row), {}
        theirs = is_in_the_room(row, self.person, self.workers)
        for field in model._meta.concrete_fields:
            fate = fates_of(model)[field.name]
            name = f"{model._meta.label}.{field.name}"
            key = (name, str(row.pk))
            if field.is_relation or (theirs and fate.shared_screen) is not shown:
                continue
            value = getattr(row, field.attname)
            if model._meta.db_table not in self._fixed and name not in WORKS:
                value = changed.setdefault(field.attname, self._new(field, fate, value))
            said = tuple(spelled(field, fate, value))
            if isinstance(row, Note | Opening) and field.name == "sealed":
                said += tuple(words_of(row).values())
            if key in self.found:  # pages that were read before show what stood here then
                said += self.found[key].spellings
            if said:
                self.found[key] = Canary(name, str(row.pk), said, shown)
        changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
        if changed:
            model._base_manager.filter(pk=row.pk).update(**changed)

    def _new(self, field, fate: Fate, value):
        if is_free(field, fate):
            word = f"kanari{next(self._number):05}"
            if isinstance(field, models.EmailField):
                return f"{word}@example.test"
            if isinstance(field, models.JSONField):
                return {"said": word}
            return word.encode() if isinstance(field, models.BinaryField) else word
        if fate.kind is Kind.MECHANISM:
            return value
        if isinstance(field, models.DateTimeField):
            # Whether it is set says how things stand, so that stays.
            return value and value.replace(year=next(self._year), month=5, day=17)
        if isinstance(field, models.DateField):
            return date(next(self._year), 5, 17)
        if isinstance(field, models.IntegerField):
            return 20_000 + next(self._number)
        if field.choices and not fate.shared_screen and (value or field.name == "sex"):
            return list(field.choices)[-1][0]
        return value


def is_free(field, fate: Fate) -> bool:
    """Whether any word may stand here."""
    if field.primary_key or field.choices or (field.max_length or 99) < 15:
        return False
    if fate.kind is Kind.MECHANISM and (field.unique or fate.subject is not Subject.NOBODY):
        return False
    if isinstance(field, models.BinaryField | models.JSONField):
        return fate.kind is not Kind.MECHANISM
    return isinstance(field, models.CharField | models.TextField)


def spelled(field, fate: Fate, value) -> Iterator[str]:
    """How the value would look on a page."""
    if isinstance(field, models.JSONField):
        yield from re.findall(r"kanari\w*", repr(value))
        if fate.subject is Subject.STAFF:
            yield from re.findall(r"[\w+/=-]{16,}", repr(value))
        return
    match value:
        case UUID():
            yield from (str(value), value.hex)
        case datetime() | date():
            if value.year > 3000:
                # With a day's place around them: a year and a month alone stand in ids by chance.
                yield from (f"{value.year}-05-", f"May {value.year}", f"May{value.year}")
                yield from (f"/05/{value.year}", f"/5/{value.year}", f"Mai {value.year}")
        case bool() | None:
            return
        case int():
            if value > 20_000:
                yield str(value)
        case bytes() | memoryview():
            raw = bytes(value)
            if len(raw) >= LEAST:
                yield from (raw.hex(), b64encode(raw).decode().rstrip("="))
                yield from re.findall(r"kanari\d{5}", raw.decode("latin-1"))
        case str():
            if field.choices:
                label = str(dict(field.flatchoices).get(value, ""))
                if fate.kind is not Kind.MECHANISM and not fate.shared_screen and label[LEAST:]:
                    yield label
            elif "kanari" in value or (fate.kind is Kind.MECHANISM and LONG.fullmatch(value)):
                yield value


def fixed_tables() -> set[str]:
    """Tables that nobody may change, and those that the database fills by itself."""
    derived = {
        model._meta.db_table
        for model in apps.get_models()
        if "INSERT" not in getattr(model, "WEB_MAY", ("INSERT",))
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname LIKE '%%append_only'"
        )
        return derived | {name for (name,) in cursor.fetchall()}
