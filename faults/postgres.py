"""Database servers that are killed, copied and promoted; all on sockets in folders of their own."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from tandem.config.postgres.cluster import NAME, OWNER, SETTINGS, SUPERUSER, WEB
from tandem.config.postgres.cluster import Cluster as Embedded

GENTLE = {"fast": "SIGINT", "immediate": "SIGQUIT"}


class Server(Embedded):
    """The embedded server's own folder and programs, but started and ended by whoever holds it."""

    def __init__(self, state: Path, programs: Path | None = None, **settings: str) -> None:
        super().__init__(state, programs)
        state.mkdir(mode=0o711, exist_ok=True)
        self.settings = settings
        with self._one_at_a_time(self.state):
            self._settle_home()
        self.programs = self._own_programs()

    def _options(self) -> str:
        given = "".join(f" -c {name}='{value}'" for name, value in self.settings.items())
        return super()._options() + given

    def start(self) -> None:
        self._initialise()
        self._start()

    def stop(self, mode: str = "fast") -> None:
        self._pg_ctl("stop", "-w", "-m", mode, "-t", "20")

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """The postmaster without warning; its children notice and leave by themselves."""
        pid = self.pid
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        while self._is_alive():
            time.sleep(0.02)

    def backends(self) -> list[int]:
        """The processes that serve the product's connections just now."""
        with self.superuser() as server:
            rows = server.execute(
                "SELECT pid FROM pg_stat_activity WHERE usename = %s", [WEB]
            ).fetchall()
        return [pid for (pid,) in rows]

    def ears(self) -> int:
        """How many processes of the product listen for news."""
        with self.superuser() as server:
            row = server.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            ).fetchone()
        return row[0] if row else 0

    def superuser(self, name: str = NAME) -> psycopg.Connection:
        return psycopg.connect(self.url(SUPERUSER, name), autocommit=True, connect_timeout=5)

    @property
    def owner_url(self) -> str:
        return self.url(OWNER)

    def set(self, **settings: str) -> None:
        with self.superuser() as server:
            for name, value in settings.items():
                server.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            server.execute("SELECT pg_reload_conf()")

    def standby(self, state: Path, name: str) -> "Server":
        """A copy that follows this server, taken while it runs."""
        made = Server(state, self.programs.folder, **self.settings)
        if made.data.exists():
            shutil.rmtree(made.data)
        place = f"host={self.socket_folder} user={SUPERUSER} application_name={name}"
        done = self.user.run(
            self.programs.folder / "pg_basebackup",
            *("-D", made.data, "-d", place, "-R", "-X", "stream", "-c", "fast"),
        )
        if done.returncode:
            raise RuntimeError(done.stdout)
        made.start()
        return made

    def promote(self) -> None:
        if self._pg_ctl("promote", "-w", "-t", "30"):
            raise RuntimeError("the standby was not promoted")

    def follows(self) -> str:
        """How the first standby follows: "sync", "async", or nothing."""
        with self.superuser() as server:
            row = server.execute("SELECT sync_state FROM pg_stat_replication").fetchone()
        return row[0] if row else ""


def several(role: str, *servers: Server) -> str:
    """One address for whichever of the servers takes writes."""
    hosts = quote(",".join(str(server.socket_folder) for server in servers), safe="")
    return f"postgresql://{role}@/{NAME}?host={hosts}&target_session_attrs=read-write"


def own_copy(made: Path | str, into: Path) -> Path:
    """A copy of a data folder, owners and all."""
    subprocess.run(["cp", "-a", str(made), str(into)], check=True)
    return into


__all__ = ["OWNER", "SETTINGS", "WEB", "Server", "own_copy", "several"]
