"""Who goes where: the tours by which every page of the product is seen."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from a11y.tour import State
from a11y.visit import Visit
from tests.journeys.hands import Walk
from tests.journeys.room import PIN, join, ready, sign_in

LONG_NAME = "Gwenllian-Myfanwy Angharad Taylor-Featherstonehaugh o'Lanfair"


def nobody(visit: Visit) -> None:
    walk = visit.opened()
    visit.tour(
        walk,
        "signed out",
        "/sign-in/",
        "/join",
        "/join/door",
        "/sign-in/link/not-a-link",
        "/design",
    )
    visit.states(walk, "signed out", State("/no-such-page", "no such page"))
    assert "home:people" not in visit.reached


def desk(called: str, *starts: str) -> Callable[[Visit], None]:
    def at_the_desk(visit: Visit) -> None:
        walk = visit.opened()
        sign_in(walk, visit.place, called)
        visit.tour(walk, "at the desk", "/", *starts)

    return at_the_desk


def base_of(walk: Walk) -> str:
    found = re.match(r"/\w+/[0-9a-f-]{36}", urlsplit(walk.page.url).path)
    assert found, walk.page.url
    return found[0]


def full_sheet(walk: Walk, called: str) -> str:
    """Imran and somebody new, with everything on their sheet that a page could show."""
    ready(walk, called)
    base = base_of(walk)
    walk.go(f"{base}/area/home")
    walk.says("home.now", "good")
    walk.open("Say more")
    walk.tells("home.better", "A key of my own.")
    walk.tells("home.w.strength", f"{called} keeps the garden.")
    walk.says("home.w.now", "hard")
    walk.press("I will answer")
    expect(walk.item("home.link")).to_be_attached()
    walk.go(f"{base}/area/home")
    walk.says("home.harm", "none")
    walk.tells("home.w.offer:words", "I ring the housing team.")
    walk.go(f"{base}/differ/home.fact")
    walk.write("How do you see it?", "Nobody asked me.")
    walk.press("Save")
    walk.go(f"{base}/talk/home.now")
    walk.press("Talk about it")
    walk.at(f"{called} says")
    for _ in range(9):
        walk.press("Skip this")
    walk.at("Our talk")
    walk.go(f"{base}/plan/goals/add")
    walk.write("What is the goal?", "I have a key.")
    walk.choose(called)
    walk.hands.choose(walk.page.locator("[id='because-home.better-person']"))
    walk.press("Add this goal")
    walk.at("I have a key.")
    form = walk.page.locator(".step-new")
    walk.choose(called, within=form)
    walk.write("What will be done?", "I ask.", within=form)
    walk.press("Add this step")
    walk.sees("I ask.")
    return base


def together(visit: Visit) -> None:
    """A sitting at the shared screen: with both, handed over, covered."""
    walk, person = visit.opened(), visit.opened()
    sign_in(walk, visit.place, "Imran")
    base = full_sheet(walk, "Gethin")
    walk.go(f"{base}/areas")
    join(walk, person, "Gethin")
    starts = [f"{base}/{each}" for each in ("areas", "welcome", "screen", "areas/more")]
    visit.tour(walk, "with both", *starts, within=base)
    visit.states(walk, "with both", State("/people/new", "another address"))

    walk.go(f"{base}/plan")
    walk.press("Hand the screen to Gethin")
    walk.at("Is this the plan?")
    visit.tour(walk, "handed over", f"{base}/agree", f"{base}/unlock", within=base)
    walk.go(f"{base}/unlock")
    walk.write("PIN of this sitting", PIN)
    walk.press("Take the screen back")
    walk.at("Gethin's plan")
    walk.press("Cover the page")
    walk.at("A short break")
    visit.tour(walk, "covered", f"{base}/cover", within=base)


def beside(visit: Visit) -> None:
    """The same sheet on the person's own device."""
    walk, person = visit.opened(), visit.opened()
    sign_in(walk, visit.place, "Imran")
    base = full_sheet(walk, "Gruff")
    walk.go(f"{base}/areas")
    join(walk, person, "Gruff")
    base = base.replace("together", "beside")
    visit.tour(person, "their own screen", f"{base}/areas", within=base)


def paper(visit: Visit) -> None:
    walk = visit.opened()
    sign_in(walk, visit.place, "Imran")
    walk.go("/people/new")
    walk.write("What are they called?", "Hywel")
    walk.press("Add this person")
    walk.at("Hywel")
    walk.follow("Start together")
    walk.choose("On paper, typed in later")
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "2026")):
        walk.write(part, value)
    walk.press("Start together")
    walk.at("Our sheet")
    base = base_of(walk)
    assert base.startswith("/desk/")
    walk.go(f"{base}/area/home")
    walk.says("home.now", "some")
    visit.tour(walk, "a sitting on paper", f"{base}/areas", within=base)


def shut(visit: Visit) -> None:
    """Someone who chose to come opens what is shut."""
    walk = visit.opened()
    sign_in(walk, visit.place, "Maureen")
    ready(walk, LONG_NAME)
    base = base_of(walk)
    walk.go(f"{base}/areas/more")
    walk.press(re.compile("^Open it.*What happened"))
    walk.sees(re.compile("Shut it again"))
    visit.tour(walk, "together, by choice", f"{base}/areas", f"{base}/areas/more", within=base)


# Those that take longest begin first.
ROLES: dict[str, Callable[[Visit], Any]] = {
    "together": together,
    "worker": desk("Imran", "/sign-in/yours"),
    "beside": beside,
    "voluntary": desk("Maureen"),
    "shut": shut,
    "paper": paper,
    "manager": desk("Carys"),
    "administrator": desk("Bea", "/organisation"),
    "nobody": nobody,
}
