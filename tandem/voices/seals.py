"""One root a day over all threads, each on the one before.

A seal covers where every thread that grew since the last seal stands now: its id, its newest number
and that entry's digest, in the order of the ids. As each entry's digest covers all before it, and
each root the root before, one root kept elsewhere fixes everything that was said until that day. It
is made and proved inside the database, so that no process holds all threads.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from tandem.voices.models import Seal

# Any number will do, as long as nothing else in this database locks it.
LOCK = 7_305_112

# What a root is made of; PostgreSQL's send functions give the bytes in network order.
ROOT = """
    sha256(
        {previous} || convert_to(to_char({day}::date, 'YYYY-MM-DD'), 'UTF8')
        || coalesce(string_agg(uuid_send(thread) || int4send(head) || digest, ''::bytea
            ORDER BY thread), ''::bytea)
    )
"""
# One statement, so that it sees every thread at one moment.
SEAL = f"""
    WITH grown AS (
        INSERT INTO voices_sealed (seal, thread, head, digest)
        SELECT %(number)s::int, id, head, head_digest FROM voices_thread
        WHERE head > 0 AND NOT EXISTS (
            SELECT FROM voices_sealed WHERE thread = voices_thread.id
            AND voices_sealed.head = voices_thread.head
        )
        RETURNING thread, head, digest
    )
    INSERT INTO voices_seal (number, day, made_at, threads, previous, root)
    SELECT %(number)s::int, %(day)s::date, %(now)s, count(*), %(previous)s::bytea,
        {ROOT.format(previous="%(previous)s::bytea", day="%(day)s")}
    FROM grown
"""  # noqa: S608  (our own words only)
ROOTS = f"""
    SELECT seal.number, seal.day, seal.threads, seal.previous, seal.root, count(thread),
        {ROOT.format(previous="seal.previous", day="seal.day")}
    FROM voices_seal seal LEFT JOIN voices_sealed ON seal.number = voices_sealed.seal
    GROUP BY seal.number ORDER BY seal.number
"""  # noqa: S608
CHANGED = """
    SELECT day, sealed.thread, sealed.head, voices_entry.id IS NULL
    FROM voices_sealed sealed LEFT JOIN voices_seal seal ON seal.number = sealed.seal
    LEFT JOIN voices_entry
        ON voices_entry.thread_id = sealed.thread AND voices_entry.seq = sealed.head
    WHERE voices_entry.digest IS DISTINCT FROM sealed.digest
    ORDER BY sealed.seal, sealed.thread, sealed.head LIMIT %s
"""
MOST_NAMED = 20


@transaction.atomic
def seal_today() -> Seal:
    """Today's seal, made now if there is none yet. Of two at once the second finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        today = timezone.localdate()
        if made := Seal.objects.filter(day=today).first():
            return made
        last = newest()
        cursor.execute(
            SEAL,
            {
                "number": last.number + 1 if last else 1,
                "day": today,
                "now": timezone.now(),
                "previous": bytes(last.root) if last else b"",
            },
        )
    return Seal.objects.get(day=today)


def newest() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def is_due() -> bool:
    return not Seal.objects.filter(day=timezone.localdate()).exists()


def verify_seals() -> Iterator[str]:
    """What no longer is as it was sealed, oldest first. Lawfully erased words are no fault: an
    entry's digest stays when its words go."""
    before, number = b"", 0
    with connection.cursor() as cursor:
        cursor.execute(ROOTS)
        for number, row in enumerate(cursor.fetchall(), 1):
            found, day, threads, previous, root, count, proved = row
            if found != number:
                yield f"seal {number} is missing"
                return
            if bytes(previous) != before:
                yield f"the seal of {day} does not follow the one before it"
            elif (count, bytes(proved)) != (threads, bytes(root)):
                yield f"the seal of {day} was changed"
            before = bytes(root)
        cursor.execute(CHANGED, [MOST_NAMED])
        for day, thread, head, is_missing in cursor.fetchall():
            why = "is missing" if is_missing else "or one before it was changed"
            yield f"thread {thread}, entry {head} {why} since the seal of {day}"
        cursor.execute("SELECT count(*) FROM voices_sealed WHERE seal > %s", [number])
        if late := cursor.fetchone()[0]:
            yield f"{late} threads are sealed by a seal that is missing"
