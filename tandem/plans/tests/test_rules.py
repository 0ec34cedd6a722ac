from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from tandem.plans import rules, whole
from tandem.plans.alone import Alone, made_alone
from tandem.plans.rules import Answer, Asked, StepText
from tandem.voices.fold import Said

words = st.text(min_size=1, max_size=40)
steps = st.builds(
    StepText,
    words=words,
    who=st.sampled_from(rules.WHO),
    due_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    state=st.sampled_from(rules.STATES),
)
goals = st.tuples(words, st.lists(steps, max_size=5))


def said(seq, value, party="person", about="goal/1", kind="agree"):
    return Said(
        id=uuid4(),
        seq=seq,
        kind=kind,
        about=about,
        party=party,
        value=value,
        typed_by=party,
        language="en",
        happened_on=date(2026, 3, 3),
        recorded_at=datetime(2026, 3, 3, 10, 0),
        author="Imran" if party == "worker" else "",
    )


def yes(seq, goal, party="person"):
    read = rules.text(*goal)
    value = {"answer": "yes", "words": "", "digest": rules.digest(read), "text": read}
    return said(seq, value, party)


@given(goals)
def test_the_same_text_stands(goal):
    found = rules.agreement(*goal, [yes(1, goal)], "person")
    assert found.answer is Answer.YES
    assert found.stands
    assert not found.has_lapsed


@given(goals, goals)
def test_any_other_text_lapses_and_the_old_one_brings_it_back(goal, other):
    same = rules.text(*goal) == rules.text(*other)
    found = rules.agreement(*other, [yes(1, goal)], "person")
    assert found.stands is same
    assert found.has_lapsed is not same
    assert rules.agreement(*goal, [yes(1, goal)], "person").stands


@given(goals, st.data())
def test_each_change_of_a_live_step_lapses(goal, data):
    title, lines = goal
    live = [at for at, step in enumerate(lines) if step.state != "dropped"]
    if not live:
        return
    at = data.draw(st.sampled_from(live))
    step = lines[at]
    other_who = "worker" if step.who == "person" else "person"
    other_day = None if step.due_on else date(2026, 5, 5)
    for changed in (
        replace(step, words=step.words + "!"),
        replace(step, who=other_who),
        replace(step, due_on=other_day),
        replace(step, state="dropped"),
    ):
        new = [*lines[:at], changed, *lines[at + 1 :]]
        assert rules.agreement(title, new, [yes(1, goal)], "person").has_lapsed


@given(goals)
def test_how_a_step_stands_is_not_its_text(goal):
    title, lines = goal
    moved = [replace(s, state="done") if s.state != "dropped" else s for s in lines]
    assert rules.agreement(title, moved, [yes(1, goal)], "person").stands


def test_nobody_has_answered():
    found = rules.agreement("I keep my flat.", [], [], "person")
    assert found.answer is None
    assert found.asked is Asked.NOT_YET
    assert rules.agreement("I keep my flat.", [], [], "worker").asked is None


def test_each_party_has_its_own_answer():
    goal = ("I keep my flat.", [])
    found = [yes(1, goal, "worker")]
    assert rules.agreement(*goal, found, "worker").by == "Imran"
    assert rules.agreement(*goal, found, "person").answer is None


def test_the_newest_answer_counts_whatever_order_they_come_in():
    goal = ("I keep my flat.", [])
    no = said(2, {**yes(1, goal).value, "answer": "no", "words": "Not now."})
    found = rules.agreement(*goal, [no, yes(1, goal)], "person")
    assert (found.answer, found.words) == (Answer.NO, "Not now.")


def test_what_the_worker_sets_is_never_the_persons_answer():
    goal = ("I keep my flat.", [])
    asking = said(1, {"asked": "could_not", "because": "Ill."}, "worker", "goal/1/asking")
    found = rules.agreement(*goal, [asking], "person")
    assert (found.answer, found.asked, found.because) == (None, Asked.COULD_NOT, "Ill.")
    assert rules.agreement(*goal, [asking], "worker").answer is None
    assert rules.agreement(*goal, [asking, yes(2, goal)], "person").stands


