"""What a thread holds, straight from its rows: every page of the room begins here, so nothing is
built on the way that a fold does not need."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from tandem.instruments.models import HOME
from tandem.voices.fold import Said
from tandem.voices.models import Act, Thread

# In the order of the fields of `Said`. Columns stand with their table, quoted: so a shared screen
# sees what is fetched.
COLUMNS = ", ".join(
    [
        *(f'"voices_entry"."{name}"' for name in ("id", "seq", "kind", "about", "party")),
        '"voices_saying"."value"',
        *(f'"voices_entry"."{name}"' for name in ("typed_by", "language", "happened_on")),
        *(f'"voices_entry"."{name}"' for name in ("recorded_at", "sitting")),
        """coalesce("people_user"."called", '')""",
        *(f'"voices_entry"."{name}"' for name in ("device", "seen")),
        '"voices_saying"."entry_id" IS NULL',
        *(f'"voices_entry"."{name}"' for name in ("way", "voiced_by", "source")),
    ]
)
WORDS = """
    LEFT JOIN "voices_saying" ON "voices_saying"."entry_id" = "voices_entry"."id"
    LEFT JOIN "people_user" ON "people_user"."id" = "voices_entry"."author_id"
"""
LIKE = '"voices_entry"."about" LIKE %s'
ORDER = 'ORDER BY "voices_entry"."seq"'
# An entry is looked up by what it is about and by whom, newest first, however long the log.
NEWEST = f"""
    FROM unnest(%s::text[], %s::text[]) AS place (about, party)
    CROSS JOIN LATERAL (
        SELECT * FROM "voices_entry" one
        WHERE one.thread_id = %s AND one.about = place.about AND one.party = place.party
        AND one.kind = ANY(%s) AND (%s::uuid IS NULL OR one.sitting = %s)
        ORDER BY one.seq DESC LIMIT %s
    ) "voices_entry" {WORDS} {ORDER}
"""  # noqa: S608  (our own words only)

# The newest thread of each kind with all that it holds, of sheets by their instrument; one row
# where it holds nothing yet.
THREAD = ("id", "person_id", "kind", "release_id", "stands_on_id", "head")
WHOLE = f"""SELECT "voices_thread".instrument,
    {", ".join(f'"voices_thread"."{name}"' for name in THREAD)}, {COLUMNS}
    FROM (
        SELECT DISTINCT ON (one.kind, of.name) one.*, of.name AS instrument
        FROM "voices_thread" one LEFT JOIN "instruments_release" of ON of.digest = one.release_id
        WHERE one.person_id = %s AND one.kind = ANY(%s)
        AND coalesce(of.name = ANY(%s) OR (%s AND NOT of.is_shipped), true)
        ORDER BY one.kind, of.name, one.opened_at DESC
    ) "voices_thread"
    LEFT JOIN "voices_entry" ON "voices_entry"."thread_id" = "voices_thread"."id"
    {WORDS} {ORDER}
"""  # noqa: S608  (our own words only)

Place = tuple[str, str]  # what it is about, and whose voice


def said_in(
    thread: UUID,
    *,
    since: int = 0,
    until: int | None = None,
    prefixes: Iterable[str] = (),
    kinds: Collection[str] = (),
) -> list[Said]:
    """The thread's entries in their order, words included; `prefixes` narrow what they are about.

    One query. `until` gives the thread as it stood at that number.
    """
    asked: list[str] = ['"voices_entry"."thread_id" = %s', '"voices_entry"."seq" > %s']
    values: list[Any] = [thread, since]
    if until is not None:
        asked.append('"voices_entry"."seq" <= %s')
        values.append(until)
    if starts := [_escaped(prefix) for prefix in prefixes]:
        asked.append(f"({' OR '.join([LIKE] * len(starts))})")
        values += starts
    if kinds:
        asked.append('"voices_entry"."kind" = ANY(%s)')
        values.append([str(kind) for kind in kinds])
    return _read(f'FROM "voices_entry" {WORDS} WHERE {" AND ".join(asked)} {ORDER}', values)


def said_in_each(threads: Collection[UUID], kinds: Collection[str]) -> dict[UUID, list[Said]]:
    """The entries of these kinds of several threads, each in its order. One query."""
    found: dict[UUID, list[Said]] = {}
    of_these = (
        f'FROM "voices_entry" {WORDS} WHERE "voices_entry"."thread_id" = ANY(%s)'
        f' AND "voices_entry"."kind" = ANY(%s) {ORDER}'
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "voices_entry"."thread_id", {COLUMNS} {of_these}',
            [list(threads), [str(kind) for kind in kinds]],
        )
        for thread, *row in cursor.fetchall():
            found.setdefault(thread, []).append(_said(row))
    return found


def said_of(person: UUID, kinds: Collection[str]) -> list[Said]:
    """The entries of these kinds of a person's plan, in their order. One query."""
    plan = """SELECT "voices_thread"."id" FROM "voices_thread"
        WHERE "voices_thread"."person_id" = %s AND "voices_thread"."kind" = 'plan'"""
    return _read(
        f'FROM "voices_entry" {WORDS} WHERE "voices_entry"."thread_id" = ({plan})'
        f' AND "voices_entry"."kind" = ANY(%s) {ORDER}',
        [person, [str(kind) for kind in kinds]],
    )


def newest_in(
    thread: UUID,
    places: Sequence[Place],
    kinds: Collection[str],
    *,
    each: int,
    sitting: UUID | None = None,
) -> list[Said]:
    """The newest `each` entries of these kinds at each place, in the order of the thread; those of
    one sitting alone, where it is named.

    Two of a place tell what stands there and whether it was written without seeing the one before.
    """
    abouts, parties = [place[0] for place in places], [str(place[1]) for place in places]
    only = [str(kind) for kind in kinds]
    return _read(NEWEST, [abouts, parties, thread, only, sitting, sitting, each])


@dataclass(frozen=True, slots=True)
class Told:
    """A thread and everything that was said in it, in its order."""

    thread: Thread
    said: list[Said] = field(default_factory=list)


def told_of(
    person: UUID, kinds: Collection[str], *, checks: Collection[str] = (), own: bool = False
) -> dict[str, Told]:
    """The person's threads of these kinds with all that they hold, by one query: by their kind,
    and the sheets of the short checks that are named by their instrument. own: the sheets of the
    organisation's own instruments too, as "own/" and their name."""
    found: dict[str, Told] = {}
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, [person, list(kinds), [HOME, *checks], own])
        for instrument, *row in cursor.fetchall():
            key = row[2]
            if instrument not in (None, HOME):
                # Whatever an organisation's own are called, they are none of the others.
                key = instrument if instrument in checks else f"own/{instrument}"
            told = found.get(key)
            if told is None:
                thread = Thread.from_db(connection.alias, THREAD, row[: len(THREAD)])
                told = found[key] = Told(thread)
            if row[len(THREAD)] is not None:
                told.said.append(_said(list(row[len(THREAD) :])))
    return found


def _read(rows: str, values: Sequence[Any]) -> list[Said]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} {rows}", values)
        return [_said(list(row)) for row in cursor.fetchall()]


def _said(row: list[Any]) -> Said:
    """In the order of `COLUMNS`, which is that of the fields."""
    row[5] = None if row[5] is None else json.loads(row[5])
    return Said(*row)


def _escaped(prefix: str) -> str:
    for sign in ("\\", "%", "_"):
        prefix = prefix.replace(sign, f"\\{sign}")
    return f"{prefix}%"


def is_done(act: UUID) -> bool:
    """Whether an act with this id was stored, whatever it said."""
    return Act.objects.filter(pk=act).exists()
