"""Installations of their own for tests: started, killed, and looked at from outside."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from tandem.config.assets import ROOT
from tandem.config.postgres.cluster import OWNER, SUPERUSER, Cluster

PATIENCE = 120  # seconds; a laptop with other work to do is slow, not wrong


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TANDEM_")}
    own.pop("DATABASE_URL", None)
    return {**own, "PYTHONUNBUFFERED": "1", **more}


def tandem(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """One command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "tandem.config.cli", *map(str, words)],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def started(*words: str | Path) -> subprocess.Popen[str]:
    """A command that is still running."""
    return subprocess.Popen(
        [sys.executable, "-m", "tandem.config.cli", *map(str, words)],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )


def until(what: Callable[[], Any], patience: float = PATIENCE) -> Any:
    deadline = time.monotonic() + patience
    while not (found := what()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return found


def waits(state: Path, for_what: str) -> Any:
    """Whether PostgreSQL runs a statement that begins so for somebody, and it is being held up."""
    with as_superuser(state) as server:
        return server.execute(
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE %s",
            [f"{for_what}%"],
        ).fetchone()


class Server:
    """`tandem serve` on any free port, until the block ends."""

    def __init__(self, state: Path, *words: str | Path, port: int = 0, **more: str) -> None:
        self.state = state
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tandem.config.cli", "serve", "--state", str(state)),
                *("--port", str(port), *map(str, words)),
            ],
            cwd=ROOT,
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        self.is_ready = threading.Event()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if "Stop it with Ctrl-C" in line:
                self.is_ready.set()
        self.is_ready.set()

    def __enter__(self) -> "Server":
        assert self.is_ready.wait(PATIENCE), self.said
        found = re.search(r"Tandem is ready: (\S+)", self.said)
        assert found, self.said
        self.address = found[1]
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Seconds that it took; the exit status and the output are there afterwards."""
        start = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        took = time.monotonic() - start
        self.reader.join(PATIENCE)
        return took

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()


def processes(of: Path) -> list[int]:
    """The database's processes that belong to a data folder."""
    shown = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(None, 1) for line in shown.stdout.splitlines()]
    return [int(pid) for pid, args in lines if str(of) in args and "postgres" in args]


def descendants(pid: int) -> list[int]:
    """The product's own processes below its launcher, and not its database's."""
    shown = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True)
    rows = [line.split(None, 2) for line in shown.stdout.splitlines()]
    found = {pid}
    for one, parent, args in rows:  # in the order of their numbers, so a parent comes first
        if int(parent) in found and "multiprocessing.forkserver" in args:
            found.add(int(one))
    return sorted(found - {pid})


def postmaster(state: Path) -> int:
    return int((state / "database/cluster/postmaster.pid").read_text().split()[0])


def as_owner(state: Path) -> psycopg.Connection:
    return psycopg.connect(Cluster(state).url(OWNER), autocommit=True)


def as_superuser(state: Path) -> psycopg.Connection:
    return psycopg.connect(Cluster(state).url(SUPERUSER), autocommit=True)


def write(state: Path, name: str) -> None:
    with as_owner(state) as owner:
        owner.execute(
            "INSERT INTO people_organisation (id, name, mode)"
            " VALUES (gen_random_uuid(), %s, 'voluntary')",
            [name],
        )


def written(state: Path) -> list[str]:
    with as_owner(state) as owner:
        rows = owner.execute("SELECT name FROM people_organisation ORDER BY name").fetchall()
    return [row[0] for row in rows]


def own_folder(made: Path, into: Path) -> Path:
    """A copy of a made data folder, owners and all."""
    subprocess.run(["cp", "-a", str(made), str(into)], check=True)
    return into
