"""Recompute a thread's chain from its rows, and name the first row that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast
from uuid import UUID

from django.db.models import F

from tandem.audit.models import Event, Verb
from tandem.voices import chain
from tandem.voices.actions import facts, root_facts
from tandem.voices.models import Entry, Thread


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row of a thread that is not as it was written; `seq` 0 is the thread itself."""

    thread: UUID
    seq: int
    why: str

    def __str__(self) -> str:
        return f"thread {self.thread}, entry {self.seq}: {self.why}"


@dataclass(frozen=True, slots=True)
class Report:
    threads: int
    entries: int
    faults: tuple[Fault, ...]


def verify(thread: Thread) -> Fault | None:
    """The first fault of this thread, or None. Lawfully erased words are no fault."""
    before, number = b"", 0
    for number, row in enumerate(_rows(thread), 1):
        if row.seq < number:
            return Fault(thread.id, row.seq, "more than one act claims it")
        if row.seq > number:
            return Fault(thread.id, number, "it is missing")
        before = before or chain.root(root_facts(thread))
        if why := _wrong(thread, row, before):
            return Fault(thread.id, number, why)
        before = bytes(row.digest)
    if number < thread.head:
        return Fault(thread.id, number + 1, "it is missing")
    if number > thread.head:
        return Fault(thread.id, thread.head + 1, "the thread does not know of it")
    if before != bytes(thread.head_digest):
        return Fault(thread.id, 0, "the thread ends in another digest than its last entry's")
    return None


def verify_all() -> Report:
    """Every thread of this installation, oldest first."""
    faults, threads, entries = [], 0, 0
    for thread in Thread.objects.order_by("opened_at", "id").iterator(chunk_size=500):
        threads += 1
        entries += thread.head
        if fault := verify(thread):
            faults.append(fault)
    return Report(threads, entries, tuple(faults))


class _Row(Protocol):
    """What one entry's query brings along: its words, if they are still there, and its act."""

    salt: bytes | None
    said: Any
    act_digest: bytes | None


def _rows(thread: Thread) -> Iterator[Entry]:
    return (
        Entry.objects.filter(thread=thread)
        .annotate(salt=F("saying__salt"), said=F("saying__value"), act_digest=F("act__digest"))
        .order_by("seq")
        .iterator(chunk_size=2000)
    )


def _wrong(thread: Thread, entry: Entry, before: bytes) -> str | None:
    row = cast(_Row, entry)
    if bytes(entry.previous) != before:
        return "it does not follow the entry before it"
    if chain.link(before, facts(entry), bytes(entry.commitment)) != bytes(entry.digest):
        return "what was recorded about it was changed"
    if row.act_digest is None:
        return "the act that made it is missing"
    if row.salt is None:
        return None if _was_erased(thread, entry) else "its words were taken out"
    salt = bytes(row.salt)
    try:
        committed = chain.commitment(salt, row.said)
        content = [str(thread.id), entry.kind, entry.about, entry.party, row.said]
        asked = chain.act(salt, content)
    except TypeError:
        return "its words were changed"
    if len(salt) != chain.SALT_BYTES or committed != bytes(entry.commitment):
        return "its words were changed"
    if asked != bytes(row.act_digest):
        return "the act that made it was changed"
    return None


def _was_erased(thread: Thread, entry: Entry) -> bool:
    """The one lawful door leaves an audit event; words that are gone without one were taken."""
    return Event.objects.filter(
        person=thread.person_id,
        verb=Verb.ERASE,
        place="erase_saying",
        what=f"entry {entry.id}",
    ).exists()
