"""Forms that a script keeps and sends: told where to go on, or that they were not taken."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tandem.plans.models import Goal
from tandem.plans.tests.stories import answer, sit
from tandem.sittings.models import Sitting
from tandem.sittings.rules import LATE_FOR

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def at(cast, client):
    answer(cast.imran, cast.danielle, "person", "home.now", "hard")
    return sit(client, cast.imran, cast.danielle)


def written(**more):
    return {
        "act": str(uuid4()),
        "seen": "0",
        "words": "I keep my flat.",
        "origin": "person",
        "because": "home.now",
        **more,
    }


def send(client, sitting, form, door="together", **more):
    return client.post(f"/{door}/{sitting.pk}/plan/goals/add", form, **JSON, **more)


def test_it_is_told_where_the_page_goes_on_and_a_second_time_is_the_same(client, at):
    form = written()
    first, again = (send(client, at, form) for _ in range(2))
    goal = Goal.objects.get()
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json() == {"to": f"/together/{at.pk}/plan/goals/{goal.pk}"}


def test_what_is_not_taken_is_told_in_a_sentence(client, at):
    answered = send(client, at, written(words=""))
    assert answered.status_code == 400
    assert "Copy the words" in answered.json()["refused"]
    assert not Goal.objects.exists()


def test_what_waited_past_the_end_comes_from_the_desk_for_some_days(cast, client, at):
    Sitting.objects.filter(pk=at.pk).update(ended_at=timezone.now())
    assert send(client, at, written()).status_code == 404
    desk = Client()  # the next sign-in, which is locked into nothing
    desk.force_login(cast.imran)
    assert desk.get(f"/desk/{at.pk}/plan/goals/add").status_code == 404
    assert send(desk, at, written(), door="desk").status_code == 200
    assert [goal.words for goal in Goal.objects.all()] == ["I keep my flat."]
    Sitting.objects.filter(pk=at.pk).update(ended_at=timezone.now() - 2 * LATE_FOR)
    late = send(desk, at, written(words="Too late."), door="desk")
    assert (late.status_code, "3 days ago" in late.json()["refused"]) == (409, True)
    assert Goal.objects.count() == 1
