"""Together mode: the shared screen shows one sheet, whatever is typed, opened or gone back to."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Walk
from tests.journeys.room import PIN, join, ready, sign_in

OTHER_PAGES = [
    "/",
    "/people/new",
    "/people/import",
    "/people/{other}/",
    "/people/{other}/start",
    "/people/{other}/sheet",
    "/people/{other}/plan",
    "/people/{own}/",
    "/people/{own}/sheet",
    "/people/{own}/plan/print",
    "/organisation",
    "/sign-in/yours",
    "/together/{other_sitting}/areas",
    "/desk/{sitting}/areas",
    "/no-such-page",
]


@pytest.fixture
def together(opened, place):
    """Imran and somebody new on one screen, at their sheet."""
    worker = Walk(opened())
    sign_in(worker, place, "Imran")
    return ready(worker, "Tegan")


def sitting_of(walk: Walk) -> str:
    return re.search(r"/together/([0-9a-f-]{36})/", walk.page.url)[1]


def test_no_other_page_opens_in_any_tab(together, place):
    sitting = sitting_of(together)
    own = place.one("SELECT person_id FROM sittings_sitting WHERE id = %s", sitting)
    other = place.one("SELECT id FROM people_person WHERE called = 'Danielle'")
    before = place.one("SELECT id FROM sittings_sitting WHERE person_id = %s LIMIT 1", other)
    names = [name for (name,) in place.ask("SELECT called FROM people_person")]
    tab = together.page.context.new_page()
    answers = set()
    for path in OTHER_PAGES:
        where = path.format(other=other, own=own, sitting=sitting, other_sitting=before)
        answer = tab.goto(where)
        assert answer.status == 404, where
        expect(tab.get_by_role("heading")).to_have_text("You are sitting together")
        answers.add(re.sub(r'name="csrf\w+" value="\w+"', "", answer.text()))
    (page,) = answers  # known and unknown addresses look alike
    assert not [name for name in names if f">{name}<" in page]
    assert tab.title() == "Tandem"
    refused = tab.request.post("/sign-out")
    assert refused.status in (403, 404)
    tab.goto("/")
    tab.get_by_role("link", name="Back to our sheet").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Our sheet")


def test_a_wrong_pin_opens_nothing_and_rests_after_five(together, place):
    together.follow("Leave")
    for _ in range(5):
        together.write("PIN of this sitting", "1111")
        together.press("Finish this sitting")
        together.sees("That did not open it.")
    together.write("PIN of this sitting", PIN)
    together.press("Finish this sitting")
    together.sees("That did not open it.")
    locked = (
        "SELECT locked_sign_in IS NOT NULL AND ended_at IS NULL FROM sittings_sitting WHERE id = %s"
    )
    assert place.one(locked, sitting_of(together))


def test_one_tap_covers_every_tab_and_a_tap_goes_on(together):
    page, tab = together.page, together.page.context.new_page()
    tab.goto(page.url)
    together.press("Cover the page")
    together.at("A short break")
    for where in (tab.url, "/", f"{tab.url}/more"):
        tab.goto(where)
        expect(tab.get_by_role("heading")).to_have_text("A short break")
        expect(tab.get_by_role("main")).not_to_contain_text("Tegan")
    page.go_back()
    expect(page.get_by_role("heading").filter(visible=True)).to_have_text("A short break")
    together.press("Go on")
    together.at("Our sheet")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    together.at("A short break")
    together.press("Go on")
    together.at("Our sheet")


def test_the_back_button_shows_nothing_once_they_have_left(together, opened, place):
    """Neither to the worker, whose room is shut, nor after signing out."""
    page = together.page
    together.follow(re.compile("^Home$"))
    together.tells("home.strength.words", "Only for this room.")
    page.go_back()
    together.follow("Leave")
    together.write("PIN of this sitting", PIN)
    together.press("Leave it open for later")
    together.at("Tegan")
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        expect(page.locator("body")).not_to_contain_text("Only for this room.")
    page.goto("/")
    together.press("Sign out")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    for _ in range(4):
        page.go_back()
        page.wait_for_load_state()
        expect(page.locator("body")).not_to_contain_text("Tegan")


def test_the_second_screen_ends_with_the_sitting(together, opened, place):
    person = Walk(opened())
    join(together, person, "Tegan")
    person.follow(re.compile("^Home$"))
    person.at("Home")
    for elsewhere in ("/", "/people/import", person.page.url.replace("beside", "together")):
        other = person.page.context.new_page()
        other.goto(elsewhere)
        expect(other.locator("body")).not_to_contain_text("Imran")
        other.close()
    together.follow("Leave")
    together.write("PIN of this sitting", PIN)
    together.press("Finish this sitting")
    together.at("Tegan")
    # The open page notices by itself, and nothing of the sheet stays.
    expect(person.page.get_by_role("heading", level=1)).not_to_have_text("Home")
    expect(person.page.locator("body")).not_to_contain_text("Imran")
