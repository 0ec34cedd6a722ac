"""The first steps that many journeys share: signing in, starting together, a second screen."""

import re
import secrets
from typing import Any

from playwright.sync_api import expect

from tests.journeys.hands import Walk

PIN = "2580"
PROMPTS = 5


def sign_in(walk: Walk, place: Any, called: str) -> None:
    walk.page.goto(place.way_in(called))
    walk.press("Sign in")
    expect(walk.page.get_by_role("button", name="Sign out")).to_be_visible()
    walk.arrived()


def begin(worker: Walk, called: str) -> None:
    """From the page "Start together" to the sheet, the five prompts on the way."""
    worker.at(f"Start together with {called}")
    worker.choose("Side by side, one screen")
    worker.write("A PIN for this sitting", PIN)
    worker.press("Start together")
    worker.at("Before we start")
    worker.follow("Go on")
    worker.at("The room")
    worker.choose("It is fine")
    worker.press("Go on")
    worker.at("Who is here")
    worker.choose("Just us")
    worker.press("Go on")
    worker.at("What for")
    worker.write(f"{called}, what do you want from today?", "A plan that is mine.")
    worker.write("Imran, what do you want from today?", "To listen.")
    worker.press("Go on")
    worker.at("Who reads it")
    worker.choose("I understand")
    worker.press("Go on")
    worker.at("How we do it")
    worker.choose("We take turns")
    worker.press("Go on")
    worker.at(re.compile("can you see the screen"))
    worker.press("I can see the screen")


def join(worker: Walk, person: Walk, called: str) -> None:
    """A code, the same word on both screens, and the worker lets the person's device in."""
    worker.follow("A second screen")
    worker.at(f"A second screen for {called}")
    worker.press("Show a code")
    code = worker.page.locator(".join-code")
    expect(code).to_be_visible()
    worker.arrived()
    person.go("/join")
    person.write("The code on the other screen", code.inner_text().lower())
    person.press("Join")
    person.at("Nearly there")
    word = person.page.locator(".join-word").inner_text()
    if not worker.scripts:
        worker.follow("The other screen shows a word")
    expect(worker.page.locator(".join-word")).to_have_text(word)
    worker.arrived()
    worker.press("Yes, the same word")
    worker.sees("screen has joined")
    if not person.scripts:
        person.follow("Go on")
    person.at("Our sheet")
    worker.follow("Back to our sheet")
    worker.at("Our sheet")


def ready(worker: Walk, called: str) -> Walk:
    """Somebody new, added by hand, and the two of them at their sheet, the prompts passed by.

    The reference tells them from others of this name whom a journey of the same minute added."""
    worker.go("/people/new")
    worker.write("What are they called?", called)
    worker.open("More, if you know it now")
    worker.write("Reference", f"J{secrets.randbelow(10**9):09}")
    worker.press("Add this person")
    worker.at(called)
    worker.follow("Start together")
    worker.at(f"Start together with {called}")
    worker.write("A PIN for this sitting", PIN)
    worker.press("Start together")
    worker.at("Before we start")
    worker.go(worker.page.url.replace("/welcome", "/prompt/reads"))
    worker.choose("I understand")
    worker.press("Go on")
    worker.at("How we do it")
    worker.follow("Skip this")
    worker.press("I can see the screen")
    worker.at("Our sheet")
    return worker
