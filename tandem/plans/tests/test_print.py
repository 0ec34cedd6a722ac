import io
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from tandem.audit.models import Event
from tandem.documents.tests.reading import smallest_type, squeezed, text_of
from tandem.people.actor import Staff
from tandem.people.models import Allocation
from tandem.plans.actions import agreements, goals, steps
from tandem.plans.rules import digest, short_code
from tandem.plans.tests.stories import (
    answer,
    at_the_desk,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.sittings.actions.sittings import finish_sitting
from tandem.voices.models import Kind


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    ring_the_council(cast.imran, goal)
    promise = ring_the_council(cast.imran, goal, who="worker", words="I go with you.")
    steps.mark_step(
        step=promise,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="worker",
        state="done",
    )
    return goal


def printed(client, url):
    answered = client.get(url)
    assert answered.status_code == 200
    assert answered["Content-Type"] == "application/pdf"
    assert "Danielle" not in answered["Content-Disposition"]
    assert answered["Cache-Control"] == "no-store"
    return answered.content


@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_the_printed_plan_says_what_the_screen_says(cast, client, goal, door):
    sitting = sit(client, cast.imran, cast.danielle, held="paper" if door == "desk" else "side")
    agreements.agree_goal(
        goal=goal,
        setting=in_persons_hands(sitting),
        act=uuid4(),
        party="person",
        answer="part",
        digest=digest(agreements.read_of(goal)),
        words="Not the council.",
    )
    at = join_as_person(Client(), sitting) if door == "beside" else client
    page = text_of(printed(at, f"/{door}/{sitting.pk}/plan/print"))
    for words in (
        "Danielle's plan",
        "with Imran · Northmoor Probation",
        "“My boy at weekends.”",
        "I keep my flat.",
        "This comes from: Home: How is home for you now?",
        "Ring the council.",
        "Fri 4 December",
        "To do",
        "I go with you.",
        "Done",
        f"I agree with part of it (code {short_code(digest(agreements.read_of(goal)))})",
        "“Not the council.”",
        "no answer yet",
        "Home: How is home for you now?",
        "Mostly fine",
        "“It is mine and I keep it going.”",
        "Hard",
        "“Rent is two months behind.”",
        "“You have kept this flat for eight months.”",
        "We have not talked about it yet.",
        "Danielle chose not to answer this on",
        "This page is yours. It shows what Danielle will do and what Imran will do.",
    ):
        assert squeezed(words) in page, words


def test_where_the_two_see_the_same_both_marks_are_printed(cast, client, goal):
    answer(cast.imran, cast.danielle, "worker", "home.w.now", "mostly_fine")
    sitting = sit(client, cast.imran, cast.danielle)
    page = text_of(printed(client, f"/together/{sitting.pk}/plan/print"))
    assert squeezed("How it is now, and what is good") in page
    assert squeezed("Mostly fine. “You have kept this flat for eight months.”") in page
    assert squeezed("Where we see it differently") not in page


def test_its_code_is_another_when_any_word_is(cast, client, goal):
    sitting = sit(client, cast.imran, cast.danielle)
    url = f"/together/{sitting.pk}/plan/print"
    code = short_code(digest(agreements.read_of_plan(goal.thread)))
    assert squeezed(f"Plan {code}") in text_of(printed(client, url), with_edges=True)
    ring_the_council(cast.imran, goal)
    assert squeezed(f"Plan {code}") not in text_of(printed(client, url), with_edges=True)


def test_lapsed_answers_are_not_printed_as_answers(cast, client, goal):
    sitting = sit(client, cast.imran, cast.danielle)
    agreements.agree_goal(
        goal=goal,
        setting=in_persons_hands(sitting),
        act=uuid4(),
        party="person",
        answer="yes",
        digest=digest(agreements.read_of(goal)),
    )
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="Other.",
        origin="both",
    )
    page = text_of(printed(client, f"/together/{sitting.pk}/plan/print"))
    assert squeezed("Yes, I agree") not in page
    assert squeezed("But the words are new. We ask again.") in page


