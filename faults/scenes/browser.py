"""A real browser that is cut off, with answers that were not yet sent."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from faults.client import PIN
from faults.ledger import Ledger
from faults.run import Outcome, Run, Scene, scene
from faults.scenes.standby import _by_hand
from tests.browser import path

FLAGS = [
    *("--headless=new", "--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
MARKS = ["very_hard", "hard", "some", "mostly_fine", "good"]
NOT_SAVED = "unsaved"
PATIENCE = 60_000  # milliseconds; a machine with other work to do is slow, not wrong


class Browser:
    """Chromium in a process group of its own, so that all of it can be killed at once."""

    def __init__(self, profile: Path, playwright: Any) -> None:
        self.process = subprocess.Popen(
            [str(path()), *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        told, deadline = profile / "DevToolsActivePort", time.monotonic() + 30
        while not (told.exists() and told.read_text().strip()):
            if time.monotonic() > deadline:
                raise RuntimeError("the browser does not start")
            time.sleep(0.1)
        port = told.read_text().split()[0]
        told.unlink()
        self.link = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context = self.link.contexts[0]
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def _browser(it: Scene) -> Iterator[Any]:
    """Starts browsers on one profile; whatever is left is killed at the end."""
    from playwright.sync_api import sync_playwright

    profile = it.run.place / f"{it.name}-profile"
    profile.mkdir()
    made: list[Browser] = []

    def start() -> Browser:
        made.append(Browser(profile, playwright))
        return made[-1]

    with sync_playwright() as playwright:
        try:
            yield start
        finally:
            for browser in made:
                browser.kill()


class Said:
    """What the page sends and is told, in a ledger; an act is known once it has been tried."""

    def __init__(self, it: Scene, page: Any, sitting: str) -> None:
        self.ledger, self.sitting = Ledger(it.folder / "browser.ledger"), sitting
        self.sent: set[str] = set()
        self.acked: set[str] = set()
        self.hear(page)

    def hear(self, page: Any) -> None:
        page.on("request", self.request)
        page.on("response", self.response)

    def request(self, request: Any) -> None:
        for act, about, value in _acts(request):
            if act not in self.sent:
                self.sent.add(act)
                self.ledger.write("send", act=act, about=about, value=value, sitting=self.sitting)

    def response(self, answer: Any) -> None:
        for act, _about, _value in _acts(answer.request):
            if answer.status == 200 and act not in self.acked:
                self.acked.add(act)
                self.ledger.write("ack", act=act)


def _acts(request: Any) -> list[tuple[str, str, str]]:
    if request.method != "POST" or not request.url.endswith("/answer"):
        return []
    form = parse_qs(request.post_data or "")
    return [
        (values[0], about, form[about][0])
        for name, values in form.items()
        if name.startswith("act:") and (about := name[4:]) in form
    ]


def cut(run: Run, web: int, answers: int) -> Outcome:
    """The network is gone for a whole interview; afterwards all of it arrives, once, in order."""
    if path() is None:
        return Outcome("network-cut", web, not_run="there is no Chromium here")
    with scene(run, "network-cut", web) as it, _browser(it) as start:
        browser = start()
        _at_home(it, browser)
        browser.page.evaluate(
            """() => {
              const line = document.getElementById('saved');
              window.states = [];
              new MutationObserver(() => window.states.push(line.dataset.state))
                .observe(line, {attributes: true, childList: true});
            }"""
        )
        browser.context.set_offline(True)
        wanted = [MARKS[number % 5] for number in range(answers)]
        for mark in wanted:
            _choose(browser.page, mark)
            time.sleep(0.05)
        states = browser.page.evaluate("window.states")
        it.outcome.held["nothing was called saved meanwhile"] = "saved" not in states
        began = time.monotonic()
        browser.context.set_offline(False)
        _until(browser.page, "saved", 60_000)
        it.outcome.facts["all_sent_after_s"] = round(time.monotonic() - began, 2)
        it.outcome.kills = 1
        outcome = it.judge()
        with it.primary.superuser() as server:
            rows = server.execute(
                "SELECT saying.value FROM voices_entry entry"
                " JOIN voices_saying saying ON saying.entry_id = entry.id"
                " WHERE entry.sitting = (SELECT max(sitting::text)::uuid FROM voices_entry"
                "   WHERE recorded_at > to_timestamp(%s)) AND entry.about = 'home.now'"
                " ORDER BY entry.seq",
                [it.wall],
            ).fetchall()
        outcome.held["all were stored in order"] = [value for (value,) in rows] == wanted
        outcome.held["all were acknowledged"] = outcome.verdict.acknowledged == answers
        return outcome


def _at_home(it: Scene, browser: Browser, port: int | None = None) -> Said:
    """Sign in, bring somebody in, start together, and open the questions about home; over a line
    of its own (`port`) on a product that runs."""
    if port is None:
        it.primary.start()
        port = it.serve().port
    page, base = browser.page, f"http://localhost:{port}"
    _sign_in(it, page, base)
    page.goto(f"{base}/people/new")
    page.locator("[name=called]").fill("Mared")
    _press(page, "Add this person", r"/people/[0-9a-f-]{36}")
    person = re.search(r"/people/([0-9a-f-]{36})", page.url)
    assert person
    page.goto(f"{base}/people/{person[1]}/start")
    page.locator("[name=held][value=side]").check(force=True)
    page.locator("[name=pin]").fill(PIN)
    _press(page, "Start together", "/together/")
    room = re.match(r".*/together/([0-9a-f-]{36})/", page.url)
    assert room
    page.goto(f"{base}/together/{room[1]}/prompt/reads")
    page.locator("[name='start.reads.clear'][value=yes]").check(force=True)
    _press(page, "Go on", "/prompt/how")
    page.goto(f"{base}/together/{room[1]}/screen")
    _press(page, "I can see the screen", "/areas")
    said = Said(it, page, room[1])
    page.goto(f"{base}/together/{room[1]}/area/home")
    page.locator("[id='home.now-hard']").wait_for(state="attached")
    return said


def _sign_in(it: Scene, page: Any, base: str) -> None:
    assert it.product
    client = _by_hand(it, it.product.port, it.product.owner_url)
    page.goto(base + client.way_in())
    _press(page, "Sign in", "/$")


def _press(page: Any, name: str, leads_to: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(leads_to), wait_until="domcontentloaded")


def _choose(page: Any, mark: str) -> None:
    """Again when the row was drawn anew just then, and what was tapped is no part of the page."""
    choice = page.locator(f"[id='home.now-{mark}']")
    while not choice.is_checked():
        choice.evaluate("choice => choice.click()")


def _until(page: Any, state: str, patience: int = PATIENCE) -> None:
    page.locator(f"#saved[data-state={state}]").wait_for(state="attached", timeout=patience)
