"""The whole of the main job, told once and walked in every way that people have."""

import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import expect

from tandem.documents.tests.reading import squeezed, text_of
from tests.journeys.hands import Keyboard, Mouse, Walk
from tests.journeys.room import PIN, begin, join, sign_in
from tests.journeys.sight import sound

NARROW = {"viewport": {"width": 320, "height": 640}}


@dataclass
class Manner:
    """How the two of them use the product."""

    called: str
    hands: Mouse | Keyboard = field(default_factory=Mouse)
    options: dict[str, Any] = field(default_factory=dict)
    look: Any = None

    @property
    def scripts(self) -> bool:
        return bool(self.options.get("java_script_enabled", True))


# Each page is looked at with axe in one manner: `test_every_page` looks at it when it is wide.
MANNERS = [
    Manner("Ffion"),
    Manner("Keziah", Keyboard()),
    Manner("Noor", options={"java_script_enabled": False}),
    Manner("Tŷ", options={**NARROW, "has_touch": True}, look=sound),
]
WAYS = ["mouse", "keyboard", "no scripts", "phone"]
AGAIN = ["mouse", "keyboard", "no scripts"]


@pytest.mark.parametrize(
    "manner",
    [
        pytest.param(manner, id=way, marks=pytest.mark.thorough if way in AGAIN else ())
        for manner, way in zip(MANNERS, WAYS, strict=True)
    ],
)
def test_two_people_sit_down_and_one_leaves_with_a_plan(manner, opened, place):
    called, reference = manner.called, f"J{secrets.randbelow(10**6):06}"
    worker, person = (
        Walk(opened(**manner.options), manner.hands, scripts=manner.scripts, look=manner.look)
        for _ in range(2)
    )

    # A caseload comes in from a file: first what would happen, then that.
    sign_in(worker, place, "Imran")
    bring_in(worker, called, reference)
    pk = place.one("SELECT id FROM people_person WHERE reference = %s", reference)
    find(worker, reference)
    worker.follow(called)
    worker.at(called)

    # They start together, and the person joins with a screen of their own.
    worker.follow("Start together")
    begin(worker, called)
    worker.at("Our sheet")
    pick(worker, "Home", "Money")
    join(worker, person, called)
    person.at("Our sheet")

    both_see_home(worker, person, called)
    talk_it_through(worker, person, called)
    fair_for_the_person_alone(worker, person, place, pk)
    first, second = two_goals(worker, person, called)
    agree_on_own_device(person, first, second)
    new_words_lapse(worker, person, called, first)
    agree_on_the_handed_screen(worker, called)
    on_paper(worker, called)

    # Back at the desk by PIN, all of it is there.
    worker.follow("Leave")
    worker.at("Leave the shared screen")
    worker.write("PIN of this sitting", PIN)
    worker.press("Leave it open for later")
    worker.at(called)
    worker.sees("I ring the council.")
    person.again()
    expect(person.page.get_by_role("main")).not_to_contain_text(called)
    worker.follow("My people", within=worker.page.get_by_role("navigation"))
    find(worker, reference)
    worker.sees(re.compile("Step due"))
    worker.follow(called)
    worker.follow("Go on with the sitting")
    worker.at(f"Go on with {called}")
    worker.write("A PIN for this sitting", PIN)
    worker.press("Sit together again")
    worker.at(re.compile("Our sheet"))
    worker.follow("Leave")
    worker.write("PIN of this sitting", PIN)
    worker.press("Finish this sitting")
    worker.at(called)
    worker.follow(re.compile("Read it again"))
    worker.at(re.compile(called))
    worker.sees("Rent is two months behind.")

    ended, seen = place.ask(
        "SELECT ended_at, screen_seen_at FROM sittings_sitting WHERE person_id = %s", pk
    )[0]
    assert ended > seen
    kept_once(place, pk)


