"""What is said without a network is kept on the device, sealed, and sent by whoever said it."""

import re

import pytest
from playwright.sync_api import expect

from tandem.config.tests.machine import until
from tests.journeys.hands import Walk
from tests.journeys.room import join, sign_in
from tests.journeys.sight import sound
from tests.journeys.test_saved import at_home, said

KEPT = "Saved on this device, waiting for the network."
WORDS = "home.strength.words"
CANARY = "My brother has the only key."


@pytest.fixture
def at(opened, place):
    return with_its_key(at_home(opened, place, "Tegan"))


def with_its_key(walk):
    """The page has the key it seals with: what has no key yet cannot be kept here, and says so."""
    until(lambda: walk.page.evaluate(KEY_CAME), 15)
    return walk


KEY_CAME = """() => performance.getEntriesByType("resource").some(
  ({ name, responseStatus }) => name.endsWith("/outbox") && responseStatus === 200,
)"""


def mark(walk, value):
    walk.hands.choose(walk.page.locator(f"[id='home.now-{value}']"))


def gone(walk):
    """The sign-in ends and the window is shut, with the network away. In this order: a page that
    is being closed may still send once the browser no longer holds its network back."""
    walk.home = walk.page.url
    context = walk.page.context
    context.clear_cookies()
    walk.page.close(run_before_unload=False)
    context.set_offline(False)
    walk.page = context.new_page()


def stored(place, walk, about):
    sitting = re.search(r"/together/([0-9a-f-]{36})/", walk.home)[1]
    return [
        value
        for (value,) in place.ask(
            "SELECT s.value FROM voices_entry e JOIN voices_saying s ON s.entry_id = e.id"
            " WHERE e.sitting = %s AND e.about = %s ORDER BY e.seq",
            sitting,
            about,
        )
    ]


def test_the_page_says_that_the_device_keeps_it_and_how_much(at, place):
    page, saved = at.page, at.page.locator("#saved")
    page.context.set_offline(True)
    for value in ("hard", "some", "good"):
        mark(at, value)
    expect(saved).to_contain_text(KEPT)
    expect(page.locator("#waiting-count")).to_have_text("Waiting: 3")
    at.follow("All areas")
    box = page.locator("#no-network")
    expect(box).to_contain_text("There is no network. You can go on here.")
    box.get_by_role("button", name="Stay here").click()
    page.get_by_role("button", name="Save and see all areas").click()
    expect(box).to_be_visible()
    box.get_by_role("button", name="Stay here").click()
    page.context.set_offline(False)
    expect(saved).to_have_text("Saved")
    expect(page.locator("#waiting-count")).to_be_hidden()
    assert said(place, at, "home.now") == ["hard", "some", "good"]


def test_after_the_window_is_lost_the_next_sign_in_sends_it_in_order(at, place):
    page = at.page
    page.context.set_offline(True)
    for value in ("hard", "some", "good", "very_hard"):
        mark(at, value)
    page.locator(f"[id='{WORDS}']").press_sequentially(CANARY)
    page.wait_for_timeout(1500)  # nobody leaves the box
    gone(at)
    at.page.goto("/sign-in/")
    expect(at.page.locator("#waiting")).to_contain_text("Something waits on this device.")
    sign_in(at, place, "Imran")
    expect(at.page.locator("#waiting")).to_contain_text("What waited on this device is saved now.")
    assert stored(place, at, "home.now") == ["hard", "some", "good", "very_hard"]
    assert stored(place, at, WORDS) == [CANARY]
    at.page.reload()
    expect(at.page.locator("#waiting")).to_be_hidden()


def test_what_is_said_before_the_key_has_come_is_kept_once_it_comes(at, place):
    page, saved = at.page, at.page.locator("#saved")
    for way in ("/outbox$", "/answer$"):
        page.route(re.compile(way), lambda route: route.abort())
    page.reload()
    mark(at, "hard")
    mark(at, "some")
    expect(page.locator("#waiting-count")).to_have_text("Waiting: 2")
    expect(saved).to_contain_text("Not saved yet.")
    page.unroute(re.compile("/outbox$"))
    expect(saved).to_contain_text(KEPT)
    gone(at)
    sign_in(at, place, "Imran")
    expect(at.page.locator("#waiting")).to_contain_text("What waited on this device is saved now.")
    assert stored(place, at, "home.now") == ["hard", "some"]


def test_it_is_sent_from_the_next_page_of_the_sitting_too(at, place):
    page = at.page
    page.route(re.compile("/answer$"), lambda route: route.abort())
    mark(at, "hard")
    expect(page.locator("#saved")).to_contain_text(KEPT)
    context, home = page.context, page.url
    page.close(run_before_unload=False)
    at.page = context.new_page()
    at.page.goto(home.replace("/area/home", "/areas"))
    until(lambda: said(place, at, "home.now") == ["hard"], 15)
    # Its own news may load that page anew at any moment, so the sheet is looked at in another.
    at.page = context.new_page()
    at.page.goto(home)
    expect(at.page.locator("[id='home.now-hard']")).to_be_checked()
    assert said(place, at, "home.now") == ["hard"]


