"""Threads as they are written: numbers, commitments and chain as the product's own log makes them,
kept in memory until they are copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any, NamedTuple, cast
from uuid import UUID

from tandem.assessments.models import FairnessTap, SheetSummary
from tandem.audit.models import Event
from tandem.home.seed.copying import Json, Rows
from tandem.plans.models import Goal, GoalReason, Step
from tandem.sittings.models import Guest, JoinCode, Sitting
from tandem.voices import chain
from tandem.voices.actions import facts, root_facts
from tandem.voices.fold import Said
from tandem.voices.models import Act, Entry, Saying, Thread


class Told:
    """Rows of histories, in the order in which they may be copied."""

    def __init__(self) -> None:
        self.sittings = Rows(
            Sitting,
            "id person_id worker_id mode held held_on started_at screen_seen_at ended_at"
            " typing turn locked_sign_in pin_hash active_at is_bigger is_easy is_read_out voiced_by"
            " is_voiced pin_misses pin_missed_at is_covered handed",
        )
        self.codes = Rows(
            JoinCode,
            "id sitting_id start code_hash token_hash made_at expires_at misses used_at",
        )
        self.guests = Rows(Guest, "id sitting_id secret_hash word joined_at confirmed_at ended_at")
        self.threads = Rows(
            Thread, "id person_id kind release_id stands_on_id head head_digest opened_at"
        )
        self.entries = Rows(
            Entry,
            "id thread_id seq kind about party sitting author_id device typed_by way voiced_by"
            " source language seen happened_on recorded_at commitment previous digest",
        )
        self.sayings = Rows(Saying, "entry_id salt value")
        self.acts = Rows(Act, "id digest entry_id seen")
        self.summaries = Rows(SheetSummary, "thread_id open_differences come_back_on owed owed_on")
        self.taps = Rows(
            FairnessTap, "id sitting_id talk_id answer worker_may_see wants_someone at"
        )
        self.goals = Rows(
            Goal,
            "id thread_id number words language origin state made_at why due_on is_later place"
            " requirement_id",
        )
        self.reasons = Rows(GoalReason, "goal_id about entry_id role")
        self.steps = Rows(
            Step,
            "id goal_id number words language who worker_id due_on state made_at who_name stuck",
        )
        self.events = Rows(Event, "at verb person user device place what recipient")

    @property
    def tables(self) -> Sequence[Rows]:
        return (
            *(self.sittings, self.codes, self.guests, self.threads, self.entries, self.sayings),
            *(self.acts, self.summaries, self.taps, self.goals, self.reasons, self.steps),
            self.events,
        )


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose sign-in or device carries what is said, and who typed it; the same for one request."""

    sitting: UUID
    author: UUID | None
    device: str
    typed_by: str
    language: str
    happened_on: date


class _Facts(NamedTuple):
    """An entry's facts by the names of its columns: the model's own class is slow to make."""

    thread_id: UUID
    seq: int
    kind: str
    about: str
    party: str
    sitting: UUID
    author_id: UUID | None
    device: str
    typed_by: str
    way: str
    voiced_by: str
    source: str
    language: str
    seen: int
    happened_on: date
    recorded_at: datetime


class Log:
    """One thread. `said` is what the rules of the product read."""

    def __init__(
        self, told: Told, random: Random, person: UUID, kind: str, release: str | None, at: datetime
    ) -> None:
        self.told, self.random = told, random
        self.thread = Thread(
            id=new_id(random), person_id=person, kind=kind, release_id=release, opened_at=at
        )
        self.root = chain.root(root_facts(self.thread))
        self.said: list[Said] = []

    def add(
        self, act: UUID, hands: Hands, at: datetime, kind: str, about: str, party: str, value: Any
    ) -> Said:
        thread = self.thread
        about_it = _Facts(
            *(thread.id, thread.head + 1, str(kind), about, str(party), hands.sitting),
            *(hands.author, hands.device, hands.typed_by),
            *("", "", ""),  # made in the open, by those whose voice it is, and who are its source
            *(hands.language, thread.head),
            *(hands.happened_on, at),
        )
        salt = self.random.randbytes(chain.SALT_BYTES)
        previous = bytes(thread.head_digest) or self.root
        committed = chain.commitment(salt, value)
        digest = chain.link(previous, facts(cast(Entry, about_it)), committed)
        content = [str(thread.id), about_it.kind, about, about_it.party, value]
        pk = new_id(self.random)
        self.told.entries.add(pk, *about_it, committed, previous, digest)
        self.told.sayings.add(pk, salt, Json(value))
        self.told.acts.add(act, chain.act(salt, content), pk, 1)
        said = Said(
            id=pk,
            seq=about_it.seq,
            kind=about_it.kind,
            about=about,
            party=about_it.party,
            value=value,
            typed_by=hands.typed_by,
            language=hands.language,
            happened_on=hands.happened_on,
            recorded_at=at,
            sitting=hands.sitting,
            device=hands.device,
            seen=thread.head,
        )
        thread.head, thread.head_digest = about_it.seq, digest
        self.said.append(said)
        return said

    def close(self) -> None:
        """The thread's own row, which knows its last entry."""
        self.told.threads.add(*(getattr(self.thread, name) for name in self.told.threads.columns))


def new_id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
