"""Goals in their time and place: now or later, by when, in which order, paused, let go; what they
give and keep safe; steps of others and steps that are stuck."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.assessments.queries import sheet_thread
from tandem.glances.models import Glance
from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.actions import goals, steps
from tandem.plans.actions.agreements import agree_goal, read_of
from tandem.plans.history import history
from tandem.plans.models import Goal
from tandem.plans.starters import starters
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.plans.views.shown import shown_plan
from tandem.voices.actions import append
from tandem.voices.models import Entry, Kind, Party
from tandem.voices.queries import said_in

NAMES = {"person": "Danielle", "worker": "Imran"}
MAY = date(2027, 5, 5)


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def good_life(cast, area, value="mostly_fine"):
    return append(
        sheet_thread(cast.danielle, "good-life").pk,
        uuid4(),
        at_the_desk(cast.imran),
        kind=Kind.ANSWER,
        about=f"{area}.now",
        party=Party.PERSON,
        value=value,
    ).entry


def plan(goal, setting, **wanted):
    told = {"due_on": None, "is_later": False, "gives": [], "protects": []} | wanted
    goals.plan_goal(goal=goal, setting=setting, act=uuid4(), party="both", **told)


def shown(cast):
    return shown_plan(cast.danielle, NAMES, mode="statutory")


def yes(cast, goal, setting):
    agree_goal(
        goal=goal,
        setting=setting,
        act=uuid4(),
        party="person",
        answer="yes",
        digest=rules.digest(read_of(goal)),
    )


def test_a_text_without_the_newer_parts_is_as_it_was():
    step = rules.StepText("Ring.", "person", MAY)
    read = rules.text("I keep my flat.", [step])
    assert read == {"goal": "I keep my flat.", "steps": [["Ring.", "person", "2027-05-05"]]}
    assert rules.short_code(rules.digest(read)) == "X794-F564"
    aunt = rules.StepText("Ring.", "family", None, who_name="Auntie Sal")
    assert rules.text("I", [aunt], MAY) == {
        "goal": "I",
        "steps": [["Ring.", "family", "", "Auntie Sal"]],
        "by": "2027-05-05",
    }


@given(st.lists(st.integers(), min_size=1, max_size=6, unique=True), st.data())
@settings(max_examples=50)
def test_moving_keeps_all_and_moves_one_place(order, data):
    one, up = data.draw(st.sampled_from(order)), data.draw(st.booleans())
    after = rules.moved(order, one, up)
    assert sorted(after) == sorted(order)
    assert abs(after.index(one) - order.index(one)) <= 1
    assert [each for each in after if each != one] == [each for each in order if each != one]


def test_a_day_lapses_what_was_agreed_and_order_and_pause_do_not(cast, client, goal):
    sitting = sit(client, cast.imran, cast.danielle)
    hands, desk = in_persons_hands(sitting), at_the_desk(cast.imran)
    other = keep_the_flat(cast.imran, cast.danielle, words="I see my boy.")
    for one in (goal, other):
        yes(cast, one, hands)
    assert Glance.objects.get(person=cast.danielle).is_agreed
    goals.move_goal(goal=other, setting=desk, act=uuid4(), party="both", up=True)
    goals.pause_goal(goal=goal, setting=desk, act=uuid4(), party="both", why="After the baby.")
    plan(other, desk, is_later=True)
    now = shown(cast)
    assert all(one.person.stands for one in (*now.active, *now.paused))
    assert Glance.objects.get(person=cast.danielle).is_agreed
    plan(other, desk, due_on=MAY)
    (one,) = shown(cast).active
    assert one.person.has_lapsed
    assert one.since(one.person).is_new_day
    assert not Glance.objects.get(person=cast.danielle).is_agreed
    yes(cast, Goal.objects.get(pk=other.pk), hands)
    assert shown(cast).active[0].person.stands
    assert Glance.objects.get(person=cast.danielle).is_agreed


def test_somebody_elses_name_is_part_of_what_is_agreed(cast, client, goal):
    hands = in_persons_hands(sit(client, cast.imran, cast.danielle))
    told = {"goal": goal, "setting": hands, "party": "person", "words": "Lends me a drill."}
    with pytest.raises(Refused):
        steps.add_step(act=uuid4(), who="family", **told)
    with pytest.raises(Refused):
        steps.add_step(act=uuid4(), who="service", who_name="Shelter", **told)
    step = steps.add_step(act=uuid4(), who="family", who_name=" Auntie Sal ", **told)
    assert (step.who_name, step.worker) == ("Auntie Sal", None)
    yes(cast, goal, hands)
    assert Glance.objects.get(person=cast.danielle).is_agreed
    (line,) = shown(cast).active[0].steps
    assert (line.who_name, line.side) == ("Auntie Sal", "person")


def test_goals_stand_in_the_order_they_are_put_in_and_none_is_lost(cast, goal):
    desk = at_the_desk(cast.imran)
    others = [keep_the_flat(cast.imran, cast.danielle, words=words) for words in ("Two", "Three")]
    act = uuid4()
    for _twice in range(2):
        goals.move_goal(goal=others[1], setting=desk, act=act, party="both", up=True)
    order = [one.goal.words for one in shown(cast).active]
    assert order == ["I keep my flat.", "Three", "Two"]
    before = Entry.objects.count()
    goals.move_goal(goal=goal, setting=desk, act=uuid4(), party="both", up=True)
    assert Entry.objects.count() == before  # it is the first already
    keep_the_flat(cast.imran, cast.danielle, words="Four")
    assert [one.goal.words for one in shown(cast).active] == [*order, "Four"]


def test_two_who_close_one_goal_are_both_kept(cast, goal):
    desk = at_the_desk(cast.imran)
    goals.let_go_goal(goal=goal, setting=desk, act=uuid4(), party="both", why="We move.")
    goals.reach_goal(goal=goal, setting=desk, act=uuid4(), party="person")
    states = [one.value["state"] for one in said_in(goal.thread_id, kinds=["goal"])]
    assert states == ["active", "let_go", "done"]
    assert shown(cast).reached
    # Both say the same: the second voice is kept beside the first, once.
    for act in [uuid4()] * 2:
        goals.reach_goal(goal=goal, setting=desk, act=act, party="both", why="We did it.")
    newest = said_in(goal.thread_id, kinds=["goal"])[-1]
    assert (newest.party, newest.value["why"]) == ("both", "We did it.")
    assert len(said_in(goal.thread_id, kinds=["goal"])) == 4
    told = [one.happened for one in history(goal.pk, shown(cast).said, NAMES)]
    assert told.count("Said that the goal is reached") == 2
    goals.bring_back_goal(goal=goal, setting=desk, act=uuid4(), party="both")
    assert shown(cast).active


def test_what_it_gives_and_keeps_safe_point_at_what_was_said(cast, goal):
    desk = at_the_desk(cast.imran)
    good = good_life(cast, "well")
    with pytest.raises(Refused):
        plan(goal, desk, gives=["good-life:learn"])
    with pytest.raises(Refused):
        plan(goal, desk, protects=["money.now"])  # passed, not answered
    plan(goal, desk, gives=["good-life:well"], protects=["home.w.now"])
    assert goal.reasons.get(role="gives").entry == good
    assert goal.reasons.get(role="protects").entry.about == "home.w.now"
    (one,) = shown(cast).active
    assert one.gives == ["Being well"]
    assert one.protects[0].startswith("Home:")
    assert one.because
    plan(goal, desk)
    assert set(goal.reasons.values_list("role", flat=True)) == {"from"}
    assert not shown(cast).active[0].gives


def test_a_stuck_step_says_why_until_it_moves_on(cast, goal):
    desk = at_the_desk(cast.imran)
    step = ring_the_council(cast.imran, goal, who="worker", due_on=date(2026, 1, 5))
    act = uuid4()
    for _twice in range(2):
        steps.stick_step(step=step, setting=desk, act=act, party="both", why="Nobody answers.")
    (line,) = shown(cast).active[0].steps
    assert line.step.stuck == "Nobody answers."
    assert [one.words for one in shown(cast).late] == ["Ring the council."]
    steps.mark_step(step=step, setting=desk, act=uuid4(), party="both", state="done")
    step.refresh_from_db()
    assert step.stuck == ""
    now = shown(cast)
    assert [one.words for one in now.kept] == ["Ring the council."]
    assert now.late == []
    with pytest.raises(Refused):
        steps.stick_step(step=step, setting=desk, act=uuid4(), party="both", why="Again.")


def test_more_than_four_goals_for_now_have_a_gentle_word(cast, goal):
    for number in range(4):
        last = keep_the_flat(cast.imran, cast.danielle, words=f"And {number}.")
    assert shown(cast).is_a_lot
    plan(last, at_the_desk(cast.imran), is_later=True)
    assert not shown(cast).is_a_lot


def test_a_stem_is_a_help_and_the_words_stay_ones_own(cast, client, goal):
    assert list(starters("cy")) == list(starters("en"))
    assert all(set(starters(one).values()).isdisjoint(("", None)) for one in ("en", "cy"))
    sitting = sit(client, cast.imran, cast.danielle)
    add = f"/together/{sitting.pk}/plan/goals/add"
    assert f'href="{add}?start=keep"' in client.get(add).content.decode()
    begun = client.get(f"{add}?start=keep").content.decode()
    assert re.search(r"<textarea[^>]*>\s*I want to keep\s*</textarea>", begun)
    assert "I want to keep</textarea>" not in client.get(f"{add}?start=x").content.decode()


def test_the_pages_keep_what_was_typed_and_say_what_is_wrong(cast, client, goal):
    good_life(cast, "well")
    sitting = sit(client, cast.imran, cast.danielle)
    base = f"/together/{sitting.pk}/plan"
    more = f"{base}/goals/{goal.pk}/more"
    page = client.get(more).content.decode()
    assert "Being well" in page
    assert "How is home for you now?" in page
    yesterday = timezone.localdate() - timedelta(1)
    parts = {f"due_on_{part}": getattr(yesterday, part) for part in ("day", "month", "year")}
    sent = {"act": uuid4(), "is_later": "now", "gives": ["good-life:well"], **parts}
    refused = client.post(more, sent)
    assert refused.status_code == 422
    assert "This day has passed" in refused.content.decode()
    assert f'value="{yesterday.year}"' in refused.content.decode()
    assert client.post(more, sent | {"due_on_year": yesterday.year + 1}).status_code == 302
    goal.refresh_from_db()
    assert goal.due_on.year == yesterday.year + 1
    again = client.post(f"{base}/goals/{goal.pk}/mark", {"act": uuid4(), "state": "paused"})
    assert again.status_code == 302
    assert "Paused" in client.get(base).content.decode()
    client.post(f"{base}/goals/{goal.pk}/mark", {"act": uuid4(), "state": "active"})
    step = ring_the_council(cast.imran, goal)
    stuck = f"{base}/steps/{step.pk}/stuck"
    assert client.get(stuck).status_code == 302
    assert "Write what is in the way." in client.post(stuck, {"act": uuid4()}).content.decode()
    assert client.post(stuck, {"act": uuid4(), "why": "No phone."}).status_code == 302
    assert "No phone." in client.get(f"{base}/goals/{goal.pk}").content.decode()
    assert client.post(f"{base}/goals/{goal.pk}/move", {"to": "side"}).status_code == 404
