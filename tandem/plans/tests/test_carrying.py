"""A new period wipes no goal and carries none by itself: the two say what becomes of each."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.lib.refused import Refused
from tandem.people.actions.persons import add_episode
from tandem.people.actor import Staff
from tandem.plans.actions.carrying import carry_goal
from tandem.plans.models import Goal
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    join_as_person,
    keep_the_flat,
    sit,
)
from tandem.voices.models import Entry, Kind
from tests.page import Pages

LINE = "stand from before."


@pytest.fixture
def client():
    return Pages()


@pytest.fixture
def at(cast, client):
    """Three goals, then a licence, then a sitting."""
    home_sheet(cast.imran, cast.danielle)
    for words in ("I keep my flat.", "I paint it.", "A garden."):
        keep_the_flat(cast.imran, cast.danielle, words=words)
    sitting = sit(client, cast.imran, cast.danielle)
    assert LINE not in words_on(client.get(room(sitting, "plan")))
    begins(cast)
    return sitting


def begins(cast, kind="licence"):
    by = Staff(cast.imran, "desk")
    return add_episode(by=by, person=cast.danielle, mode="statutory", order_type=kind)


def words_on(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def room(sitting, name, door="together", **parts):
    return reverse(f"{door}:{name}", kwargs={"sitting": sitting.pk, **parts})


def test_in_a_first_period_nothing_is_from_before(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    Goal.objects.filter(pk=goal.pk).update(made_at="2020-01-01T12:00Z")
    sitting = sit(client, cast.imran, cast.danielle)
    assert "from before" not in words_on(client.get(room(sitting, "plan")))


def choose(client, sitting, number, choice, why="", act=None):
    goal = Goal.objects.get(number=number)
    sent = {"act": act or uuid4(), "goal": goal.pk, "choice": choice, "why": why}
    return client.post(room(sitting, "carry_over"), sent)


def test_each_goal_goes_on_waits_or_is_let_go_as_the_two_say(cast, client, at):
    assert f"3 goals {LINE}" in words_on(client.get(room(at, "plan")))
    page = words_on(client.get(room(at, "carry_over")))
    assert "I paint it." in page
    act = uuid4()
    for _twice in range(2):
        assert choose(client, at, 1, "on", act=act)["Location"] == room(at, "carry_over")
    assert choose(client, at, 2, "later")["Location"] == room(at, "carry_over")
    refused = choose(client, at, 3, "let_go", why=" ")
    assert refused.status_code == 422
    assert "Write why you let it go." in words_on(refused)
    assert choose(client, at, 3, "let_go", why="No room.")["Location"] == room(at, "plan")
    stands = Goal.objects.order_by("number").values_list("state", "is_later", "why")
    assert list(stands) == [
        ("active", False, ""),
        ("active", True, ""),
        ("let_go", False, "No room."),
    ]
    notes = Entry.objects.filter(kind=Kind.NOTE, about__endswith="/carried").order_by("seq")
    assert [(one.party, one.saying.value["carried"]) for one in notes] == [
        ("both", "on"),
        ("both", "later"),
        ("both", "let_go"),
    ]
    assert LINE not in words_on(client.get(room(at, "plan")))
    first = Goal.objects.get(number=1)
    page = words_on(client.get(room(at, "goal", goal=first.pk)))
    assert "Carried the goal on into a new time" in page


def test_what_is_not_chosen_stays_as_it_is_and_the_next_period_asks_anew(cast, client, at):
    choose(client, at, 1, "on")
    assert f"2 goals {LINE}" in words_on(client.get(room(at, "plan")))
    assert set(Goal.objects.values_list("state", "is_later")) == {("active", False)}
    begins(cast)
    assert f"3 goals {LINE}" in words_on(client.get(room(at, "plan")))
    keep_the_flat(cast.imran, cast.danielle, words="A new one.")
    assert f"3 goals {LINE}" in words_on(client.get(room(at, "plan")))


def test_it_is_said_by_both_and_of_open_goals(cast, client, at):
    phone = join_as_person(Pages(), at)
    assert phone.get(room(at, "carry_over", "beside")).status_code == 404
    assert LINE not in words_on(phone.get(room(at, "plan", "beside")))
    choose(client, at, 3, "let_go", why="No room.")
    told = {"setting": at_the_desk(cast.imran), "party": "both"}
    for goal, choice in ((Goal.objects.get(number=3), "on"), (Goal.objects.get(number=1), "x")):
        with pytest.raises(Refused):
            carry_goal(goal=goal, act=uuid4(), choice=choice, **told)
    sent = {"act": uuid4(), "goal": uuid4(), "choice": "on"}
    assert client.post(room(at, "carry_over"), sent).status_code == 404
