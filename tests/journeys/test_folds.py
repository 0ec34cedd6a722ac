"""What is answered folds when the page is opened, and never under the eyes of who looks at it."""

import re

from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Walk
from tests.journeys.room import join, ready, sign_in

PARTS = "e => [...e.children].filter(e => e.type !== 'hidden').map(e => e.classList[0])"


def fold(walk, key):
    return walk.page.locator(f"[id='fold-{key}']")


def test_nothing_folds_or_opens_but_by_whoever_looks_at_it(opened, place):
    worker, person = Walk(opened()), Walk(opened(), Keyboard())
    sign_in(worker, place, "Imran")
    ready(worker, "Gwen")
    join(worker, person, "Gwen")
    for walk in (worker, person):
        walk.follow(re.compile("^Home$"))
        walk.at("Home")
    person.tells("home.strength.words", "It is mine.")
    person.says("home.strength", "warm")
    person.says("home.now", "good")
    # Both see it answered, and neither page folds it away.
    expect(worker.page.locator("[id='home.now-good']")).to_be_checked()
    for walk in (worker, person):
        expect(walk.page.locator("[id='home.now-good']")).to_be_visible()
        assert fold(walk, "home.now").count() == 0
        listed = walk.item("home.strength").evaluate(PARTS)
        assert listed == ["ask", "said-how", "follows", "item-actions"]
    # Opened again it is shut; the keyboard opens it, with all that was there.
    for walk in (worker, person):
        walk.again()
        expect(walk.page.locator("[id='home.now-good']")).to_be_hidden()
        expect(fold(walk, "home.now")).to_contain_text("Good")
    person.hands.press(fold(person, "home.now").locator("summary"))
    expect(person.page.locator("[id='home.now-good']")).to_be_visible()
    # News of the other side leaves what is open open and what is shut shut.
    worker.tells("home.w.strength", "You keep it warm.")
    worker.says("home.w.now", "hard")
    expect(person.item("home.now").locator(".gap")).to_be_visible()
    expect(person.page.locator("[id='home.now-good']")).to_be_visible()
    expect(worker.item("home.now").locator(".gap")).to_be_visible()
    expect(worker.page.locator("[id='home.now-good']")).to_be_hidden()
    expect(fold(worker, "home.now")).to_contain_text("Imran: Hard")
