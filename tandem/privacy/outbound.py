"""Whether messages may leave this installation.

After a restore they may not until somebody says so: a copy that was put back for a drill, or the
past put back in earnest, must not write to people again. Whatever sends anything asks first. The
answer stands in the database, so that it comes with the restore itself and counts for every process
on every machine.
"""

from typing import Any

# PostgreSQL keeps this beside the schema; the running product may read it and not change it.
_MARK = "messages are held back since a restore"
HELD_BACK = f"COMMENT ON SCHEMA public IS '{_MARK}';"
LET_GO = "COMMENT ON SCHEMA public IS NULL;"


def may_leave(connection: Any) -> bool:
    """Takes Django's connection or the driver's own: they share what is used here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')")
        said: tuple[str | None] = cursor.fetchone()
    return said[0] != _MARK
