"""What stands from another sitting shows its age and stays with one tap; nobody types it again."""

from uuid import uuid4

import pytest

from tandem.assessments.queries import instrument_of
from tandem.assessments.tests.talking import join, open_talk, page, say, sit
from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.sittings.actions.sittings import finish_sitting
from tandem.voices.models import Entry

JSON = {"HTTP_ACCEPT": "application/json"}
BUTTON = 'name="still_right" value="{}"'


@pytest.fixture
def later(cast):
    """A sitting some months after another one."""
    at = sit(cast.imran, cast.danielle)
    say(at, "worker", "home.w.strength", "She keeps the rent letters in order.")
    say(at, "person", "home.now", "hard")
    say(at, "person", "home.better", "A key to my own door.")
    say(at, "worker", "home.w.now", "hard")
    return sit(cast.imran, cast.danielle)


def section(html, key):
    return html.split(f'id="item-{key}"')[1].split("</section>")[0]


def tap(at, key):
    was = Entry.objects.filter(thread=at.thread, about=key).latest("seq").seq
    data = {f"act:{key}": str(uuid4()), f"was:{key}": str(was), "seen": str(was)}
    address = at.room.url("answer", area=key.split(".")[0])
    return at.client.post(address, data | {"still_right": key}, **JSON, budget=40)


def test_each_answer_from_before_says_how_old_it_is_and_asks_one_tap(later):
    html = page(later, "area", area="home")
    for key in ("home.now", "home.better", "home.w.strength", "home.w.now"):
        assert BUTTON.format(key) in section(html, key), key
        assert ", today" in section(html, key)
    assert tap(later, "home.better").status_code == 200
    html = page(later, "area", area="home")
    assert BUTTON.format("home.better") not in html
    assert BUTTON.format("home.now") in html
    entry = Entry.objects.filter(about="home.better").latest("seq")
    assert (entry.saying.value, entry.sitting) == ("A key to my own door.", later.sitting.pk)


def test_a_fact_is_asked_in_its_own_words_and_not_twice(later, cast):
    fact = instrument_of(later.thread).item("home.fact").choices[0].key
    say(later, "person", "home.fact", fact)
    html = page(sit(cast.imran, cast.danielle), "area", area="home")
    assert html.count(BUTTON.format("home.fact")) == 1
    assert "Is that still right?" in section(html, "home.fact")


def test_her_own_device_asks_her_about_her_own_only(later):
    html = page(join(later), "area", area="home")
    assert BUTTON.format("home.now") in html
    assert BUTTON.format("home.w.now") not in html


def test_what_was_settled_stays_settled(later):
    say(later, "worker", "home.w.now", "good")
    talk = {"talk": str(open_talk(later)), "outcome": "differently"}
    say(later, "both", "home.now", talk, kind="settle")
    assert BUTTON.format("home.now") not in page(later, "area", area="home")


def test_nothing_is_asked_of_what_was_passed_over(later, cast):
    say(later, "person", "home.now", "not_today", kind="pass")
    html = page(sit(cast.imran, cast.danielle), "area", area="home")
    assert BUTTON.format("home.now") not in html


def test_a_worker_who_came_since_makes_it_their_own_with_one_tap(later, cast):
    finish_sitting(by=later.room.by, sitting=later.sitting)
    move_person(by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.team, reason="")
    at = sit(cast.tom, cast.danielle)
    row = section(page(at, "area", area="home"), "home.w.now")
    assert "said by <bdi>Imran</bdi>" in row
    assert "<bdi>Tom</bdi>: still right" in row
    assert tap(at, "home.w.now").status_code == 200
    entry = Entry.objects.filter(about="home.w.now").latest("seq")
    assert (entry.author, entry.saying.value) == (cast.tom, "hard")
