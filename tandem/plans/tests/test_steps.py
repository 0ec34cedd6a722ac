from datetime import date
from uuid import uuid4

import pytest

from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.actions import goals, steps
from tandem.plans.models import Step
from tandem.plans.tests.stories import at_the_desk, home_sheet, keep_the_flat, ring_the_council
from tandem.voices.models import Act, Entry, Kind
from tandem.voices.queries import said_in


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def test_a_step_says_who_what_and_when(cast, goal):
    step = ring_the_council(cast.imran, goal)
    step.refresh_from_db()
    assert (step.number, step.who, step.words, step.due_on, step.worker) == (
        1,
        "person",
        "Ring the council.",
        date(2026, 12, 4),
        None,
    )
    entry = said_in(goal.thread_id)[-1]
    assert (entry.kind, entry.about) == ("step", f"step/{step.pk}")
    assert entry.value == {
        "goal": str(goal.pk),
        "words": "Ring the council.",
        "who": "person",
        "due_on": "2026-12-04",
        "state": "to_do",
        "offer": "",
    }


def test_a_promise_names_the_worker(cast, goal):
    step = ring_the_council(cast.imran, goal, who="worker", words="I go with you.")
    assert step.worker == cast.imran


def test_the_same_act_twice_makes_one_step(cast, goal):
    act = uuid4()
    for _twice in range(2):
        step = steps.add_step(
            goal=goal,
            setting=at_the_desk(cast.imran),
            act=act,
            party="both",
            who="person",
            words="Ring the council.",
        )
    assert step.pk == act
    assert Step.objects.count() == 1
    assert Act.objects.get(pk=act).seen == 2


@pytest.mark.parametrize(("party", "who"), [("person", "worker"), ("worker", "person")])
def test_nobody_promises_for_somebody_else(cast, goal, party, who):
    with pytest.raises(Refused, match="somebody else"):
        steps.add_step(
            goal=goal,
            setting=at_the_desk(cast.imran),
            act=uuid4(),
            party=party,
            who=who,
            words="Ring the council.",
        )
    assert not Step.objects.exists()


@pytest.mark.parametrize(("who", "words"), [("person", " "), ("nobody", "Ring.")])
def test_a_step_needs_words_and_somebody(cast, goal, who, words):
    with pytest.raises(Refused):
        steps.add_step(
            goal=goal,
            setting=at_the_desk(cast.imran),
            act=uuid4(),
            party="both",
            who=who,
            words=words,
        )


def test_a_goal_that_is_let_go_takes_no_step(cast, goal):
    goals.let_go_goal(goal=goal, setting=at_the_desk(cast.imran), act=uuid4(), party="both")
    with pytest.raises(Refused, match="not open"):
        ring_the_council(cast.imran, goal)


def test_there_are_not_too_many_steps(cast, goal, monkeypatch):
    monkeypatch.setattr(rules, "MOST_STEPS", 1)
    ring_the_council(cast.imran, goal)
    with pytest.raises(Refused, match="many steps"):
        ring_the_council(cast.imran, goal)


def test_words_and_day_change_and_the_old_ones_are_kept(cast, goal):
    step = ring_the_council(cast.imran, goal)
    act = uuid4()
    for _twice in range(2):
        steps.change_step(
            step=step,
            setting=at_the_desk(cast.imran),
            act=act,
            party="both",
            words="Write to the council.",
            due_on=None,
        )
    step.refresh_from_db()
    assert (step.words, step.due_on) == ("Write to the council.", None)
    said = [entry.value for entry in said_in(goal.thread_id) if entry.kind == "step"]
    assert [(one["words"], one["due_on"]) for one in said] == [
        ("Ring the council.", "2026-12-04"),
        ("Write to the council.", None),
    ]


def test_the_person_alone_does_not_change_a_promise(cast, goal):
    step = ring_the_council(cast.imran, goal, who="worker")
    for verb, more in (
        (steps.change_step, {"words": "Nothing.", "due_on": None}),
        (steps.mark_step, {"state": "done"}),
    ):
        with pytest.raises(Refused, match="not your step"):
            verb(step=step, setting=at_the_desk(cast.imran), act=uuid4(), party="person", **more)


def test_a_step_is_marked_once_for_one_act(cast, goal):
    step = ring_the_council(cast.imran, goal)
    for state in ("doing", "done", "to_do", "dropped"):
        act = uuid4()
        for _twice in range(2):
            steps.mark_step(
                step=step, setting=at_the_desk(cast.imran), act=act, party="both", state=state
            )
        step.refresh_from_db()
        assert step.state == state
    assert Entry.objects.filter(kind=Kind.STEP).count() == 5


def test_the_worker_alone_marks_the_persons_step_but_does_not_drop_it(cast, goal):
    step = ring_the_council(cast.imran, goal)
    given = {"step": step, "setting": at_the_desk(cast.imran), "party": "worker"}
    steps.mark_step(act=uuid4(), state="done", **given)
    with pytest.raises(Refused):
        steps.mark_step(act=uuid4(), state="dropped", **given)
    with pytest.raises(Refused):
        steps.mark_step(act=uuid4(), state="elsewhere", **given)
    step.refresh_from_db()
    assert step.state == "done"
    newest = said_in(goal.thread_id)[-1]
    assert (newest.party, newest.typed_by) == ("worker", "worker")
