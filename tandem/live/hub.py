"""One ear for each process: a LISTEN connection, and those in this process who wait for news."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import psycopg
from django.conf import settings

from tandem.live.actions import CHANNEL

log = logging.getLogger("tandem.live")

# After a lost connection every listener is woken, since news may have passed unheard.
_MISSED = "missed"


class Listener:
    """Waits for news about one person; many pieces of news at once are one waking."""

    __slots__ = ("news", "woken")

    def __init__(self) -> None:
        self.news: dict[str, int] = {}
        self.woken = asyncio.Event()

    def tell(self, what: str, number: int) -> None:
        self.news[what] = max(number, self.news.get(what, 0))
        self.woken.set()

    async def wait(self, seconds: float) -> dict[str, int]:
        """The news since the last call: what is now at which number; empty after `seconds`."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)
        self.woken.clear()
        news, self.news = self.news, {}
        return news


_listeners: dict[str, set[Listener]] = defaultdict(set)
_ear: asyncio.Task[None] | None = None


async def start() -> None:
    global _ear
    _ear = asyncio.create_task(_hear())


async def stop() -> None:
    if _ear:
        _ear.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await _ear
    for waiting in list(_listeners.values()):
        for listener in waiting:
            listener.tell(_MISSED, 0)


@contextlib.contextmanager
def listening(person: UUID) -> Iterator[Listener]:
    listener = Listener()
    _listeners[str(person)].add(listener)
    try:
        yield listener
    finally:
        _listeners[str(person)].discard(listener)
        if not _listeners[str(person)]:
            del _listeners[str(person)]


async def _hear() -> None:
    rest = 0.1
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                settings.LISTEN_URL, autocommit=True
            ) as ear:
                await ear.execute(f"LISTEN {CHANNEL}")
                _wake_all()
                rest = 0.1
                async for heard in ear.notifies():
                    person, what, number = heard.payload.split(" ")
                    for listener in list(_listeners.get(person, ())):
                        listener.tell(what, int(number))
        except psycopg.Error as error:
            log.warning("The live connection was lost and is made again: %s", type(error).__name__)
            await asyncio.sleep(rest)
            rest = min(rest * 2, 5)


def _wake_all() -> None:
    for waiting in list(_listeners.values()):
        for listener in waiting:
            listener.tell(_MISSED, 0)
