from uuid import uuid4

import pytest

from tandem.audit.models import Event
from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.actions import goals
from tandem.plans.models import Goal, GoalReason
from tandem.plans.tests.stories import answer, at_the_desk, home_sheet, keep_the_flat
from tandem.voices.models import Act, Entry, Kind
from tandem.voices.queries import said_in


@pytest.fixture
def danielle(cast):
    home_sheet(cast.imran, cast.danielle)
    return cast.danielle


def add(cast, act, **more):
    given = {
        "person": cast.danielle,
        "setting": at_the_desk(cast.imran),
        "act": act,
        "words": "  I keep my flat.\r\n",
        "because": ["home.now", "home.w.hard"],
        "origin": "person",
    }
    return goals.add_goal(**given | more)


def test_a_goal_keeps_its_words_and_what_it_comes_from(cast, danielle):
    goal = add(cast, uuid4())
    goal.refresh_from_db()
    assert (goal.number, goal.words, goal.origin) == (1, "I keep my flat.", "person")
    assert [reason.about for reason in goal.reasons.order_by("pk")] == ["home.now", "home.w.hard"]
    entry = said_in(goal.thread_id)[-1]
    assert (entry.kind, entry.about, entry.party) == ("goal", f"goal/{goal.pk}", "person")
    assert entry.value == {
        "words": "I keep my flat.",
        "state": "active",
        "origin": "person",
        "because": ["home.now", "home.w.hard"],
    }
    assert Event.objects.filter(person=danielle.pk, verb="alter", what="plan: goal").count() == 1


def test_it_points_at_the_newest_of_what_was_said(cast, danielle):
    newest = answer(cast.imran, danielle, "person", "home.now", "hard")
    goal = add(cast, uuid4(), because=["home.now"])
    assert goal.reasons.get().entry_id == newest.pk


def test_the_same_act_twice_makes_one_goal(cast, danielle):
    act = uuid4()
    first, second = add(cast, act), add(cast, act)
    assert first.pk == second.pk == act
    assert Goal.objects.count() == 1
    assert Entry.objects.filter(kind=Kind.GOAL).count() == 1
    assert Act.objects.get(pk=act).seen == 2
    assert GoalReason.objects.count() == 2


def test_a_repeat_still_finds_its_goal_after_the_item_was_passed(cast, danielle):
    act = uuid4()
    add(cast, act, because=["home.now"])
    answer(cast.imran, danielle, "person", "home.now", {}, kind=Kind.PASS)
    assert add(cast, act, because=["home.now"]).pk == act


def test_the_same_act_with_other_words_is_refused(cast, danielle):
    act = uuid4()
    add(cast, act)
    with pytest.raises(Refused):
        add(cast, act, words="Something else.")
    assert Goal.objects.get().words == "I keep my flat."


@pytest.mark.parametrize(
    "because", [[], ["money.now"], ["home.fact"], ["no.such"], ["home.now", "no.such"]]
)
def test_a_goal_comes_from_something_that_was_answered(cast, danielle, because):
    with pytest.raises(Refused, match="comes from"):
        add(cast, uuid4(), because=because)
    assert not Goal.objects.exists()
    assert not Entry.objects.filter(kind=Kind.GOAL).exists()


def test_someone_elses_answers_are_no_reason(cast, danielle):
    with pytest.raises(Refused):
        add(cast, uuid4(), person=cast.aled)


@pytest.mark.parametrize("words", ["", " \n ", "\x00\x07"])
def test_a_goal_has_words(cast, danielle, words):
    with pytest.raises(Refused, match="Write the goal first"):
        add(cast, uuid4(), words=words)


def test_a_goal_has_an_end(cast, danielle):
    with pytest.raises(Refused, match="1000"):
        add(cast, uuid4(), words="a" * 1001)


def test_goals_are_numbered_as_they_come_and_there_are_not_too_many(cast, danielle, monkeypatch):
    monkeypatch.setattr(rules, "MOST_GOALS", 2)
    assert [add(cast, uuid4()).number, add(cast, uuid4()).number] == [1, 2]
    with pytest.raises(Refused, match="many goals"):
        add(cast, uuid4())
    goals.let_go_goal(
        goal=Goal.objects.get(number=2),
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
    )
    assert add(cast, uuid4()).number == 3


