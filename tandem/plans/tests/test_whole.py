"""Agreement to the whole plan: what it is bound to, when it lapses, where it is asked."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tandem.documents.tests.reading import squeezed
from tandem.documents.tests.reading import text_of as printed_words
from tandem.lib.refused import Refused
from tandem.plans import rules, whole
from tandem.plans.actions import agreements, goals
from tandem.plans.actions.agreements import read_of_plan
from tandem.plans.queries import plan_of
from tandem.plans.tests.stories import (
    at_the_desk,
    hand_over,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.plans.verify import receipts
from tandem.voices.models import Entry, Kind
from tests.page import Pages

NAMES = {"person": "Danielle", "worker": "Imran"}


@pytest.fixture
def client():
    return Pages()


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    ring_the_council(cast.imran, goal)
    return goal


@pytest.fixture
def sitting(cast, client):
    return sit(client, cast.imran, cast.danielle)


@pytest.fixture
def hands(sitting):
    return in_persons_hands(sitting)


def words_on(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def shown(cast):
    return plan_of(cast.danielle, NAMES, mode="statutory", today=date(2026, 11, 22)).whole


def yes(cast, goal, setting, party="person", **more):
    told = {
        "person": cast.danielle,
        "setting": setting,
        "act": uuid4(),
        "party": party,
        "answer": "yes",
        "digest": rules.digest(read_of_plan(goal.thread)),
    }
    return agreements.agree_whole(**told | more)


def desk(cast):
    return {"setting": at_the_desk(cast.imran), "act": uuid4(), "party": "both"}


def test_an_answer_is_kept_with_every_goal_as_it_was_read(cast, goal, hands):
    later = keep_the_flat(cast.imran, cast.danielle, words="A garden.")
    planned = {"due_on": None, "is_later": True, "gives": [], "protects": []}
    goals.plan_goal(goal=later, **planned, **desk(cast))
    code = yes(cast, goal, hands, answer="part", words=" Not the garden. ")
    said = Entry.objects.select_related("saying").get(kind=Kind.AGREE)
    assert (said.about, said.party, said.language) == ("plan/whole", "person", "en")
    assert said.saying.value["text"] == {
        "plan": [
            {
                "number": 1,
                "goal": "I keep my flat.",
                "steps": [["Ring the council.", "person", "2026-12-04"]],
            },
            {"number": 2, "goal": "A garden.", "steps": [], "later": True},
        ]
    }
    now = shown(cast)
    assert (now.person.answer, now.person.words, now.person.stands) == (
        "part",
        "Not the garden.",
        True,
    )
    assert code == now.code == now.person.code
    assert now.worker.answer is None
    (receipt,) = receipts(code)
    assert (receipt.answer, receipt.party, receipt.holds) == ("part", "person", True)


@pytest.mark.parametrize(
    ("change", "new", "other", "gone"),
    [
        ("words", (), (1,), ()),
        ("step", (), (1,), ()),
        ("add", (2,), (), ()),
        ("let go", (), (), ((1, "I keep my flat."),)),
        ("later", (), (1,), ()),
    ],
)
def test_what_changes_any_goal_lapses_both_answers_and_is_told(
    cast, goal, hands, change, new, other, gone
):
    yes(cast, goal, hands)
    yes(cast, goal, at_the_desk(cast.imran), "worker", answer="no")
    match change:
        case "words":
            goals.reword_goal(goal=goal, words="I keep my home.", origin="both", **desk(cast))
        case "step":
            ring_the_council(cast.imran, goal, words="Pay.")
        case "add":
            keep_the_flat(cast.imran, cast.danielle, words="I paint it.")
        case "let go":
            goals.let_go_goal(goal=goal, **desk(cast))
        case "later":
            planned = {"due_on": None, "is_later": True, "gives": [], "protects": []}
            goals.plan_goal(goal=goal, **planned, **desk(cast))
    now = shown(cast)
    assert now.person.has_lapsed
    assert now.worker.has_lapsed
    assert now.since(now.person) == whole.Changed(new=new, other=other, gone=gone)


def test_a_goal_that_was_reached_lapses_nothing_and_one_brought_back_does(cast, goal, hands):
    other = keep_the_flat(cast.imran, cast.danielle, words="I paint it.")
    yes(cast, goal, hands)
    goals.reach_goal(goal=other, **desk(cast))
    assert shown(cast).person.stands
    yes(cast, goal, hands, answer="part")
    goals.bring_back_goal(goal=other, **desk(cast))
    assert shown(cast).person.has_lapsed


def test_it_is_taken_from_their_own_hands_to_what_they_read_and_never_of_nothing(cast, goal, hands):
    with pytest.raises(Refused, match="own hands"):
        yes(cast, goal, at_the_desk(cast.imran))
    digest = rules.digest(read_of_plan(goal.thread))
    keep_the_flat(cast.imran, cast.danielle, words="I paint it.")
    with pytest.raises(agreements.WordsChanged):
        yes(cast, goal, hands, digest=digest)
    for one in goal.thread.goals.all():
        goals.let_go_goal(goal=one, **desk(cast))
    with pytest.raises(Refused, match="no goal"):
        yes(cast, goal, hands)


def test_an_answer_to_the_whole_cures_a_plan_made_alone(cast, goal, hands):
    desk = at_the_desk(cast.imran)
    told = {"person": cast.danielle, "setting": desk}
    agreements.write_alone(act=uuid4(), because="Ill.", together_on=date(2026, 12, 1), **told)
    agreements.set_asking_whole(act=uuid4(), asked="could_not", because="Her bus.", **told)
    now = plan_of(cast.danielle, NAMES, mode="statutory", today=date(2026, 11, 22))
    assert now.alone
    assert (now.whole.person.asked, now.whole.person.because) == ("could_not", "Her bus.")
    yes(cast, goal, desk, "worker")
    yes(cast, goal, hands, answer="no")
    now = plan_of(cast.danielle, NAMES, mode="statutory", today=date(2026, 11, 22))
    assert now.alone is None
    assert now.whole.person.stands


GOALS = st.dictionaries(
    st.integers(1, 4), st.tuples(st.sampled_from(["a", "b"]), st.booleans()), max_size=4
)


@given(GOALS, GOALS, st.sets(st.integers(1, 4)))
def test_nothing_is_told_to_have_changed_exactly_while_an_answer_stands(was, now, reached):
    read, stand = (
        whole.text(whole.Part(n, rules.text(words, []), later) for n, (words, later) in one.items())
        for one in (was, {n: goal for n, goal in now.items() if n not in reached})
    )
    stands = whole.left_of(read, reached) == stand["plan"]
    assert (whole.changed(read, stand, reached) == whole.Changed()) == stands


def room(sitting, name, door="together", **parts):
    return reverse(f"{door}:{name}", kwargs={"sitting": sitting.pk, **parts})


def test_the_person_is_asked_last_and_what_they_said_stands_on_every_page(cast, goal, sitting):
    phone = join_as_person(Pages(), sitting)
    agreements.agree_goal(
        goal=goal,
        setting=in_persons_hands(sitting),
        act=uuid4(),
        party="person",
        answer="yes",
        digest=rules.digest(agreements.read_of(goal)),
    )
    asked = phone.get(room(sitting, "agree", "beside"))
    assert "Now all of it at once." in words_on(asked)
    page = phone.get(room(sitting, "agree_whole", "beside"))
    assert "Ring the council." in words_on(page)
    sent = {"act": uuid4(), "digest": shown(cast).digest}
    wrong = phone.post(room(sitting, "agree_whole", "beside"), sent)
    assert wrong.status_code == 422
    sent |= {"answer": "part", "words": "One thing is missing."}
    answer = phone.post(room(sitting, "agree_whole", "beside"), sent)
    assert answer["Location"] == room(sitting, "agree", "beside")
    done = words_on(phone.get(answer["Location"]))
    assert "You have answered all of it." in done
    keep_the_flat(cast.imran, cast.danielle, words="I paint it.")
    for name in ("plan", "whole"):
        assert "but the plan has changed" in words_on(phone.get(room(sitting, name, "beside")))
    changed = words_on(phone.get(room(sitting, "whole", "beside")))
    assert "Goal 2 is new." in changed
    assert "One thing is missing." in changed  # in what became of it


def test_the_worker_answers_on_the_shared_screen_and_notes_the_asking(cast, goal, client, sitting):
    at = room(sitting, "whole")
    digest = shown(cast).digest
    answer = client.post(at, {"act": uuid4(), "digest": digest, "answer": "yes", "words": ""})
    assert answer["Location"] == at
    asking = room(sitting, "set_asking_whole")
    empty = client.post(asking, {"act": uuid4(), "asked": "could_not", "because": ""})
    assert empty.status_code == 422
    told = {"act": uuid4(), "asked": "could_not", "because": "Her bus."}
    assert client.post(asking, told)["Location"] == at
    page = words_on(client.get(room(sitting, "plan")))
    assert "Imran : Yes, I agree" in page
    assert "Her bus." in page
    hand_over(sitting)
    assert client.get(room(sitting, "agree_whole")).status_code == 200
    assert client.get(at).status_code == 404


def test_there_is_nothing_to_ask_before_there_is_a_goal(cast, client, sitting):
    home_sheet(cast.imran, cast.danielle)
    for name in ("whole", "set_asking_whole"):
        assert client.get(room(sitting, name)).status_code == 404
    hand_over(sitting)
    assert client.get(room(sitting, "agree_whole")).status_code == 404


@pytest.mark.parametrize("way", ["", "?way=easy"])
def test_the_print_says_it_with_the_code_of_what_was_read(cast, goal, client, sitting, way):
    code = yes(cast, goal, in_persons_hands(sitting), words="It is ours.")
    paper = squeezed(printed_words(client.get(room(sitting, "print_plan") + way).content))
    assert squeezed(f"Danielle: Yes, I agree (code {code})") in paper
    assert squeezed("It is ours.") in paper
    goals.reword_goal(goal=goal, words="I keep my home.", origin="both", **desk(cast))
    paper = squeezed(printed_words(client.get(room(sitting, "print_plan") + way).content))
    assert squeezed("But the plan has changed. We ask again.") in paper
