"""What was asked of a fund is owed like any answer: by whoever decides it, and late by both."""

import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from tandem.assessments.differences_page import shown_day
from tandem.fund.tests.asking import answer, ask, ask_long_ago, make_fund
from tandem.people.access import people_for, person_for
from tandem.people.actor import Staff
from tandem.people.models import Role
from tandem.plans.tests.stories import home_sheet, keep_the_flat
from tests.page import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def seen(user, path="/owed"):
    desk = Pages()
    desk.force_login(user)
    page = desk.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).strip()


def test_whoever_decides_owes_the_answer_until_it_is_given(cast, goal):
    fund = make_fund(cast.carys)
    assert "Nobody waits for an answer from you." in seen(cast.imran)
    one = ask(cast.imran, goal, fund)
    for user, owes in ((cast.imran, True), (cast.carys, False), (cast.priya, False)):
        assert ("You owe 1 answer" in seen(user, "/")) == owes
        assert ("Boots for the site." in seen(user)) == owes
    assert f"Imran answers by {shown_day(one.due_on)}." in seen(cast.imran)
    answer(cast.imran, one)
    assert "You owe" not in seen(cast.imran, "/")


def test_above_the_limit_the_manager_owes_it_and_late_the_worker_too(cast, goal):
    fund = make_fund(cast.carys)
    ask(cast.imran, goal, fund, "80", what="A bed.")
    assert "A bed." not in seen(cast.imran)
    assert "You owe 1 answer" in seen(cast.carys, "/")
    assert "A manager answers by" in seen(cast.carys)
    late = ask_long_ago(cast.imran, goal, fund, "60", what="A door.")
    line = f"A manager should have answered by {shown_day(late.due_on)}."
    for user, n in ((cast.imran, 1), (cast.carys, 2)):
        assert f"You owe {n} answer" in seen(user, "/")
        assert line in seen(user)
    assert "A door." not in seen(cast.priya)
    answer(cast.carys, late, "no", "Ask the landlord.")
    assert "A door." not in seen(cast.imran)


def test_a_late_one_of_the_worker_says_whose_answer_it_is_everywhere(cast, goal):
    late = ask_long_ago(cast.imran, goal, make_fund(cast.carys))
    line = f"Imran should have answered by {shown_day(late.due_on)}."
    assert line in seen(cast.imran)
    assert line in seen(cast.carys, "/owed")
    assert line in seen(cast.carys, f"/people/{cast.danielle.pk}/fund")
    assert late.due_on < timezone.localdate() - timedelta(days=7)


@pytest.mark.parametrize("roles", [[Role.MANAGER], []])
def test_who_reaches_nobody_for_a_purpose_finds_nobody(cast, roles):
    cast.carys.roles = roles
    cast.carys.save()
    for to in ("answer", "sit"):
        assert not people_for(Staff(cast.carys), to).exists()
        with pytest.raises(Http404):
            person_for(Staff(cast.carys), cast.danielle.pk, to)
    cast.carys.team = None
    cast.carys.roles = [Role.MANAGER]
    cast.carys.save()
    with pytest.raises(Http404):
        person_for(Staff(cast.carys), cast.danielle.pk, "read")
