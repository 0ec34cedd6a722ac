"""Many live streams held open at once, as by browsers that have nothing to say."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bench.cast import Seat
from bench.client import Client, WrongAnswer, wait_for

# Opened so many at a time: people do not all sit down in the same moment.
AT_ONCE = 40
# Files that this process needs beside its streams.
OTHER_FILES = 500


def most_streams() -> int:
    """What this machine lets one process hold open; the server inherits the same."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard - OTHER_FILES


@dataclass
class Streams:
    """Open streams; `refused` counts those that could not be opened."""

    stack: AsyncExitStack
    count: int = 0
    refused: int = 0

    def close(self) -> None:
        wait_for(self.stack.aclose())


Place = tuple[Client, str]


def of_seats(seats: Sequence[Seat], address: str) -> list[Place]:
    """Both screens of each sitting."""
    both = []
    for seat in seats:
        both.append((seat.worker(address), f"/live/together/{seat.sitting}"))
        both.append((seat.guest(address), f"/live/beside/{seat.sitting}"))
    return both


def opened(places: Sequence[Place]) -> Streams:
    streams = Streams(AsyncExitStack())
    wait_for(_open(streams, places))
    return streams


async def _open(streams: Streams, places: Sequence[Place]) -> None:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(client: Client, path: str) -> None:
        async with free:
            try:
                async with asyncio.timeout(30):
                    lines = await streams.stack.enter_async_context(client.stream(path))
                    await anext(lines)  # it listens from its first line on
            except (OSError, WrongAnswer, TimeoutError, StopAsyncIteration, EOFError):
                streams.refused += 1
            else:
                streams.count += 1

    await asyncio.gather(*(one(client, path) for client, path in places))
