"""On the own page the person answers a goal and the whole plan, on any day, alone."""

import re
from html import unescape
from uuid import uuid4

import pytest

from tandem.own_page.page import own_plan
from tandem.own_page.tests.holding import holding, read
from tandem.plans.actions import goals
from tandem.plans.rules import Answer
from tandem.plans.tests.stories import at_the_desk, home_sheet, keep_the_flat
from tandem.voices.models import Entry

pytestmark = pytest.mark.django_db
NAMES = {"person": "Danielle", "worker": "Imran"}


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


@pytest.fixture
def at(cast, goal):
    return holding(cast.imran, cast.danielle)


def digest_on(page):
    return re.search(r'name="digest" value="(\w{64})"', page)[1]


def test_an_answer_is_given_and_changed_on_another_day(cast, goal, at):
    page = f"/page/plan/agree/{goal.pk}"
    assert page in read(at, "/page/plan")
    seen = read(at, page)
    assert "I keep my flat." in seen
    assert "No machine reads your words." in seen
    told = {"digest": digest_on(seen), "answer": "part", "words": "And my key."}
    act = uuid4()
    for _twice in range(2):
        answer = at.phone.post(page, told | {"act": act})
        assert (answer.status_code, answer["Location"]) == (302, "/page/plan")
    entry = Entry.objects.get(kind="agree")
    assert (entry.party, entry.typed_by, entry.author_id, entry.sitting) == (
        *("person", "person"),
        *(None, None),
    )
    assert at.phone.post(page, told | {"act": uuid4(), "answer": "yes"}).status_code == 302
    (shown,) = own_plan(cast.danielle, NAMES).active
    assert (shown.person.answer, shown.person.stands) == (Answer.YES, True)


def test_the_whole_is_answered_and_lapses(cast, goal, at):
    page = "/page/plan/agree"
    told = {"digest": digest_on(read(at, page)), "answer": "no", "words": "Too much at once."}
    assert at.phone.post(page, told | {"act": uuid4()}).status_code == 302
    assert own_plan(cast.danielle, NAMES).whole.person.answer is Answer.NO
    keep_the_flat(cast.imran, cast.danielle, words="I pay what I owe.")
    assert "but the plan has changed" in read(at, page)
    # Read before the change: a sentence, and the words are kept.
    late = at.phone.post(page, told | {"act": uuid4()})
    assert late.status_code == 422
    assert "The words changed while you read them." in unescape(late.content.decode())
    assert "Too much at once." in late.content.decode()


def test_what_is_closed_is_not_asked_about_and_words_on_their_way_are_kept(cast, goal, at):
    page = f"/page/plan/agree/{goal.pk}"
    told = {"digest": digest_on(read(at, page)), "answer": "yes", "words": "Mine.", "act": uuid4()}
    goals.pause_goal(goal=goal, setting=at_the_desk(cast.imran), act=uuid4(), party="both")
    answer = at.phone.post(page, told)
    assert answer.status_code == 422
    assert "This goal is not open now." in answer.content.decode()
    assert "Mine." in answer.content.decode()
    assert at.phone.get(page).status_code == 404
    assert at.phone.get("/page/plan/agree").status_code == 404
    assert at.phone.get(f"/page/plan/agree/{uuid4()}").status_code == 404
    assert not Entry.objects.filter(kind="agree").exists()
