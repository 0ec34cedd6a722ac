"""Measures what EVIDENCE.md states: start, stop, saving one answer, printing one plan.

    .venv/bin/python -m bench.measure [--answers 300] [--plans 30]

Serves a demo in a folder of its own on loopback, as in production, asks it one thing after the
other, prints one table and writes build/measures/measure.json. Ends all that it started.
"""

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "build" / "measures" / "measure.json"


class Browser:
    """Keeps one connection and its cookies, and remembers the form token of the last page."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)
        self.cookies = {}
        self.token = ""

    def ask(self, method, path, form=None, accept="text/html"):
        headers = {
            "Accept": accept,
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = None
        if form is not None:
            body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **form}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if found := re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', content):
            self.token = found[1].decode()
        return answer, content

    def follow(self, method, path, form=None):
        answer, content = self.ask(method, path, form)
        while answer.status in (302, 303):
            path = answer.getheader("Location")
            answer, content = self.ask("GET", path)
        if answer.status != 200:
            raise SystemExit(f"{method} {path} answered {answer.status}")
        return path, content


class Served:
    def __init__(self, state, port):
        self.log = Path(state) / "measure.log"
        began = time.perf_counter()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    ROOT / ".venv/bin/tandem",
                    "serve",
                    "--demo",
                    "--state",
                    state,
                    "--port",
                    str(port),
                ],
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={k: v for k, v in os.environ.items() if not k.startswith("TANDEM_")},
            )
        while not self.is_ready(port):
            if self.process.poll() is not None or time.perf_counter() - began > 120:
                raise SystemExit(self.log.read_text())
            time.sleep(0.02)
        self.seconds_to_ready = time.perf_counter() - began

    @staticmethod
    def is_ready(port):
        connection = http.client.HTTPConnection("localhost", port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def link(self, who):
        """The printed one-time link; printed a moment after the server is ready."""
        for _ in range(200):
            if found := re.search(rf"{who},.*?(/sign-in/link/\S+)", self.log.read_text()):
                return found[1]
            time.sleep(0.05)
        raise SystemExit("No link was printed.")

    def stop(self):
        began = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        return time.perf_counter() - began


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def timed(times, ask):
    seconds = []
    for n in range(times):
        began = time.perf_counter()
        ask(n)
        seconds.append(time.perf_counter() - began)
    return seconds


def spread(seconds):
    ordered = sorted(seconds)
    return {
        "n": len(ordered),
        "p50_ms": round(statistics.median(ordered) * 1000, 1),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)] * 1000, 1),
        "max_ms": round(ordered[-1] * 1000, 1),
    }


def save_answers(browser, person, times):
    """Signed in, locked into a sitting, permission asked, entry and audit row durable: then 200."""
    browser.follow("GET", f"/people/{person}/start")
    page, _ = browser.follow("POST", f"/people/{person}/start", {"held": "side", "pin": "2580"})
    room = "/".join(page.split("/")[:3])
    browser.follow("GET", f"{room}/area/home")
    steps = ["very_hard", "hard", "some", "mostly_fine", "good"]
    seen = 0

    def save(n):
        nonlocal seen
        form = {
            "by_act": "1",
            "seen": str(seen),
            "act:home.now": str(uuid.uuid4()),
            "was:home.now": "0",
            "home.now": steps[n % 5],
        }
        answer, content = browser.ask("POST", f"{room}/area/home/answer", form, "application/json")
        if answer.status != 200:
            raise SystemExit(content.decode())
        seen = json.loads(content)["at"]

    timed(20, save)
    return spread(timed(times, save))


def print_plans(browser, person, times):
    def print_one(_n):
        answer, content = browser.ask("GET", f"/people/{person}/plan/print")
        if answer.status != 200 or not content.startswith(b"%PDF"):
            raise SystemExit("No plan was printed.")

    first = timed(1, print_one)[0]
    return {"first_ms": round(first * 1000, 1), **spread(timed(times, print_one))}


def person_called(page, called):
    found = re.search(rf'/people/([0-9a-f-]{{36}})/"[^>]*>(?:<bdi>)?{called}'.encode(), page)
    if not found:
        raise SystemExit(f"{called} is not on the list.")
    return found[1].decode()


def main():
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--answers", type=int, default=300)
    given.add_argument("--plans", type=int, default=30)
    wanted = given.parse_args()
    folder = tempfile.mkdtemp(prefix="tandem-measure-")
    results = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}"
    }
    served = None
    try:
        served = Served(folder, port := free_port())
        results["first_start_with_demo_s"] = round(served.seconds_to_ready, 2)
        results["stop_s"] = round(served.stop(), 2)
        served = Served(folder, port)
        results["later_start_s"] = round(served.seconds_to_ready, 2)
        browser = Browser(port)
        link = served.link("Imran")
        browser.follow("GET", link)
        _page, people = browser.follow("POST", link, {})
        results["print_one_plan"] = print_plans(
            browser, person_called(people, "Danielle"), wanted.plans
        )
        results["save_one_answer"] = save_answers(
            browser, person_called(people, "Keira"), wanted.answers
        )
    finally:
        if served and served.process.poll() is None:
            served.stop()
        shutil.rmtree(folder, ignore_errors=True)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=2) + "\n")
    for name, value in results.items():
        print(f"{name:26} {value}")


if __name__ == "__main__":
    sys.exit(main())
