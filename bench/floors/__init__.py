"""Programs that do the least possible for one piece of Tandem's work.

Each is served as the product is (uvicorn; Django in the same number of threads behind a2wsgi), with
as many processes and on the same PostgreSQL, so that a ratio says what the product itself costs.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Floor:
    """A floor program being served; `stop()` ends it."""

    def __init__(self, name: str, database: str, log: Path, workers: int = 1) -> None:
        port = free_port()
        self.name = name
        self.address = f"http://localhost:{port}"
        own = {key: value for key, value in os.environ.items() if not key.startswith("TANDEM_")}
        own.pop("DJANGO_SETTINGS_MODULE", None)
        with log.open("a") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bench.floors", name, str(port), str(workers)],
                cwd=ROOT,
                env={**own, "FLOOR_DATABASE_URL": database},
                stdout=file,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the bench, which then ends this in its own time.
                start_new_session=True,
            )
        began = time.monotonic()
        while not self._answers(port):
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                self.stop()
                raise SystemExit(f"The floor {name} did not start: see {log}.")
            time.sleep(0.05)

    @staticmethod
    def _answers(port: int) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        with contextlib.suppress(OSError, http.client.HTTPException):
            link.request("GET", "/hello")
            return link.getresponse().status == http.client.OK
        return False

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
