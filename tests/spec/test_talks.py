"""How a guided talk goes on, from what was said in it so far."""

from uuid import UUID

import pytest

from tandem.assessments.rules.differences import gaps
from tandem.assessments.rules.talks import STEPS, talk_under_way, talks
from tandem.instruments.loader import newest
from tests.spec.test_differences import APART, SHEET, person, said

# The opening entry is the third of the thread: its number is the talk's id here.
TALK = str(UUID(int=3))
OPENED = [*APART, ("both", "talk", "home.now", {"step": "open", "version": 1})]


def at(step, party, **answers):
    return (party, "talk", "home.now", {"talk": TALK, "step": step, "said": answers})


def skip(step, party):
    return (party, "talk", "home.now", {"talk": TALK, "step": step, "skipped": True})


def settle(outcome, **more):
    return ("both", "settle", "home.now", {"talk": TALK, "outcome": outcome, **more})


P1 = at("person", "person", view="It is mine.")
P2 = at("worker_back", "person", is_it="yes")
P3 = at("worker", "worker", view="The rent is late.")
P4 = at("person_back", "worker", is_it="yes")
P5 = [at("count", "person", person="A letter."), at("count", "worker", worker="A receipt.")]
P6 = at("look", "both", at="The rent letter.")
P7 = at("where", "both", outcome="differently")
P8 = at("plan", "both", changes="no")
P9 = at("note", "person", fair="yes")
NO_MARKS = [skip("again", "person"), skip("again", "worker")]
TO_WHERE = [P1, P2, P3, P4, *P5, P6]

# what was said in the talk: the step that comes next, None at its end
NEXT = [
    ([], "person"),
    ([P1], "worker_back"),
    ([skip("person", "person")], "worker_back"),
    # not quite: said again, and said back again
    ([P1, at("worker_back", "person", is_it="not_quite")], "person"),
    ([P1, at("worker_back", "person", is_it="not_quite"), P1], "worker_back"),
    ([P1, at("worker_back", "worker", heard="It is yours.")], "worker_back"),
    ([P1, P2], "worker"),
    ([P1, P2, P3], "person_back"),
    ([P1, P2, P3, at("person_back", "worker", is_it="not_quite")], "worker"),
    ([P1, P2, P3, at("person_back", "worker", is_it="skipped")], "count"),
    # both answer, in any order, on one screen or two
    ([P1, P2, P3, P4, P5[0]], "count"),
    ([P1, P2, P3, P4, P5[1]], "count"),
    ([P1, P2, P3, P4, *P5], "look"),
    (TO_WHERE, "where"),
    ([*TO_WHERE, P7, settle("differently")], "plan"),
    ([*TO_WHERE, skip("where", "both")], "plan"),
    # who thinks again is asked for the mark again
    ([*TO_WHERE, at("where", "both", outcome="person")], "again"),
    ([*TO_WHERE, at("where", "both", outcome="person"), at("again", "person")], "plan"),
    ([*TO_WHERE, at("where", "both", outcome="both"), at("again", "person")], "again"),
    ([*TO_WHERE, at("where", "both", outcome="both"), *NO_MARKS], "plan"),
    ([*TO_WHERE, P7, settle("differently"), P8], "note"),
    ([*TO_WHERE, P7, settle("differently"), P8, P9], None),
    ([*TO_WHERE, P7, settle("differently"), P8, at("note", "person", fair="add")], None),
    # from "change it" any step can be said again, and leads back to the note
    ([*TO_WHERE, P7, P8, at("note", "person", fair="change")], "note"),
    ([*TO_WHERE, P7, P8, at("note", "person", fair="change"), P1], "note"),
    ([*TO_WHERE, P7, P8, at("note", "person", fair="change"), P1, P9], None),
    ([*TO_WHERE, P7, P8, P9, P3], "note"),
    # the person's own word on fairness is no step
    ([*TO_WHERE, P7, P8, P9, at("fair", "person", fair="no")], None),
]


@pytest.mark.parametrize(("rows", "step"), NEXT)
def test_where_a_talk_goes_on(rows, step):
    (talk,) = talks(said(*OPENED, *rows), "home.now")
    assert talk.next_step == step


# what was said in a talk, and the step it was said at: the step that comes after that one
AFTER = [
    ([P7, settle("differently")], "where", "plan"),
    ([at("where", "both", outcome="person")], "where", "again"),
    ([at("where", "both", outcome="person"), at("again", "person")], "again", "plan"),
    ([P5[0]], "count", "count"),
    ([at("worker_back", "person", is_it="not_quite")], "worker_back", "person"),
    ([P9], "note", None),
    ([P8], "plan", "note"),
    # at the end, back to what was left behind
    ([P1, P8, P9, P3], "worker", "note"),
]


@pytest.mark.parametrize(("rows", "step", "after"), AFTER)
def test_a_talk_goes_forward_first(rows, step, after):
    (talk,) = talks(said(*OPENED, *rows), "home.now")
    assert talk.step_after(step) == after


def test_everything_skipped_is_a_whole_talk_without_an_end():
    rows = [
        skip("person", "person"),
        skip("worker_back", "person"),
        skip("worker", "worker"),
        skip("person_back", "worker"),
        skip("count", "person"),
        skip("count", "worker"),
        skip("look", "both"),
        skip("where", "both"),
        skip("plan", "both"),
        skip("note", "person"),
    ]
    (talk,) = talks(said(*OPENED, *rows), "home.now")
    assert talk.next_step is None
    assert talk.outcome is None
    assert talk.settled is None
    assert not talk.is_ready_to_settle


READY = [
    ([P7], True),
    ([P7, settle("differently")], False),
    ([at("where", "both", outcome="person")], False),
    ([at("where", "both", outcome="person"), at("again", "person")], True),
    ([at("where", "both", outcome="both"), at("again", "person")], False),
    ([at("where", "both", outcome="both"), at("again", "person"), at("again", "worker")], True),
    # another end, tapped later, is settled anew
    ([P7, settle("differently"), at("where", "both", outcome="come_back")], True),
    ([skip("where", "both")], False),
]


@pytest.mark.parametrize(("rows", "is_ready"), READY)
def test_when_a_talk_is_ready_to_be_settled(rows, is_ready):
    (talk,) = talks(said(*OPENED, *rows), "home.now")
    assert talk.is_ready_to_settle == is_ready


# what was said since the talk began: the step to go on with, or None for a new talk
UNDER_WAY = [
    ([P1], "worker_back"),
    ([P1, person("good")], "worker_back"),
    ([*TO_WHERE, P7, settle("differently")], "plan"),
    ([*TO_WHERE, P7, settle("differently"), person("good")], None),
    ([*TO_WHERE, P7, settle("differently"), P8, P9], None),
]


@pytest.mark.parametrize(("rows", "step"), UNDER_WAY)
def test_which_talk_to_go_on_with(rows, step):
    log = said(*OPENED, *rows)
    talk = talk_under_way(log, gaps(SHEET, log)["home.now"])
    assert (talk.next_step if talk else None) == step


def test_the_steps_are_those_of_the_released_words():
    words = [prompt.key for prompt in newest("talk").prompts]
    assert ["open", *[step for step in STEPS if step != "again"]] == words
