"""What somebody else did meanwhile: a sentence says it, and the words that were typed are kept."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tandem.lib.refused import Refused
from tandem.plans.actions import goals, steps
from tandem.plans.tests.stories import (
    at_the_desk,
    end,
    home_sheet,
    join_as_person,
    keep_the_flat,
    ordered,
    sit,
)
from tandem.voices.models import Entry

MINE = "Not like this & not now."


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


@pytest.fixture
def at(cast, client, goal):
    """Danielle on her own device, and where the pages of the sitting begin."""
    sitting = sit(client, cast.imran, cast.danielle)
    return join_as_person(Client(), sitting), f"/beside/{sitting.pk}"


def refused(answer, sentence, status):
    page = unescape(answer.content.decode())
    return answer.status_code == status and sentence in page and MINE in page


def test_a_goal_is_paused_while_the_person_answers_it(cast, goal, at):
    person, base = at
    page = f"{base}/agree/{goal.pk}"
    digest = re.search(r'name="digest" value="(\w+)"', person.get(page).content.decode())[1]
    told = {"digest": digest, "answer": "no", "words": MINE}
    goals.pause_goal(goal=goal, setting=at_the_desk(cast.imran), act=uuid4(), party="both")
    answer = person.post(page, told | {"act": uuid4()})
    assert refused(answer, "This goal is not open now.", 422)
    assert person.get(page).status_code == 404
    assert not Entry.objects.filter(kind="agree").exists()


def test_what_the_order_asked_for_ends_while_somebody_writes(cast, goal, at):
    person, base = at
    row = ordered(cast.imran, cast.danielle)
    address = reverse("plans:end", kwargs={"person": cast.danielle.pk, "requirement": row.pk})
    end(cast.imran, cast.danielle, row)
    sentence = "It is asked no more already."
    differ = person.post(
        f"{base}/plan/requirements/{row.pk}/differ",
        {"act": uuid4(), "party": "person", "words": MINE},
    )
    assert refused(differ, sentence, 409)
    told = {"how": "revoked", "ended_on_day": 1, "ended_on_month": 3, "ended_on_year": 2026}
    desk = Client()
    desk.force_login(cast.imran)
    assert refused(desk.post(address, told | {"why": MINE}), sentence, 409)


def test_a_goal_comes_while_somebody_says_why_there_is_none(cast, goal, at):
    person, base = at
    told = {"act": uuid4(), "area": "home", "party": "person", "words": MINE}
    answer = person.post(f"{base}/plan/left-out", told)
    assert refused(answer, "There is a goal or a reason for this by now.", 409)
    assert person.post(f"{base}/plan/left-out", told | {"area": "no area"}).status_code == 404


def test_an_offer_is_taken_up_once_on_two_screens(cast, goal):
    told = {
        "goal": goal,
        "setting": at_the_desk(cast.imran),
        "party": "both",
        "who": "worker",
        "words": "I go with you.",
        "offer": str(uuid4()),
    }
    act = uuid4()
    first = steps.add_step(act=act, **told)
    assert steps.add_step(act=act, **told) == first
    with pytest.raises(Refused, match="promised already"):
        steps.add_step(act=uuid4(), **told)


def test_a_name_without_whose_it_is_is_asked_about(goal, at):
    person, base = at
    told = {"act": uuid4(), "who": "person", "who_name": "Mam", "words": MINE}
    answer = person.post(f"{base}/plan/goals/{goal.pk}/steps/add", told)
    assert refused(answer, "You wrote a name below. Choose who that is.", 422)
