"""Nothing that somebody typed is lost by the shutter, by stopping, by a refusal or by a link."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.effects import NEXT_YEAR
from tests.journeys.hands import Walk
from tests.journeys.room import ready, sign_in
from tests.journeys.test_saved import NOT_SAVED, said

DAY = f"{NEXT_YEAR}-01-05"
STORY = "It is a long story and I tell it once only."


@pytest.fixture
def at(opened, place):
    """Two who see home differently, on one screen; `asked` are the browser's own questions."""
    walk = Walk(opened())
    sign_in(walk, place, "Imran")
    ready(walk, "Heledd")
    walk.base = walk.page.url.split("/areas")[0]
    walk.go(f"{walk.base}/area/home")
    walk.asked = []
    walk.page.on("dialog", lambda one: (walk.asked.append(one.type), one.accept()))
    return walk


def saved(walk):
    return walk.page.locator("#saved")


def in_a_talk(walk):
    walk.says("home.now", "good")
    walk.tells("home.w.strength", "A door of your own.")
    walk.says("home.w.now", "very_hard")
    walk.go(f"{walk.base}/talk/home.now")
    walk.press("Talk about it")
    walk.page.locator("#view").wait_for()
    return walk.page.locator("#view")


def cover_and_go_on(walk):
    page, where = walk.page, walk.page.url
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("A short break")
    expect(page.get_by_role("main")).to_be_hidden()
    assert page.url == f"{page.url.split('/together/')[0]}{walk.base_path}/cover"
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("main")).to_be_visible()
    assert page.url == where


@pytest.fixture(autouse=True)
def base_path(request):
    walk = request.getfixturevalue("at")
    walk.base_path = re.search(r"/together/[0-9a-f-]{36}", walk.page.url)[0]


def test_the_shutter_keeps_what_was_typed_on_every_form(at):
    page = at.page
    view = in_a_talk(at)
    view.press_sequentially(STORY)
    expect(saved(at)).to_have_text(NOT_SAVED)
    cover_and_go_on(at)
    expect(view).to_have_value(STORY)
    expect(view).to_be_focused()
    page.locator("#view").fill("")
    for address, name in (
        ("plan/goals/add", "What is the goal?"),
        ("differ/home.now", re.compile("how do you see it|Say how you see it|see it", re.I)),
    ):
        at.go(f"{at.base}/{address}")
        expect(saved(at)).to_have_text("")
        box = page.get_by_role("textbox", name=name).first
        box.fill(STORY)
        expect(saved(at)).to_have_text(NOT_SAVED)
        cover_and_go_on(at)
        expect(box).to_have_value(STORY)
        box.fill("")
        expect(saved(at)).to_have_text("")
    assert at.asked == []


def test_behind_the_shutter_the_sheet_goes_on_saving(at, place):
    page = at.page
    page.locator("[id='home.strength.words']").press_sequentially("My door locks.")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("A short break")
    tab = page.context.new_page()
    tab.goto(f"{at.base}/area/home")
    expect(tab.get_by_role("heading")).to_have_text("A short break")
    tab.close()
    assert said(place, at, "home.strength.words") == ["My door locks."]
    page.get_by_role("button", name="Go on").click()
    expect(saved(at)).to_have_text("Saved")
    at.says("home.now", "hard")
    page.reload()
    expect(page.locator("[id='home.strength.words']")).to_have_value("My door locks.")


def test_without_a_network_the_page_is_covered_all_the_same(at):
    page = at.page
    page.context.set_offline(True)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("main")).to_be_hidden()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("main")).to_be_visible()
    page.context.set_offline(False)


def test_stop_for_now_stores_the_words_as_said_so_far(at):
    view, where = in_a_talk(at), at.page.url
    view.fill(STORY)
    at.press("Stop for now")
    at.at("Where we see it differently")
    at.go(where)
    expect(at.page.locator("#view")).to_have_value(STORY)
    assert at.asked == []


def test_a_link_waits_until_the_sheet_has_stored_what_was_typed(at, place):
    page = at.page
    page.route(
        re.compile("/answer$"), lambda route: (page.wait_for_timeout(400), route.continue_())
    )
    for n in range(2):
        page.locator("[id='home.strength.words']").fill(f"Words {n}.")
        at.follow("All areas")
        at.at("Our sheet")
        at.go(f"{at.base}/area/home")
    assert said(place, at, "home.strength.words") == ["Words 0.", "Words 1."]
    page.locator("[id='home.strength.words']").fill("More.")
    at.follow(re.compile("^I see this differently"))
    page.wait_for_url(re.compile("/differ/"))
    at.go(f"{at.base}/area/home")
    at.press("Cymraeg")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    at.press("English")
    expect(page.locator("[id='home.strength.words']")).to_have_value("More.")
    assert at.asked == []


