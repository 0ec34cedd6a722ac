"""Two devices at the same moment: nothing is lost, numbered twice or stored twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from tandem.plans.actions.goals import add_goal
from tandem.plans.models import Goal
from tandem.plans.tests.stories import at_the_desk, home_sheet
from tandem.voices.models import Act, Entry, Kind


def all_at_once(cast, acts):
    def add(act):
        try:
            return add_goal(
                person=cast.danielle,
                setting=at_the_desk(cast.imran),
                act=act,
                words="I keep my flat.",
                because=["home.now"],
                origin="person",
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(add, acts))


@pytest.mark.django_db(transaction=True)
def test_goals_added_at_once_have_numbers_of_their_own(cast):
    home_sheet(cast.imran, cast.danielle)
    acts = [uuid4() for _each in range(4)]
    assert all_at_once(cast, acts) == acts
    assert sorted(Goal.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_one_act_sent_at_once_from_everywhere_is_one_goal(cast):
    home_sheet(cast.imran, cast.danielle)
    act = uuid4()
    assert set(all_at_once(cast, [act] * 4)) == {act}
    assert Goal.objects.count() == 1
    assert Entry.objects.filter(kind=Kind.GOAL).count() == 1
    assert Act.objects.get(pk=act).seen == 4