def bring_in(worker: Walk, called: str, reference: str) -> None:
    worker.follow("Bring people in")
    worker.at("Bring people in")
    ends = (date.today() + timedelta(days=200)).isoformat()
    rows = (
        f"CRN,Forename,Surname,Mode,Order end\n{reference},{called},O'Neill-Ŵyn,statutory,{ends}\n"
    )
    rows += f"{reference}X,,,statutory,soon\n"
    worker.page.locator("input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    worker.press("Show what would happen")
    worker.at("What would happen")
    worker.sees("1 row is refused")
    worker.press("Bring in the 1 person")
    worker.at("The good rows are in")
    worker.press("Finish and delete the file")
    worker.at("Bring people in")
    worker.follow("My people")
    worker.at("My people")


def find(worker: Walk, reference: str) -> None:
    worker.write("Find someone", reference[2:].lower())
    worker.press("Find")
    worker.sees("1 person found")


def pick(worker: Walk, *areas: str) -> None:
    for area in areas:
        worker.choose(f"Talk about this today: {area}", "checkbox")
    worker.press("These ones today")
    worker.at("Our sheet")
    for area in areas:
        expect(worker.named("checkbox", f"Talk about this today: {area}")).to_be_checked()


def both_see_home(worker: Walk, person: Walk, called: str) -> None:
    """Each speaks, each sees the other's words come, and neither changes the other's."""
    worker.follow("Go to Home")
    worker.at("Home")
    person.follow(re.compile("^Home$"))
    person.at("Home")
    person.says("home.fact", "may_lose")
    person.says("home.strength", "keep")
    person.tells("home.strength.words", "It is mine & I <keep> it.")
    person.says("home.now", "mostly_fine")
    if not worker.scripts:
        worker.again()
    expect(worker.page.locator("[id='home.now-mostly_fine']")).to_be_checked()
    expect(worker.page.locator("[id='home.strength.words']")).to_have_value(
        "It is mine & I <keep> it."
    )
    worker.tells("home.w.strength", f"{called} kept this flat for eight months.")
    worker.says("home.w.now", "hard")
    worker.tells("home.w.hard", "Rent is two months behind.")
    person.sees("Rent is two months behind.")
    worker.sees(f"{called} sees more going well here")
    # The link to harm and trouble: the notice first, then the person, then the worker.
    person.press("I will answer")
    expect(person.item("home.link")).to_be_attached()
    person.says("home.link", "out")
    worker.again()
    worker.says("home.w.link", "more")


def talk_it_through(worker: Walk, person: Walk, called: str) -> None:
    worker.follow("All areas")
    worker.at("Our sheet")
    worker.follow("Where we see it differently")
    worker.at("Where we see it differently")
    worker.follow(re.compile("^Talk about it ?: Home. How is home"))
    worker.at("Home")
    worker.press("Talk about it")
    step = worker.page.locator(".step-form")

    def said(title: str, **words: str) -> None:
        worker.at(title)
        for name, value in words.items():
            worker.hands.write(step.locator(f"[id='{name}']"), value)
        worker.press("Save and go on")

    said(f"{called} says", view="It is mine and I keep it going.")
    worker.at("Say it back")
    worker.hands.write(step.locator("[id='heard']"), "It is yours.")
    worker.hands.choose(step.locator("[id='is-it-yes']"))
    worker.press("Save and go on")
    said("Imran says", view="Rent is two months behind.")
    worker.at("Say it back")
    worker.press("Skip this")
    said("What would count", person="Ask me.", worker="Two rents paid.")
    said("Look", at="The rent letter.")
    # Where the two are now, and whether the note is fair, the person taps on their own screen.
    theirs = person.page.locator(".step-form")
    worker.at("Where now")
    person.go(worker.page.url.replace("/together/", "/beside/"))
    person.hands.choose(theirs.locator("[id='outcome-differently']"))
    person.press("Save and go on")
    worker.sees("has answered this.")
    worker.follow("Go on")
    worker.at("The plan")
    worker.hands.choose(step.locator("[id='changes-yes']"))
    worker.hands.write(step.locator("[id='changes-words']"), "Ring the council.")
    worker.press("Save and go on")
    worker.at("The note")
    person.go(worker.page.url.replace("/together/", "/beside/"))
    person.hands.choose(theirs.locator("[id='fair-yes']"))
    person.press("Save and go on")
    worker.sees("has answered this.")
    worker.follow("Go on")
    worker.at("Our talk")
    worker.sees("Both views stay.")
    person.at("Our talk")
    person.sees("The rent letter.")


def fair_for_the_person_alone(worker: Walk, person: Walk, place: Any, pk: Any) -> None:
    person.follow("Was that talk fair?")
    person.choose("In part")
    person.press("Keep my answer")
    person.at("Thank you")
    kept = "SELECT count(*) FROM assessments_fairnesstap"
    assert place.one(kept) >= 1
    worker.again()
    expect(worker.page.get_by_role("main")).not_to_contain_text("In part")
    person.follow("Go on")
    person.at("Where we see it differently")


def two_goals(worker: Walk, person: Walk, called: str) -> tuple[str, str]:
    worker.follow("Go on")
    worker.follow("Our plan")
    goals = []
    for words, because, steps in (
        (
            "I keep my flat.",
            "home.now",
            [("I ring the council.", called), ("I write to them.", "Imran")],
        ),
        ("I pay what I owe.", "home.strength", [("I pay five pounds a week.", called)]),
    ):
        worker.at(f"{called}'s plan")
        worker.follow("Add a goal")
        worker.at("What do you want to be different?")
        worker.write("What is the goal?", words)
        worker.choose(called)
        worker.hands.choose(worker.page.locator(f"[id='because-{because}-person']"))
        worker.press("Add this goal")
        for step, who in steps:
            worker.at(words)
            form = worker.page.locator(".step-new")
            worker.choose(who, within=form)
            worker.write("What will be done?", step, within=form)
            day = date.today() + timedelta(days=9)
            for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
                worker.write(part, str(value), within=form)
            worker.press("Add this step")
            worker.sees(step)
        worker.arrived()
        goals.append(re.sub(r"[?#].*", "", worker.page.url).split("/plan/goals/")[1].split("/")[0])
        worker.follow("Back to the plan")
    worker.at(f"{called}'s plan")
    return goals[0], goals[1]


def agree_on_own_device(person: Walk, first: str, second: str) -> None:
    person.follow("Our plan")
    person.sees("I keep my flat.")
    person.follow("Say what I think")
    person.at("Is this the plan?")
    for number, answer, words in (
        (1, "Yes, I agree", ""),
        (2, "I agree with part of it", "Not five."),
    ):
        person.follow(f"Read goal {number}")
        person.choose(answer)
        if words:
            person.write("Say why, if you want to.", words)
        person.press("Save my answer")
        person.sees(words or "What you said")
    answer_the_whole(person)
    person.follow("Back to the plan")


def answer_the_whole(walk: Walk, changed: str = "") -> None:
    walk.follow("Read the whole plan")
    walk.at("Is this the whole plan?")
    if changed:
        walk.sees(changed)
    walk.choose("Yes, I agree")
    walk.press("Save my answer")
    walk.sees("You have answered all of it.")


def new_words_lapse(worker: Walk, person: Walk, called: str, first: str) -> None:
    worker.open("Goal 2")
    worker.sees("Not five.")
    worker.open("Goal 1")
    worker.follow("Go to goal 1")
    worker.at("I keep my flat.")
    worker.open("Say it in other words")
    worker.write("Other words for this goal", "I keep my flat and my key.")
    worker.choose(called, within=worker.page.locator("form[action$=reword]"))
    worker.press("Save the new words")
    worker.at("I keep my flat and my key.")
    worker.sees("but the words are new")
    person.sees("I keep my flat and my key.")
    person.sees("asked again, the words are new")
    worker.follow("Back to the plan")


def agree_on_the_handed_screen(worker: Walk, called: str) -> None:
    """In the person's hands the screen shows this page only; the PIN takes it back."""
    worker.press(f"Hand the screen to {called}")
    worker.at("Is this the plan?")
    worker.follow("Read goal 1")
    worker.sees("the words are new")
    worker.choose("Yes, I agree")
    worker.press("Save my answer")
    answer_the_whole(worker, "Goal 1 has new words.")
    worker.follow("Give the screen back to Imran")
    worker.at("Give the screen back")
    worker.write("PIN of this sitting", "1357")
    worker.press("Take the screen back")
    worker.sees("That did not open it.")
    worker.write("PIN of this sitting", PIN)
    worker.press("Take the screen back")
    worker.at(f"{called}'s plan")
    expect(worker.page.locator(".answer-person").first).to_contain_text(f"{called}: Yes, I agree")


def on_paper(worker: Walk, called: str) -> None:
    path = worker.named("link", "Print the plan").get_attribute("href")
    answer = worker.page.request.get(path)
    assert answer.body().startswith(b"%PDF")
    with pikepdf.open(BytesIO(answer.body())) as paper:
        assert len(paper.pages) == 1
        assert str(paper.Root.Lang).startswith("en")
    text = text_of(answer.body())
    for words in (
        "I keep my flat and my key.",
        "I ring the council.",
        "Rent is two months behind.",
    ):
        assert squeezed(words) in text


def kept_once(place: Any, pk: Any) -> None:
    """What was said is in the log, once, under the voice that said it."""
    said = place.ask(
        "SELECT e.about, e.party, e.typed_by, s.value FROM voices_entry e"
        " JOIN voices_thread t ON t.id = e.thread_id JOIN voices_saying s ON s.entry_id = e.id"
        " WHERE t.person_id = %s AND e.kind = 'answer' AND e.about LIKE 'home.%%'",
        pk,
    )
    told = [(about, party) for about, party, _, value in said if isinstance(value, str)]
    words = json.dumps([value for *_, value in said])
    for once in ("It is mine & I <keep> it.", "Rent is two months behind.", "for eight months."):
        assert words.count(once) == 1
    assert {(about, party) for about, party in told if about == "home.w.hard"} == {
        ("home.w.hard", "worker")
    }
    assert ("home.now", "person") in told