def test_a_link_leads_on_at_once_where_nothing_is_unsaid(at):
    page = at.page
    for link in (
        page.get_by_role("link", name=re.compile("^I see this differently")).first,
        page.locator(".trail a"),
    ):
        link.click()
        expect(page).not_to_have_url(f"{at.base}/area/home")
        at.go(f"{at.base}/area/home")
    assert at.asked == []


def test_no_row_is_drawn_anew_under_a_finger(at, place):
    page = at.page
    choice = page.locator("[id='home.now-hard']")
    choice.evaluate("e => e.closest('[data-item]').dataset.old = 'yes'")
    choice.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    spot = choice.bounding_box()
    page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    page.mouse.down()
    other = Walk(page.context.new_page())
    other.go(f"{at.base}/area/home")
    with page.expect_response(re.compile("/rows")):
        other.says("home.now", "good")
    page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
    expect(page.locator("[data-old]")).to_have_count(1)
    page.mouse.up()
    expect(choice).to_be_checked()
    expect(saved(at)).to_have_text("Saved")
    assert said(place, at, "home.now") == ["good", "hard"]
    expect(page.locator("[data-old]")).to_have_count(0)


def test_with_the_network_gone_the_page_stays(at):
    page = at.page
    page.context.set_offline(True)
    page.locator("[id='home.strength.words']").press_sequentially("My door locks.")
    at.follow("All areas")
    box = page.locator("#no-network")
    expect(box).to_be_visible()
    box.get_by_role("button", name="Stay here").click()
    expect(page.locator("[id='home.strength.words']")).to_have_value("My door locks.")
    page.context.set_offline(False)
    expect(saved(at)).to_have_text("Saved")
    at.follow("All areas")
    at.at("Our sheet")
    assert at.asked == []


@pytest.mark.parametrize("way", ["a link", "another form", "skip"])
def test_no_way_off_a_form_is_taken_unasked(at, way):
    page = at.page
    view = in_a_talk(at)
    view.fill(STORY)

    def leave():
        if way == "a link":
            page.locator(".trail a").click()
        elif way == "another form":
            page.get_by_role("button", name="Cymraeg").click()
        else:
            page.get_by_role("button", name=re.compile("^Skip")).click()

    where = page.url
    leave()
    box = page.locator("#unsaved-words")
    expect(box).to_contain_text("What you typed is not saved.")
    box.get_by_role("button", name="Stay here").click()
    expect(view).to_have_value(STORY)
    assert page.url == where
    leave()
    box.get_by_role("button", name="Go on without it").click()
    expect(page.locator("html[lang=cy]") if way == "another form" else view).to_have_count(
        1 if way == "another form" else 0
    )
    assert at.asked == []


def test_what_was_sent_back_is_not_left_unasked_either(at):
    page = at.page
    at.says("home.now", "hard")
    at.go(f"{at.base}/plan/goals/add")
    page.get_by_role("textbox", name="What is the goal?").fill(STORY)
    at.press("Add this goal")  # nothing chosen that it comes from
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.locator(".back").first.click()
    expect(page.locator("#unsaved-words")).to_be_visible()


def test_a_refusal_stands_at_its_field(at, place):
    """A day without words: the sentence is at the box, which is marked, and Save leads to it."""
    page = at.page
    at.tells("home.w.strength", "A door of your own.")
    day = page.locator("[id='home.w.offer:day']")
    day.fill(DAY)
    day.blur()
    words = page.locator("[id='home.w.offer:words']")
    expect(words).to_have_attribute("aria-invalid", "true")
    expect(at.item("home.w.offer")).to_contain_text("Please write what will be done by that date.")
    expect(day).to_have_value(DAY)
    expect(saved(at)).to_contain_text("This was not saved")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(words).to_be_focused()
    at.hands.write(words, "I ring the landlord.")
    page.keyboard.press("Tab")
    expect(saved(at)).to_have_text("Saved")
    expect(at.item("home.w.offer")).not_to_contain_text("Please write")
    assert said(place, at, "home.w.offer")[-1] == {
        "words": "I ring the landlord.",
        "due_on": DAY,
    }
    assert at.asked == []


def test_a_closing_window_takes_the_last_words_with_it(at, place):
    page = at.page
    page.locator("[id='home.strength.words']").press_sequentially("To the last.")
    page.goto(f"{at.base}/areas")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our sheet")
    at.go(f"{at.base}/area/home")  # news of these very words may load the page anew just now
    expect(page.locator("[id='home.strength.words']")).to_have_value("To the last.")
    assert at.asked == []
