"""One made-up sitting: who is there, on which screen they speak, and its clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tandem.home.seed.caseload import PLACE, Known, Worker
from tandem.home.seed.log import Hands, Log, Told, new_id
from tandem.sittings.models import Held
from tandem.sittings.rules import CODE_LIVES, CODE_SIGNS, SEES_THE_SCREEN, WORDS
from tandem.voices.fold import Said
from tandem.voices.models import Kind


class Sat:
    """A sitting while it goes on; `finish` leaves its row."""

    def __init__(
        self,
        told: Told,
        random: Random,
        known: Known,
        worker: Worker,
        at: datetime,
        *,
        held: str,
        language: str,
        held_on: date,
    ) -> None:
        self.told, self.random, self.known, self.worker = told, random, known, worker
        self.id = new_id(random)
        self.started_at = self.now = at
        self.held, self.language, self.held_on = held, language, held_on
        self.typing = "person" if random.random() < 0.2 and not self.is_paper else "worker"
        self.device = f"made up {worker.id}"
        self.guest: UUID | None = None
        self.event("collect", "start_sitting")
        self.seen_at = self.tick() if held in SEES_THE_SCREEN else None

    @property
    def is_paper(self) -> bool:
        return self.held == Held.PAPER

    def tick(self) -> datetime:
        self.now += timedelta(milliseconds=self.random.randrange(2_000, 16_000))
        return self.now

    def event(self, verb: str, what: str, recipient: str = "", *, by_guest: bool = False) -> None:
        by = None if by_guest else self.worker.id
        device = f"guest {self.guest}" if by_guest else self.device
        self.told.events.add(self.now, verb, self.known.id, by, device, PLACE, what, recipient)

    def shared(self) -> Hands:
        """The screen that both look at; at the desk, the worker types from paper."""
        typed_by = "worker" if self.is_paper else self.typing
        return Hands(self.id, self.worker.id, self.device, typed_by, self.language, self.held_on)

    def own(self) -> Hands:
        """The person's own hands: the screen handed over, or a device that joined. On paper both
        wrote."""
        if self.is_paper:
            return self.shared()
        if self.guest is None and (self.held != Held.SIDE_BY_SIDE or self.random.random() < 0.25):
            self._let_in()
        author = None if self.guest else self.worker.id
        device = f"guest {self.guest}" if self.guest else self.device
        return Hands(self.id, author, device, "person", self.language, self.held_on)

    def _let_in(self) -> None:
        random = self.random
        made = self.tick()
        joined, self.guest = self.tick(), new_id(random)
        self.told.codes.add(
            *(new_id(random), self.id, "".join(random.choices(CODE_SIGNS, k=2)), _digest(random)),
            *(_digest(random), made, made + CODE_LIVES, 0, joined),
        )
        word = random.choice(WORDS[self.language].split())
        self._guest_row = (self.guest, self.id, _digest(random), word, joined, self.tick())
        self.event("disclose", "let_in", "joined device")

    def say(
        self,
        log: Log,
        kind: Kind,
        about: str,
        party: str,
        value: Any,
        *,
        hands: Hands | None = None,
        act: UUID | None = None,
    ) -> Said:
        act = act or new_id(self.random)
        return log.add(act, hands or self.shared(), self.tick(), kind, about, party, value)

    def finish(self) -> None:
        ended = self.tick()
        if self.guest:
            self.told.guests.add(*self._guest_row, ended)
        self.event("alter", "finish_sitting")
        self.told.sittings.add(
            *(self.id, self.known.id, self.worker.id, self.known.mode, self.held, self.held_on),
            *(self.started_at, self.seen_at, ended, self.typing, "", None, "", self.started_at),
            *(self.random.random() < 0.1, False, False, "", False, 0, None, False, ""),
        )


def _digest(random: Random) -> str:
    return f"{random.getrandbits(256):064x}"
