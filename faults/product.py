"""The product as `tandem serve` runs it, on any free port, killed and started again."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tandem.config.assets import ROOT

# What `tandem check` calls the numbers and digests of all threads.
LOG_HOLDS = "nobody's words were changed or taken out"
PATIENCE = 90  # seconds until it must answer; a machine with other work to do is slow, not wrong


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def children_of_all() -> dict[int, list[int]]:
    """Without asking for names: by parent."""
    shown = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    found: dict[int, list[int]] = {}
    for line in shown.stdout.splitlines():
        child, parent = map(int, line.split())
        found.setdefault(parent, []).append(child)
    return found


def memory(pid: int) -> int:
    """Resident kilobytes."""
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True)
    return int(shown.stdout.strip() or 0)


class Product:
    def __init__(self, state: Path, log: Path, *, web: int, owner_url: str, web_url: str) -> None:
        self.state, self.log, self.web = state, log, web
        self.port, self.owner_url = free_port(), owner_url
        own = {k: v for k, v in os.environ.items() if not k.startswith("TANDEM_")}
        self.environment = {
            **own,
            "DATABASE_URL": owner_url,
            "TANDEM_WEB_DATABASE_URL": web_url,
            "PYTHONUNBUFFERED": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Seconds until it answers."""
        began = time.monotonic()
        self.launch()
        self.wait()
        return time.monotonic() - began

    def launch(self) -> None:
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "tandem.config.cli", "serve"),
                    *("--state", str(self.state), "--port", str(self.port)),
                    *("--workers", str(self.web)),
                ],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self, patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not self.answers():
            if not self.is_up() or time.monotonic() > deadline:
                raise RuntimeError(f"the product does not answer; see {self.log}")
            time.sleep(0.03)

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def answers(self, patience: float = 5) -> bool:
        link = http.client.HTTPConnection("localhost", self.port, timeout=patience)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def serving(self) -> list[int]:
        """The processes that answer: the launcher itself, or the children of what they are forked
        from, which is a child of its."""
        assert self.process
        if self.web == 1:
            return [self.process.pid]
        parents = children_of_all()
        forked = [pid for pid in parents.get(self.process.pid, []) if is_forked_from(pid)]
        return sorted(pid for each in forked for pid in parents.get(each, []))

    def kill(self) -> None:
        """The launcher and all that serve, without warning."""
        assert self.process
        parents, waiting = children_of_all(), [self.process.pid]
        for pid in waiting:
            waiting += parents.get(pid, [])
        for pid in waiting:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def checked(self) -> tuple[bool, str]:
        """Whether the log verifies, and all that `tandem check` says."""
        done = subprocess.run(
            [sys.executable, "-m", "tandem.config.cli", "check", "--state", str(self.state)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        lines = [line for line in done.stdout.splitlines() if line.endswith(LOG_HOLDS)]
        return bool(lines) and lines[0].startswith("ok"), done.stdout + done.stderr


def is_forked_from(pid: int) -> bool:
    """Not the helper that multiprocessing keeps for shared resources."""
    shown = subprocess.run(
        ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True
    )
    return "multiprocessing.forkserver" in shown.stdout
