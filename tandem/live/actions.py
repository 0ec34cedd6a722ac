from uuid import UUID

from django.db import connection

CHANNEL = "tandem_live"


# Tells every process that something of a person's is now at a number; heard on commit only. For a
# statement that writes it and tells it in one; its values are those of `news`.
TELL = "pg_notify(%s, %s)"


def announce(person: UUID, what: UUID, number: int) -> None:
    """Tell it by a statement of its own."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TELL}", news(person, what, number))


def news(person: UUID, what: UUID, number: int) -> list[str]:
    """Ids and a number, never words: each listener fetches what it is permitted to see."""
    return [CHANNEL, f"{person} {what} {number}"]
