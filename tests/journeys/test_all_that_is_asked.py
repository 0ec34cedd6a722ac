"""All that comes with Tandem, completed by hand: on a phone's width, with scripts off, in both
languages, and each answer read back from the log."""

import re
import secrets
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tandem.assessments.checks import AFTER, CHECKS
from tandem.instruments.loader import newest
from tandem.instruments.models import HOME
from tandem.instruments.schema import Item
from tests.journeys.effects import NEXT_YEAR
from tests.journeys.hands import Walk
from tests.journeys.room import ready, sign_in

NARROW = {"viewport": {"width": 320, "height": 640}}
OF_VOLUNTARY_PLACES = ["voluntary-check"]
# What an answer rules out: in English each says the last of their answers, in Welsh the second.
NOT_ASKED = {"en": set[str](), "cy": {"doing.whose", "helps.more", "ladder.keep", "here.change"}}
DAY = f"{NEXT_YEAR}-05-05"
# Each question that somebody may answer now: its name, kind, value, and whether it says something.
# Where an answer is from has a list of its own, which may stay as it is.
FIELDS = """form => [...form.elements]
  .filter(e => e.name && e.type !== "hidden" && !["BUTTON", "SELECT"].includes(e.tagName))
  .map(e => [e.name, e.type, e.value, e.type === "radio" || e.type === "checkbox"
    ? [...form.elements].some(o => o.name === e.name && o.checked) : Boolean(e.value)])"""
# Questions that stand in less than half of the page's width: their words cannot be read.
SQUEEZED = """form => [...form.querySelectorAll(".ask")]
  .filter(one => one.checkVisibility() && one.offsetWidth < innerWidth / 2)
  .map(one => one.innerText)"""
SAID = """
    SELECT DISTINCT ON (e.about) e.about, e.party, e.language, e.typed_by, s.value
    FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    JOIN voices_saying s ON s.entry_id = e.id JOIN people_person p ON p.id = t.person_id
    WHERE p.called = %s AND e.kind = 'answer' ORDER BY e.about, e.seq DESC"""
AFTERWARDS = """
    SELECT a.answers FROM assessments_aftertoday a JOIN sittings_sitting s ON s.id = a.sitting_id
    JOIN people_person p ON p.id = s.person_id WHERE p.called = %s"""


def answer(item: Item, language: str) -> Any:
    """What is said to a question here: another thing in each language."""
    own = f"{item.key} <“ŵ” & {language}>"
    match item.kind:
        case "one" | "scale":
            choices = item.choices
            return choices[-1 if language == "en" else min(1, len(choices) - 1)].key
        case "many":
            return [one.key for one in item.choices[:2]]
        case "ten":
            return 7 if language == "en" else 0
        case "date":
            return DAY
        case "words_and_date":
            return {"words": own, "due_on": DAY}
    return own


def tap(box: Locator) -> None:
    """What was asked just now may load the page again under the finger, and for a moment its folds
    are shut: then one taps again, where it is in sight."""
    for _ in range(5):
        expect(box).to_be_visible()
        with suppress(Error):
            box.check(force=True)
            return
    raise AssertionError(f"{box} goes away under the finger")


def enter(page: Page, item: Item, name: str, kind: str, value: str, wanted: Any) -> None:
    """One field, as a hand would: by tapping what stands there, or by writing into it."""
    if kind in ("radio", "checkbox"):
        is_wanted = value in wanted if kind == "checkbox" else value == str(wanted)
        if is_wanted:
            box = page.locator(f'[name="{name}"][value="{value}"]')
            tap(box)
    elif isinstance(wanted, dict):
        page.locator(f'[name="{name}"]').fill(wanted["due_on" if kind == "date" else "words"])
    else:
        page.locator(f'[name="{name}"]').fill(str(wanted))


def complete(walk: Walk, address: str, items: dict[str, Item], language: str) -> None:
    """One page of questions: all that it asks, and what it asks then, until it asks no more."""
    page = walk.page
    walk.go(address)
    for _ in range(6):
        form = page.locator("#sheet")
        folded = page.locator("details.say-more:not([open]) > summary")
        while folded.count():
            folded.first.click()
        assert form.evaluate(SQUEEZED) == []
        empty = [one for one in form.evaluate(FIELDS) if not one[3]]
        notice = page.locator("button[name=notice][value=answer]")
        heard = notice.count() == 0
        if not empty and heard:
            return
        for name, kind, value, _said in empty:
            item = items[name.partition(":")[0]]
            enter(page, item, name, kind, value, answer(item, language))
        if not heard:
            notice.click()
        elif walk.scripts:
            page.keyboard.press("Tab")  # words are said when the box is left
            walk.saved()
        else:
            page.locator(".sheet-actions button").first.click()
        walk.arrived()
    raise AssertionError(f"{address} asks on and on: {empty}")


def all_of(walk: Walk, room: str, name: str, language: str) -> None:
    instrument = newest(name)
    items = {item.key: item for item in instrument.items}
    at = room if name == HOME else f"{room}/check/{name}"
    for area in instrument.areas:
        complete(walk, f"{at}/area/{area.key}", items, language)


def after_today(walk: Walk, room: str, language: str) -> None:
    """On the screen that is handed over, which is theirs until it is given back."""
    walk.go(f"{room}/leave")
    walk.page.locator("button[name=what][value=after]").click()
    for item in newest(AFTER).items:
        wanted = answer(item, language)
        walk.page.locator(f'[name="{item.key}"][value="{wanted}"]').check(force=True)
    walk.page.locator("main form button.button").first.click()
    walk.arrived()


def stored(place: Any, called: str, names: list[str], language: str) -> None:
    """Each question holds what was entered, in the voice that it is asked of."""
    items = [item for name in names for area in newest(name).areas for item in area.items]
    found = {about: rest for about, *rest in place.ask(SAID, called)}
    wanted = {
        item.key: [item.party, language, "worker", answer(item, language)]
        for item in items
        if item.key not in NOT_ASKED[language]
    }
    assert found == wanted


@pytest.mark.parametrize("language", ["cy", pytest.param("en", marks=pytest.mark.thorough)])
def test_all_that_is_asked_is_answered_on_a_narrow_screen_without_scripts(language, opened, place):
    for worker, names in (
        ("Imran", [HOME, *(one for one in CHECKS if one not in OF_VOLUNTARY_PLACES)]),
        ("Maureen", OF_VOLUNTARY_PLACES),
    ):
        called = f"Gwen {secrets.token_hex(4)}"
        walk = Walk(opened(**NARROW, java_script_enabled=False), scripts=False)
        sign_in(walk, place, worker)
        ready(walk, called)
        room = re.match(r".*/together/[^/]+", walk.page.url)[0]
        if language == "cy":
            walk.press("Cymraeg")
            expect(walk.page.locator("html")).to_have_attribute("lang", "cy")
        for name in names:
            all_of(walk, room, name, language)
        stored(place, called, names, language)
        if worker == "Imran":
            after_today(walk, room, language)
            told = {item.key: answer(item, language) for item in newest(AFTER).items}
            assert place.ask(AFTERWARDS, called) == [(told,)]


def test_a_good_life_is_answered_by_finger_with_scripts(opened, place):
    called = f"Gwen {secrets.token_hex(4)}"
    walk = Walk(opened(**NARROW, has_touch=True))
    sign_in(walk, place, "Imran")
    ready(walk, called)
    room = re.match(r".*/together/[^/]+", walk.page.url)[0]
    all_of(walk, room, "good-life", "en")
    stored(place, called, ["good-life"], "en")
