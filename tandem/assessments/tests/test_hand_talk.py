"""Where a talk ended, and whether its note is fair, is given with the person's own hands."""

import pytest

from tandem.assessments.models import FairnessTap
from tandem.assessments.tests.talking import (
    entries,
    home_apart,
    join,
    next_step,
    open_talk,
    page,
    post,
    sit,
    step,
    told,
)
from tandem.sittings.models import Held
from tandem.voices.models import Entry

HAND = "Hand the screen to Danielle"


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    at.talk = open_talk(at)
    return at


def on_this_screen(at, name, data=None):
    return post(at, "talk_step", data, item="home.now", talk=at.talk, step=name)


def hand(at, name):
    answer = post(at, "hand", {"what": f"talk/home.now/{at.talk}/{name}"})
    where = at.room.url("talk_step", item="home.now", talk=at.talk, step=name)
    assert answer.headers["Location"] == where
    return at.client.get(where).content.decode()


def takes_back(at):
    answer = post(at, "unlock", {"pin": "2580", "then": "take"})
    assert answer.headers["Location"] == at.room.url("talk", item="home.now")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("where", {"outcome": "worker"}),
        ("where", {"outcome": "differently"}),
        ("note", {"fair": "yes"}),
        ("again", {"person-mark": "hard"}),
    ],
)
def test_the_worker_cannot_click_for_the_person(at, name, data):
    if name == "again":
        step(at, at.talk, "where", outcome="person")
    before = entries(at)
    assert on_this_screen(at, name, data).status_code == 404
    assert entries(at) == before
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step=name)
    assert HAND in seen
    assert f'value="talk/home.now/{at.talk}/{name}"' in seen
    for field in ("outcome", "fair", "person-mark"):
        assert f'name="{field}"' not in seen


def test_both_think_again_and_the_worker_gives_their_own_mark_only(at):
    step(at, at.talk, "where", outcome="both")
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step="again")
    assert 'name="worker-mark"' in seen
    assert 'name="person-mark"' not in seen
    on_this_screen(at, "again", {"worker-mark": "some", "person-mark": "very_hard"})
    assert ("person", "very_hard") not in told(at, "answer")
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step="again")
    assert HAND in seen
    assert 'name="worker-mark"' not in seen
    assert 'name="person-mark"' in hand(at, "again")
    on_this_screen(at, "again", {"person-mark": "some"})
    assert told(at, "settle") == [("both", {"talk": str(at.talk), "outcome": "both"})]
    assert Entry.objects.filter(about="home.now", kind="answer").latest("seq").typed_by == "person"


def test_the_screen_is_handed_over_for_where_we_are_and_taken_back(at):
    seen = hand(at, "where")
    assert "This page is for" in seen
    assert 'name="outcome"' in seen
    # Nothing else opens: no other step, no other talk, no other page.
    for name in ("person", "worker", "count", "look", "plan"):
        url = at.room.url("talk_step", item="home.now", talk=at.talk, step=name)
        assert at.client.get(url).status_code == 404
        assert on_this_screen(at, name, {"view": "x"}).status_code == 404
    assert at.client.get(at.room.url("plan")).status_code == 404
    assert at.client.get(at.room.url("talk", item="home.now")).status_code == 404
    # They think again: their own mark is asked before the screen is given back.
    assert next_step(on_this_screen(at, "where", {"outcome": "both"})) == "again"
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step="again")
    assert 'name="person-mark"' in seen
    assert 'name="worker-mark"' not in seen
    done = on_this_screen(at, "again", {"person-mark": "hard"})
    assert done.headers["Location"].endswith("again?done")
    seen = at.client.get(done.headers["Location"]).content.decode()
    assert "Give the screen back" in seen
    assert at.room.url("unlock") in seen
    takes_back(at)
    assert "Go on with the talk" in page(at, "talk", item="home.now")


def test_another_talks_page_stays_shut_while_handed(at):
    hand(at, "where")
    at.sitting.refresh_from_db()
    at.sitting.handed = "agree"
    at.sitting.save()
    assert on_this_screen(at, "where", {"outcome": "worker"}).status_code == 404
    assert told(at, "settle") == []


def test_the_note_and_whether_it_was_fair_are_one_hand_over(at):
    step(at, at.talk, "where", outcome="differently")
    for name in ("person", "worker_back", "worker", "person_back", "count", "look", "plan"):
        on_this_screen(at, name, {"skip": "yes"})
    seen = hand(at, "note")
    assert "Say it again" not in seen
    done = on_this_screen(at, "note", {"fair": "yes"})
    assert done.headers["Location"] == at.room.url("fair", talk=at.talk)
    assert post(at, "fair", {"answer": "part"}, talk=at.talk).status_code == 302
    assert FairnessTap.objects.get().answer == "part"
    takes_back(at)
    assert at.client.get(at.room.url("fair", talk=at.talk)).status_code == 404


def test_change_it_gives_the_screen_back_first(at):
    step(at, at.talk, "where", outcome="differently")
    hand(at, "note")
    done = on_this_screen(at, "note", {"fair": "change"})
    assert done.headers["Location"].endswith("note?done")


def test_a_joined_device_gives_them_directly_and_the_screen_says_so(at):
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step="where")
    assert "on their own screen" not in seen
    phone = join(at)
    phone.talk = at.talk
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step="where")
    assert "answers on their own screen." in seen
    assert next_step(on_this_screen(phone, "where", {"outcome": "person"})) == "again"
    seen = page(at, "talk_step", item="home.now", talk=at.talk, step="where")
    assert "has answered this." in seen
    on_this_screen(phone, "again", {"person-mark": "hard"})
    assert told(at, "settle") == [("both", {"talk": str(at.talk), "outcome": "person"})]


def test_on_paper_the_worker_types_what_the_paper_says(cast):
    desk = sit(cast.imran, cast.danielle, held=Held.PAPER)
    home_apart(desk)
    desk.talk = open_talk(desk)
    assert next_step(on_this_screen(desk, "where", {"outcome": "both"})) == "again"
    assert next_step(on_this_screen(desk, "again", {"person-mark": "some"})) == "again"
    assert next_step(on_this_screen(desk, "again", {"worker-mark": "some"})) == "plan"
    assert on_this_screen(desk, "note", {"fair": "yes"}).status_code == 302
    assert told(desk, "settle") == [("both", {"talk": str(desk.talk), "outcome": "both"})]


def test_going_on_without_an_answer_stays_possible(at):
    assert next_step(on_this_screen(at, "where", {"skip": "person"})) == "plan"
    step(at, at.talk, "where", outcome="both")
    on_this_screen(at, "again", {"skip": "yes"})
    waits = on_this_screen(at, "again", {"worker-mark": "some"})
    assert next_step(waits) == "again"
    on_this_screen(at, "again", {"skip": "person"})
    assert told(at, "settle") == [("both", {"talk": str(at.talk), "outcome": "both"})]
