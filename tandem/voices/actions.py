from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from tandem.lib.refused import Refused
from tandem.live.actions import TELL, news
from tandem.people.actor import Actor, Staff
from tandem.people.models import Person
from tandem.voices import chain
from tandem.voices.fold import Said
from tandem.voices.models import Entry, Kind, Party, Saying, Thread


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and by whose hands something is said; the same for every act of one request."""

    by: Actor
    sitting: UUID | None
    typed_by: str
    language: str
    # The newest number on the writer's screen.
    seen: int
    # When it was said, if that is not today (paper, typed in later).
    happened_on: date | None = None
    way: str = ""
    # Who speaks for the person, such as an interpreter.
    voiced_by: str = ""
    # Where it is from, if not from the party that speaks.
    source: str = ""


@dataclass(frozen=True, slots=True)
class Appended:
    entry: Entry
    is_repeat: bool

    def said(self, value: Any) -> Said:
        """As the thread would be read; `value` is what was appended."""
        one = self.entry
        return Said(
            id=one.id,
            seq=one.seq,
            kind=str(one.kind),
            about=one.about,
            party=str(one.party),
            value=value,
            typed_by=one.typed_by,
            language=one.language,
            happened_on=one.happened_on,
            recorded_at=one.recorded_at,
            sitting=one.sitting,
            author=one.author.called if one.author else "",
            device=one.device,
            seen=one.seen,
            way=one.way,
            voiced_by=one.voiced_by,
            source=one.source,
        )


def open_thread(person: Person, *, kind: str, release: str | None = None) -> Thread:
    """The person's thread of that kind, made at the first asking."""
    thread, _made = Thread.objects.get_or_create(person=person, kind=kind, release_id=release)
    return thread


def append(
    thread: UUID,
    act: UUID,
    setting: Setting,
    *,
    kind: Kind,
    about: str,
    party: Party,
    value: Any,
) -> Appended:
    """Add what a party says to a thread, exactly once for one act, in the caller's transaction.

    The thread is locked first, so that numbers have no gaps and one act cannot be stored twice.
    A repeat of an act is written too (it counts itself), so that it is durable before it is
    answered; the same id with another content is refused.
    """
    assert connection.in_atomic_block
    locked = _locked(thread)
    content = [str(thread), str(kind), about, str(party), value]
    if repeated := _repeat(act, content):
        return Appended(repeated, is_repeat=True)
    now = timezone.now()
    entry = Entry(
        thread=locked,
        seq=locked.head + 1,
        kind=kind,
        about=about,
        party=party,
        sitting=setting.sitting,
        author=setting.by.user if isinstance(setting.by, Staff) else None,
        device=setting.by.device[:64],
        typed_by=setting.typed_by,
        way=setting.way,
        voiced_by=setting.voiced_by if party == Party.PERSON else "",
        source=setting.source,
        language=setting.language,
        seen=min(setting.seen, locked.head),
        happened_on=setting.happened_on or timezone.localdate(now),
        recorded_at=now,
        previous=bytes(locked.head_digest) or chain.root(root_facts(locked)),
    )
    salt = secrets.token_bytes(chain.SALT_BYTES)
    entry.commitment = chain.commitment(salt, value)
    entry.digest = chain.link(bytes(entry.previous), facts(entry), entry.commitment)
    _store(entry, salt, value, act, chain.act(salt, content))
    return Appended(entry, is_repeat=False)


def _locked(thread: UUID) -> Thread:
    fields = [str(field.column) for field in Thread._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(fields)} FROM voices_thread WHERE id = %s FOR NO KEY UPDATE",  # noqa: S608
            [thread],
        )
        row = cursor.fetchone()
    if row is None:
        raise Thread.DoesNotExist
    return Thread.from_db(connection.alias, fields, row)


def _store(entry: Entry, salt: bytes, value: Any, act: UUID, digest: bytes) -> None:
    """The entry, its words, its act, the thread's new head and the news of it, in one statement."""
    written = [str(field.column) for field in Entry._meta.concrete_fields]
    values: list[Any] = [getattr(entry, field.attname) for field in Entry._meta.concrete_fields]
    values += [entry.pk, salt, Jsonb(value)]
    values += [act, digest, entry.pk]
    values += [entry.seq, entry.digest, entry.thread_id]
    values += news(entry.thread.person_id, entry.thread_id, entry.seq)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH entry AS (
                INSERT INTO voices_entry ({", ".join(written)})
                VALUES ({", ".join(["%s"] * len(written))})
            ), saying AS (
                INSERT INTO voices_saying (entry_id, salt, value) VALUES (%s, %s, %s)
            ), act AS (
                INSERT INTO voices_act (id, digest, entry_id, seen) VALUES (%s, %s, %s, 1)
            )
            UPDATE voices_thread SET head = %s, head_digest = %s WHERE id = %s RETURNING {TELL}
            """,  # noqa: S608  (the columns are our own)
            values,
        )
    entry._state.adding = False


def root_facts(thread: Thread) -> dict[str, Any]:
    """What the chain proves about a thread: whose it is, and of what."""
    return {
        "thread": str(thread.id),
        "person": str(thread.person_id),
        "kind": thread.kind,
        "release": thread.release_id or "",
        "opened_at": thread.opened_at.isoformat(),
    }


def facts(entry: Entry) -> dict[str, Any]:
    """What the chain proves about an entry besides its words. What an entry may or may not have
    is among them only where it has it, so that those made before there was such a thing hold."""
    more = {"way": entry.way, "voiced_by": entry.voiced_by, "source": entry.source}
    return {
        "thread": str(entry.thread_id),
        "seq": entry.seq,
        "kind": entry.kind,
        "about": entry.about,
        "party": entry.party,
        "sitting": str(entry.sitting or ""),
        "author": str(entry.author_id or ""),
        "device": entry.device,
        "typed_by": entry.typed_by,
        "language": entry.language,
        "seen": entry.seen,
        "happened_on": entry.happened_on.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        **{name: value for name, value in more.items() if value},
    }


def _repeat(act: UUID, content: Sequence[Any]) -> Entry | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE voices_act SET seen = seen + 1 WHERE id = %s RETURNING digest, entry_id", [act]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    # Where the words were erased there is nothing left to compare with; the act was still done.
    saying = Saying.objects.filter(pk=row[1]).first()
    if saying and bytes(row[0]) != chain.act(bytes(saying.salt), content):
        raise Refused(
            _("This was not saved: another answer was sent with the same number. Save it again.")
        )
    return Entry.objects.get(pk=row[1])
