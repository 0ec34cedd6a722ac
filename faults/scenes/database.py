"""The database is killed, restarted, loses one backend, or runs out of disk while people save."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psycopg

from faults.run import Outcome, Run, Scene, scene

SMALL_DISK = "220m"
SPARE = 256 * 1024


def postmaster(run: Run, web: int, times: int) -> Outcome:
    """kill -9 of the postmaster. It is started again a few seconds later, the product is not; with
    two serving processes one of them is killed meanwhile, and its follower finds no database."""

    def fault(it: Scene) -> None:
        it.primary.kill()
        if web > 1 and it.product:
            os.kill(it.dice.choice(it.product.serving()), signal.SIGKILL)
        it.rest(2, 4)
        it.primary.start()

    return _again_and_again(run, "postmaster-killed", web, times, fault)


def backend(run: Run, web: int, times: int) -> Outcome:
    """kill -9 of one backend: PostgreSQL then ends all connections and reads its journal."""

    def fault(it: Scene) -> None:
        with suppress(ProcessLookupError, psycopg.Error):
            os.kill(it.dice.choice(it.primary.backends()), signal.SIGKILL)

    return _again_and_again(run, "backend-killed", web, times, fault)


def restart(run: Run, web: int, times: int) -> Outcome:
    """An immediate restart, as a hurried upgrade does it."""

    def fault(it: Scene) -> None:
        it.primary.stop("immediate")
        it.primary.start()

    return _again_and_again(run, "database-restarted", web, times, fault)


def _again_and_again(run, name, web, times, fault) -> Outcome:  # type: ignore[no-untyped-def]
    with scene(run, name, web) as it:
        it.primary.start()
        it.serve()
        it.work()
        it.until_acknowledged(8)
        back = []
        for _ in range(times):
            it.rest(0.3, 1.5)
            began = time.monotonic()
            fault(it)
            it.outcome.held["saves went on by themselves"] = it.until_acknowledged(3, 30)
            back.append(round(time.monotonic() - began, 2))
        it.outcome.kills = times
        it.outcome.facts["back_after_s"] = back
        it.outcome.held["back within 15 s"] = max(back) <= 15
        return it.judge()


def disk_full(run: Run, web: int) -> Outcome:
    """A small disk of its own is filled while people save, stays full, and is freed again."""
    if not _may_mount():
        why = "needs the right to mount a small disk (root on Linux)"
        return Outcome("disk-full", web, not_run=why)
    run.make()
    state = run.place / f"disk-full-{web}"
    (state / "database").mkdir(parents=True)
    disk = state / "database"
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=0711", "none", str(disk)],
        check=True,
    )
    try:
        with scene(run, "disk-full", web, **SMALL_JOURNAL) as it:
            return _fill(it)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


SMALL_JOURNAL = {"min_wal_size": "32MB", "max_wal_size": "32MB"}


def _fill(it: Scene) -> Outcome:
    it.primary.start()
    it.serve()
    it.work()
    it.until_acknowledged(20)
    ballast = it.primary.home / "ballast"
    full_at = time.time()
    with open(ballast, "wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * SPARE)
    # What was preallocated lasts a while; then nothing more can be kept.
    deadline = time.monotonic() + 60
    while it.until_acknowledged(1, 3) and time.monotonic() < deadline:
        pass
    while_full = it.acknowledged()
    it.outcome.held["saves stopped when the disk was full"] = not it.until_acknowledged(1, 3)
    it.outcome.facts["saved_while_filling_s"] = round(time.time() - full_at, 1)
    ballast.unlink()
    it.outcome.facts["database_gave_up"] = not it.primary.answers()
    if not it.primary.answers():
        it.primary.start()
    it.outcome.held["saves went on by themselves"] = it.until_acknowledged(3, 30)
    it.outcome.facts["acknowledged_before_it_was_freed"] = while_full
    it.outcome.kills = 1
    return it.judge()


def _may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and _mounts()


def _mounts() -> bool:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], capture_output=True
        )
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=False)
        return done.returncode == 0
