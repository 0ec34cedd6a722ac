"""Somebody comes into the room: one tap, and neither the page nor the way back says anything."""

import re
import secrets
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.deeds import Scene, add, perform
from tests.journeys.effects.preparing import GIVEN, WRITTEN
from tests.journeys.hands import Walk
from tests.journeys.room import sign_in


def test_escape_twice_leaves_restricted_notes_and_the_way_back_does_not_lead_there(opened, place):
    worker = Walk(opened())
    sign_in(worker, place, "Imran")
    worker.follow("Danielle")
    worker.follow("Restricted notes")
    worker.follow("Open restricted notes")
    worker.at("Open restricted notes")
    page = worker.page
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/calendar")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Restricted notes")
    assert page.title().startswith("A person")


@pytest.fixture
def phone(opened, place):
    """Narrow, with an answer that is kept and words that are not."""
    worker = Walk(opened())
    person = Walk(opened(viewport={"width": 320, "height": 640}))
    walks = {"worker": worker, "person": person}
    scene = Scene(place, walks, worker="Imran", person_name=f"Mabli {secrets.token_hex(4)}")
    sign_in(worker, place, "Imran")
    add(scene)
    for effect in [*GIVEN, WRITTEN[0]]:
        perform(effect, scene)
    scene.end()
    person.page.locator("[name='home.strength.words']").fill("I cook, and I hide.")
    return person.page


def test_one_tap_leaves_at_once_and_the_way_back_shows_nothing(phone):
    phone.get_by_role("button", name="Leave this page quickly").click()
    phone.wait_for_url("**/calendar")
    phone.go_back()
    expect(phone.get_by_role("textbox", name="Your PIN")).to_be_visible()
    expect(phone.locator("body")).not_to_contain_text("Imran")
    assert "I cook" not in phone.content()


def test_any_other_way_off_the_page_asks_about_words_that_are_not_kept(phone):
    phone.get_by_role("link", name="All notes").click()
    expect(phone.get_by_role("button", name="Stay here")).to_be_visible()


def test_a_page_that_nobody_uses_goes_and_comes_back_with_the_pin_only(phone):
    page = phone
    page.clock.install()
    page.reload()
    page.get_by_role("button", name="Leave this page quickly").wait_for()
    page.locator("[name='home.strength.words']").fill("I hide.")
    # From here on the page's clock stands still between jumps: slow brings no idle time.
    page.clock.pause_at(datetime.now() + timedelta(minutes=14, seconds=50))
    page.keyboard.press("Shift")  # it is used
    page.clock.fast_forward("14:50")
    assert "/calendar" not in page.url
    # By itself, as when a line appears. Listen first: the scroll may be over before the next call.
    page.evaluate("""new Promise(done => {
        addEventListener("scroll", done, {once: true});
        scrollBy({top: 200, behavior: "instant"});
    })""")
    page.clock.fast_forward("00:15")
    expect(page).to_have_url(re.compile("/calendar$"))
    page.go_back()
    expect(page.get_by_role("textbox", name="Your PIN")).to_be_visible()
