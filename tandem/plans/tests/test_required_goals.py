"""A goal may come from what the order asks for: it is said so, and never as anybody's wish."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse

from tandem.documents.tests.reading import squeezed, text_of
from tandem.glances.models import Glance
from tandem.glances.tests.live import live
from tandem.lib.refused import Refused
from tandem.people.actions.persons import add_episode
from tandem.people.actor import Staff
from tandem.plans import rules
from tandem.plans.actions import agreements, goals
from tandem.plans.actions.forks import say_free
from tandem.plans.models import Goal
from tandem.plans.tests.reading import digest_on
from tandem.plans.tests.stories import (
    answer_goal,
    at_the_desk,
    end,
    home_sheet,
    in_persons_hands,
    keep_the_flat,
    ordered,
    sit,
    two_ways,
)
from tandem.voices.models import Act, Entry, Kind
from tests.page import Pages

HAS_TO = "This has to happen: Unpaid work"


@pytest.fixture
def client():
    return Pages()


def words_on(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def room(sitting, name, **parts):
    return reverse(f"together:{name}", kwargs={"sitting": sitting.pk, **parts})


def add(cast, **more):
    told = {
        "person": cast.danielle,
        "setting": at_the_desk(cast.imran),
        "act": uuid4(),
        "words": "I get the hours done.",
        "because": ["home.now"],
        "origin": "person",
    }
    return goals.add_goal(**told | more)


def made_voluntary(cast):
    by = Staff(cast.imran, "desk")
    add_episode(by=by, person=cast.danielle, mode="voluntary", starts_on=date(2026, 11, 1))


def test_it_is_chosen_with_the_goal_and_said_wherever_the_goal_stands(cast, client):
    home_sheet(cast.imran, cast.danielle)
    asked = ordered(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle)
    form = client.get(room(sitting, "add_goal")).content.decode()
    assert f'value="{asked.pk}"' in form
    sent = {
        "act": uuid4(),
        "words": "I get the hours done.",
        "origin": "person",
        "because": ["home.now"],
        "requirement": str(asked.pk),
    }
    wrong = client.post(room(sitting, "add_goal"), sent | {"requirement": str(uuid4())})
    assert wrong.status_code == 422
    client.post(room(sitting, "add_goal"), sent)
    goal = Goal.objects.get()
    assert goal.requirement == asked
    assert Entry.objects.get(kind=Kind.GOAL).saying.value["requirement"] == str(asked.pk)
    for name, parts in (
        ("plan", {}),
        ("whole", {}),
        ("goal", {"goal": goal.pk}),
        ("worker_agree_goal", {"goal": goal.pk}),
    ):
        page = words_on(client.get(room(sitting, name, **parts)))
        assert re.search("This has to happen: +Unpaid work", page), name
    # The words stay whose they are, also when they change.
    assert "own words" in words_on(client.get(room(sitting, "plan")))
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="I do my hours on Saturdays.",
        origin="both",
    )
    goal.refresh_from_db()
    assert goal.requirement == asked
    for way in ("", "?way=easy"):
        paper = text_of(client.get(room(sitting, "print_plan") + way).content)
        assert squeezed(HAS_TO) in paper
    # It was said of the goal on that day, also once the order asks for it no more.
    end(cast.imran, cast.danielle, asked)
    assert HAS_TO.split(": ")[1] in words_on(client.get(room(sitting, "goal", goal=goal.pk)))


def test_it_is_part_of_the_exact_words(cast):
    home_sheet(cast.imran, cast.danielle)
    free = keep_the_flat(cast.imran, cast.danielle)
    bound = add(cast, words=free.words, requirement=ordered(cast.imran, cast.danielle).pk)
    assert agreements.read_of(free)["text"] == rules.text(free.words, [])
    assert agreements.read_of(bound)["text"] == rules.text(free.words, []) | {
        "required": ["unpaid_work", ""]
    }
    # In voluntary work nobody reads of it, and nobody answers to it.
    made_voluntary(cast)
    assert agreements.read_of(bound)["text"] == agreements.read_of(free)["text"]


def test_the_database_agrees_whose_answer_stands(cast, client):
    home_sheet(cast.imran, cast.danielle)
    asked = ordered(cast.imran, cast.danielle)
    goal = add(cast, requirement=asked.pk)
    sitting = sit(client, cast.imran, cast.danielle)
    agreements.agree_goal(
        goal=goal,
        setting=in_persons_hands(sitting),
        act=uuid4(),
        party="person",
        answer="yes",
        digest=rules.digest(agreements.read_of(goal)),
    )

    def is_agreed():
        found = Glance.objects.get(person=cast.danielle).is_agreed
        assert found == live(cast.danielle)["is_agreed"]
        return found

    assert is_agreed()
    require(goal, cast, None)
    assert not is_agreed()
    require(goal, cast, asked)
    assert is_agreed()
    require(goal, cast, None)
    # Nobody reads of it now, so the rest of the words is what was answered. Its code stays.
    made_voluntary(cast)
    assert is_agreed()
    kept = Entry.objects.get(kind=Kind.AGREE, thread=goal.thread)
    code = rules.short_code(kept.saying.value["digest"])
    sitting = sit(client, cast.imran, cast.danielle)
    page = room(sitting, "goal", goal=goal.pk)
    assert f"Code of these words: {code}" in words_on(client.get(page))
    assert code in words_on(client.get(room(sitting, "receipt", entry=kept.pk)))


def require(goal, cast, asked, act=None, **more):
    told = {"setting": at_the_desk(cast.imran), "act": act or uuid4(), "party": "both"}
    goals.require_goal(goal=goal, requirement=asked and asked.pk, **told | more)


def test_said_of_a_goal_that_stands_it_asks_both_again(cast, client):
    home_sheet(cast.imran, cast.danielle)
    asked = ordered(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    answer_goal(cast.imran, goal)
    sitting = sit(client, cast.imran, cast.danielle)
    page, at = room(sitting, "goal", goal=goal.pk), room(sitting, "require_goal", goal=goal.pk)
    assert "Yes, I agree" in words_on(client.get(page))
    wrong = client.post(at, {"act": uuid4(), "requirement": str(uuid4())})
    assert wrong.status_code == 422
    act = uuid4()
    for _twice in range(2):
        sent = client.post(at, {"act": act, "requirement": str(asked.pk)})
        assert sent["Location"] == page
    words = words_on(client.get(page))
    assert "This has to happen: Unpaid work" in words
    assert "Imran : answered on" in words
    assert "Said that the goal has to happen" in words
    told = Act.objects.get(pk=act).entry.saying.value
    assert (told["requirement"], told["words"]) == (str(asked.pk), goal.words)
    again = words_on(client.get(room(sitting, "worker_agree_goal", goal=goal.pk)))
    assert "It now says, or no longer says, that this has to happen." in again

    # The answer to these words keeps them; a free choice again, the first answer stands again.
    goal.refresh_from_db()
    for name, parts, read in (
        ("whole", {}, agreements.read_of_plan(goal.thread)),
        ("worker_agree_goal", {"goal": goal.pk}, agreements.read_of(goal)),
    ):
        said = {"act": uuid4(), "digest": rules.digest(read), "answer": "yes"}
        assert client.post(room(sitting, name, **parts), said).status_code == 302
    copy = Act.objects.get(pk=said["act"]).entry
    assert f'value="{asked.pk}" checked' in client.get(page).content.decode()
    assert client.post(at, {"act": uuid4()}).status_code == 422
    assert client.post(at, {"act": uuid4(), "requirement": "free"}).status_code == 302
    words = words_on(client.get(page))
    assert "Said that the goal is a free choice" in words
    assert "This has to happen" not in words
    kept = words_on(client.get(room(sitting, "receipt", entry=copy.pk)))
    assert "This has to happen: Unpaid work" in kept
    paper = text_of(client.get(room(sitting, "print_receipt", entry=copy.pk)).content)
    assert squeezed(HAS_TO) in paper


def test_nobody_says_it_of_what_is_not_asked_or_of_words_that_are_not_theirs(cast):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    asked = ordered(cast.imran, cast.danielle)
    with pytest.raises(Refused, match="not your goal"):
        require(goal, cast, asked, party="worker")
    of_another = ordered(cast.priya, cast.aled)
    for one, error in ((of_another, Http404), (asked, Refused)):
        if one is asked:
            end(cast.imran, cast.danielle, asked)
        with pytest.raises(error):
            require(goal, cast, one)
    assert Goal.objects.get().requirement is None


def test_in_voluntary_work_there_is_no_such_page(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = add(cast, requirement=ordered(cast.imran, cast.danielle).pk)
    made_voluntary(cast)
    sitting = sit(client, cast.imran, cast.danielle)
    page = client.get(room(sitting, "goal", goal=goal.pk))
    assert "has to happen" not in words_on(page)
    at = room(sitting, "require_goal", goal=goal.pk)
    assert client.get(at).status_code == 404
    assert client.post(at, {"act": uuid4(), "requirement": ""}).status_code == 404
    assert Goal.objects.get().requirement


def test_in_voluntary_work_nobody_reads_what_an_order_asked(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    require(goal, cast, ordered(cast.imran, cast.danielle))
    goal.refresh_from_db()
    copy = answer_goal(cast.imran, goal)
    fork = two_ways(cast.imran, cast.danielle)
    told = {"person": cast.danielle, "setting": at_the_desk(cast.imran), "fork": fork, "way": 1}
    told |= {"party": "worker", "choice": "required", "words": "The judge."}
    say_free(**told, act=uuid4())
    made_voluntary(cast)
    with pytest.raises(Refused):
        say_free(**told, act=uuid4())
    sitting = sit(client, cast.imran, cast.danielle)
    of_goal = {"goal": goal.pk}
    for name, parts in (
        ("plan", {}),
        ("whole", {}),
        ("goal", of_goal),
        ("worker_agree_goal", of_goal),
        ("areas", {}),
        ("fork", {"fork": fork}),
    ):
        page = words_on(client.get(room(sitting, name, **parts)))
        for words in (
            "The judge.",
            "The court or",
            "Unpaid work",
            "words are new",
            "to answer again",
        ):
            assert words not in page, (name, words)
        assert ("has to happen" in page) == (name == "fork"), name  # what can be said of a way
    page = words_on(client.get(room(sitting, "goal", goal=goal.pk)))
    assert "Yes, I agree" in page
    assert "Said what the goal is for" not in page
    kept = words_on(client.get(room(sitting, "receipt", entry=copy.pk)))
    assert "This has to happen: Unpaid work" in kept


def test_a_sitting_keeps_the_words_that_it_began_with(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = add(cast, requirement=ordered(cast.imran, cast.danielle).pk)
    sitting = sit(client, cast.imran, cast.danielle)
    made_voluntary(cast)
    for name, parts in (("worker_agree_goal", {"goal": goal.pk}), ("whole", {})):
        at = room(sitting, name, **parts)
        sent = {"act": uuid4(), "digest": digest_on(client.get(at)), "answer": "yes"}
        assert client.post(at, sent).status_code == 302, name
        copy = Act.objects.get(pk=sent["act"]).entry_id
        assert HAS_TO in words_on(client.get(room(sitting, "receipt", entry=copy))), name


def test_it_points_at_what_this_persons_order_asks_for_now(cast):
    home_sheet(cast.imran, cast.danielle)
    over = ordered(cast.imran, cast.danielle)
    end(cast.imran, cast.danielle, over)
    of_another = ordered(cast.priya, cast.aled)
    for pk in (over.pk, of_another.pk, uuid4()):
        with pytest.raises((Http404, Refused)):
            add(cast, requirement=pk)
    assert not Goal.objects.exists()


def test_where_no_order_asks_for_anything_nothing_is_asked(cast, client):
    home_sheet(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle)
    assert "Does the order" not in words_on(client.get(room(sitting, "add_goal")))