def test_it_speaks_the_persons_language_and_leaves_words_as_they_were_said(cast, client):
    answer(cast.priya, cast.aled, "person", "home.now", "hard", language="cy")
    keep_the_flat(cast.priya, cast.aled, words="Dw i'n cadw fy nghartref.")
    sitting = sit(client, cast.priya, cast.aled)
    client.cookies["tandem_language"] = "en"
    content = client.get(f"/together/{sitting.pk}/plan/print").content
    assert str(pikepdf.open(io.BytesIO(content)).Root.Lang) == "cy"
    assert squeezed("Dw i'n cadw fy nghartref.") in text_of(content)


def test_the_desk_prints_it_as_a_disclosure(cast, sign_in, goal):
    client = sign_in(cast.imran)
    page = text_of(printed(client, f"/people/{cast.danielle.pk}/plan/print"))
    assert squeezed("I keep my flat.") in page
    newest = Event.objects.filter(person=cast.danielle.pk).order_by("pk").last()
    assert (newest.verb, newest.what, newest.recipient) == ("disclose", "plan on paper", "person")


@pytest.mark.parametrize("door", ["together", "desk"])
def test_it_is_printed_in_easy_read_big_and_with_what_is_new(cast, client, sign_in, goal, door):
    """New is what came after the newest sitting before this one."""
    earlier = sit(client, cast.imran, cast.danielle)
    steps.add_step(
        goal=goal,
        setting=in_persons_hands(earlier),
        act=uuid4(),
        party="both",
        who="person",
        words="Known to both.",
        due_on=None,
        worker=cast.imran,
    )
    finish_sitting(by=Staff(cast.imran, earlier.locked_sign_in), sitting=earlier)
    ring_the_council(cast.imran, goal, words="New since then.")
    if door == "desk":
        client, url = sign_in(cast.imran), f"/people/{cast.danielle.pk}/plan"
    else:
        url = f"/together/{sit(client, cast.imran, cast.danielle).pk}/plan"
    shown = client.get(url).content.decode()
    assert "With what is new since" in shown
    new = text_of(printed(client, f"{url}/print?way=new"))
    assert squeezed("Added a step: New since then.") in new
    assert squeezed("Added a step: Known to both.") not in new
    for way in ("easy", "large"):
        page = printed(client, f"{url}/print?way={way}")
        assert squeezed("I keep my flat.") in text_of(page)
        assert (smallest_type(page) >= 16) == (way == "large")
    assert squeezed("You can say: I see this differently.") in text_of(
        printed(client, f"{url}/print?way=easy")
    )
    # What is no way is the one page.
    other = printed(client, f"{url}/print?way=%3Cscript%3E")
    assert text_of(other) == text_of(printed(client, f"{url}/print"))


def test_before_any_sitting_nothing_can_be_new(cast, sign_in, goal):
    client = sign_in(cast.imran)
    assert "With what is new" not in client.get(f"/people/{cast.danielle.pk}/plan").content.decode()
    url = f"/people/{cast.danielle.pk}/plan/print"
    assert text_of(printed(client, f"{url}?way=new")) == text_of(printed(client, url))


def test_hostile_words_print_as_words(cast, client, goal):
    hostile = '#eval("1") \\ $x$ <b>"\'{person}%(person)s ﷽ 🙂'
    ring_the_council(cast.imran, goal, words=hostile)
    answer(cast.imran, cast.danielle, "person", "home.words", hostile)
    answer(cast.imran, cast.danielle, "person", "days.now", {}, kind=Kind.PASS)
    sitting = sit(client, cast.imran, cast.danielle)
    page = text_of(printed(client, f"/together/{sitting.pk}/plan/print"))
    assert squeezed('#eval("1")') in page
    assert squeezed("{person}%(person)s") in page


def test_what_an_earlier_worker_said_keeps_their_name(cast, client, goal):
    agreements.agree_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="worker",
        answer="yes",
        digest=digest(agreements.read_of(goal)),
    )
    cast.danielle.allocations.update(ended_at=timezone.now())
    Allocation.objects.create(
        person=cast.danielle, worker=cast.priya, team=cast.team, began_at=timezone.now()
    )
    sitting = sit(client, cast.priya, cast.danielle)
    page = text_of(printed(client, f"/together/{sitting.pk}/plan/print"))
    assert squeezed("with Priya") in page
    assert squeezed("Imran: Yes, I agree") in page
    assert squeezed("Imran: Hard") in page
