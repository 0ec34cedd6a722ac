"""Starts everything that people use, says where it is, and stops all of it again."""

import fcntl
import http.client
import multiprocessing
import os
import signal
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

import uvicorn
from uvicorn import _subprocess
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from tandem.config import assets, database, demo, guard, messages, migrate
from tandem.lib.refused import Refused

LOOPBACK = "127.0.0.1"
STREAMS_MAY_LINGER = 2  # seconds; a stream never ends by itself
PORT_MAY_LINGER = 4  # seconds that processes of a killed launcher may take to leave


@dataclass(frozen=True)
class Origin:
    """Where the product answers and by what address people reach it."""

    port: int
    public_url: str = ""
    cert: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if self.public_url and not self.public_url.startswith("https://"):
            raise Refused("--public-url must start with https://, or phones may not join.")
        if bool(self.cert) != bool(self.key):
            raise Refused("--cert and --key belong together: give both or neither.")
        if self.cert and not self.public_url:
            raise Refused("--cert needs --public-url, the address that people will use.")
        for file in (self.cert, self.key):
            if file and not file.is_file():
                raise Refused(f"There is no file {file}.")

    @property
    def host(self) -> str:
        """Other machines may connect only where what they send is encrypted by us.

        Without a certificate of ours a proxy on this machine holds it.
        """
        return "0.0.0.0" if self.cert else LOOPBACK  # noqa: S104

    @property
    def address(self) -> str:
        return self.public_url.rstrip("/") or f"http://localhost:{self.port}"


def serve(
    *,
    state: Path,
    origin: Origin,
    workers: int = 1,
    is_demo: bool = False,
    pg_bin: Path | None = None,
) -> None:
    """Run until told to stop. Ctrl-C and SIGTERM stop the database too."""
    with closing_everything(), only_one(state):
        listener = _listen(origin.host, origin.port)
        origin = replace(origin, port=listener.getsockname()[1])
        with database.opened(state, pg_bin) as opened:
            _serve_on(listener, state, origin, opened, workers, is_demo)


def _serve_on(
    listener: socket.socket,
    state: Path,
    origin: Origin,
    opened: database.Database,
    workers: int,
    is_demo: bool,
) -> None:
    prepare(state, opened, is_demo=is_demo)
    environment(state, opened, origin.public_url)
    with database.connect(opened.web_url) as web:
        if said := guard.objection(web):
            raise Refused(said)
    if is_demo:
        demo.fill(state)
    threading.Thread(target=_announce, args=[origin, state], daemon=True).start()
    _run(origin, listener, workers)


def prepare(state: Path, opened: database.Database, *, is_demo: bool = False) -> None:
    """Everything between the database answering and the product running. Quick when current."""
    if (assets.PACKAGES / ".package-lock.json").exists() or not (assets.BUILD / "static").exists():
        assets.build()
    messages.compile_all()
    if is_demo:
        demo.start(state, opened)
    os.environ["TANDEM_STATE"] = str(state)
    migrate.bring_up_to_date(opened)


def environment(state: Path, opened: database.Database, public_url: str = "") -> None:
    """What settings.py reads. The owner's address is no part of it."""
    os.environ["TANDEM_STATE"] = str(state)
    os.environ["TANDEM_DATABASE_URL"] = opened.web_url
    os.environ["TANDEM_WEB_ROLE"] = opened.web_role
    os.environ["TANDEM_PUBLIC_URL"] = public_url
    os.environ["TANDEM_DEMO"] = "1" if demo.is_demo(state) else "0"
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.config.settings"


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """One server, or one restore, per data folder."""
    database.make_folder(state)
    with open(state / "serving.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"Tandem runs on the data folder {state} already. Stop it first, or choose another"
                " folder with --state."
            ) from None
        yield


@contextmanager
def closing_everything() -> Iterator[None]:
    """Signals end the block by leaving it, so that the database is stopped on the way out.

    uvicorn raises a signal again after its own shutdown: without a handler that would end this
    process at once and leave the database behind. Once leaving, further signals change nothing.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    # A closed terminal: whoever handles SIGTERM at that moment knows how to stop.
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    yield


def _listen(host: str, port: int) -> socket.socket:
    # asyncio sends a reply at once (TCP_NODELAY) only where a socket names its protocol; else the
    # last part of each waits 40 ms for the reader's acknowledgement.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    deadline = time.monotonic() + PORT_MAY_LINGER
    while True:
        try:
            listener.bind((host, port))
            listener.listen(2048)
            return listener
        except PermissionError:
            raise Refused(f"Port {port} is not open to this user. Choose one above 1023.") from None
        except OSError:
            if time.monotonic() > deadline:
                raise Refused(
                    f"Port {port} is in use by another program. Choose another with --port."
                ) from None
            time.sleep(0.2)


def _run(origin: Origin, listener: socket.socket, workers: int) -> None:
    config = uvicorn.Config(
        "tandem.config.asgi:application",
        workers=workers,
        log_level="warning",
        log_config=None,  # as the settings say: a fault is written down in nobody's words
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=STREAMS_MAY_LINGER,
        forwarded_allow_ips=LOOPBACK,
        ssl_certfile=origin.cert,
        ssl_keyfile=origin.key,
    )
    if workers > 1:
        _fork_from(forked="tandem.config.forked")
        supervisor = Multiprocess(config, sockets=[listener])
        try:
            supervisor.run()
        except (EOFError, ConnectionError):  # what all are forked from fell over its imports
            raise Refused("Tandem did not start.") from None
        if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
            raise Refused("Tandem did not start.")
    else:
        uvicorn.Server(config).run(sockets=[listener])


def _fork_from(forked: str) -> None:
    """uvicorn would start each process anew: a second of work, and nothing shared."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([forked])
    _subprocess.spawn = context  # type: ignore[assignment]


def _announce(origin: Origin, state: Path) -> None:
    """Say the address once a page would answer."""
    wait = 0.05
    while not _answers(origin):
        time.sleep(wait)
        wait = min(1.3 * wait, 5)
    print(f"\nTandem is ready: {origin.address}", flush=True)
    for line in demo.ways_in(origin.address, state):
        print(line, flush=True)
    print("Stop it with Ctrl-C.", flush=True)


def _answers(origin: Origin) -> bool:
    link: http.client.HTTPConnection
    if origin.cert:
        # It is this process that is asked; whose name the certificate bears does not matter.
        link = http.client.HTTPSConnection(
            LOOPBACK,
            origin.port,
            timeout=5,
            context=ssl._create_unverified_context(),  # noqa: S323
        )
    else:
        link = http.client.HTTPConnection(LOOPBACK, origin.port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        link.request("GET", "/healthz", headers={"Host": "localhost"})
        return link.getresponse().status == http.client.OK
    return False
