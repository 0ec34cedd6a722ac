"""Who runs the database server, and what runs under a process number."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tandem.lib.refused import Refused

ACCOUNT = "tandem"


class _As(TypedDict, total=False):
    """What subprocess takes to run something as someone else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class SystemUser:
    """Who runs the server. None of this is needed unless Tandem itself was started as root."""

    uid: int
    gid: int

    @classmethod
    def current(cls) -> "SystemUser":
        return cls(os.getuid(), os.getgid())

    @classmethod
    def ordinary(cls) -> "SystemUser":
        """PostgreSQL refuses to run as root, and rightly."""
        for name in ("postgres", ACCOUNT):
            with suppress(KeyError):
                found = pwd.getpwnam(name)
                return cls(found.pw_uid, found.pw_gid)
        if shutil.which("useradd"):
            subprocess.run(
                [
                    "useradd",
                    "--system",
                    "--no-create-home",
                    "--shell",
                    "/usr/sbin/nologin",
                    ACCOUNT,
                ],
                check=False,
                capture_output=True,
            )
        for name in (ACCOUNT, "nobody"):
            with suppress(KeyError):
                found = pwd.getpwnam(name)
                return cls(found.pw_uid, found.pw_gid)
        raise Refused(
            "There is no system user to run the database as. Start Tandem as another user."
        )

    def may_enter(self, folder: Path) -> bool:
        return (
            subprocess.run(
                ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
                **self._as(),
                cwd="/",
                capture_output=True,
                check=False,
            ).returncode
            == 0
        )

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        # A file, not a pipe: the server keeps a pipe of its starter open, and reading would hang.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                command,
                **self._as(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                text=True,
                check=False,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read(), "")

    def _as(self) -> "_As":
        if os.getuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def process(pid: int) -> tuple[str, str]:
    """One letter for its state and its command line; empty when there is none."""
    here = Path("/proc") / str(pid)
    if Path("/proc/self/stat").exists():
        with suppress(OSError):
            state = (here / "stat").read_text().rpartition(")")[2].split()[0]
            return state, (here / "cmdline").read_bytes().replace(b"\0", b" ").decode(
                errors="replace"
            )
        return "", ""
    shown = subprocess.run(
        ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, command = shown.stdout.strip().partition(" ")
    return state, command