def test_somebody_else_on_this_computer_can_neither_read_nor_send_nor_lose_it(at, place):
    page = at.page
    page.context.set_offline(True)
    mark(at, "hard")
    page.locator(f"[id='{WORDS}']").fill(CANARY)
    page.keyboard.press("Tab")
    expect(page.locator("#saved")).to_contain_text(KEPT)
    gone(at)
    sign_in(at, place, "Priya")
    expect(at.page.locator("#waiting")).to_contain_text(
        "Something waits on this device for someone else."
    )
    assert CANARY not in at.page.content()
    assert "Tegan" not in at.page.content()
    assert CANARY not in at.page.evaluate(ALL_THAT_LIES_THERE)
    at.press("Sign out")
    at.at("Sign in")
    assert stored(place, at, "home.now") == []
    sign_in(at, place, "Imran")
    expect(at.page.locator("#waiting")).to_contain_text("What waited on this device is saved now.")
    assert stored(place, at, "home.now") == ["hard"]
    assert stored(place, at, WORDS) == [CANARY]
    at.press("Sign out")
    at.at("Sign in")
    assert at.page.evaluate("indexedDB.databases().then((all) => all.length)") in (0, 1)


ALL_THAT_LIES_THERE = """async () => {
  const open = indexedDB.open("tandem", 1);
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const all = db.transaction("outbox").objectStore("outbox").getAll();
  const rows = await new Promise((done) => (all.onsuccess = () => done(all.result)));
  const bytes = rows.map((row) => new TextDecoder().decode(row.sealed)).join();
  return JSON.stringify([rows, bytes, {...localStorage}, {...sessionStorage}, document.cookie]);
}"""


def test_nobody_signs_out_over_what_waits_unasked(at, place, opened):
    page = at.page
    page.context.set_offline(True)
    mark(at, "hard")
    expect(page.locator("#saved")).to_contain_text(KEPT)
    gone(at)
    at.page.route(re.compile("/answer$"), lambda route: route.abort())
    sign_in(at, place, "Imran")
    expect(at.page.locator("#waiting")).to_contain_text("Answers wait on this device: 1.")
    sound(at.page)
    at.press("Sign out")
    box = at.page.locator("#answers-wait")
    expect(box).to_contain_text("Answers that are not sent yet: 1.")
    box.get_by_role("button", name="Stay here").click()
    at.press("Sign out")
    box.get_by_role("button", name="Go, and keep them here").click()
    at.at("Sign in")
    at.page.unroute(re.compile("/answer$"))
    sign_in(at, place, "Imran")
    expect(at.page.locator("#waiting")).to_contain_text("What waited on this device is saved now.")
    assert stored(place, at, "home.now") == ["hard"]


def test_a_phone_that_is_let_in_again_sends_what_it_kept(at, opened, place):
    phone, home = Walk(opened()), at.page.url
    at.follow("All areas")
    join(at, phone, "Tegan")
    phone.go(home.replace("/together/", "/beside/"))
    with_its_key(phone)
    phone.page.context.set_offline(True)
    mark(phone, "hard")
    expect(phone.page.locator("#saved")).to_contain_text(KEPT)
    phone.press("End this screen")
    box = phone.page.locator("#answers-wait")
    expect(box).to_contain_text("Answers that are not sent yet: 1.")
    box.get_by_role("button", name="Stay here").click()
    gone(phone)
    join(at, phone, "Tegan")
    until(lambda: said(place, at, "home.now") == ["hard"], 15)


def test_what_is_refused_is_shown_with_its_words_until_it_is_let_go(at, place):
    page = at.page
    page.context.set_offline(True)
    page.locator(f"[id='{WORDS}']").fill(CANARY)
    page.keyboard.press("Tab")
    expect(page.locator("#saved")).to_contain_text(KEPT)
    sitting = re.search(r"/together/([0-9a-f-]{36})/", page.url)[1]
    place.ask(
        "UPDATE sittings_sitting SET ended_at = now() - interval '4 days' WHERE id = %s"
        " RETURNING 1",
        sitting,
    )
    gone(at)
    sign_in(at, place, "Imran")
    panel = at.page.locator("#waiting")
    for _ in range(2):
        expect(panel).to_contain_text("This sitting ended more than 3 days ago.")
        expect(panel).not_to_contain_text("is saved now")
        expect(panel.get_by_role("textbox", name="Your words")).to_have_value(CANARY)
        sound(at.page)
        at.page.reload()
    panel.get_by_role("button", name="Let it go").click()
    expect(panel).to_be_hidden()
    at.page.reload()
    expect(panel).to_be_hidden()
    assert stored(place, at, WORDS) == []


def test_where_the_device_can_keep_nothing_the_page_says_so(opened, place):
    walk = at_home(opened, place, "Ifan")
    walk.page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    walk.page.reload()
    notice = walk.page.locator("#only-online")
    expect(notice).to_contain_text("saved only while you are online")
    walk.says("home.now", "hard")
    walk.page.context.set_offline(True)
    mark(walk, "some")
    walk.page.wait_for_timeout(2500)
    expect(walk.page.locator("#saved")).to_contain_text("Not saved yet.")
    walk.page.context.set_offline(False)
    expect(walk.page.locator("#saved")).to_have_text("Saved")
    assert said(place, walk, "home.now") == ["hard", "some"]
