"""Sixteen sittings at once while serving processes are killed: does a page ever show another
person, and is anything missing that was acknowledged?"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from bench.bench import Bench
from bench.cast import Seat
from bench.client import Answer, WrongAnswer, wait_for
from bench.figures import Figure, at_most, stated
from bench.machine import tree
from bench.room import STEPS, Screen

ID = "P12"
TITLE = "nobody else's page, nothing lost"
ACTS, FULL_ACTS = 1_000, 10_000
WORKERS = 2
KILL_EVERY, LEAST_KILLS = 150, 3  # acts
SEED = 20261122
CANARY = re.compile(rb"Zz[bcdfghjklmnp]{5}")
PAGES = ("area/home", "areas", "plan", "differences", "area/home/rows?since=0")
TRIES = 40


@dataclass
class Ledger:
    """What was done and seen; a page that names anybody else is kept by its address."""

    done: int = 0
    shown: int = 0
    tried_again: int = 0
    kills: int = 0
    strangers: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def see(self, seat: Seat, path: str, answer: Answer) -> None:
        self.shown += 1
        others = set(CANARY.findall(answer.body)) - {seat.name.encode()}
        if others:
            self.strangers.append(f"{path} of {seat.name} names {sorted(others)}")


class Visitor:
    """One screen of one sitting, which asks again when the process that it spoke to dies."""

    def __init__(self, seat: Seat, address: str, door: str, ledger: Ledger) -> None:
        self.screen = Screen.of(seat, address, door=door)
        self.seat, self.door, self.ledger = seat, door, ledger
        self.chance = random.Random(f"{SEED} {seat.number} {door}")

    async def once(self) -> None:
        if not self.screen.token:
            await self._patiently(self.screen.page, "area/home")
        if self.chance.random() < 0.5:
            act = self.screen.new_act()
            value = self.chance.choice(STEPS)
            await self._patiently(lambda: self.screen.say(value, act), "a save")
            self.ledger.acts.append(str(act))
        else:
            page = self.chance.choice(PAGES)
            path = self.seat.url(page, self.door)
            await self._patiently(lambda: self._get(path), path)
        self.ledger.done += 1

    async def _get(self, path: str) -> Answer:
        answer = await self.screen.client.ask("GET", path)
        if answer.status != 200:
            raise WrongAnswer(f"{path} answered {answer.status}")
        return answer

    async def _patiently(self, ask: Callable[[], Awaitable[Answer]], path: str) -> None:
        for attempt in range(TRIES):
            try:
                async with asyncio.timeout(20):
                    self.ledger.see(self.seat, path, await ask())
                return
            except (OSError, EOFError, WrongAnswer) as fault:
                # Cut off or at fault: it may have been saved or not. The same act goes out again,
                # as the page's script sends it.
                if isinstance(fault, WrongAnswer):
                    self.ledger.faults.append(str(fault)[:80])
                else:
                    self.screen.client.close()
                self.ledger.tried_again += 1
                await asyncio.sleep(0.1 * (attempt + 1))
        raise WrongAnswer(f"{path} found nobody to answer")


async def _all(visitors: list[Visitor], bench: Bench, ledger: Ledger, acts: int) -> None:
    async def work(visitor: Visitor) -> None:
        while ledger.done < acts:
            await visitor.once()

    async def kill() -> None:
        chance, every = random.Random(SEED), min(KILL_EVERY, acts // (LEAST_KILLS + 1))
        while ledger.done < acts:
            await asyncio.sleep(0.05)
            # The first of them is what the others are forked from.
            serving = [pid for pid in tree(bench.place.pid) if _is_forked(pid)][1:]
            if ledger.done >= every * (ledger.kills + 1) and len(serving) == WORKERS:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(serving), signal.SIGKILL)
                    ledger.kills += 1

    await asyncio.gather(kill(), *(work(visitor) for visitor in visitors))


def _is_forked(pid: int) -> bool:
    """One of the processes that answer, or what they are forked from; not their launcher."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as words:
            return b"multiprocessing.forkserver" in words.read()
    except OSError:
        return False


def run(bench: Bench) -> Iterator[Figure]:
    acts = FULL_ACTS if bench.full else ACTS
    ledger = Ledger()
    with bench.served(WORKERS):
        visitors = [
            Visitor(seat, bench.place.address, door, ledger)
            for seat in bench.filled
            for door in ("together", "beside")
        ]
        wait_for(_all(visitors, bench, ledger, acts))
    kept = {
        str(act)
        for (act,) in bench.place.ask(
            "SELECT id FROM voices_act WHERE id = ANY(%s::uuid[])", ledger.acts
        )
    }
    lost = [act for act in ledger.acts if act not in kept]
    of = f"{acts:,} pages and saves, {ledger.kills} kills"
    yield at_most(
        ID,
        f"{of}: pages that show somebody else",
        len(ledger.strangers),
        0,
        spread="; ".join(ledger.strangers[:3]) or f"{ledger.shown:,} answers looked through",
    )
    yield at_most(
        ID,
        f"{of}: acknowledged acts missing",
        len(lost),
        0,
        spread=f"{len(ledger.acts):,} acknowledged, seed {SEED}",
    )
    yield stated(
        ID,
        f"{of}: answers at fault, asked again",
        len(ledger.faults),
        spread="; ".join(ledger.faults[:3]),
    )
    yield stated(ID, f"{of}: asked again", ledger.tried_again)
