"""What one of them says, the other sees: every change, in order, and how soon."""

import json
import re
import statistics

import pytest
from playwright.sync_api import expect

from tandem.config.assets import BUILD
from tests.journeys.hands import Walk
from tests.journeys.room import join, ready, sign_in

# Both pages run on this machine, so their clocks are one.
WATCH = """(id) => {
  window.seen = [];
  const look = () => {
    const box = document.getElementById(id);
    const last = window.seen.at(-1)?.[0];
    if (box && box.value && box.value !== last) window.seen.push([box.value, Date.now()]);
  };
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
}"""
SAY = """([id, words]) => {
  const box = document.getElementById(id);
  box.value = words;
  window.said.push([words, Date.now()]);
  box.dispatchEvent(new Event('input', {bubbles: true}));
  box.dispatchEvent(new Event('change', {bubbles: true}));
}"""

HEARD = "([id, words]) => document.getElementById(id)?.value === words"


@pytest.mark.parametrize("changes", [40, pytest.param(200, marks=pytest.mark.thorough)])
def test_what_is_said_arrives_in_order(changes, opened, place):
    worker, person = Walk(opened()), Walk(opened())
    sign_in(worker, place, "Imran")
    ready(worker, "Elin")
    join(worker, person, "Elin")
    for walk in (worker, person):
        walk.follow(re.compile("^Home$"))
        walk.at("Home")
        walk.page.evaluate("window.said = []")
    words = "home.strength.words"
    # One to wake everything up, and to have words to compare with.
    person.tells(words, "Begin.")
    expect(worker.page.locator(f"[id='{words}']")).to_have_value("Begin.")
    worker.page.evaluate(WATCH, words)
    for number in range(changes):
        person.page.evaluate(SAY, [words, f"Change {number}."])
        worker.page.wait_for_function(HEARD, arg=[words, f"Change {number}."])
    said = dict(person.page.evaluate("window.said"))
    seen = dict(worker.page.evaluate("window.seen"))
    assert list(seen) == [f"Change {number}." for number in range(changes)]
    delays = sorted(seen[each] - said[each] for each in said)
    measured = {
        "changes": changes,
        "milliseconds": {
            "median": statistics.median(delays),
            "p95": delays[int(0.95 * changes) - 1],
            "most": delays[-1],
        },
        "how": "from the end of typing on one page to the words on the other, one machine",
    }
    (BUILD / "measures").mkdir(parents=True, exist_ok=True)
    (BUILD / "measures" / "live.json").write_text(json.dumps(measured, indent=2) + "\n")
    print(f"\nLive delay: {measured['milliseconds']}")
