"""What the running product's role may do to each table: what the table's model declares.

`WEB_MAY = ("SELECT", "INSERT", "UPDATE (seen)")` on a model is all that its table allows. Nothing
else is granted to anyone, TRUNCATE to nobody.
"""

import re

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from tandem.lib.refused import Refused

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
# The rows of a join are made and taken away, never changed.
JOIN = ("SELECT", "INSERT", "DELETE")
# The doors that it may open although it may not do what is behind them.
MAY_CALL = ("take_out_own_words(uuid, text, integer)",)
ALLOWED = re.compile(r"SELECT|INSERT|DELETE|UPDATE( \([a-z_]+(, [a-z_]+)*\))?")


def declared() -> dict[str, tuple[str, ...]]:
    """Table name to what the web role may do with it."""
    tables: dict[str, tuple[str, ...]] = {"django_migrations": ("SELECT",)}
    for cache in settings.CACHES.values():
        if str(cache["BACKEND"]).endswith("DatabaseCache"):
            tables[str(cache["LOCATION"])] = EVERYTHING
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            tables[model._meta.db_table] = of(model)
    return tables


def of(model: type[models.Model]) -> tuple[str, ...]:
    if not model.__module__.startswith("tandem."):
        return EVERYTHING
    if model._meta.auto_created:
        return JOIN
    may: tuple[str, ...] | None = getattr(model, "WEB_MAY", None)
    if may is None:
        raise Refused(f"{model._meta.label} does not declare WEB_MAY.")
    if isinstance(may, str) or not all(ALLOWED.fullmatch(verb) for verb in may):
        raise Refused(f"{model._meta.label}.WEB_MAY holds something that cannot be granted: {may}")
    return may


def apply_grants(connection: BaseDatabaseWrapper) -> None:
    """Make the grants what the models declare. The connection is the owner's."""
    web = sql.Identifier(settings.WEB_ROLE)
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p', 'v', 'm', 'S') AND pg_has_role(relowner, 'USAGE')"
        )
        owned = sql.SQL(", ").join(sql.Identifier("public", row[0]) for row in cursor.fetchall())
        # Dialect of the driver: names are quoted by it, never by hand.
        for statement in (
            sql.SQL("REVOKE ALL ON {} FROM PUBLIC, {}").format(owned, web),
            sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC, {}").format(web),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(web),
            sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(web),
            *(
                sql.SQL("GRANT {} ON {} TO {}").format(
                    sql.SQL(", ".join(may)), sql.Identifier("public", table), web
                )
                for table, may in sorted(declared().items())
                if may
            ),
            *(
                sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.SQL(call), web)
                for call in MAY_CALL
            ),
        ):
            cursor.execute(statement)


def differences(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables on which the running product's role may do more or less than declared."""
    tables = declared()
    found: dict[str, set[str]] = {table: set() for table in tables}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'public' AND grantee IN (%s, 'PUBLIC')",
            [settings.WEB_ROLE],
        )
        for table, verb in cursor.fetchall():
            found.setdefault(table, set()).add(verb)
        cursor.execute(
            "SELECT table_name, string_agg(column_name, ', ' ORDER BY column_name)"
            " FROM information_schema.column_privileges WHERE table_schema = 'public'"
            " AND grantee IN (%s, 'PUBLIC') AND privilege_type = 'UPDATE' GROUP BY table_name",
            [settings.WEB_ROLE],
        )
        for table, columns in cursor.fetchall():
            if "UPDATE" not in found.setdefault(table, set()):
                found[table].add(f"UPDATE ({columns})")
    return sorted(table for table in found if found[table] != _sorted(tables.get(table, ())))


def _sorted(may: tuple[str, ...]) -> set[str]:
    """The same verbs, columns in order of their names."""
    return {
        f"UPDATE ({', '.join(sorted(verb[8:-1].split(', ')))})" if "(" in verb else verb
        for verb in may
    }
