"""Beside each wish stands what was done about it; the person can say that it is not right yet."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.models import SheetSummary
from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.voices.models import Entry
from tandem.voices.verify import verify
from tests.page import Pages


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    say(at, "person", "how.breaks", ["walk"])
    return at


@pytest.fixture
def desk(cast):
    client = Pages()
    client.force_login(cast.imran)
    return client


def address(at):
    return reverse("assessments:wishes", args=[at.person.pk])


def done(desk, at, words="We walk and talk.", wish="how.breaks", act=None):
    data = {"act": str(act or uuid4()), "seen": "0", "wish": wish, "words": words}
    return desk.post(address(at), data, budget=40)


def told(answer):
    return answer.content.decode()


def test_what_was_done_stands_beside_the_wish_for_both_with_its_day(at, desk):
    assert "Nothing was written down" in page(at, "wishes")
    assert done(desk, at).status_code == 302
    for body in (page(at, "wishes"), page(join(at), "wishes"), told(desk.get(address(at)))):
        assert "We walk and talk." in body
        assert "What was done" in body
    person = told(desk.get(reverse("home:person", args=[at.person.pk])))
    assert "We walk and talk." in person
    assert "Done on" in person
    at.thread.refresh_from_db()
    assert verify(at.thread) is None


def test_it_is_added_and_never_changed_and_the_same_act_is_one(at, desk):
    act = uuid4()
    for _each in range(2):
        assert done(desk, at, act=act).status_code == 302
    assert done(desk, at, "I found a path.").status_code == 302
    body = page(at, "wishes")
    assert body.index("We walk and talk.") < body.index("I found a path.")
    assert Entry.objects.filter(thread=at.thread, kind="step").count() == 2


def test_the_person_says_that_it_is_not_right_yet_and_is_owed_an_answer(at, desk):
    done(desk, at)
    phone = join(at)
    assert phone.room.url("differ", item="how.breaks") in page(phone, "wishes")
    words = {"party": "person", "words": "Not in the rain."}
    assert post(phone, "differ", words, item="how.breaks").status_code == 302
    body = page(at, "wishes")
    assert body.index("We walk and talk.") < body.index("Not in the rain.")
    assert SheetSummary.objects.get(thread=at.thread).owed == 1
    assert "Not in the rain." in told(desk.get(address(at)))


def test_other_words_are_another_wish(at, desk):
    done(desk, at)
    say(at, "person", "how.breaks", ["half_way"])
    assert "We walk and talk." not in page(at, "wishes")


@pytest.mark.parametrize(
    ("wish", "words"), [("how.breaks", " "), ("how.health", "I rang."), ("home.now", "I rang.")]
)
def test_nothing_is_kept_where_there_is_no_wish_or_no_word(at, desk, wish, words):
    assert done(desk, at, words, wish).status_code == 400
    assert not Entry.objects.filter(thread=at.thread, kind="step").exists()


def test_the_way_there_is_at_the_end_of_how_we_work_best(at):
    assert at.room.url("wishes") in page(at, "area", area="how")
    assert at.room.url("wishes") not in page(at, "area", area="home")
