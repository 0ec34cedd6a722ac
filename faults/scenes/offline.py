"""The outbox of a real browser: whole interviews over a faulty line, a killed browser, typing."""

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from faults.ledger import UNIQUE
from faults.run import Outcome, Run, Scene, scene
from faults.scenes.browser import (
    MARKS,
    Browser,
    _at_home,
    _browser,
    _choose,
    _sign_in,
    _until,
)
from faults.scenes.network import faulty_line
from tests.browser import path

EMPTY_WITHIN = 30.0  # seconds after the network is back
IN_TIME = "nothing waited longer than 30 s with a network"
WORDS, WORKERS = "home.strength.words", "home.w.strength"
CANARY = "canary-4f1d9a my brother has the only key"
LETTERS, TURNS = 300, 8  # letters with the network and as many without, and the turns of both
PACE = 30  # milliseconds between letters: with none, they wait for each other and not for the page


def interviews(run: Run, web: int, count: int, answers: int) -> Outcome:
    """Each with a person of its own: their marks and words, and the worker's words, in turn."""
    if path() is None:
        return Outcome("offline-line", web, not_run="there is no Chromium here")
    with scene(run, "offline-line", web) as it, _browser(it) as start:
        it.primary.start()
        port, log = faulty_line(it, it.serve().port, "--outages")
        browser = start()
        waits, wanted = [], []
        for number in range(count):
            browser.page.close()
            browser.page = browser.context.new_page()
            browser.context.clear_cookies()
            said = _at_home(it, browser, port)
            wanted.append((said.sitting, _interview(it, browser.page, number, answers)))
            waits.append(_empty_after(log, browser.page))
            if (number + 1) % 10 == 0 or number + 1 == count:
                run.tell(f"  {number + 1} of {count} interviews, {it.acknowledged()} answers")
        outcome = it.judge()
        met = Counter(json.loads(row)["fault"] for row in log.read_text().splitlines())
        outcome.kills = sum(met.values()) - met["none"]
        outcome.facts |= {"faults": dict(met), "interviews": count, "answers": count * answers}
        outcome.facts["empty_after_s"] = max(waits)
        outcome.held["all were stored once and in the order of each author"] = all(
            _stored(it, sitting, about) == values
            for sitting, said_there in wanted
            for about, values in said_there.items()
        )
        outcome.held[IN_TIME] = max(waits) <= EMPTY_WITHIN
        outcome.held["every answer was acknowledged"] = (
            outcome.verdict.acknowledged == count * answers
        )
        return outcome


def _interview(it: Scene, page: Any, number: int, answers: int) -> dict[str, list[str]]:
    """What was said of each question, in its order. It waits for nothing."""
    said: dict[str, list[str]] = {"home.now": [], WORDS: [], WORKERS: []}
    for turn in range(answers):
        about = ("home.now", WORKERS, "home.now", WORDS)[turn % 4]
        if about == "home.now":
            value = MARKS[(len(said[about]) + number) % 5]
            _choose(page, value)
        else:
            value = f"{UNIQUE}{number} {turn}"
            page.locator(f"[id='{about}']").fill(value)
            page.locator(f"[id='{about}']").blur()
        said[about].append(value)
        time.sleep(it.dice.uniform(0, 0.25))
    return said


def _empty_after(log: Path, page: Any) -> float:
    """How long answers still waited once the line worked."""
    began = time.time()
    _until(page, "saved", 120_000)
    rows = [json.loads(row) for row in log.read_text().splitlines()]
    back = max([began, *(row["until"] for row in rows if "until" in row)])
    return round(max(0.0, time.time() - back), 1)


def _stored(it: Scene, sitting: str, about: str) -> list[str]:
    with it.primary.superuser() as server:
        rows = server.execute(
            "SELECT saying.value FROM voices_entry entry"
            " JOIN voices_saying saying ON saying.entry_id = entry.id"
            " WHERE entry.sitting = %s AND entry.about = %s ORDER BY entry.seq",
            [sitting, about],
        ).fetchall()
    return [value for (value,) in rows]


