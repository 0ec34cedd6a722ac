"""What one worker said in a talk, or next to a mark, is not told in the name of the next."""

import re
from uuid import uuid4

import pytest

from tandem.assessments.tests.talking import home_apart, open_talk, page, post, say, sit, step
from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.plans.models import Goal
from tandem.sittings.actions.sittings import finish_sitting


def text(seen):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen))


@pytest.fixture
def next_one(cast):
    """Imran talked it through with Danielle; then Tom came."""
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    say(at, "worker", "home.w.hard", "Rent is late.")
    talk = open_talk(at)
    step(at, talk, "person", view="It is mine.")
    step(at, talk, "worker", view="Two letters came.")
    step(at, talk, "count", person="Ask me.", worker="Two rents paid.")
    step(at, talk, "where", outcome="worker")
    step(at, talk, "again", **{"worker-mark": "very_hard"})
    post(at, "differ", {"party": "worker", "words": "I saw it."}, item="home.fact")
    goal = {"words": "I keep my flat.", "origin": "person", "because": "home.now"}
    post(at, "add_goal", goal | {"act": str(uuid4())})
    finish_sitting(by=at.room.by, sitting=at.sitting)
    move_person(
        by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.other_team, reason=""
    )
    return sit(cast.tom, cast.danielle)


def said_of_tom(seen):
    """All sentences in which Tom stands, but for who is here."""
    seen = seen[seen.index("<main") : seen.index("</main>")]
    return re.findall(r"[^.>]*Tom[^.<]*", text(seen))


def test_the_list_and_the_talk_keep_the_name(next_one):
    for name, kwargs in (("differences", {}), ("talk", {"item": "home.now"}), ("chart", {})):
        seen = page(next_one, name, **kwargs)
        assert "Imran" in text(seen), name
        for sentence in said_of_tom(seen):
            # Tom answers what is still open, and may hear what comes next.
            assert "answers by" in sentence or "does not see it" in sentence, (name, sentence)
    note = text(page(next_one, "talk", item="home.now"))
    assert "Imran says" in note
    assert "Imran thinks again" in note


def test_the_plan_says_whose_hands_typed(next_one):
    page(next_one, "plan")
    goal = Goal.objects.get()
    seen = text(page(next_one, "goal", goal=goal.pk))
    assert "typed by Imran" in seen
    assert "typed by Tom" not in seen


def test_words_of_the_next_worker_do_not_stand_under_the_first_ones_mark(next_one):
    say(next_one, "worker", "home.w.hard", "I read the file.")
    assert "I read the file." not in text(page(next_one, "plan")).partition("Add a goal")[0]
