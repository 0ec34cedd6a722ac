"""The product as it is served in earnest, and browsers that watch for what nobody may see."""

import hashlib
import os
import secrets
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from a11y.views import QUICK, View
from tandem.config.tests import machine
from tandem.config.tests.conftest import let_others_through
from tests import browser

HERE = Path(__file__).parent
PATIENCE = 15_000  # milliseconds; a laptop with other work to do is slow, not wrong
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.flaky(reruns=1))  # decision 50


class Place:
    """A running installation with the demo's people in it."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.server = machine.Server(state, "--demo").__enter__()
        self.address = self.server.address

    def kill(self) -> None:
        """Every process at once, as when the plug is pulled."""
        self.server.process.kill()
        for one in machine.processes(self.state):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.server.process.wait(machine.PATIENCE)

    def start_again(self) -> None:
        self.server = machine.Server(self.state, "--demo", port=self.server.port).__enter__()

    def ask(self, words: str, *values: Any) -> list[Any]:
        """What the database says, read as its owner."""
        with machine.as_owner(self.state) as owner:
            return owner.execute(words, values).fetchall()

    def one(self, words: str, *values: Any) -> Any:
        ((value,),) = self.ask(words, *values)
        return value

    def way_in(self, called: str) -> str:
        """A link like those that the product prints for a demo. Each works once."""
        token = secrets.token_urlsafe(32)
        with machine.as_owner(self.state) as owner:
            owner.execute(
                "INSERT INTO people_signinlink (token_hash, purpose, user_id, made_at, expires_at)"
                " SELECT %s, 'demo', id, now(), now() + interval '1 day' FROM people_user"
                " WHERE called = %s",
                [hashlib.sha256(token.encode()).hexdigest(), called],
            )
        return f"{self.address}/sign-in/link/{token}"


class Browsing:
    """One browser for all journeys of a process. While it is open the process has an event loop, in
    which other tests' questions to the database are refused: it is closed before any of those."""

    def __init__(self) -> None:
        self.closing = ExitStack()
        self.browser: Browser | None = None

    def open(self) -> Browser:
        if self.browser is None:
            self.browser = self.closing.enter_context(browser.opened())
        return self.browser

    def close(self) -> None:
        self.browser = None
        self.closing.close()


browsing = Browsing()


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One for all the journeys of a process: each brings a person of its own."""
    place = Place(let_others_through(tmp_path_factory.mktemp("journey")) / "demo")
    yield place
    browsing.close()
    place.server.__exit__()
    # What ends last may take a moment more; a database that is left behind stays.
    machine.until(lambda: not machine.processes(place.state))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    yield
    if nextitem is None or HERE not in nextitem.path.parents:
        browsing.close()


@pytest.fixture
def chromium() -> Browser:
    return browsing.open()


@pytest.fixture(
    params=[
        pytest.param(QUICK[:1], id="wide"),
        pytest.param(QUICK, id="both", marks=pytest.mark.thorough),
    ]
)
def views(request: pytest.FixtureRequest) -> tuple[View, ...]:
    """In which ways a page is seen on a round."""
    found: tuple[View, ...] = request.param
    return found


class Watched:
    """Faults that a page shows only to whoever opens the console."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.is_cut = False  # the network, by the test itself
        self.expected: set[int] = set()  # answers that a test brings about

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"{error.error}"))
        context.on("response", self._response)

    def _console(self, message: Any) -> None:
        # A refused form is a page with a status; its console line says no more than that.
        is_status = message.text.startswith("Failed to load resource")
        is_of_page = bool(message.location["url"])  # what axe measures with has no address
        if message.type in ("error", "warning") and is_of_page and not is_status:
            self.faults.append(f"{message.location}: {message.text}")

    def _response(self, response: Any) -> None:
        is_part = response.request.resource_type not in ("document", "fetch", "eventsource")
        if response.status in self.expected:
            return
        if response.status >= 500 or (is_part and response.status >= 400):
            self.faults.append(f"{response.status} {response.url}")


Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, place: Place) -> Iterator[Opened]:
    """A page of a browser that nobody has used: `opened(java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []
    watched = Watched()

    def open_page(**options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = chromium.new_context(base_url=place.address, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        watched.watch(context)
        contexts.append(context)
        return context.new_page()

    open_page.expected = watched.expected  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    assert watched.faults == []