def killed(run: Run, web: int, waiting: int) -> Outcome:
    """A browser is killed with answers waiting and words half typed; the same profile, a new
    sign-in: all is stored once and in order, and the disk never held a word of it."""
    if path() is None:
        return Outcome("browser-killed", web, not_run="there is no Chromium here")
    with scene(run, "browser-killed", web) as it, _browser(it) as start:
        browser = start()
        said = _at_home(it, browser)
        browser.context.set_offline(True)
        wanted = [MARKS[number % 5] for number in range(waiting)]
        for mark in wanted:
            _choose(browser.page, mark)
        browser.page.locator(f"[id='{WORDS}']").press_sequentially(CANARY)
        _until(browser.page, "device")
        time.sleep(1.5)  # half a second of rest keeps them; a second for a slow disk
        browser.kill()
        profile = it.run.place / f"{it.name}-profile"
        it.outcome.held["the disk holds no word"] = not found_in(profile, CANARY)
        it.outcome.facts["profile_files"] = sum(one.is_file() for one in profile.rglob("*"))
        again = start()
        again.context.clear_cookies()
        said.hear(again.page)
        began = time.monotonic()
        _sign_in(it, again.page, f"http://localhost:{it.product.port}" if it.product else "")
        again.page.get_by_text("What waited on this device is saved now.").wait_for()
        it.outcome.facts["sent_after_s"] = round(time.monotonic() - began, 2)
        it.outcome.facts["waiting"] = waiting
        it.outcome.kills = 1
        outcome = it.judge()
        outcome.held["all were stored once and in order"] = (
            _stored(it, said.sitting, "home.now") == wanted
        )
        outcome.held["the words that were still typed too"] = _stored(it, said.sitting, WORDS) == [
            CANARY
        ]
        outcome.held["the disk holds no word afterwards"] = not found_in(profile, CANARY)
        return outcome


def found_in(folder: Path, words: str) -> list[str]:
    """The files that hold these words, as either of the ways in which a browser writes them."""
    ways = (words.encode(), words.encode("utf-16-le"))
    found = []
    for one in folder.rglob("*"):
        if one.is_file():
            held = one.read_bytes()
            found += [str(one)] if any(way in held for way in ways) else []
    return found


TIMED = """() => {
  window.waits = [];
  document.querySelector("[data-sheet]").addEventListener("input", (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - began)));
  }, true);
}"""


def typing(run: Run, web: int) -> Outcome:
    """From a letter's event to the frame after it, with the network and without, side by side."""
    if path() is None:
        return Outcome("typing", web, not_run="there is no Chromium here")
    with scene(run, "typing", web) as it, _browser(it) as start:
        browser: Browser = start()
        _at_home(it, browser)
        _choose(browser.page, MARKS[0])
        _until(browser.page, "saved")
        browser.page.evaluate(TIMED)
        spent = _time_spent(browser.page)
        waits: dict[bool, list[float]] = {False: [], True: []}
        used = {False: 0.0, True: 0.0}
        box = browser.page.locator(f"[id='{WORDS}']")
        for turn in range(TURNS):
            is_away = bool(turn % 2)
            browser.context.set_offline(is_away)
            _choose(browser.page, MARKS[(turn + 1) % len(MARKS)])
            _until(browser.page, "device" if is_away else "saved")
            browser.page.evaluate("window.waits = []")
            before = spent()
            box.select_text()  # typed over: every turn writes as much, of words as long
            letters = "mn"[turn // 2 % 2] * (LETTERS * 2 // TURNS)
            box.press_sequentially(letters, delay=PACE)
            used[is_away] += spent() - before
            waits[is_away] += browser.page.evaluate("window.waits")
            box.blur()
        browser.context.set_offline(False)
        _until(browser.page, "saved")
        outcome = it.judge()
        facts = {"there_p95_ms": _p95(waits[False]), "away_p95_ms": _p95(waits[True])}
        facts["ratio"] = round(facts["away_p95_ms"] / facts["there_p95_ms"], 2)
        outcome.facts |= facts | {
            "there_cpu_ms_a_letter": round(used[False] * 1000 / LETTERS, 2),
            "away_cpu_ms_a_letter": round(used[True] * 1000 / LETTERS, 2),
        }
        outcome.held["typing is as quick without a network"] = (
            facts["ratio"] <= 1.5 or facts["away_p95_ms"] < 50
        )
        return outcome


def _time_spent(page: Any) -> Callable[[], float]:
    """Seconds of a processor that the page itself has used, whatever else the machine does."""
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        told = tools.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in told if one["name"] == "TaskDuration"))

    return spent


def _p95(times: list[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 1)
