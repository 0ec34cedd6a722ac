"""Saved means saved: with the network cut, with an answer lost, with the server killed."""

import re

import pytest
from playwright.sync_api import expect

from tandem.config.tests import machine
from tests.journeys.hands import Walk
from tests.journeys.room import ready, sign_in

NOT_SAVED = "Not saved yet. Your words are still on this page. Do not close it."


def at_home(opened, place, called, **options):
    """Somebody new with their worker, at the questions about home."""
    walk = Walk(opened(**options))
    sign_in(walk, place, "Imran")
    ready(walk, called)
    walk.follow(re.compile("^Home$"))
    walk.at("Home")
    return walk


def said(place, walk, about):
    """Every value that the log holds of one question, in the order of the log."""
    sitting = re.search(r"/together/([0-9a-f-]{36})/", walk.page.url)[1]
    return [
        value
        for (value,) in place.ask(
            "SELECT s.value FROM voices_entry e JOIN voices_saying s ON s.entry_id = e.id"
            " WHERE e.sitting = %s AND e.about = %s ORDER BY e.seq",
            sitting,
            about,
        )
    ]


@pytest.fixture
def line():
    """Watches the quiet line, so that no "Saved" passes unseen."""

    def watch(walk):
        walk.page.evaluate(
            """() => {
              const line = document.getElementById('saved');
              window.lines = [];
              new MutationObserver(() => window.lines.push(line.textContent))
                .observe(line, {childList: true, characterData: true, subtree: true});
            }"""
        )
        return lambda: walk.page.evaluate("window.lines")

    return watch


def test_with_the_network_gone_the_page_says_so_and_goes_on_by_itself(opened, place, line):
    walk = at_home(opened, place, "Nerys")
    lines = line(walk)
    saved, context = walk.page.locator("#saved"), walk.page.context
    context.set_offline(True)
    walk.hands.choose(walk.page.locator("[id='home.now-hard']"))
    box = walk.page.locator("[id='home.strength.words']")
    box.press_sequentially("My door locks.")
    walk.page.keyboard.press("Tab")
    walk.hands.choose(walk.page.locator("[id='home.now-some']"))
    expect(saved).to_have_text(NOT_SAVED)
    box.press_sequentially(" And it is mine", delay=20)
    assert said(place, walk, "home.now") == []
    assert "Saved" not in lines()
    context.set_offline(False)
    box.press_sequentially(" now.", delay=20)
    walk.page.keyboard.press("Tab")
    expect(saved).to_have_text("Saved")
    expect(box).to_have_value("My door locks. And it is mine now.")
    assert said(place, walk, "home.now") == ["hard", "some"]
    assert said(place, walk, "home.strength.words") == [
        "My door locks.",
        "My door locks. And it is mine now.",
    ]
    walk.again()
    expect(box).to_have_value("My door locks. And it is mine now.")
    expect(walk.page.locator("[id='home.now-some']")).to_be_checked()


def test_an_answer_lost_after_the_commit_makes_no_second_row(opened, place, line):
    walk = at_home(opened, place, "Osian")
    lines, lost = line(walk), []

    def lose_the_first(route):
        if lost:
            assert said(place, walk, "home.now") == ["good"], "stored before its answer was lost"
            route.continue_()
            return
        lost.append(route.fetch().status)
        assert "Saved" not in lines()
        route.abort()

    walk.page.route(re.compile("/answer$"), lose_the_first)
    walk.hands.choose(walk.page.locator("[id='home.now-good']"))
    expect(walk.page.locator("#saved")).to_have_text("Saved")
    assert lost == [200]
    assert said(place, walk, "home.now") == ["good"]
    assert (
        place.one(
            "SELECT max(a.seen) FROM voices_act a JOIN voices_entry e ON e.id = a.entry_id"
            " WHERE e.about = 'home.now' AND e.sitting = %s",
            re.search(r"/together/([0-9a-f-]{36})/", walk.page.url)[1],
        )
        == 2
    )


def test_saved_is_never_said_before_the_answer(opened, place, line):
    walk = at_home(opened, place, "Branwen")
    lines, held, is_held = line(walk), [], True
    walk.page.route(
        re.compile("/answer$"), lambda route: held.append(route) if is_held else route.continue_()
    )
    walk.hands.choose(walk.page.locator("[id='home.now-good']"))
    walk.page.locator("[id='home.strength.words']").fill("Warm.")
    walk.page.keyboard.press("Tab")
    walk.page.wait_for_timeout(1000)
    assert len(held) == 1, "one act at a time, in order"
    assert set(lines()) == {NOT_SAVED}
    is_held = False
    held[0].continue_()
    expect(walk.page.locator("#saved")).to_have_text("Saved")
    assert said(place, walk, "home.strength.words") == ["Warm."]


def test_what_waits_too_long_for_others_is_unsaved_and_goes_out_again(opened, place, line):
    """The product's own patience with a lock is at its end before that of the page."""
    walk = at_home(opened, place, "Heledd")
    opened.expected.add(503)
    lines, refused = line(walk), re.compile("/answer$")
    with machine.as_owner(place.state) as owner, owner.transaction():
        owner.execute("LOCK TABLE voices_entry IN SHARE ROW EXCLUSIVE MODE")
        with walk.page.expect_response(refused) as told:
            walk.hands.choose(walk.page.locator("[id='home.now-good']"))
        assert told.value.status == 503
        assert lines()[0] == NOT_SAVED
        assert "Saved" not in lines()
    expect(walk.page.locator("#saved")).to_have_text("Saved")
    assert said(place, walk, "home.now") == ["good"]


def test_a_killed_server_loses_nothing_that_was_acknowledged(opened, place, line):
    """Every process at once, as when the plug is pulled; then the same data and the same page."""
    walk = at_home(opened, place, "Macsen")
    lines, acknowledged = line(walk), []
    walk.page.on(
        "response",
        lambda answer: (
            acknowledged.append(re.search(r"act%3Ahome.now=([0-9a-f-]+)", sent)[1])
            if answer.ok and "act%3Ahome.now" in (sent := answer.request.post_data or "")
            else None
        ),
    )
    marks = ["good", "hard", "some", "very_hard", "mostly_fine"]
    for mark in marks[:3]:
        walk.says("home.now", mark)
    walk.hands.choose(walk.page.locator(f"[id='home.now-{marks[3]}']"))
    place.kill()
    walk.hands.choose(walk.page.locator(f"[id='home.now-{marks[4]}']"))
    expect(walk.page.locator("#saved")).to_have_text(NOT_SAVED)
    before = len(lines())
    walk.page.wait_for_timeout(1500)
    assert "Saved" not in lines()[before:]
    place.start_again()
    expect(walk.page.locator("#saved")).to_have_text("Saved")
    assert said(place, walk, "home.now") == marks
    stored = {str(act) for (act,) in place.ask("SELECT id FROM voices_act")}
    assert len(acknowledged) >= len(marks) - 1
    assert set(acknowledged) <= stored
    walk.again()
    expect(walk.page.locator("[id='home.now-mostly_fine']")).to_be_checked()
