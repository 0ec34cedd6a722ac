"""What was said beside the goals since the last time, one line each, on the page printed anew."""

from datetime import date, time
from uuid import uuid4

import pytest

from tandem.plans.actions.forks import take_way
from tandem.plans.actions.meetings import plan_meeting
from tandem.plans.actions.obstacles import end_obstacle
from tandem.plans.actions.requirements import plan_requirement
from tandem.plans.news import beside_goals
from tandem.plans.tests.stories import (
    ask_to_meet,
    at_the_desk,
    brings,
    home_sheet,
    keep_the_flat,
    no_phone,
    ordered,
    ring_the_council,
    two_ways,
)
from tandem.plans.views.shown import shown_plan

pytestmark = pytest.mark.django_db
NAMES = {"person": "Danielle", "worker": "Imran"}


def news(cast, after=0):
    plan = shown_plan(cast.danielle, NAMES, mode="statutory")
    found = beside_goals(plan.said, plan.lane, NAMES, after=after)
    return [(label, moment.who, moment.happened, moment.words) for label, moment in found]


def test_each_thing_that_was_said_has_its_line(cast):
    told = {"person": cast.danielle, "setting": at_the_desk(cast.imran), "party": "both"}
    home_sheet(cast.imran, cast.danielle)
    ring_the_council(cast.imran, keep_the_flat(cast.imran, cast.danielle))
    assert news(cast) == []  # goals and steps have lines of their own
    ask_to_meet(cast.imran, cast.danielle)
    way = no_phone(cast.imran, cast.danielle)
    end_obstacle(obstacle=way, act=uuid4(), end="gone", words="A new one.", **told)
    brings(cast.imran, cast.danielle)
    fork = two_ways(cast.imran, cast.danielle)
    take_way(fork=fork, way=2, act=uuid4(), words="She has room.", **told)
    plan_meeting(act=uuid4(), on=date(2027, 3, 1), at=time(11), how="phone", **told)
    row = ordered(cast.imran, cast.danielle)
    plan_requirement(requirement=row, act=uuid4(), begin_on=None, a_week=7, **told)
    both = "Danielle and Imran"
    assert news(cast) == [
        (
            *("What was asked for", "Danielle"),
            *("Asked for something", "Can we meet later in the day?"),
        ),
        ("What is in the way", both, "Said what is in the way", "No phone, no credit."),
        ("What is in the way", both, "Said what came of it", "A new one."),
        ("What I bring", "Danielle", "Wrote a line", "I mend bikes."),
        ("What there is to choose", both, "Put ways side by side", "What about the rent?"),
        ("What there is to choose", both, "Chose way 2", "She has room."),
        ("The next meeting", both, "Set the next meeting", ""),
        ("Unpaid work", both, "Said when it is done", ""),
    ]
    assert len(news(cast, after=max(one.seq for one in shown(cast)) - 1)) == 1


def shown(cast):
    return shown_plan(cast.danielle, NAMES, mode="statutory").said
