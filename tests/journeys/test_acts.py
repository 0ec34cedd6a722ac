"""How many acts an area takes: taps and clicks, all that is not writing in own words."""

import re
import sys

from tests.journeys.hands import Mouse, Walk
from tests.journeys.room import ready, sign_in

BOTH_VOICES = 12
FINE = 3
# One answer to each mark and one tile where tiles are offered, in the order of the page.
PERSON = {"strength": 0, "now": 1, "hard": 0, "matter": "7", "ready": 2, "sure": "4"}
AFTER_THE_NOTICE = {"link": 0, "harm": 0}
WORKER = {"w.now": 1, "w.link": 2, "w.harm": 1}


class Counting(Mouse):
    """Hands that count what they do; going into a box to write is counted apart."""

    def __init__(self):
        self.acts = self.boxes = 0

    def press(self, what):
        self.acts += 1
        super().press(what)

    def choose(self, what):
        self.acts += 1
        super().choose(what)

    def write(self, what, words):
        self.boxes += 1
        super().write(what, words)

    def since(self, before):
        return self.acts - before[0], self.boxes - before[1]

    @property
    def now(self):
        return self.acts, self.boxes


def answer(walk, area, asked):
    for name, which in asked.items():
        key = f"{area}.{name}"
        if isinstance(which, str):
            walk.says(key, which)
        else:
            choices = walk.page.locator(f"[name='{key}']")
            walk.hands.choose(choices.nth(which))
            walk.saved()


def all_of(walk, area):
    """Both voices on all that is marked, with own words where the worker's side begins."""
    answer(walk, area, PERSON)
    walk.press("I will answer")
    walk.page.locator(f"[id='item-{area}.link']").wait_for()
    answer(walk, area, AFTER_THE_NOTICE)
    walk.tells(f"{area}.w.strength", "You rang before it was late.")
    answer(walk, area, WORKER)


def fine(walk, area):
    """The short way, which the person alone takes."""
    answer(walk, area, {"strength": 0, "now": 4})
    leave = walk.item(f"{area}.now").locator("[name=onward]")
    walk.hands.press(leave)


def test_an_area_takes_twelve_acts_with_both_voices_and_three_where_it_is_fine(opened, place):
    hands = Counting()
    walk = Walk(opened(), hands)
    sign_in(walk, place, "Imran")
    ready(walk, "Ffion")
    told = []
    for area, name, way in (
        ("home", "Home", all_of),
        ("money", "Money", all_of),
        ("friends", "Friends and belonging", fine),
    ):
        walk.follow(re.compile(f"^{name}$"))
        walk.at(name)
        before = hands.now
        way(walk, area)
        acts, boxes = hands.since(before)
        told.append((name, acts, boxes))
        assert acts <= (FINE if way is fine else BOTH_VOICES), told
        if way is not fine:
            walk.follow("All areas")
        walk.at("Our sheet")
    before = hands.now
    walk.follow("Our plan")
    walk.follow("Add a goal")
    walk.write("What is the goal?", "I keep my flat.")
    walk.choose("Ffion")
    walk.hands.choose(walk.page.locator("[id='because-home.now-person']"))
    walk.press("Add this goal")
    walk.at("I keep my flat.")
    told.append(("a first goal", *hands.since(before)))
    for name, acts, boxes in told:
        sys.stdout.write(f"{name}: {acts} acts, and {boxes} boxes written into\n")
