"""Every control by mouse and by keyboard, read back from the page and from the database.

The main job works most forms in both ways; here are the questions of an area, all of them, and the
forms of the desk that the main job does not come by.
"""

import json
import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Mouse, Walk
from tests.journeys.room import ready, sign_in

HANDS = [pytest.param(Mouse(), id="mouse"), pytest.param(Keyboard(), id="keyboard")]


@pytest.mark.parametrize("hands", HANDS)
def test_every_question_of_an_area_keeps_what_is_said(hands, opened, place):
    walk = Walk(opened())
    sign_in(walk, place, "Imran")
    ready(walk, "Rhian")
    sitting = re.search(r"/together/([0-9a-f-]{36})/", walk.page.url)[1]
    walk.hands = hands
    walk.follow(re.compile("^Money$"))
    walk.at("Money")
    walk.says("money.now", "hard")
    walk.press("I will answer")
    expect(walk.item("money.link")).to_be_attached()
    walk.tells("money.w.strength", "Rhian counts every penny.")
    walk.says("money.w.now", "very_hard")
    asked = answered(walk)
    walk.again()
    assert {name: value for name, value in shown(walk).items() if name in asked} == asked
    stored = dict(
        place.ask(
            "SELECT DISTINCT ON (e.about) e.about, s.value FROM voices_entry e"
            " JOIN voices_saying s ON s.entry_id = e.id WHERE e.sitting = %s"
            " ORDER BY e.about, e.seq DESC",
            sitting,
        )
    )
    for name, value in asked.items():
        about = re.sub(":(words|day)$", "", name)
        assert json.dumps(value, ensure_ascii=False).strip('[]"') in json.dumps(
            stored[about], ensure_ascii=False
        ), name
    assert len(asked) > 20


def answered(walk: Walk) -> dict[str, object]:
    """Answer whatever is asked, from the top, until nothing new is asked."""
    said: dict[str, object] = {}
    while True:
        walk.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        open_ones = [
            (name, kind, one)
            for name, kind, one in walk.page.locator("#sheet").evaluate(
                """f => [...f.elements].filter(e => e.type !== 'hidden' && /^money/.test(e.name))
                   .map(e => [e.name, e.type, e.id])"""
            )
            if name not in said
        ]
        if not open_ones:
            return said
        name, kind, first = open_ones[0]
        same = [one for other, _kind, one in open_ones if other == name]
        if kind in ("radio", "checkbox"):
            last = same[-1] if kind == "radio" else same[0]
            walk.says(name, last.removeprefix(f"{name}-"))
            value = last.removeprefix(f"{name}-")
            said[name] = value if kind == "radio" else [value]
        elif kind == "date":
            walk.page.locator(f"[id='{first}']").press_sequentially("05052027")
            while walk.page.evaluate("document.activeElement.id") == first:
                walk.page.keyboard.press("Tab")  # its parts, then its calendar, then away
            walk.saved()
            said[name] = "2027-05-05"
        else:
            said[name] = f"What I say of {name}."
            walk.tells(first, str(said[name]))


def shown(walk: Walk) -> dict[str, object]:
    """What the page's form says now."""
    found: dict[str, object] = {}
    for name, kind, value, is_checked in walk.page.locator("#sheet").evaluate(
        "f => [...f.elements].filter(e => e.name).map(e => [e.name, e.type, e.value, e.checked])"
    ):
        if kind == "checkbox" and is_checked:
            found.setdefault(name, []).append(value)
        elif (kind == "radio" and is_checked) or kind in ("textarea", "date"):
            found[name] = value
    return found


@pytest.mark.parametrize("hands", HANDS)
def test_a_person_is_added_and_corrected_by_hand(hands, opened, place):
    walk = Walk(opened(), hands)
    reference = f"H{secrets.randbelow(10**6):06}"
    sign_in(walk, place, "Imran")
    walk.follow("Add a person")
    walk.at("Add a person")
    walk.write("What are they called?", "Siwan")
    walk.choose("Statutory")
    walk.open("More, if you know it now")
    told = {
        "Given names": "Siwan Mair",
        "Family name": "O'Dŵr-Price",
        "Reference": reference,
        "Pronouns": "she/her",
        "Preferred language": "Cymraeg",
        "Communication needs": "Read it out, please.",
    }
    for name, words in told.items():
        walk.write(name, words)
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "1990")):
        walk.write(part, value)
    walk.press("Add this person")
    walk.at("Siwan")
    for words in told.values():
        walk.sees(words)
    pk = place.one("SELECT id FROM people_person WHERE reference = %s", reference)
    walk.follow(re.compile("^Correct$"))
    walk.at("Correct what is written")
    for name, words in told.items():
        expect(walk.named("textbox", name)).to_have_value(words)
    walk.write("Pronouns", "they/them")
    walk.press("Save")
    walk.at("Siwan")
    walk.sees("they/them")
    row = place.one("SELECT to_jsonb(p) FROM people_person p WHERE id = %s", pk)
    assert {*told.values()} - {"she/her"} <= {str(value) for value in row.values()}
    assert (row["pronouns"], row["born_on"]) == ("they/them", "1990-02-03")
