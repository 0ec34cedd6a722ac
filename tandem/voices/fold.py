"""Pure: a thread's sayings folded into what stands now. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Said:
    """One entry with its words; `value` is None where the words were lawfully erased."""

    id: UUID
    seq: int
    kind: str
    about: str
    party: str
    value: Any
    typed_by: str
    language: str
    happened_on: date
    recorded_at: datetime
    sitting: UUID | None = None
    author: str = ""
    device: str = ""
    # The newest number that the writer had before them when they said it.
    seen: int = 0
    is_erased: bool = False
    # "each_first": made before the other's could be seen.
    way: str = ""
    # Who spoke for the party, such as an interpreter; "" where they spoke themselves.
    voiced_by: str = ""
    # Where it is from, where that is not the party that speaks: a key of the rules that show it.
    source: str = ""


Standing = dict[tuple[str, str], Said]


def standing(said: Iterable[Said], kinds: frozenset[str]) -> Standing:
    """What each party last said about each thing, among entries of these kinds.

    The order is the thread's own number, never a clock, so delivery order does not matter.
    """
    latest: Standing = {}
    for entry in said:
        if entry.kind not in kinds:
            continue
        key = (entry.about, entry.party)
        if key not in latest or latest[key].seq < entry.seq:
            latest[key] = entry
    return latest


def newest(said: Iterable[Said], each: int) -> list[Said]:
    """The newest `each` of what was said by each party about each thing, in the thread's order."""
    found: dict[tuple[str, str], list[Said]] = {}
    for entry in sorted(said, key=lambda one: one.seq):
        found.setdefault((entry.about, entry.party), []).append(entry)
    kept = [entry for entries in found.values() for entry in entries[-each:]]
    return sorted(kept, key=lambda one: one.seq)


def history(said: Iterable[Said], about: str, kinds: frozenset[str]) -> list[Said]:
    """All that was said about one thing, oldest first."""
    return sorted((e for e in said if e.about == about and e.kind in kinds), key=lambda e: e.seq)


def overtaken(said: Iterable[Said], kinds: frozenset[str]) -> Standing:
    """Where two devices spoke for one party about one thing without seeing each other: the saying
    that the standing one was written over, by (about, party). Both are kept, and both are shown."""
    latest: Standing = {}
    found: Standing = {}
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.kind not in kinds:
            continue
        key = (entry.about, entry.party)
        before = latest.get(key)
        latest[key] = entry
        unseen = before is not None and before.seq > entry.seen
        if before and unseen and before.device != entry.device and before.value != entry.value:
            found[key] = before
        else:
            found.pop(key, None)
    return found
