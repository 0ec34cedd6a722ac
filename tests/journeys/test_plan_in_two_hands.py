"""One plan on two screens: made alone and cured, what has to happen, and one goal closed twice."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys.effects import NEXT_YEAR
from tests.journeys.hands import Walk
from tests.journeys.room import PIN, join
from tests.journeys.test_saved import at_home

# Each entry of the plan's thread about one noun, in the order of the log.
SAID = """
    SELECT e.party, e.typed_by, s.value ->> %s FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %s AND e.kind = %s AND e.about LIKE %s ORDER BY e.seq"""


@pytest.fixture
def called():
    return f"Bronwen {secrets.token_hex(3)}"


@pytest.fixture
def worker(opened, place, called):
    """Imran, with a goal in the plan."""
    walk = at_home(opened, place, called)
    walk.says("home.now", "hard")
    walk.go(re.sub("/area/home$", "/plan/goals/add", walk.page.url))
    walk.write("What is the goal?", "I keep my flat.")
    walk.choose(called)
    walk.hands.choose(walk.page.locator("[id='because-home.now-person']"))
    walk.press("Add this goal")
    walk.at("I keep my flat.")
    return walk


def test_a_plan_made_alone_and_an_order_in_its_lane(worker, opened, place, called):
    # At the desk: the plan was made without the person; and what the order asks for.
    worker.follow("Leave")
    worker.write("PIN of this sitting", PIN)
    worker.press("Leave it open for later")
    worker.at(called)
    pk = worker.page.url.split("/people/")[1].strip("/")
    worker.go(f"/people/{pk}/plan/alone")
    worker.write("Why was the plan made alone?", "You were ill.")
    for part, digits in (("Day", "7"), ("Month", "7"), ("Year", str(NEXT_YEAR))):
        worker.write(part, digits)
    worker.press("Save")
    worker.sees("You were ill.")
    for words, hours in (("Work in the garden.", "40"), ("Go to a course.", "10")):
        worker.go(f"/people/{pk}/requirements/new")
        form = worker.page.locator("main form")
        form.locator("[name=kind]").select_option("unpaid_work")
        form.locator("[name=words]").fill(words)
        form.locator("[name=amount]").fill(hours)
        worker.hands.choose(form.locator("[name=unit][value=hours]"))
        worker.hands.choose(form.locator("[name=choice][value=required]"))
        worker.press("Write it down")
        worker.sees(words)

    # Together again, with a screen of the person's own: both read that it was made alone.
    person = Walk(opened(viewport={"width": 320, "height": 640}))
    worker.go(f"/people/{pk}/")
    worker.follow("Go on with the sitting")
    worker.write("A PIN for this sitting", PIN)
    worker.press("Sit together again")
    worker.at("Our sheet")
    join(worker, person, called)
    for walk in (worker, person):
        walk.follow("Our plan")
        walk.sees("You were ill.")

    # An answer by the person's own hands, and it is made alone no more, on both screens.
    person.follow("Say what I think")
    person.follow("Read goal 1")
    person.choose("I agree with part of it")
    person.write("Say why, if you want to.", "And my key.")
    person.press("Save my answer")
    person.follow("Back to the plan")
    for walk in (worker, person):
        walk.open("Goal 1")
        walk.sees("And my key.")
        expect(walk.page.get_by_role("main")).not_to_contain_text("You were ill.")
    assert place.ask(SAID, "answer", pk, "agree", "goal/%") == [("person", "person", "part")]

    # What has to happen can be put in order by both. Nothing on the page can take it out.
    for walk in (worker, person):
        walk.open("Things that have to happen")
        walk.follow("Look at each of these things")
        walk.at("Things that have to happen")
        buttons = walk.page.get_by_role("main").get_by_role("button").all_inner_texts()
        assert {words.split(":")[0].strip() for words in buttons} <= {"Earlier", "Later"}
    person.press(re.compile("^Later"))
    titles = worker.page.locator("blockquote")
    expect(titles.first).to_have_text("Go to a course.")
    assert place.ask(SAID, "by", pk, "note", "requirements") == [("person", "person", "1")]

    # Both close the goal, neither having seen the other's: both are kept.
    for walk in (worker, person):
        walk.follow("Back to the plan")
        walk.open("Goal 1")
        walk.follow("Go to goal 1")
        walk.at("I keep my flat.")
    # News of the other's would draw the page anew under the finger.
    person.page.route("**/live/**", lambda route: route.abort())
    person.again()
    worker.press("We got there")
    worker.sees("Bring it back")
    person.press("Let it go")
    person.sees("Bring it back")
    states = [state for _, _, state in place.ask(SAID, "state", pk, "goal", "goal/%")]
    assert states == ["active", "done", "let_go"]
