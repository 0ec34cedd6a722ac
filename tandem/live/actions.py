from uuid import UUID

from django.db import connection

CHANNEL = "tandem_live"


def announce(thread: UUID, number: int) -> None:
    """Tell every process that a thread is now at `number`; heard only if this commits.

    Carries no words: each listener fetches what it is permitted to see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{thread} {number}"])
