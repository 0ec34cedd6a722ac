"""What is seldom needed is folded, and in sight where something of it is chosen or wrong."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tandem.plans.models import Step
from tandem.plans.tests.stories import answer, home_sheet, join_as_person, keep_the_flat, sit


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    answer(cast.imran, cast.danielle, "person", "money.now", "hard")
    return keep_the_flat(cast.imran, cast.danielle)


@pytest.mark.parametrize(("door", "first"), [("together", 2), ("beside", 1)])
def test_the_two_come_first_and_anybody_else_is_folded(cast, client, goal, door, first):
    sitting = sit(client, cast.imran, cast.danielle)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    page = f"/{door}/{sitting.pk}/plan/goals/{goal.pk}"
    before, _summary, after = at.get(page).content.decode().partition("Somebody else does it")
    assert before.count('name="who"') == first
    assert after.count('name="who"') == (2 if door == "beside" else 4)
    assert 'step-others">' in before
    told = {"act": uuid4(), "who": "family", "words": "I lend a drill."}
    refused = at.post(f"{page}/steps/add", told)
    assert refused.status_code == 422
    assert 'step-others" open>' in refused.content.decode()
    assert at.post(f"{page}/steps/add", told | {"who_name": "Mam"}).status_code == 302
    assert Step.objects.get().who_name == "Mam"


def test_what_a_goal_keeps_safe_is_folded_by_area(cast, client, goal):
    sitting = sit(client, cast.imran, cast.danielle)
    page = f"/together/{sitting.pk}/plan/goals/{goal.pk}/more"

    def folds():
        return re.findall(
            r'<details class="from-area"( open)?>\s*<summary>(\w+)',
            client.get(page).content.decode(),
        )

    assert folds() == [(" open", "Home"), ("", "Money")]
    told = {"act": uuid4(), "is_later": "now", "protects": "money.now"}
    assert client.post(page, told).status_code == 302
    assert folds() == [(" open", "Home"), (" open", "Money")]
    wrong = client.post(page, told | {"act": uuid4(), "protects": "nothing"})
    assert wrong.status_code == 422
    assert 'id="protects-error"' in wrong.content.decode()
