"""One client: a worker and the person beside them, saying things over HTTP until told to stop.

    python -m faults.client --port N --owner URL --ledger FILE --seed S [--interviews 5]

Sends what `sheet.js` sends, with ids of its own, in order, again and again until each act is
answered. Everything is in its ledger before it goes on.
"""

import argparse
import hashlib
import http.client
import json
import random
import re
import secrets
import signal
import time
import urllib.parse
import uuid
from pathlib import Path
from typing import Any

import psycopg

from faults.ledger import UNIQUE, Ledger

STEPS = {
    "now": ["very_hard", "hard", "some", "mostly_fine", "good"],
    "w.now": ["very_hard", "hard", "some", "mostly_fine", "good"],
}
WORDS = ("words", "strength.words")
WORKERS = "w.strength"  # the worker says this before any mark of theirs
AREAS = ("home", "money", "days")
PIN = "2580"
SITTING_DOWN = 30.0  # seconds for each step until the sheet; only saves are in a hurry
# What a save meets when the product is not there, or answers something that is no HTTP.
FAILURES = (OSError, http.client.HTTPException, ValueError)


class Again(Exception):
    """The way to the sheet was cut; it is begun anew with another link."""


class Screen:
    """One browser's cookies and its connection; made again whenever it breaks."""

    def __init__(self, port: int, patience: float) -> None:
        self.port, self.patience = port, patience
        self.link: http.client.HTTPConnection | None = None
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(
        self, method: str, path: str, form: dict[str, Any] | None = None, accept: str = "text/html"
    ) -> tuple[int, str, bytes]:
        headers = {
            "Accept": accept,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = None
        if form is not None:
            body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **form}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            if self.link is None:
                self.link = http.client.HTTPConnection(
                    "localhost", self.port, timeout=self.patience
                )
            self.link.request(method, path, body, headers)
            answer = self.link.getresponse()
            content = answer.read()
        except FAILURES:
            self.close()
            raise
        if answer.will_close:
            self.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if found := re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', content):
            self.token = found[1].decode()
        return answer.status, answer.getheader("Location") or "", content

    def close(self) -> None:
        if self.link is not None:
            self.link.close()
            self.link = None

    def follow(
        self, method: str, path: str, form: dict[str, Any] | None = None
    ) -> tuple[str, bytes]:
        """The page at the end of the redirects."""
        try:
            status, place, content = self.ask(method, path, form)
            while status in (302, 303):
                path = place
                status, place, content = self.ask("GET", path)
        except FAILURES as failure:
            raise Again(repr(failure)) from None
        if status != 200:
            raise Again(f"{method} {path} answered {status}")
        return path, content


