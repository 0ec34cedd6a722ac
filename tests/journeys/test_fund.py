"""A fund: yes on the spot, no with a reason and asked again, and the last money asked for twice."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Walk
from tests.journeys.room import join, sign_in
from tests.journeys.test_saved import at_home

BECAME = """
    SELECT r.what, h.kind, h.words, t.amount FROM fund_happening h
    JOIN fund_request r ON r.id = h.request_id JOIN people_person p ON p.id = r.person_id
    LEFT JOIN fund_transfer t ON t.id = h.id WHERE p.called = %s ORDER BY h.at"""
FREE = """
    SELECT coalesce(sum(amount) FILTER (WHERE target = 'free'), 0)
      - coalesce(sum(amount) FILTER (WHERE source = 'free'), 0)
    FROM fund_transfer WHERE fund_id = %s"""
AT_ONCE = """at => void setTimeout(
  () => document.querySelector("[name=do][value=yes]").click(), at - Date.now())"""


@pytest.fixture
def called():
    return f"Mabli {secrets.token_hex(3)}"


def fund_of_the_last(manager, carys, amount="60"):
    """Set up by who manages, with this much in it; gives its id."""
    manager.go("/fund/begin")
    name = f"Last {secrets.token_hex(3)}"
    manager.write("What is it called?", name)
    manager.write("What is it for?", "Small things.")
    manager.page.locator("[name=owner]").select_option(carys)
    for field, told in (("most", "60"), ("most_a_year", "200"), ("on_the_spot", "50")):
        manager.page.locator(f"[name={field}]").fill(told)
    manager.page.locator("[name=answer_within]").fill("3")
    manager.press("Set it up")
    manager.at(name)
    manager.page.locator("[name=amount]").fill(amount)
    manager.page.locator("[name=words]").fill("A gift.")
    manager.press("Put it in")
    manager.sees("A gift.")
    return name, manager.page.url.rsplit("/", 1)[1]


def ask(worker, base, goal, fund, what, amount, again=""):
    worker.go(again or f"{base}/plan/goals/{goal}/fund")
    form = worker.page.locator("main form[action*='/fund']").last
    form.locator("[name=what]").fill(what)
    form.locator("[name=amount]").fill(amount)
    form.locator("[name=why]").fill("No other way.")
    worker.hands.choose(form.locator("[name=words_by][value=person]"))
    worker.choose(fund)
    worker.press("Ask for this")
    worker.at(what)
    return worker.page.url.rsplit("/", 1)[1]


def test_yes_on_the_spot_no_and_again_and_the_last_money_once(opened, place, called):
    manager = Walk(opened())
    sign_in(manager, place, "Carys")
    carys = place.one("SELECT id::text FROM people_user WHERE called = %s", "Carys")
    fund, fund_id = fund_of_the_last(manager, carys)
    worker = at_home(opened, place, called)
    worker.says("home.now", "hard")
    base = re.search(r"/together/[0-9a-f-]{36}", worker.page.url)[0]
    worker.go(f"{base}/plan/goals/add")
    worker.write("What is the goal?", "I work.")
    worker.choose(called)
    worker.hands.choose(worker.page.locator("[id='because-home.now-person']"))
    worker.press("Add this goal")
    worker.at("I work.")
    goal = worker.page.url.rsplit("/", 1)[1]

    # A second screen hears the yes that is said on the spot.
    boots = ask(worker, base, goal, fund, "Boots.", "£10")
    person = Walk(opened(viewport={"width": 320, "height": 640}))
    worker.go(f"{base}/areas")
    join(worker, person, called)
    person.go(f"{base.replace('together', 'beside')}/fund/{boots}")
    person.sees("Imran answers by")
    worker.go(f"{base}/fund/{boots}")
    worker.press("Yes")
    for walk in (worker, person):
        walk.sees("Yes. £10 is kept for this.")

    # A no is never without a reason, and can be asked again.
    ask(worker, base, goal, fund, "A phone.", "£20")
    worker.press("Not this time")
    worker.sees("Say why. It can be asked again, and the reason helps.")
    worker.write("Why?", "The shop lends one.")
    worker.press("Not this time")
    worker.sees("Not this time.")
    worker.follow("Ask again")
    worker.at("Ask again")
    phone = ask(worker, base, goal, fund, "A phone.", "50", again=worker.page.url)

    # The last £50, asked for twice: a yes by two at the same moment, and one of them reads why not.
    bed = ask(worker, base, goal, fund, "A bed.", "50.00")
    second = Walk(worker.page.context.new_page())
    for walk, one in ((worker, phone), (second, bed)):
        walk.go(f"{base}/fund/{one}")
    moment = int(worker.page.evaluate("Date.now()")) + 800
    for walk in (worker, second):
        walk.page.evaluate(AT_ONCE, moment)
    told = [walk.page.get_by_role("main") for walk in (worker, second)]
    either = re.compile(r"£50 is kept for this|There is £0 left in this fund")
    for main in told:
        expect(main).to_contain_text(either)
    said = [main.inner_text() for main in told]
    assert sum("£50 is kept for this" in one for one in said) == 1
    assert sum("There is £0 left in this fund. That is not enough." in one for one in said) == 1
    assert place.one(FREE, fund_id) == 0
    became = [tuple(row) for row in place.ask(BECAME, called)]
    assert became[:2] == [
        ("Boots.", "yes", "", 1000),
        ("A phone.", "no", "The shop lends one.", None),
    ]
    assert [(kind, amount) for _what, kind, _words, amount in became[2:]] == [("yes", 5000)]
