"""Who goes where: the tours by which every page of the product is seen."""

import base64
import hmac
import re
import secrets
import struct
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from a11y.states import Busy, Sent
from a11y.tour import State
from a11y.visit import Visit
from tandem.config.assets import ROOT
from tests.journeys.hands import Walk
from tests.journeys.room import PIN, join, ready, sign_in

PASSWORD = "lantern gravel otter nine"
AWKWARD = ROOT / "tandem/people/tests/data/awkward.csv"
LONG_NAME = "Gwenllian-Myfanwy Angharad Taylor-Featherstonehaugh o'Lanfair"


def nobody(visit: Visit) -> None:
    walk = visit.opened()
    visit.tour(walk, "signed out", "/sign-in/", "/join", "/join/door", "/sign-in/link/not-a-link")
    visit.states(walk, "signed out", State("/no-such-page", "no such page"))
    # Its controls belong to no form of the product: it shows the parts that pages are made of.
    visit.states(walk, "signed out", State("/design", "every part"))
    assert "home:people" not in visit.reached


def desk(called: str, *starts: str) -> Callable[[Visit], None]:
    def at_the_desk(visit: Visit) -> None:
        walk = visit.opened()
        sign_in(walk, visit.place, called)
        visit.tour(walk, "at the desk", "/", *starts)

    return at_the_desk


def administrator(visit: Visit) -> None:
    """At the desk, with an instrument that is being written."""
    walk = visit.opened()
    sign_in(walk, visit.place, "Bea")
    walk.go("/instruments/written/new")
    walk.write("What is it called?", "Our hello")
    walk.page.get_by_label("Start from").select_option("hello:own")
    walk.press("Begin")
    walk.at("Our hello")
    visit.tour(walk, "at the desk", "/", "/organisation")


def worker(visit: Visit) -> None:
    """At the desk, where somebody waits for an answer."""
    walk = visit.opened()
    sign_in(walk, visit.place, "Imran")
    ready(walk, "Gwilym")
    base = base_of(walk)
    walk.go(f"{base}/differ/home.fact")
    walk.write("How do you see it?", "Nobody asked me.")
    walk.press("Save")
    walk.sees("Nobody asked me.")
    walk.go(f"{base}/leave")
    walk.write("PIN of this sitting", PIN)
    walk.press("Finish this sitting")
    walk.at("Gwilym")
    visit.tour(walk, "at the desk", "/", "/sign-in/yours")


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


def agree(walk: Walk, link: str) -> None:
    """An answer, of which there is a copy."""
    walk.follow(link)
    walk.choose("Yes, I agree")
    walk.press("Save my answer")
    walk.sees("Yes, I agree")


def begin_again(visit: Visit, base: str) -> None:
    """A new licence, written down at the desk: what becomes of what was planned is asked."""
    walk = visit.opened()
    sign_in(walk, visit.place, "Carys")
    sitting = base.rsplit("/", 1)[1]
    person = visit.place.one("SELECT person_id FROM sittings_sitting WHERE id = %s", sitting)
    walk.go(f"/people/{person}/orders/new")
    walk.choose("Statutory")
    walk.press("Save")
    walk.at("Gethin")


def together(visit: Visit) -> None:
    """A sitting at the shared screen: with both, handed over, covered."""
    walk, person = visit.opened(), visit.opened()
    sign_in(walk, visit.place, "Imran")
    base = full_sheet(walk, "Gethin")
    agree(walk, "Imran answers")
    begin_again(visit, base)
    walk.go(f"{base}/areas")
    join(walk, person, "Gethin")
    starts = [f"{base}/{each}" for each in ("areas", "welcome", "screen", "areas/more")]
    visit.tour(walk, "with both", *starts, within=base)
    visit.states(walk, "with both", State("/people/new", "another address"))
    if not visit.is_quick:  # five seconds each time
        words = {"*.strength.words": "They keep the garden."}
        visit.watched.expected.add(503)
        busy = Busy(f"{base}/area/home", "room:answer", words, visit.place)
        visit.states(walk, "with both", busy)

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


def prepare(visit: Visit) -> None:
    """A link that is given at the desk, and the person alone with their phone."""
    walk, person = visit.opened(), visit.opened()
    sign_in(walk, visit.place, "Imran")
    walk.go("/people/new")
    walk.write("What are they called?", "Mabli")
    walk.press("Add this person")
    walk.at("Mabli")
    walk.follow("Prepare at home")
    at = urlsplit(walk.page.url).path
    walk.choose("No, nobody")
    walk.press("Make a link")
    walk.at("A link for Mabli")
    link = urlsplit(walk.page.locator("#link").input_value()).path
    visit.tour(walk, "a link is open", at, within=at)

    visit.states(person, "no link yet", State("/notes", "nothing here"), State("/calendar"))
    visit.states(person, "a link", State(link))
    person.go(link)
    person.write("Your new PIN", PIN)
    person.press("Open")
    person.at("Notes")
    person.go("/notes/home")
    person.page.locator("[name='home.strength.words']").fill("I cook.")
    person.press("Save for me")
    visit.states(person, "alone", State("/notes/home", "a draft"))
    visit.tour(person, "alone", "/notes", within="/notes")
    person.go("/notes")
    person.press("Leave this page quickly")
    person.page.wait_for_url("**/calendar")
    visit.states(person, "left", State("/notes", "the PIN"))


