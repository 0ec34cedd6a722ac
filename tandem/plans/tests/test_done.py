"""What was done lately stands at the top of the plan for a week, while the person wants it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tandem.own_page.tests.holding import holding, mark, read
from tandem.plans.actions.goals import reach_goal
from tandem.plans.actions.steps import mark_step
from tandem.plans.done import became_done, done_lately, is_told
from tandem.plans.models import Step
from tandem.plans.queries import plan_of
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    join_as_person,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.voices.fold import Said
from tandem.voices.models import Entry

NAMES = {"person": "Danielle", "worker": "Imran"}


def said(seq, about, value, kind="step"):
    return Said(
        id=UUID(int=seq), seq=seq, kind=kind, about=about, party="both", value=value,
        typed_by="worker", language="en", happened_on=date(2026, 3, 2), recorded_at=None,
        sitting=None, author="Imran", device="", seen=0,
    )  # fmt: skip


def moved(user, step, state):
    mark_step(step=step, setting=at_the_desk(user), act=uuid4(), party="both", state=state)


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def test_it_is_done_from_the_entry_that_made_it_so_until_it_is_marked_back():
    told = [
        said(1, "step/a", {"state": "doing"}),
        said(2, "step/a", {"state": "done"}),
        said(3, "step/a", {"state": "done", "words": "Other words."}),
        said(4, "goal/b", {"state": "done"}, kind="goal"),
        said(5, "step/c", None),
    ]
    assert {about: one.seq for about, one in became_done(told).items()} == {
        "step/a": 2,
        "goal/b": 4,
    }
    back = [*told, said(6, "step/a", {"state": "to_do"})]
    assert set(became_done(back)) == {"goal/b"}
    off = [said(7, "done", {"told": False}, kind="note")]
    assert (is_told([]), is_told(off)) == (True, False)
    assert is_told([*off, said(8, "done", {"told": True}, kind="note")])


def test_it_names_what_was_done_and_who_did_it_for_a_week(cast, goal):
    mine = ring_the_council(cast.imran, goal, words="I ring.")
    theirs = ring_the_council(cast.imran, goal, who="worker", words="I go with you.")
    moved(cast.imran, mine, "done")
    moved(cast.imran, theirs, "done")
    other = keep_the_flat(cast.imran, cast.danielle, words="I see my boy.")
    reach_goal(goal=other, setting=at_the_desk(cast.imran), act=uuid4(), party="both")
    today = Entry.objects.latest("recorded_at").happened_on
    plan = plan_of(cast.danielle, NAMES, mode="statutory", today=today)
    assert [(one.sentence, one.words) for one in done_lately(plan, NAMES, today)] == [
        ("Danielle got there", "I see my boy."),
        ("Done, thanks to Imran", "I go with you."),
        ("Danielle did it", "I ring."),
    ]
    assert done_lately(plan, NAMES, today + timedelta(days=6))
    assert not done_lately(plan, NAMES, today + timedelta(days=7))


@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_the_person_switches_it_off_and_it_is_off_everywhere(cast, client, goal, door):
    step = ring_the_council(cast.imran, goal, words="I ring.")
    phone = holding(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle, held="paper" if door == "desk" else "side")
    at = join_as_person(Client(), sitting) if door == "beside" else client
    plan = f"/{door}/{sitting.pk}/plan"
    pages = [plan, f"{plan}/part", f"{plan}/goals/{goal.pk}"]
    assert mark(phone, step).status_code == 302
    for page in pages:
        assert "Danielle did it" in at.get(page).content.decode(), page
    assert "Danielle did it" in read(phone)
    act = str(uuid4())
    for _twice in range(2):
        assert at.post(f"{plan}/done", {"act": act, "told": "no"}).status_code == 302
    entry = Entry.objects.get(about="done")
    assert (entry.party, entry.sitting) == ("person", sitting.pk)
    for page in pages:
        assert "Danielle did it" not in at.get(page).content.decode(), page
    assert "Danielle did it" not in read(phone)
    told = {"act": str(uuid4()), "told": "yes"}
    assert phone.phone.post("/page/done", told).status_code == 302
    assert "Danielle did it" in at.get(plan).content.decode()
    moved(cast.imran, Step.objects.get(), "to_do")
    assert "Danielle did it" not in at.get(plan).content.decode()
    assert at.post(f"{plan}/done", {"act": str(uuid4()), "told": "often"}).status_code == 404
