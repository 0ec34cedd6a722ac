"""A small browser without a screen: it keeps its connection and its cookies, and is timed."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.parse
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

LIMIT = 8 * 1024 * 1024
Result = TypeVar("Result")
# A server closes what nobody used for a while: shorter than any of theirs.
IDLE_SECONDS = 3.0
Act = Callable[[], Coroutine[Any, Any, None]]
# One loop for the whole run, so that connections outlive a round.
_runner = asyncio.Runner()


def wait_for(doing: Coroutine[Any, Any, Result]) -> Result:
    return _runner.run(doing)


class WrongAnswer(Exception):
    """The other side did not do what was measured, so nothing was."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    wire_bytes: int  # head and body as they were sent

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    def __init__(self, address: str, cookies: Mapping[str, str] | None = None) -> None:
        parts = urllib.parse.urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookies = dict(cookies or {})
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None
        self.used = 0.0

    async def ask(
        self,
        method: str,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        raw: bytes = b"",
        accept: str = "text/html",
        **headers: str,
    ) -> Answer:
        """One request; a connection that the server has closed meanwhile is opened again."""
        body = urllib.parse.urlencode(form).encode() if form is not None else raw
        head = {"Host": f"localhost:{self.port}", "Accept": accept, **headers}
        if self.cookies:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        if form is not None or method == "POST":
            head["Content-Length"] = str(len(body))
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in head.items())
        sent = f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body
        fresh = await self._open()
        try:
            return await self._exchange(method, sent)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.close()
            if fresh or method != "GET":
                raise
            await self._open()
            return await self._exchange(method, sent)
        except BaseException:
            # Given up halfway: the rest of this answer must not be read as the next one's.
            self.close()
            raise

    async def _open(self) -> bool:
        now, before = time.monotonic(), self.used
        self.used = now
        if self.writer is not None and not self.writer.is_closing() and now - before < IDLE_SECONDS:
            return False
        self.close()
        self.reader, self.writer = await asyncio.open_connection(
            "127.0.0.1", self.port, limit=LIMIT
        )
        return True

    async def _exchange(self, method: str, sent: bytes) -> Answer:
        assert self.writer
        self.writer.write(sent)
        status, headers, size = await self._head()
        body, wire = await self._body(method, status, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, body, size + wire)

    async def _head(self) -> tuple[int, dict[str, str], int]:
        assert self.reader
        raw = await self.reader.readuntil(b"\r\n\r\n")
        first, *lines = raw.decode("latin-1").split("\r\n")[:-2]
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            name, value = name.strip().lower(), value.strip()
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
            headers[name] = value
        return int(first.split(" ")[1]), headers, len(raw)

    async def _body(
        self, method: str, status: int, headers: Mapping[str, str]
    ) -> tuple[bytes, int]:
        assert self.reader
        if method == "HEAD" or status in (204, 304):
            return b"", 0
        if length := headers.get("content-length"):
            body = await self.reader.readexactly(int(length))
            return body, len(body)
        if headers.get("transfer-encoding", "").lower() != "chunked":
            raise WrongAnswer(f"an answer without a length, status {status}")
        parts: list[bytes] = []
        wire = 0
        while True:
            line = await self.reader.readline()
            chunk = await self.reader.readexactly(int(line.split(b";")[0], 16) + 2)
            wire += len(line) + len(chunk)
            if len(chunk) == 2:
                return b"".join(parts), wire
            parts.append(chunk[:-2])

    @asynccontextmanager
    async def stream(self, path: str) -> AsyncIterator[AsyncIterator[str]]:
        """The lines of a live stream, on a connection of its own."""
        own = Client(f"http://localhost:{self.port}", self.cookies)
        await own._open()
        assert own.writer
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"Host: localhost:{self.port}\r\nCookie: {cookie}"
        own.writer.write(f"GET {path} HTTP/1.1\r\n{head}\r\n\r\n".encode())
        status, _headers, _size = await own._head()
        if status != 200:
            own.close()
            raise WrongAnswer(f"{path} answered {status}")

        async def lines() -> AsyncIterator[str]:
            assert own.reader
            while line := await own.reader.readline():
                yield line.decode().rstrip("\r\n")

        try:
            yield lines()
        finally:
            own.close()

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: the seconds of each act, and of all of them together."""

    each: list[float]
    seconds: float

    @property
    def count(self) -> int:
        return len(self.each)

    @property
    def a_second(self) -> float:
        return self.count / self.seconds

    def ms(self, percent: float) -> float:
        return percentile(self.each, percent) * 1000


def percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


async def load(acts: Sequence[Act], *, seconds: float = 0, times: int = 0) -> Load:
    """Each act again and again, all of them at once: for some seconds, or so many times in all."""
    each: list[float] = []
    begun = 0
    began = time.perf_counter()

    async def one(act: Act) -> None:
        nonlocal begun
        while (begun < times) if times else (time.perf_counter() - began < seconds):
            begun += 1
            start = time.perf_counter()
            await act()
            each.append(time.perf_counter() - start)

    await asyncio.gather(*(one(act) for act in acts))
    return Load(each, time.perf_counter() - began)
