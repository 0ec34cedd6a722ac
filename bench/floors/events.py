"""Saving, live news and one row, with no framework: HTTP, a commit and a NOTIFY are left.

POST /save keeps an answer; GET /events/<sheet> is a stream of numbers; GET /row/<sheet> gives what
stands. One LISTEN for the process, one queue for each stream, as in the product.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool

from bench.floors.tables import CHANNEL, SAVE

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

URL = os.environ["FLOOR_DATABASE_URL"]
QUIET = 20.0
pool = AsyncConnectionPool(URL, kwargs={"autocommit": True}, min_size=2, max_size=16, open=False)
waiting: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    path = scope["path"]
    if path == "/save":
        async with pool.connection() as database:
            await database.execute(SAVE, json.loads(await _body(receive)))
        await _answer(send, 204, b"")
    elif path.startswith("/row/"):
        async with pool.connection() as database:
            found = await database.execute(
                "SELECT value FROM standing WHERE sheet = %s AND question = 7 AND party = 0",
                [int(path.rpartition("/")[2])],
            )
            row = await found.fetchone()
        await _answer(send, 200, json.dumps(row).encode())
    elif path.startswith("/events/"):
        await _stream(path.rpartition("/")[2], receive, send)
    else:
        await _answer(send, 200, b"hello")


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    await pool.open()
    ear = asyncio.create_task(_hear())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    ear.cancel()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})


async def _hear() -> None:
    async with await psycopg.AsyncConnection.connect(URL, autocommit=True) as ear:
        await ear.execute(f"LISTEN {CHANNEL}")
        async for heard in ear.notifies():
            sheet, _, number = heard.payload.partition(" ")
            for queue in waiting.get(sheet, ()):
                queue.put_nowait(number)


async def _stream(sheet: str, receive: Receive, send: Send) -> None:
    head = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": b": hello\n\n", "more_body": True})
    gone = asyncio.create_task(_until_gone(receive))
    news: asyncio.Queue[str] = asyncio.Queue()
    waiting[sheet].add(news)
    try:
        while not gone.done():
            try:
                said = f"event: at\ndata: {sheet} {await asyncio.wait_for(news.get(), QUIET)}\n\n"
            except TimeoutError:
                said = ": quiet\n\n"
            message = {"type": "http.response.body", "body": said.encode(), "more_body": True}
            await send(message)
    finally:
        waiting[sheet].discard(news)
        gone.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(receive: Receive) -> bytes:
    body: bytes = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _answer(send: Send, status: int, body: bytes) -> None:
    head = [] if status == 204 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
