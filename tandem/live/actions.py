from uuid import UUID

from django.db import connection

CHANNEL = "tandem_live"


def announce(person: UUID, what: UUID, number: int) -> None:
    """Tell every process that something of this person's is now at `number`; heard on commit only.

    Carries ids and a number, never words: each listener fetches what it is permitted to see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{person} {what} {number}"])
