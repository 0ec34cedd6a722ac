"""Copying the sheet into the official record: what a press of the button puts on the clipboard."""

import re

from playwright.sync_api import expect

from tests.journeys.hands import Walk
from tests.journeys.room import sign_in


def to_the_copy(walk):
    """Somebody of the demo with whom Imran sat already."""
    walk.follow("Danielle")
    walk.follow("Read the sheet")
    walk.follow("Copy it into the official record")


def test_one_press_copies_one_section_with_both_voices(opened, place):
    walk = Walk(opened())
    page = walk.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(walk, place, "Imran")
    to_the_copy(walk)
    box = page.get_by_role("textbox").first
    name = page.get_by_role("heading", level=2).filter(has_text=re.compile(".")).first.inner_text()
    button = page.get_by_role("button", name=re.compile(f"^Copy ?: {name}$"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == box.input_value()
    assert "Danielle" in box.input_value()
    assert "Imran" in box.input_value()


def test_where_the_clipboard_is_shut_the_words_are_chosen(opened, place):
    walk = Walk(opened())
    page = walk.page
    sign_in(walk, place, "Imran")
    to_the_copy(walk)
    shut = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }"
    page.evaluate(shut)
    page.get_by_role("button", name=re.compile("^Copy")).first.click()
    box = page.get_by_role("textbox").first
    expect(page.get_by_role("status").first).to_have_text(re.compile("^Not copied."))
    expect(box).to_be_focused()
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert box.evaluate(chosen) == box.input_value()
