"""One run: its folder, its seed, the made-up people that every scene starts from, its clients."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults import ledger
from faults.ledger import Act, Verdict
from faults.postgres import WEB, Server, own_copy, several
from faults.product import PATIENCE, Product
from tandem.config.assets import ROOT


@dataclass
class Outcome:
    """What one fault did: one row of the table."""

    fault: str
    web: int = 1
    kills: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    longest_silence: float = 0.0
    seconds: float = 0.0
    # What must hold besides the verdict, each with whether it did.
    held: dict[str, bool] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    not_run: str = ""

    @property
    def is_good(self) -> bool:
        return self.verdict.is_clean and all(self.held.values())

    def as_dict(self) -> dict[str, Any]:
        facts = {name: value for name, value in vars(self).items() if name != "verdict"}
        return {**facts, "good": self.is_good, **self.verdict.as_dict()}


class Run:
    def __init__(self, folder: Path, seed: str, *, is_long: bool = False, clients: int = 4) -> None:
        self.folder, self.seed, self.is_long, self.clients = folder, seed, is_long, clients
        folder.mkdir(parents=True)
        # The database's user must get through, and a socket's address must be short.
        self.place = Path(tempfile.mkdtemp(prefix="tandem-faults-"))
        self.place.chmod(0o711)
        self.began = time.monotonic()
        self.is_quiet = False

    def tell(self, words: str) -> None:
        if not self.is_quiet:
            print(f"{time.monotonic() - self.began:6.0f} s  {words}", flush=True)

    def dice(self, scene: str) -> random.Random:
        return random.Random(f"{self.seed} {scene}")

    def make(self) -> Path:
        """A data folder with the demo's people in it; each scene works on a copy."""
        made = self.place / "made"
        if not made.exists():
            done = subprocess.run(
                [sys.executable, "-m", "tandem.config.cli", "demo", "--state", str(made)],
                cwd=ROOT,
                env={k: v for k, v in os.environ.items() if not k.startswith("TANDEM_")},
                capture_output=True,
                text=True,
            )
            if done.returncode:
                raise RuntimeError(done.stdout + done.stderr)
        return made

    def end(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)


class Scene:
    """A copy of the made folder, a database, the product on it, clients at work, and a ledger."""

    def __init__(self, run: Run, name: str, web: int = 1, **settings: str) -> None:
        self.run, self.name, self.web = run, name, web
        self.dice = run.dice(f"{name} {web}")
        self.folder = run.folder / f"{name}-{web}"
        self.folder.mkdir()
        self.state = run.place / f"{name}-{web}"
        if self.state.exists():  # a disk of its own was mounted there
            own_copy(f"{run.make()}/.", self.state)
        else:
            own_copy(run.make(), self.state)
        self.servers = [Server(self.state, **settings)]
        self.clients: list[subprocess.Popen[bytes]] = []
        self.helpers: list[subprocess.Popen[Any]] = []
        self.product: Product | None = None
        self.outcome = Outcome(name, web)
        self.began = time.monotonic()
        self.wall = time.time()

    @property
    def primary(self) -> Server:
        return self.servers[0]

    def serve(self, *servers: Server) -> Product:
        """Start the product on the first server, or on whichever of several takes writes."""
        if servers:
            owner, web = several("tandem_owner", *servers), several(WEB, *servers)
        else:
            owner, web = self.primary.owner_url, self.primary.url(WEB)
        self.product = Product(
            self.state, self.folder / "product.log", web=self.web, owner_url=owner, web_url=web
        )
        self.product.start()
        # The links that it prints make ours void, so ours come after.
        deadline = time.monotonic() + PATIENCE
        while b"Ctrl-C" not in self.product.log.read_bytes() and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.product

    def work(self, *words: str, port: int | None = None, count: int | None = None) -> None:
        """Clients begin to say things; each has a seed and a ledger of its own."""
        assert self.product
        place = ("--port", str(port or self.product.port), "--owner", self.product.owner_url)
        first = len(self.clients)
        for number in range(first, first + (count or self.run.clients)):
            self.clients.append(
                subprocess.Popen(
                    [
                        *(sys.executable, "-m", "faults.client"),
                        *place,
                        *("--ledger", str(self.folder / f"client-{number}.ledger")),
                        *("--seed", f"{self.run.seed} {self.name} {self.web} {number}", *words),
                    ],
                    cwd=ROOT,
                    stderr=open(self.folder / f"client-{number}.said", "wb"),  # noqa: SIM115
                )
            )

    def acts(self) -> dict[str, Act]:
        return ledger.read(self.folder)

    def acknowledged(self) -> int:
        return sum(path.read_bytes().count(b'"op": "ack"') for path in self.folder.glob("*.ledger"))

    def until_acknowledged(self, count: int, patience: float = 60) -> bool:
        """Until the clients together have so many more answers."""
        wanted, deadline = self.acknowledged() + count, time.monotonic() + patience
        while self.acknowledged() < wanted:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def rest(self, least: float, most: float) -> None:
        time.sleep(self.dice.uniform(least, most))

    def finish(self, patience: float = 60) -> None:
        """Tell the clients to stop; each ends once its last act is answered."""
        for client in self.clients:
            client.terminate()
        deadline = time.monotonic() + patience
        for client in self.clients:
            try:
                client.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.outcome.held["every client could finish"] = False
                client.kill()
                client.wait()

    def judge(self, server: Server | None = None, *, since: float | None = None) -> Outcome:
        """Ledgers against rows, and the chain of every thread."""
        self.finish()
        until = time.time()
        acts = self.acts()
        outcome = self.outcome
        outcome.verdict = ledger.compare(acts, (server or self.primary).owner_url)
        outcome.longest_silence = ledger.longest_silence(
            acts.values(), since or min((a.sent for a in acts.values()), default=until), until
        )
        crashed = [c.returncode for c in self.clients if c.returncode not in (0, -9)]
        outcome.held["no client broke"] = not crashed
        outcome.held["nothing was refused"] = not outcome.verdict.refused
        outcome.held["somebody was answered"] = outcome.verdict.acknowledged > 0
        if self.product:
            holds, said = self.product.checked()
            outcome.held["the log verifies"] = holds
            if "FAULT" in said or not holds:
                outcome.facts["check"] = said[-2000:]
        outcome.seconds = round(time.monotonic() - self.began, 1)
        (self.folder / "outcome.json").write_text(json.dumps(outcome.as_dict(), indent=2) + "\n")
        return outcome

    def end(self) -> None:
        """Only what this scene started, by its number."""
        for process in [*self.clients, *self.helpers]:
            if process.poll() is None:
                process.kill()
                process.wait()
        if self.product:
            self.product.stop()
        for server in self.servers:
            with suppress(Exception):
                server.stop("immediate")
        shutil.rmtree(self.state, ignore_errors=True)


@contextmanager
def scene(run: Run, name: str, web: int = 1, **settings: str) -> Iterator[Scene]:
    made = Scene(run, name, web, **settings)
    try:
        yield made
    finally:
        # Impatience must not leave a database behind; it is heard afterwards.
        asked: list[int] = []
        before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
        made.end()
        signal.signal(signal.SIGINT, before)
        if asked:
            raise KeyboardInterrupt