class Client:
    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.dice = random.Random(given.seed)
        self.ledger = Ledger(given.ledger)
        self.is_stopping = False
        self.marked: set[tuple[str, str]] = set()

    def run(self) -> None:
        done = 0
        while not self.is_stopping and done < (self.given.interviews or 10**9):
            try:
                sitting, screens = self.sit_down()
            except Again as again:
                self.ledger.write("again", why=str(again)[:200])
                time.sleep(self.given.rest)
                continue
            for number in range(self.given.answers):
                if self.is_stopping:
                    break
                self.say(sitting, screens, number)
                if self.given.pause:
                    time.sleep(self.dice.uniform(0, 2 * self.given.pause))
            done += 1
            self.ledger.write("interview", sitting=sitting)
            for screen, _door in screens:
                screen.close()

    def sit_down(self) -> tuple[str, list[tuple[Screen, str]]]:
        """Sign in, bring a new person in, start together, and let the person's device join."""
        worker = Screen(self.given.port, SITTING_DOWN)
        device = Screen(self.given.port, SITTING_DOWN)
        link = self.way_in()
        worker.follow("GET", link)
        worker.follow("POST", link, {})
        worker.follow("GET", "/people/new")
        called = f"Ledger {self.dice.randrange(10**6)}"
        page, _ = worker.follow("POST", "/people/new", {"called": called, "mode": "statutory"})
        person = re.search(r"/people/([0-9a-f-]{36})", page)
        if not person:
            raise Again(f"no person at {page}")
        start = f"/people/{person[1]}/start"
        worker.follow("GET", start)
        page, _ = worker.follow("POST", start, {"held": "side", "pin": PIN})
        room = re.match(r"/together/([0-9a-f-]{36})/", page)
        if not room:
            raise Again(f"no room at {page}")
        sitting = room[1]
        for page, key in (("prompt/reads", "start.reads.clear"), ("screen/tap", "start.tap.see")):
            said = {f"act:{key}": str(uuid.uuid4()), key: "yes"}
            worker.follow("POST", f"/together/{sitting}/{page}", said)
        self.join(worker, device, sitting)
        for screen in (worker, device):
            screen.close()
            screen.patience = self.given.patience
        return sitting, [(worker, "together"), (device, "beside")]

    def way_in(self) -> str:
        """A link like those that the product prints for a demo. Each start makes older ones void,
        so this is made when it is needed."""
        token = secrets.token_urlsafe(32)
        try:
            with psycopg.connect(self.given.owner, autocommit=True, connect_timeout=5) as owner:
                owner.execute(
                    "INSERT INTO people_signinlink"
                    " (token_hash, purpose, user_id, made_at, expires_at)"
                    " SELECT %s, 'demo', id, now(), now() + interval '1 day' FROM people_user"
                    " WHERE called = 'Imran'",
                    [hashlib.sha256(token.encode()).hexdigest()],
                )
        except psycopg.Error as error:
            raise Again(repr(error)) from None
        return f"/sign-in/link/{token}"

    def join(self, worker: Screen, device: Screen, sitting: str) -> None:
        invite = f"/together/{sitting}/invite"
        worker.follow("GET", invite)
        _, page = worker.follow("POST", invite, {})
        code = re.search(rb'"join-code">([^<]+)<', page)
        device.follow("GET", "/join")
        if not code:
            raise Again("no code to join by")
        device.follow("POST", "/join", {"code": code[1].decode()})
        _, page = worker.follow("GET", invite)
        door = re.search(rf'"({invite}/[0-9a-f-]{{36}})"'.encode(), page)
        if not door:
            raise Again("nobody at the door")
        worker.follow("POST", door[1].decode(), {"same": "yes"})
        device.follow("GET", "/join/door")
        device.follow("GET", f"/beside/{sitting}/area/{AREAS[0]}")

    def say(self, sitting: str, screens: list[tuple[Screen, str]], number: int) -> None:
        """One act, sent until it is answered: first on disk, then on its way."""
        screen, door = self.dice.choice(screens)
        area = self.dice.choice(AREAS)
        if self.dice.random() < 0.6:
            words = WORDS if door == "beside" else (*WORDS, WORKERS)
            key, value = self.dice.choice(words), f"{UNIQUE}{uuid.uuid4()}"
        else:
            is_workers = door == "together" and (sitting, area) in self.marked
            key = "w.now" if is_workers and self.dice.random() < 0.5 else "now"
            value = self.dice.choice(STEPS[key])
        about, act = f"{area}.{key}", str(uuid.uuid4())
        self.ledger.write("send", act=act, about=about, value=value, sitting=sitting, door=door)
        form = {
            "by_act": "1",
            f"act:{about}": act,
            f"was:{about}": "0",
            about: value,
            "seen": str(number),
        }
        rest, tries = self.given.rest, 0
        while True:
            tries += 1
            try:
                status, _, content = screen.ask(
                    "POST", f"/{door}/{sitting}/area/{area}/answer", form, "application/json"
                )
                is_saved = status == 200 and "at" in json.loads(content)
            except FAILURES as failure:
                status, is_saved, content = 0, False, repr(failure).encode()
            if is_saved:
                self.ledger.write("ack", act=act, tries=tries)
                if key == WORKERS:
                    self.marked.add((sitting, area))
                return
            if status in (302, 400, 403, 404, 409):
                # The page would keep the words in sight and say that they are not saved.
                why = f"{status} {content[:120].decode(errors='replace')}"
                self.ledger.write("refused", act=act, why=why)
                return
            if self.is_stopping and tries > 60:
                return
            time.sleep(rest)
            rest = min(rest * 2, self.given.most_rest)

    def stop(self, *_: object) -> None:
        self.is_stopping = True


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--port", type=int, required=True)
    words.add_argument("--owner", required=True, help="address of the database's owner")
    words.add_argument("--ledger", type=Path, required=True)
    words.add_argument("--seed", required=True)
    words.add_argument("--interviews", type=int, default=0, help="0: until told to stop")
    words.add_argument("--answers", type=int, default=40)
    words.add_argument("--pause", type=float, default=0.0, help="seconds between acts, on average")
    words.add_argument("--patience", type=float, default=8.0, help="seconds for one try")
    words.add_argument("--rest", type=float, default=0.1, help="seconds before the second try")
    words.add_argument("--most-rest", type=float, default=1.0)
    client = Client(words.parse_args())
    signal.signal(signal.SIGTERM, client.stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it says when to stop
    client.run()


if __name__ == "__main__":
    main()