def own_page(visit: Visit) -> None:
    """Switched on in a sitting, and the person alone with it."""
    walk, person = visit.opened(), visit.opened()
    sign_in(walk, visit.place, "Imran")
    ready(walk, "Nerys")
    base = base_of(walk)
    walk.go(f"{base}/area/home")
    walk.says("home.now", "good")
    walk.go(f"{base}/plan/goals/add")
    walk.write("What is the goal?", "I have a key.")
    walk.choose("Nerys")
    walk.hands.choose(walk.page.locator("[id='because-home.now-person']"))
    walk.press("Add this goal")
    walk.at("I have a key.")
    form = walk.page.locator(".step-new")
    walk.choose("Nerys", within=form)
    walk.write("What will be done?", "I ask.", within=form)
    walk.press("Add this step")
    walk.sees("I ask.")
    walk.go(f"{base}/plan/meeting")
    for part, number in (("Day", "9"), ("Month", "9"), ("Year", "2027")):
        walk.write(part, number)
    walk.write("At what time?", "10:30")
    walk.choose("By phone")
    walk.press("Save the meeting")
    walk.sees("When we meet next")
    visit.states(walk, "off", State(f"{base}/own-page"))
    walk.go(f"{base}/own-page")
    walk.choose("No, nobody")
    walk.press("Switch it on")
    walk.at("Open it now on your own phone")
    link = urlsplit(walk.page.locator("#link").input_value()).path
    visit.states(person, "a link", State(link))
    person.go(link)
    person.write("Your new PIN", PIN)
    person.press("Open")
    person.at("Notes")
    person.go("/page/soon")
    person.press("Ask to talk soon")
    person.go("/page/asks")
    person.write("In your own words", "About my flat.")
    person.press("Send what I ask for")
    person.go("/page/plan")
    agree(person, "Read goal 1")
    visit.tour(person, "alone", "/page", within="/page")
    person.go("/page")
    person.press("Leave this page quickly")
    person.page.wait_for_url("**/calendar")
    visit.states(person, "left", State("/page", "the PIN"))
    walk.go(f"{base}/leave")
    walk.write("PIN of this sitting", PIN)
    walk.press("Finish this sitting")
    walk.at("Nerys")
    here = urlsplit(walk.page.url).path
    visit.tour(walk, "it is on", here, "/", within="/cover")


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
    walk.go(f"{base}/area/home")
    walk.press("Easy words")
    walk.at("Home")
    easy = [State(f"{base}/{each}", "in easy words") for each in ("area/home", "prompt/who")]
    visit.states(walk, "with pictures", *easy)


def lists(visit: Visit) -> None:
    """A list with nobody on it, a file with all that is odd, and a list with all of them."""
    walk = visit.opened()
    sign_in(walk, visit.place, "Lowri")
    visit.states(walk, "nobody yet", State("/", "nobody yet"))
    walk.go("/people/import")
    walk.page.locator("input[type=file]").set_input_files(AWKWARD)
    walk.press("Show what would happen")
    walk.at("What would happen")
    check = urlsplit(walk.page.url).path
    visit.tour(walk, "an odd file", check, within="/people/import/")
    walk.go(check)
    walk.press(re.compile("^Bring in"))
    walk.at("The good rows are in")
    visit.tour(walk, "an odd file", urlsplit(walk.page.url).path, within="/people/import/")
    visit.states(walk, "everybody", State("/", "everybody"))


def newcomer(visit: Visit) -> None:
    """Somebody with a link of their own, and with the proofs that a demo's staff do not have."""
    administrator, walk = visit.opened(), visit.opened()
    sign_in(administrator, visit.place, "Bea")
    address = f"sam{secrets.randbelow(10**9)}@northmoor.example"
    administrator.go("/organisation/staff/new")
    for field, words in (("name", "Sam Oduya"), ("called", "Sam"), ("email", address)):
        administrator.page.locator(f"#id_{field}").fill(words)
    administrator.page.locator("[name=roles]").first.check(force=True)
    administrator.page.locator("main form button").last.click()
    administrator.at("A link for one person")
    link = urlsplit(administrator.page.locator("#link").input_value()).path
    visit.states(walk, "a link", State(link), Sent(link, "sent empty", "signin:link", {}))

    walk.go(link)
    walk.write("Your whole name", "Sam Oduya")
    walk.write("What people call you", "Sam")
    walk.write("password", PASSWORD)
    walk.press("Go on")
    walk.go("/sign-in/yours/app")
    key = walk.page.locator("code.key").inner_text().replace(" ", "")
    walk.write("code", code(key))
    walk.press("Go on")
    walk.page.wait_for_url("**/codes")
    own = ["yours", "yours/codes", "yours/codes/new", "yours/app/remove", "password", "again"]
    starts = [f"/sign-in/{each}" for each in [*own, "again/code"]]
    visit.tour(walk, "real proofs", *starts, within="/sign-in/")
    walk.go("/sign-in/yours")
    walk.press("Sign out")
    walk.write("Email address", address)
    walk.write("password", PASSWORD)
    walk.press("Sign in")
    walk.page.wait_for_url("**/second")
    visit.tour(walk, "real proofs", "/sign-in/second", within="/sign-in/second")


def code(key: str) -> str:
    """What an app on a phone shows for this key, now (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(key), step, "sha1").digest()
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 10**6:06}"


# Those that take longest begin first.
ROLES: dict[str, Callable[[Visit], Any]] = {
    "together": together,
    "worker": worker,
    "beside": beside,
    "voluntary": desk("Maureen"),
    "newcomer": newcomer,
    "lists": lists,
    "prepare": prepare,
    "own page": own_page,
    "shut": shut,
    "paper": paper,
    "manager": desk("Carys"),
    "administrator": administrator,
    "nobody": nobody,
}
