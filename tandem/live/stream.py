"""The live stream: numbers and whose turn it is, as server-sent events, straight on ASGI.

The stream says "this thread is now at 57"; the page then asks for the rows since its own number
through an ordinary, permitted, audited request. Permission is asked again at each piece of news.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from uuid import UUID

from tandem.live.hub import listening

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# A quiet stream says so, so that proxies keep it open and a dead one is noticed.
QUIET = 20.0


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to listen: to whose news, and how things stand now."""

    person: UUID
    heads: Mapping[str, int]
    # The party whose turn it is; "" where nobody takes turns.
    turn: str = ""


# (path below /live/, cookies) -> a permit, or None. Asks the database, so it runs in a thread.
Permitted = Callable[[str, Mapping[str, str]], Permit | None]

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
]


def streaming(permitted: Permitted) -> Callable[[Message, Receive, Send], Awaitable[None]]:
    async def stream(scope: Message, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix("/live/")
        cookies = cookies_of(scope)
        permit = await asyncio.to_thread(permitted, path, cookies)
        if scope["method"] != "GET" or permit is None:
            await send({"type": "http.response.start", "status": 404, "headers": HEADERS})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        gone = asyncio.create_task(_until_gone(receive))
        try:
            with listening(permit.person) as listener:
                # Asked again now that nothing can pass unheard.
                permit = await asyncio.to_thread(permitted, path, cookies)
                while permit is not None and not gone.done():
                    await _say(send, _at(permit))
                    news: Mapping[str, int] = {}
                    while not news and not gone.done():
                        news = await _first(listener.wait(QUIET), gone)
                        if not news and not gone.done():
                            await _say(send, b": quiet\n\n")
                    permit = await asyncio.to_thread(permitted, path, cookies)
                if permit is None:
                    await _say(send, b"event: gone\ndata: gone\n\n")
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b""})

    return stream


def cookies_of(scope: Message) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _at(permit: Permit) -> bytes:
    said = "".join(
        f"event: at\ndata: {thread} {number}\n\n" for thread, number in permit.heads.items()
    )
    return f"{said}event: turn\ndata: {permit.turn or 'nobody'}\n\n".encode()


async def _say(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _first(news: Awaitable[dict[str, int]], gone: "asyncio.Task[None]") -> Mapping[str, int]:
    waiting = asyncio.ensure_future(news)
    await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    return {}
