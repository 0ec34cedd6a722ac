"""A folder for half-written files beside their target, and what killed processes left of theirs."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".tandem-half-"


@contextmanager
def leaving_by_the_door() -> Iterator[None]:
    """A signal ends the block by leaving it, so that nothing half made stays, and as a failure."""
    asked = (signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, lambda number, _: sys.exit(128 + number)) for each in asked}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def folder(beside: Path) -> Iterator[Path]:
    """On the same disk, so that a finished file only needs its name; readable by its owner only."""
    sweep(beside)
    with tempfile.TemporaryDirectory(dir=beside, prefix=f"{PREFIX}{os.getpid()}-") as made:
        yield Path(made)


def sweep(beside: Path) -> None:
    """Take away what a process that was killed could not: it may hold all that people said."""
    for left in beside.glob(f"{PREFIX}*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and left.stat().st_uid == os.geteuid() and not _lives(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
