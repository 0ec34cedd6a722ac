"""The installation that is measured: its own data folder, its own PostgreSQL, served in earnest."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.floors.tables import TABLES
from bench.machine import ROOT
from tandem.config import database, readiness
from tandem.config.postgres.cluster import OWNER, SUPERUSER, Cluster

PATIENCE = 120
FLOOR = "floor"
# Statements that only mark where a transaction begins and ends are no questions.
MARKS = r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|RESET|DEALLOCATE|SHOW)\M"


@dataclass
class Asked:
    """What a block asked of the database: statements, and the pages that they touched."""

    queries: int = 0
    pages: int = 0
    # (how often, pages, the words), most pages first
    statements: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Place:
    """An installation while it is open; `serve()` starts the product on it, `stop()` ends it."""

    state: Path
    cluster: Cluster
    process: subprocess.Popen[str] | None = None
    address: str = ""
    seconds_to_ready: float = 0
    said: list[str] = field(default_factory=list)

    def serve(self, workers: int = 1) -> None:
        self.stop()
        own = {key: value for key, value in os.environ.items() if not key.startswith("TANDEM_")}
        own.pop("DJANGO_SETTINGS_MODULE", None)
        began = time.perf_counter()
        said_before = len(self.said)
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tandem.config.cli", "serve"),
                *("--state", str(self.state), "--port", "0", "--workers", str(workers)),
            ],
            cwd=ROOT,
            env={**own, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Ctrl-C is for the bench, which then ends this in its own time.
            start_new_session=True,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=[self.process, ready], daemon=True).start()
        ready.wait(PATIENCE)
        found = re.search(r"Tandem is ready: (\S+)", "".join(self.said[said_before:]))
        if not found:
            self.stop()
            raise SystemExit("The product did not start:\n" + "".join(self.said))
        self.address = found[1]
        self.seconds_to_ready = time.perf_counter() - began

    def _read(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout
        for line in process.stdout:
            self.said.append(line)
            if "Tandem is ready" in line:
                ready.set()
        ready.set()

    @property
    def pid(self) -> int:
        assert self.process
        return self.process.pid

    @property
    def postmaster(self) -> int:
        return int((self.cluster.data / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        self.process = None

    # The database, seen from outside

    @property
    def floor_database(self) -> str:
        return self.cluster.url(OWNER, FLOOR)

    def ask(self, words: str, *values: Any) -> list[tuple[Any, ...]]:
        """As its superuser: a measurement looks at what no role of the product may see."""
        with psycopg.connect(self.cluster.url(SUPERUSER), autocommit=True) as server:
            cursor = server.execute(words, values or None)
            return cursor.fetchall() if cursor.description else []

    def one(self, words: str, *values: Any) -> Any:
        ((value,),) = self.ask(words, *values)
        return value

    @contextmanager
    def asked(self) -> Iterator[Asked]:
        """Counts what anybody asks of the product's database while the block runs."""
        found = Asked()
        self.ask("SELECT bench.pg_stat_statements_reset()")
        yield found
        rows = self.ask(
            "SELECT calls, shared_blks_hit + shared_blks_read, query FROM bench.pg_stat_statements"
            " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND userid <> (SELECT oid FROM pg_roles WHERE rolname = current_user)"
            f" AND query !~* '{MARKS}' ORDER BY 2 DESC"
        )
        found.statements = [(int(calls), int(pages), str(words)) for calls, pages, words in rows]
        found.queries = sum(int(row[0]) for row in rows)
        found.pages = sum(int(row[1]) for row in rows)

    def analyse(self) -> None:
        """Before anything is timed, so that no autovacuum falls into a round."""
        self.ask("VACUUM ANALYZE")
        self.ask("CHECKPOINT")


@contextmanager
def opened(state: Path, pg_bin: Path | None = None) -> Iterator[Place]:
    """A new installation, and this process set up as the product is: its own models and actions
    work here. The database stays up until the block ends, however often the product restarts."""
    database.make_folder(state)
    cluster = Cluster(state, pg_bin)
    with cluster.running(), database.connect(cluster.url(SUPERUSER, "postgres")) as server:
        # Counts every statement; read when the server starts.
        server.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        server.execute("ALTER SYSTEM SET pg_stat_statements.track_planning = off")
    with cluster.running(), readiness.as_product(state, pg_bin):
        with database.connect(cluster.url(SUPERUSER, "postgres")) as server:
            server.execute(f"CREATE DATABASE {FLOOR} OWNER {OWNER}")
        place = Place(state, cluster)
        place.ask("CREATE SCHEMA bench")
        place.ask("CREATE EXTENSION pg_stat_statements SCHEMA bench")
        with psycopg.connect(place.floor_database, autocommit=True) as floor:
            floor.execute(TABLES)
        try:
            yield place
        finally:
            place.stop()
