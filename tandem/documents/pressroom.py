"""The one press of a serving process: started with the first page, anew after it left or was
killed, and never waited for without end. It leaves when the pipe to it closes, however that came.

Typst beside the pages that are served would share their one core; so it works in a process of its
own that gives way to them. It is told the words of a page and nothing else: no address of the
database, no key.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from django.utils.translation import gettext as _

from tandem.documents import press
from tandem.documents.press import NotPrinted
from tandem.lib.refused import Refused

PATIENCE = 20  # seconds, with the wait for others' pages; a blank sheet takes under one
# Fewer than the threads that answer pages, so that some always do.
AT_ONCE = 6
TRIES = 2
# All that the press needs of what this process was told.
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH")


class Gone(Exception):
    """The press ended before it answered."""


class Pressroom:
    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._busy = threading.Lock()
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._is_closed = False

    def set(self, template: str, inputs: Mapping[str, str], fonts: Path) -> bytes:
        """The page as PDF. Raises NotPrinted where typst refuses it."""
        until = time.monotonic() + PATIENCE
        line = json.dumps({"template": template, "inputs": dict(inputs)}).encode() + b"\n"
        with self._turn(until):
            for _try in range(TRIES):
                # What left while it had nothing to do is only noticed when it is asked.
                with suppress(Gone):
                    if page := self._answer(line, fonts, until):
                        return page
                    break
        raise NotPrinted(f"{template} was refused")

    def close(self) -> None:
        """For good: whoever waits for a page is told at once that there is none."""
        self._is_closed = True
        if process := self.process:
            process.kill()

    @contextmanager
    def _turn(self, until: float) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Refused(_("Many pages print just now. Try again in a minute."))
        try:
            if not self._busy.acquire(timeout=max(0, until - time.monotonic())):
                raise _too_long()
            try:
                yield
            finally:
                self._busy.release()
        finally:
            self._places.release()

    def _answer(self, line: bytes, fonts: Path, until: float) -> bytes:
        process = self._running(fonts)
        try:
            _write(process, line, until)
            length = int.from_bytes(_read(process, press.LENGTH, until), "big")
            return _read(process, length, until)
        except BaseException:
            # Half an answer must not be read as the next one's.
            self._end()
            raise

    def _running(self, fonts: Path) -> subprocess.Popen[bytes]:
        if self._is_closed:
            raise Gone
        if self.process is None or self.process.poll() is not None:
            self._end()
            self.process = subprocess.Popen(  # noqa: S603  (our own file, by the Python that runs us)
                [sys.executable, "-P", press.__file__, str(fonts)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={
                    **{name: os.environ[name] for name in KEPT if name in os.environ},
                    # One core at most.
                    "RAYON_NUM_THREADS": "1",
                },
            )
            for pipe in (self.process.stdin, self.process.stdout):
                assert pipe
                os.set_blocking(pipe.fileno(), False)
        return self.process

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe
            with suppress(OSError):
                pipe.close()


def _write(process: subprocess.Popen[bytes], line: bytes, until: float) -> None:
    assert process.stdin
    left = memoryview(line)
    while left:
        _wait(until, writes=process.stdin.fileno())
        try:
            left = left[os.write(process.stdin.fileno(), left) :]
        except BrokenPipeError:
            raise Gone from None


def _read(process: subprocess.Popen[bytes], length: int, until: float) -> bytes:
    assert process.stdout
    page = bytearray()
    while len(page) < length:
        _wait(until, reads=process.stdout.fileno())
        part = os.read(process.stdout.fileno(), length - len(page))
        if not part:
            raise Gone
        page += part
    return bytes(page)


def _wait(until: float, *, reads: int | None = None, writes: int | None = None) -> None:
    patience = until - time.monotonic()
    poll = select.poll()
    if reads is not None:
        poll.register(reads, select.POLLIN)
    if writes is not None:
        poll.register(writes, select.POLLOUT)
    if patience <= 0 or not poll.poll(patience * 1000):
        raise _too_long()


def _too_long() -> Refused:
    return Refused(_("The page took too long to make. Try again in a minute."))


pressroom = Pressroom()
