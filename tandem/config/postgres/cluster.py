"""The server itself: made once, started by the first who needs it, stopped by the last."""

import fcntl
import hashlib
import os
import shlex
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from tandem.config.postgres.programs import Programs, packaged_folder
from tandem.config.postgres.system_user import SystemUser, process
from tandem.lib.refused import Refused

SUPERUSER = "postgres"
OWNER = "tandem_owner"
WEB = "tandem_web"
NAME = "tandem"
# A server that was killed reads its journal before it answers; a big one takes a while.
START_SECONDS = 300
START_TRIES = 20
LOOKED_AT_EVERY = 1.0  # seconds
# A socket's address, its name included, has room for 103 bytes on macOS and 107 on Linux.
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")
# A failing statement holds what people wrote: it stays out of the log, as do the values of keys.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Cluster:
    """The server whose data lies in one data folder (`state`)."""

    def __init__(self, state: Path, pg_bin: Path | None = None) -> None:
        self.state = state
        self.home = state / "database"
        self.given = pg_bin

    # Where things are

    @property
    def data(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def socket_folder(self) -> Path:
        own = self.home.resolve() / "socket"
        if len(os.fsencode(own)) <= LONGEST_SOCKET_FOLDER and not set('",') & set(str(own)):
            return own
        short = hashlib.sha256(os.fsencode(own)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tandem-{short}"

    def url(self, role: str, name: str = NAME) -> str:
        return f"postgresql://{role}@/{name}?host={quote(str(self.socket_folder), safe='')}"

    # Life

    @contextmanager
    def running(self) -> Iterator["Cluster"]:
        """Started if need be; stopped at the end unless another Tandem process still uses it."""
        self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._one_at_a_time(self.state):
            self._settle_home()
        # Beside the data, so that a copied link to the same data finds the same lock.
        with open(self.home / "in-use.lock", "w") as in_use:
            with self._one_at_a_time(self.home):
                fcntl.flock(in_use, fcntl.LOCK_SH)
                self.programs = self._own_programs()
                self._refuse_other_major()
                self._initialise()
                self._start()
            try:
                with self._kept_alive():
                    yield self
            finally:
                with self._one_at_a_time(self.home), suppress(BlockingIOError):
                    fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()

    @contextmanager
    def _kept_alive(self) -> Iterator[None]:
        """Whoever uses the server starts it again if it was killed: nobody else would."""
        leaving = threading.Event()

        def look() -> None:
            while not leaving.wait(LOOKED_AT_EVERY):
                if not self._is_alive():
                    with self._one_at_a_time(self.home), suppress(Refused):
                        self._start()

        looking = threading.Thread(target=look, daemon=True)
        looking.start()
        try:
            yield
        finally:
            leaving.set()
            looking.join(2 * LOOKED_AT_EVERY)

    @contextmanager
    def _one_at_a_time(self, folder: Path) -> Iterator[None]:
        with open(folder / "starting.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _settle_home(self) -> None:
        """Choose who runs the server and a folder that this user can reach."""
        if os.getuid() != 0:
            self.user = SystemUser.current()
            self.home.mkdir(mode=0o700, exist_ok=True)
        elif self.data.exists():
            owner = self.data.stat()
            self.user = SystemUser(owner.st_uid, owner.st_gid)
        else:
            self.user = SystemUser.ordinary()
            self._make_home_reachable()
        # The server's user may not be able to follow the link that leads there.
        self.home = self.home.resolve()
        self._open_socket_folder()

    def _make_home_reachable(self) -> None:
        if not self.user.may_enter(self.state.parent.resolve()):
            elsewhere = Path("/var/lib/tandem")
            elsewhere.mkdir(mode=0o711, exist_ok=True)
            if not self.home.is_symlink():
                made = Path(tempfile.mkdtemp(prefix="database-", dir=elsewhere))
                self.home.symlink_to(made)
                print(
                    f"The database's files are in {made}: {self.state} is closed to the"
                    " system user that runs the database.",
                    file=sys.stderr,
                )
        else:
            # The server's user passes through; the secrets in this folder have modes of their own.
            self.state.chmod(0o711)
            self.home.mkdir(mode=0o700, exist_ok=True)
        os.chown(self.home, self.user.uid, self.user.gid)

    def _open_socket_folder(self) -> None:
        folder = self.socket_folder
        try:
            folder.mkdir(mode=0o700)
            if os.getuid() == 0:
                os.chown(folder, self.user.uid, self.user.gid)
        except FileExistsError:
            found = folder.lstat()
            if found.st_uid != self.user.uid or not stat.S_ISDIR(found.st_mode):
                raise Refused(f"{folder} belongs to someone else. Move it away.") from None
            folder.chmod(0o700)

    def _own_programs(self) -> Programs:
        if self.given:
            return Programs.at(self.given.resolve())
        source = packaged_folder()
        if os.getuid() != 0 or self.user.may_enter(source):
            return Programs.at(source)
        # The libraries lie beside the package: both keep their places relative to each other.
        package = source.parents[1]
        files = sorted(package.rglob("*"))
        version = hashlib.sha256(str([(f.name, f.stat().st_size) for f in files]).encode())
        copy = self.home / f"programs-{version.hexdigest()[:12]}"
        if not copy.exists():
            for old in self.home.glob("programs-*"):
                shutil.rmtree(old)
            half = self.home / "programs-half"
            shutil.copytree(source.parent, half / package.name / "pginstall")
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, half / libraries.name)
            half.rename(copy)
        return Programs.at(copy / package.name / "pginstall" / "bin")

    def _refuse_other_major(self) -> None:
        with suppress(FileNotFoundError):
            major = int((self.data / "PG_VERSION").read_text())
            if major != self.programs.major:
                raise Refused(
                    f"The data in {self.state} was written by PostgreSQL {major}, and these"
                    f" programs are PostgreSQL {self.programs.major}. Nothing was changed. Take a"
                    " backup with the old programs (tandem backup FILE --pg-bin DIR), then restore"
                    " it into a new data folder (tandem restore FILE --state DIR)."
                )

    def _initialise(self) -> None:
        if self.data.exists():
            return
        half = self.home / "cluster-half"
        shutil.rmtree(half, ignore_errors=True)
        # The built-in locale sorts alike on every machine; before 17 there was none.
        locale = ["--locale=C.UTF-8"]
        if self.programs.major >= 17:
            locale.append("--locale-provider=builtin")
        made = self.user.run(
            self.programs.folder / "initdb",
            *("-D", half, "-U", SUPERUSER, "-E", "UTF8", "--data-checksums"),
            *("--auth-local=trust", "--auth-host=reject"),
            *locale,
        )
        if made.returncode:
            raise Refused(f"The database could not be made. PostgreSQL says: {made.stdout.strip()}")
        half.rename(self.data)

    def _start(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        tries = 0
        while not self.answers():
            if not self._is_alive():
                tries += 1
                if self._pg_ctl("start", "-w", "-t", "20", "-l", self.log, "-o", self._options()):
                    # Children of a server that was killed need a moment to notice.
                    time.sleep(0.4)
            else:
                time.sleep(0.1)
            if tries > START_TRIES or time.monotonic() > deadline:
                raise Refused(
                    f"The database does not start. The end of {self.log}:\n{self._end_of_log()}"
                )

    def _options(self) -> str:
        settings = {**SETTINGS, "unix_socket_directories": str(self.socket_folder)}
        return " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())

    def _stop(self) -> None:
        if self._pg_ctl("stop", "-w", "-m", "fast", "-t", "3"):
            self._pg_ctl("stop", "-w", "-m", "immediate", "-t", "2")

    def _pg_ctl(self, *words: str | Path) -> int:
        return self.user.run(self.programs.folder / "pg_ctl", "-D", self.data, *words).returncode

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
            return True
        return False

    def _is_alive(self) -> bool:
        """Whether the server of the pid file lives. A pid of something else is forgotten.

        PostgreSQL would take any living process of that number, a zombie too, for its old server.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return False
        state, command = process(pid)
        if not state:
            return False
        if state.startswith("Z") or "postgres" not in command:
            pid_file.unlink(missing_ok=True)
            return False
        return True

    def _end_of_log(self) -> str:
        with suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        return ""
