"""A goal may come from what the order asks for: it is said so, and never as anybody's wish."""

import re
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse

from tandem.documents.tests.reading import squeezed, text_of
from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.actions import agreements, goals
from tandem.plans.models import Goal
from tandem.plans.tests.stories import (
    at_the_desk,
    end,
    home_sheet,
    keep_the_flat,
    ordered,
    ring_the_council,
    sit,
)
from tandem.voices.models import Entry, Kind
from tests.page import Pages

HAS_TO = "This has to happen: Unpaid work"


@pytest.fixture
def client():
    return Pages()


def words_on(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def room(sitting, name, **parts):
    return reverse(f"together:{name}", kwargs={"sitting": sitting.pk, **parts})


def add(cast, **more):
    told = {
        "person": cast.danielle,
        "setting": at_the_desk(cast.imran),
        "act": uuid4(),
        "words": "I get the hours done.",
        "because": ["home.now"],
        "origin": "person",
    }
    return goals.add_goal(**told | more)


def test_it_is_chosen_with_the_goal_and_said_wherever_the_goal_stands(cast, client):
    home_sheet(cast.imran, cast.danielle)
    asked = ordered(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle)
    form = client.get(room(sitting, "add_goal")).content.decode()
    assert f'value="{asked.pk}"' in form
    sent = {
        "act": uuid4(),
        "words": "I get the hours done.",
        "origin": "person",
        "because": ["home.now"],
        "requirement": str(asked.pk),
    }
    wrong = client.post(room(sitting, "add_goal"), sent | {"requirement": str(uuid4())})
    assert wrong.status_code == 422
    client.post(room(sitting, "add_goal"), sent)
    goal = Goal.objects.get()
    assert goal.requirement == asked
    assert Entry.objects.get(kind=Kind.GOAL).saying.value["requirement"] == str(asked.pk)
    for name, parts in (
        ("plan", {}),
        ("whole", {}),
        ("goal", {"goal": goal.pk}),
        ("worker_agree_goal", {"goal": goal.pk}),
    ):
        page = words_on(client.get(room(sitting, name, **parts)))
        assert re.search("This has to happen: +Unpaid work", page), name
    # The words stay whose they are, also when they change.
    assert "own words" in words_on(client.get(room(sitting, "plan")))
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="I do my hours on Saturdays.",
        origin="both",
    )
    goal.refresh_from_db()
    assert goal.requirement == asked
    for way in ("", "?way=easy"):
        paper = text_of(client.get(room(sitting, "print_plan") + way).content)
        assert squeezed(HAS_TO) in paper
    # It was said of the goal on that day, also once the order asks for it no more.
    end(cast.imran, cast.danielle, asked)
    assert HAS_TO.split(": ")[1] in words_on(client.get(room(sitting, "goal", goal=goal.pk)))


def test_it_changes_no_digest(cast):
    home_sheet(cast.imran, cast.danielle)
    free = keep_the_flat(cast.imran, cast.danielle)
    bound = add(cast, words=free.words, requirement=ordered(cast.imran, cast.danielle).pk)
    for goal in (free, bound):
        ring_the_council(cast.imran, goal)
    assert len({rules.digest(agreements.text_of(goal)) for goal in (free, bound)}) == 1


def test_it_points_at_what_this_persons_order_asks_for_now(cast):
    home_sheet(cast.imran, cast.danielle)
    over = ordered(cast.imran, cast.danielle)
    end(cast.imran, cast.danielle, over)
    of_another = ordered(cast.priya, cast.aled)
    for pk in (over.pk, of_another.pk, uuid4()):
        with pytest.raises((Http404, Refused)):
            add(cast, requirement=pk)
    assert not Goal.objects.exists()


def test_where_no_order_asks_for_anything_nothing_is_asked(cast, client):
    home_sheet(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle)
    assert "Does the order" not in words_on(client.get(room(sitting, "add_goal")))
