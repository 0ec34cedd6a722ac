from datetime import date
from uuid import uuid4

import pytest

from tandem.lib.refused import Refused
from tandem.plans import rules
from tandem.plans.actions import agreements, goals, steps
from tandem.plans.actions.agreements import read_of
from tandem.plans.alone import Alone
from tandem.plans.queries import plan_of
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.voices.models import Entry, Kind
from tandem.voices.queries import said_in

NAMES = {"person": "Danielle", "worker": "Imran"}


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    ring_the_council(cast.imran, goal)
    return goal


@pytest.fixture
def hands(cast, client):
    return in_persons_hands(sit(client, cast.imran, cast.danielle))


def shown(cast):
    plan = plan_of(cast.danielle, NAMES, mode="statutory", today=date(2026, 11, 22))
    return plan.active[0]


def yes(goal, setting, party="person", **more):
    given = {
        "goal": goal,
        "setting": setting,
        "act": uuid4(),
        "party": party,
        "answer": "yes",
        "digest": rules.digest(read_of(goal)),
    }
    return agreements.agree_goal(**given | more)


@pytest.mark.parametrize("answer", ["yes", "part", "no", "not_say"])
def test_every_answer_is_kept_with_the_text_it_was_about(cast, goal, hands, answer):
    code = yes(goal, hands, answer=answer, words="  It is mine.  ")
    found = shown(cast).person
    assert (found.answer, found.words, found.stands) == (answer, "It is mine.", True)
    assert code == shown(cast).code
    value = said_in(goal.thread_id)[-1].value
    assert value["text"] == {
        "goal": "I keep my flat.",
        "steps": [["Ring the council.", "person", "2026-12-04"]],
    }
    assert rules.bound_to(value) == value["digest"]


def test_the_person_is_answered_for_by_nobody(cast, goal):
    with pytest.raises(Refused, match="own hands"):
        yes(goal, at_the_desk(cast.imran))
    assert not Entry.objects.filter(kind=Kind.AGREE).exists()


def test_the_workers_answer_stands_beside(cast, goal, hands):
    yes(goal, at_the_desk(cast.imran), "worker", answer="part")
    assert shown(cast).worker.answer == "part"
    assert shown(cast).worker.by == "Imran"
    assert shown(cast).person.answer is None


def test_nobody_else_has_an_answer(cast, goal):
    with pytest.raises(ValueError, match="both"):
        yes(goal, at_the_desk(cast.imran), "both")


def test_a_repeat_is_one_answer_even_after_the_words_changed(cast, goal, hands):
    act, digest = uuid4(), rules.digest(read_of(goal))
    yes(goal, hands, act=act)
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="Other.",
        origin="both",
    )
    yes(goal, hands, act=act, digest=digest)
    assert Entry.objects.filter(kind=Kind.AGREE).count() == 1
    assert shown(cast).person.has_lapsed


def test_words_that_changed_while_they_were_read_are_not_agreed_to(cast, goal, hands):
    digest = rules.digest(read_of(goal))
    ring_the_council(cast.imran, goal, words="Pay all of it.")
    with pytest.raises(agreements.WordsChanged, match="Read them again"):
        yes(goal, hands, digest=digest)


@pytest.mark.parametrize("change", ["words", "step", "day", "drop", "add"])
def test_a_changed_text_lapses_both_answers(cast, goal, hands, change):
    yes(goal, hands)
    yes(goal, at_the_desk(cast.imran), "worker")
    step = goal.steps.get()
    desk = {"setting": at_the_desk(cast.imran), "act": uuid4(), "party": "both"}
    match change:
        case "words":
            goals.reword_goal(goal=goal, words="I keep my home.", origin="both", **desk)
        case "step":
            steps.change_step(step=step, words="Visit them.", due_on=step.due_on, **desk)
        case "day":
            steps.change_step(step=step, words=step.words, due_on=date(2027, 1, 1), **desk)
        case "drop":
            steps.mark_step(step=step, state="dropped", **desk)
        case "add":
            ring_the_council(cast.imran, goal)
    assert shown(cast).person.has_lapsed
    assert shown(cast).worker.has_lapsed


def test_doing_a_step_lapses_nothing(cast, goal, hands):
    yes(goal, hands)
    steps.mark_step(
        step=goal.steps.get(),
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        state="done",
    )
    assert shown(cast).person.stands


@pytest.mark.parametrize("more", [{"answer": "maybe"}, {"words": "a" * 1001}])
def test_an_answer_is_one_of_four_and_has_an_end(goal, hands, more):
    with pytest.raises(Refused):
        yes(goal, hands, **more)


def test_a_goal_that_is_not_open_is_not_asked_about(cast, goal, hands):
    goals.reach_goal(goal=goal, setting=at_the_desk(cast.imran), act=uuid4(), party="both")
    with pytest.raises(Refused, match="not open"):
        yes(goal, hands)


def test_the_worker_notes_that_it_could_not_be_asked(cast, goal, hands):
    given = {"goal": goal, "setting": at_the_desk(cast.imran)}
    with pytest.raises(Refused, match="could not be asked"):
        agreements.set_asking(act=uuid4(), asked="could_not", because=" ", **given)
    with pytest.raises(Refused):
        agreements.set_asking(act=uuid4(), asked="yes", **given)
    act = uuid4()
    for _twice in range(2):
        agreements.set_asking(act=act, asked="could_not", because="Her boy was ill.", **given)
    found = shown(cast).person
    assert (found.answer, found.asked, found.because) == (None, "could_not", "Her boy was ill.")
    agreements.set_asking(act=uuid4(), asked="not_yet", **given)
    assert shown(cast).person.asked == "not_yet"
    yes(goal, hands)
    assert shown(cast).person.stands


def test_a_plan_made_alone_says_so_until_the_person_answers(cast, goal, hands):
    agreements.write_alone(
        person=cast.danielle,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        because="Her boy was ill.",
        together_on=date(2026, 12, 1),
    )

    def alone():
        plan = plan_of(cast.danielle, NAMES, mode="statutory", today=date(2026, 11, 22))
        return plan.alone

    assert alone() == Alone("Her boy was ill.", date(2026, 12, 1), "Imran")
    yes(goal, hands, answer="no")
    assert alone() is None


def test_words_that_stood_before_and_the_workers_reason_are_read_out_in_their_language(
    cast, client, goal
):
    sitting = sit(client, cast.imran, cast.danielle)
    yes(goal, at_the_desk(cast.imran), party="worker")
    welsh = at_the_desk(cast.imran, "cy")
    told = {"act": uuid4(), "party": "both", "origin": "both"}
    goals.reword_goal(goal=goal, setting=welsh, words="Cadw fy nghartref.", **told)
    yes(goal, at_the_desk(cast.imran), party="worker")
    goals.reword_goal(goal=goal, setting=welsh, words="Cadw fy fflat.", **told | {"act": uuid4()})
    page = f"/together/{sitting.pk}/plan/goals/{goal.pk}"
    seen = client.get(f"{page}/agree").content.decode()
    assert '<span lang="cy" dir="auto">“Cadw fy nghartref.”</span>' in seen
    agreements.set_asking(
        goal=goal, setting=welsh, act=uuid4(), asked="could_not", because="Yn sâl."
    )
    assert 'lang="cy" dir="auto">Yn sâl.' in client.get(page).content.decode()