def test_an_answer_to_old_words_outlives_an_older_note_about_asking():
    asking = said(1, {"asked": "could_not", "because": "Ill."}, "worker", "goal/1/asking")
    found = rules.agreement("New.", [], [asking, yes(2, ("Old.", []))], "person")
    assert found.has_lapsed
    assert found.asked is Asked.NOT_YET
    assert found.read == {"goal": "Old.", "steps": []}


def test_what_is_new_and_what_is_gone_is_told():
    ring, pay = StepText("Ring.", "person"), StepText("Pay.", "person")
    old = rules.text("I keep my flat.", [ring])
    assert rules.changed(old, rules.text("I keep my home.", [pay])) == rules.Changed(
        "I keep my flat.", (0,), ("Ring.",)
    )
    assert rules.changed(old, rules.text("I keep my flat.", [ring, pay])) == rules.Changed(
        "", (1,), ()
    )
    assert rules.changed(None, old) == rules.Changed()


def test_erased_words_are_no_answer():
    assert rules.agreement("I keep my flat.", [], [said(1, None)], "person").answer is None


def test_a_plan_made_alone_is_so_until_the_person_has_answered_all_of_it():
    first, second = "goal/g", "goal/h"
    goals = [said(seq, {"state": "active"}, "worker", about, "goal")
             for seq, about in ((1, first), (2, second))]  # fmt: skip
    alone = said(3, {"because": "Ill.", "together_on": "2026-03-09"}, "worker", "plan")
    before = said(0, {"answer": "yes"}, "person", first)
    made = [before, *goals, alone]

    def answered(seq, about, party="person", answer="no"):
        return said(seq, {"answer": answer}, party, about)

    assert made_alone(made) == Alone("Ill.", date(2026, 3, 9), "Imran")
    assert made_alone([*made, answered(4, first, "worker"), answered(5, first)])
    assert made_alone([*made, answered(4, first), answered(5, second)]) is None
    assert made_alone([*made, answered(4, whole.ABOUT)]) is None
    # What was let go meanwhile is waited for no more; what came later is no part of it.
    gone = said(4, {"state": "let_go"}, "both", second, "goal")
    later = said(5, {"state": "active"}, "both", "goal/i", "goal")
    assert made_alone([*made, gone, later])
    assert made_alone([*made, gone, later, answered(6, first)]) is None
    assert made_alone([said(1, alone.value, "worker", "plan"), answered(2, first)]) is None
    assert made_alone([]) is None


def test_whose_words_may_be_changed_by_whom():
    assert all(rules.may_change("both", whose) for whose in ("person", "worker", "both"))
    assert rules.may_change("person", "person")
    assert rules.may_change("person", "both")
    assert not rules.may_change("person", "worker")
    assert not rules.may_change("worker", "person")


def test_who_may_say_how_a_step_stands():
    assert rules.may_mark("worker", "person")
    assert rules.may_mark("person", "person")
    assert not rules.may_mark("person", "worker")


def test_a_day_that_has_passed_counts_only_while_the_step_is_open():
    today = date(2026, 3, 10)
    assert rules.is_late(date(2026, 3, 9), "to_do", today)
    assert not rules.is_late(date(2026, 3, 10), "to_do", today)
    assert not rules.is_late(date(2026, 3, 9), "done", today)
    assert not rules.is_late(None, "to_do", today)


def test_a_code_is_short_and_its_signs_are_not_read_as_one_another():
    code = rules.short_code(rules.digest({"goal": "I keep my flat.", "steps": []}))
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("ILOU")
    assert rules.short_code("00000000001") == "0000-0000"
    assert rules.short_code("ffffffffff") == "ZZZZ-ZZZZ"
