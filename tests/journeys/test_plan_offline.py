"""A goal that is written without a network is kept on the device and sent, as on the sheet."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tandem.config.tests.machine import until
from tests.journeys.room import sign_in
from tests.journeys.test_outbox import gone, with_its_key
from tests.journeys.test_saved import at_home

GOALS = """
    SELECT g.words FROM plans_goal g JOIN voices_thread t ON t.id = g.thread_id
    JOIN people_person p ON p.id = t.person_id WHERE p.called = %s"""


@pytest.fixture
def called():
    return f"Tegan {secrets.token_hex(4)}"


@pytest.fixture
def at(opened, place, called):
    walk = at_home(opened, place, called)
    walk.says("home.now", "hard")
    walk.go(re.sub("/area/home$", "/plan/goals/add", walk.page.url))
    return with_its_key(walk)


def add(page, words="I keep my flat."):
    page.get_by_label("What is the goal?").fill(words)
    page.locator("[name=because]").first.check(force=True)
    page.locator("[name=origin]").first.check(force=True)
    page.get_by_role("button", name="Add this goal").click()


def test_the_page_stays_says_so_and_goes_on_by_itself(at, place, called):
    page = at.page
    page.context.set_offline(True)
    add(page)
    expect(page.locator("#waiting")).to_contain_text("Answers wait on this device: 1.")
    page.get_by_role("button", name="Add this goal").click()
    expect(page.get_by_label("What is the goal?")).to_have_value("I keep my flat.")
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/plan/goals/[0-9a-f-]{36}$"))
    assert place.ask(GOALS, called) == [("I keep my flat.",)]


def test_after_the_window_is_lost_the_next_sign_in_sends_it(at, place, called):
    at.page.context.set_offline(True)
    add(at.page)
    expect(at.page.locator("#waiting")).to_contain_text("Answers wait on this device: 1.")
    gone(at)
    assert place.ask(GOALS, called) == []
    sign_in(at, place, "Imran")
    expect(at.page.locator("#waiting")).to_contain_text("What waited on this device is saved now.")
    until(lambda: place.ask(GOALS, called) == [("I keep my flat.",)], 15)


def test_what_is_wrong_is_drawn_again_with_the_words(at, place, called):
    page = at.page
    page.get_by_label("What is the goal?").fill("I keep my flat.")
    page.get_by_role("button", name="Add this goal").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Choose at least one thing that this goal comes from.")
    expect(page.get_by_label("What is the goal?")).to_have_value("I keep my flat.")
    add(page, "I keep my flat and my job.")
    page.wait_for_url(re.compile(r"/plan/goals/[0-9a-f-]{36}$"))
    assert place.ask(GOALS, called) == [("I keep my flat and my job.",)]
