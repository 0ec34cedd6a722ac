"""The picture of both views now and at an earlier sitting."""

import re

import pytest
from django.utils import timezone

from tandem.assessments.tests import talking
from tandem.sittings.models import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(cast):
    """Two sittings: between them Danielle's mark moves down, and Imran's towards hers."""
    before = talking.sit(cast.imran, cast.danielle)
    talking.say(before, "person", "home.now", "mostly_fine")
    talking.say(before, "worker", "home.w.now", "good")
    talking.say(before, "person", "money.now", "good")
    Sitting.objects.filter(pk=before.sitting.pk).update(
        locked_sign_in=None, ended_at=timezone.now()
    )
    at = talking.sit(cast.imran, cast.danielle)
    talking.say(at, "person", "home.now", "very_hard")
    talking.say(at, "worker", "home.w.now", "hard")
    at.before = before
    return at


def page(at, *since):
    url = at.room.url("chart_since", since=since[0]) if since else at.room.url("chart")
    answer = at.client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def cells(body, area):
    row = re.search(rf'<th scope="row">{area}</th>(.*?)</tr>', body, re.S)[1]
    return re.findall(r"<td>(.*?)</td>", row, re.S)


def test_now_alone_has_no_earlier_marks_and_offers_the_earlier_sitting(twice):
    body = page(twice)
    assert cells(body, "Home") == ["Very hard", "Hard"]
    assert twice.room.url("chart_since", since=twice.before.sitting.pk) in body
    assert "before" not in re.search(r"<table.*?</table>", body, re.S)[0]


def test_beside_an_earlier_sitting_each_voice_has_both_marks(twice):
    body = page(twice, twice.before.sitting.pk)
    assert cells(body, "Home") == ["Very hard", "Hard", "Mostly fine", "Good"]
    assert cells(body, "Money") == ["Good", "no answer", "Good", "no answer"]
    assert "The two marks are closer than they were." not in body  # one step apart, as before


def test_a_gap_that_opened_is_said_so_and_not_judged(twice):
    talking.say(twice, "worker", "home.w.now", "good")
    body = page(twice, twice.before.sitting.pk)
    assert "The two marks are further apart than they were." in body


def test_a_setback_asks_for_the_persons_own_words_and_shows_them(twice):
    body = page(twice, twice.before.sitting.pk)
    assert "It is harder than it was. That happens." in body
    talking.say(twice, "person", "home.words", "The roof fell in <twice>.")
    body = page(twice, twice.before.sitting.pk)
    assert "The roof fell in &lt;twice&gt;." in body
    assert "It is harder than it was." not in body


def test_words_from_before_the_change_are_no_words_about_it(cast, twice):
    """Only what was said since the sitting that the picture is held beside."""
    at = talking.sit(cast.imran, cast.danielle)
    talking.say(at, "person", "home.words", "All quiet.")
    Sitting.objects.filter(pk=at.sitting.pk).update(locked_sign_in=None, ended_at=timezone.now())
    talking.say(twice, "person", "home.now", "hard")
    assert "All quiet." not in page(twice, at.sitting.pk)


def test_another_persons_sitting_is_no_earlier_one(cast, twice):
    other = talking.sit(cast.priya, cast.aled)
    talking.say(other, "person", "home.now", "good")
    url = twice.room.url("chart_since", since=other.sitting.pk)
    assert twice.client.get(url).status_code == 404
    own = twice.room.url("chart_since", since=twice.sitting.pk)
    assert twice.client.get(own).status_code == 404