def test_other_words_are_added_and_the_first_are_kept(cast, danielle):
    goal = keep_the_flat(cast.imran, danielle)
    act = uuid4()
    for _twice in range(2):
        goals.reword_goal(
            goal=goal,
            setting=at_the_desk(cast.imran, "cy"),
            act=act,
            party="both",
            words="Dw i'n cadw fy fflat.",
            origin="both",
        )
    goal.refresh_from_db()
    assert (goal.words, goal.language) == ("Dw i'n cadw fy fflat.", "cy")
    assert [entry.value["words"] for entry in said_in(goal.thread_id)] == [
        "I keep my flat.",
        "Dw i'n cadw fy fflat.",
    ]


def test_the_same_words_again_are_no_change(cast, danielle):
    goal = keep_the_flat(cast.imran, danielle)
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words=goal.words,
        origin="person",
    )
    assert Entry.objects.filter(kind=Kind.GOAL).count() == 1


@pytest.mark.parametrize(("origin", "party"), [("worker", "person"), ("person", "worker")])
def test_one_alone_does_not_change_the_others_words(cast, danielle, origin, party):
    goal = keep_the_flat(cast.imran, danielle, origin=origin)
    with pytest.raises(Refused, match="not your words"):
        goals.reword_goal(
            goal=goal,
            setting=at_the_desk(cast.imran),
            act=uuid4(),
            party=party,
            words="Other.",
            origin="both",
        )


def test_a_goal_is_reached_let_go_and_brought_back(cast, danielle):
    goal = keep_the_flat(cast.imran, danielle)
    for verb, state in (
        (goals.reach_goal, "done"),
        (goals.bring_back_goal, "active"),
        (goals.let_go_goal, "let_go"),
    ):
        act = uuid4()
        for _twice in range(2):
            verb(goal=goal, setting=at_the_desk(cast.imran), act=act, party="both")
        goal.refresh_from_db()
        assert goal.state == state
    assert [entry.value["state"] for entry in said_in(goal.thread_id)] == [
        "active",
        "done",
        "active",
        "let_go",
    ]


def test_a_late_repeat_changes_nothing(cast, danielle):
    goal = keep_the_flat(cast.imran, danielle)
    early = uuid4()
    goals.reach_goal(goal=goal, setting=at_the_desk(cast.imran), act=early, party="both")
    goals.bring_back_goal(goal=goal, setting=at_the_desk(cast.imran), act=uuid4(), party="both")
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="Other.",
        origin="both",
    )
    goals.reach_goal(goal=goal, setting=at_the_desk(cast.imran), act=early, party="both")
    goal.refresh_from_db()
    assert (goal.state, goal.words) == ("active", "Other.")


@pytest.mark.parametrize("origin", ["person", "worker", "both"])
def test_other_words_are_whose_they_are_said_to_be(cast, danielle, origin):
    goal = keep_the_flat(cast.imran, danielle)
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="Danielle complies with tenancy.",
        origin=origin,
    )
    goal.refresh_from_db()
    newest = said_in(goal.thread_id)[-1]
    assert (goal.origin, newest.party, newest.value["origin"]) == (origin, origin, origin)


def test_whose_words_they_are_can_be_put_right(cast, danielle):
    goal = keep_the_flat(cast.imran, danielle)
    act = uuid4()
    for _twice in range(2):
        goals.reword_goal(
            goal=goal,
            setting=at_the_desk(cast.imran),
            act=act,
            party="both",
            words=goal.words,
            origin="worker",
        )
    goal.refresh_from_db()
    assert goal.origin == "worker"
    assert Entry.objects.filter(kind=Kind.GOAL).count() == 2


def test_one_alone_who_leaves_the_words_makes_nothing_their_own(cast, danielle):
    goal = keep_the_flat(cast.imran, danielle, origin="both")
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="person",
        words=goal.words,
        origin="person",
    )
    goal.refresh_from_db()
    assert goal.origin == "both"
