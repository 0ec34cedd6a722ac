"""One origin: live streams straight on ASGI, pages by Django in threads beside them.

A stream costs no thread this way, and a page none of the hops that Django takes under ASGI.
"""

import asyncio
import ctypes
import multiprocessing
import os
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# Fewer than the connections of the database pool, so that no page waits for one.
THREADS = 12
DATABASE_MAY_BE_AWAY = 60  # seconds
M_ARENA_MAX = -8  # as malloc.h numbers it


def _share_heaps() -> None:
    """Linux gives each busy thread a heap of its own, and what was freed in one serves no other:
    with one heap for each page thread a process grew to several times what it uses."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


_share_heaps()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
wsgi = get_wsgi_application()

from django.db import OperationalError, connection  # noqa: E402  (settings first)
from django.urls import get_resolver  # noqa: E402

from tandem.config.daily import each_day  # noqa: E402
from tandem.config.guard import objection  # noqa: E402
from tandem.documents.pressroom import pressroom  # noqa: E402
from tandem.live import hub  # noqa: E402
from tandem.live.stream import streaming  # noqa: E402
from tandem.sittings.listening import permitted  # noqa: E402

stream = streaming(permitted)

# A fault in any page's imports stops the start, rather than every request.
get_resolver().url_patterns  # noqa: B018
pages = WSGIMiddleware(wsgi, workers=THREADS)  # type: ignore[arg-type]


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/live/"):
        await stream(scope, receive, send)
    else:
        await pages(scope, whole(receive), send)  # type: ignore[arg-type]


def whole(receive: Receive) -> Receive:
    """A sender who hangs up halfway is an error: half a form must not pass for a whole one."""
    is_whole = False

    async def checked() -> Message:
        nonlocal is_whole
        message = await receive()
        if message["type"] == "http.disconnect" and not is_whole:
            raise ConnectionResetError("The rest of what was sent never came.")
        is_whole = not message.get("more_body", False)
        return message

    return checked


async def lifespan(receive: Receive, send: Send) -> None:
    await receive()
    if said := await _objection_once_reachable():
        await send({"type": "lifespan.startup.failed", "message": said})
        return
    _leave_with_the_launcher()
    await hub.start()
    daily = asyncio.create_task(each_day())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    daily.cancel()
    await hub.stop()
    pressroom.close()
    pages.executor.shutdown(wait=False, cancel_futures=True)
    await send({"type": "lifespan.shutdown.complete"})


async def _objection_once_reachable() -> str | None:
    """A process that is put in the place of another while the database is away waits for it: a
    failed start would take the others down as well."""
    deadline = time.monotonic() + DATABASE_MAY_BE_AWAY
    while True:
        try:
            return await asyncio.to_thread(_objection)
        except OperationalError:
            if time.monotonic() > deadline:
                return "The database cannot be reached."
            await asyncio.sleep(0.5)


def _objection() -> str | None:
    try:
        return objection(connection)
    finally:
        connection.close()


def _leave_with_the_launcher() -> None:
    """One of several processes must not outlive the launcher, or it would keep the port."""
    if launcher := multiprocessing.parent_process():

        def watch() -> None:
            launcher.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
