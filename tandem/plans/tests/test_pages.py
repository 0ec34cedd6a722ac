import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tandem.plans.models import Goal, Step
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import (
    answer,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.voices.models import Entry, Kind
from tests.page import counts

DOORS = ["together", "beside", "desk"]
# A day that is yet to come, whenever the test runs.
COMING = date.today().year + 1


def asked(at, address):
    """What a page asks of the database."""
    at.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert at.get(address).status_code == 200
    return [one["sql"] for one in queries.captured_queries if counts(one["sql"])]


@pytest.mark.parametrize("door", DOORS)
def test_the_plan_asks_as_little_however_much_it_holds(cast, room, goal, door):
    at, base = room(door)
    before = asked(at, f"{base}/plan")
    for area in ("home", "money", "days"):
        answer(cast.imran, cast.danielle, "person", f"{area}.now", "hard")
        answer(cast.imran, cast.danielle, "worker", f"{area}.w.now", "mostly_fine")
    for number in range(4):
        more = keep_the_flat(cast.imran, cast.danielle, words=f"I find work, part {number}.")
        for who in ("person", "worker", "worker"):
            ring_the_council(cast.imran, more, who=who)
    after = asked(at, f"{base}/plan")
    assert len(after) == len(before) <= 8, "\n".join(after)


@pytest.mark.parametrize("door", DOORS)
def test_the_plan_shows_both_sides_at_every_door(cast, room, goal, door):
    at, base = room(door)
    page = at.get(f"{base}/plan")
    assert page.status_code == 200
    shown = text(page)
    for words in (
        "Danielle 's plan",
        "I keep my flat.",
        "Ring the council.",
        "by Fri 4 December",
        "I go with you.",
        "Promised",
        "Not asked yet",
        "Home: How is home for you now?",
        "Where we see it differently",
        "Mostly fine",
        "It is mine and I keep it going.",
        "Rent is two months behind.",
        "We have not talked about it yet.",
    ):
        assert words in shown, words
    part = at.get(f"{base}/plan/part")
    assert part.status_code == 200
    assert b"<form" not in part.content
    assert b"<html" not in part.content
    assert "I keep my flat." in text(part)


def test_an_empty_plan_offers_the_first_act(cast, client):
    sitting = sit(client, cast.imran, cast.danielle)
    page = client.get(f"/together/{sitting.pk}/plan")
    assert "No goal yet" in text(page)
    page = client.get(f"/together/{sitting.pk}/plan/goals/add")
    assert "Nothing is answered yet" in text(page)


@pytest.mark.parametrize("door", DOORS)
def test_a_goal_is_added_at_every_door(cast, room, door):
    at, base = room(door)
    page = text(at.get(f"{base}/plan/goals/add"))
    assert "What does it come from?" in page
    assert "How is home for you now?" in page
    assert "Rent is two months behind." in page
    assert "Money" not in page
    given = {
        "act": uuid4(),
        "words": "I keep my flat.",
        "origin": "person",
        "because": ["home.now", "home.w.hard"],
    }
    for _twice in range(2):
        answered = at.post(f"{base}/plan/goals/add", given)
        assert answered.status_code == 302
    goal = Goal.objects.get()
    assert answered["Location"] == f"{base}/plan/goals/{goal.pk}"
    assert (goal.words, goal.origin) == ("I keep my flat.", "person")
    entry = Entry.objects.get(kind=Kind.GOAL)
    assert entry.typed_by == {"beside": "person"}.get(door, "worker")
    assert at.get(answered["Location"]).status_code == 200


def test_what_was_typed_is_kept_and_the_sentence_stands_at_its_field(cast, room):
    at, base = room("together")
    long = "Llanfair" * 200
    answered = at.post(
        f"{base}/plan/goals/add",
        {"act": uuid4(), "words": long, "because": ["home.now", "<b>"], "origin": "nobody"},
    )
    assert answered.status_code == 422
    page = answered.content.decode()
    assert long in page
    assert 'value="home.now" checked' in page
    for sentence in (
        "Please use 1000 letters at most.",
        "Choose whose words these are.",
        "Choose from the things on this page.",
    ):
        assert page.count(sentence) >= 2, sentence
    assert not Goal.objects.exists()


@pytest.mark.parametrize("raw", ["", "x", "' OR 1=1"])
def test_a_form_without_a_sound_act_saves_nothing(cast, room, goal, raw):
    at, base = room("together")
    given = {"words": "I pay.", "origin": "person", "because": ["home.now"], "act": raw}
    assert at.post(f"{base}/plan/goals/add", given).status_code == 422
    step = goal.steps.first()
    given = {"state": "done", "act": raw}
    assert at.post(f"{base}/plan/steps/{step.pk}/mark", given).status_code == 409
    assert at.post(f"{base}/plan/goals/{goal.pk}/mark", given).status_code == 409
    assert Goal.objects.count() == 1


def test_the_person_on_their_device_speaks_for_themselves_only(cast, room, goal):
    at, base = room("beside")
    promise = goal.steps.get(who="worker")
    given = {"act": uuid4(), "who": "worker", "words": "I pay it all."}
    assert at.post(f"{base}/plan/goals/{goal.pk}/steps/add", given).status_code == 422
    given = {"act": uuid4(), "state": "done"}
    assert at.post(f"{base}/plan/steps/{promise.pk}/mark", given).status_code == 409
    assert at.get(f"{base}/plan/steps/{promise.pk}/change").status_code == 404
    assert at.get(f"{base}/plan/goals/{goal.pk}/agree").status_code == 404
    assert at.post(f"{base}/plan/goals/{goal.pk}/asking").status_code == 404
    assert at.post(f"{base}/plan/promise").status_code == 404
    page = text(at.get(f"{base}/plan"))
    assert "What Imran offered" not in page


@pytest.mark.parametrize("door", DOORS)
def test_a_step_is_added_changed_and_marked_at_every_door(cast, room, goal, door):
    at, base = room(door)
    words = "Take the letter along."
    given = {
        "act": uuid4(),
        "who": "person",
        "words": words,
        "due_on_day": "11",
        "due_on_month": "12",
        "due_on_year": str(COMING),
    }
    for _twice in range(2):
        answered = at.post(f"{base}/plan/goals/{goal.pk}/steps/add", given)
        assert answered["Location"] == f"{base}/plan/goals/{goal.pk}#steps"
    step = Step.objects.get(words=words)
    assert str(step.due_on) == f"{COMING}-12-11"
    given |= {"act": uuid4(), "words": "Take both letters.", "due_on_day": "12"}
    assert at.post(f"{base}/plan/steps/{step.pk}/change", given).status_code == 302
    for state in ("doing", "dropped", "done"):
        given = {"act": uuid4(), "state": state}
        assert at.post(f"{base}/plan/steps/{step.pk}/mark", given).status_code == 302
    step.refresh_from_db()
    assert (step.words, str(step.due_on), step.state) == (
        "Take both letters.",
        f"{COMING}-12-12",
        "done",
    )
    page = text(at.get(f"{base}/plan/goals/{goal.pk}"))
    happened = ("Changed a step", "Marked a step as no longer needed", "Marked a step as done")
    assert all(words in page for words in happened)


def test_a_wrong_day_is_said_at_the_day_and_the_words_stay(cast, room, goal):
    at, base = room("together")
    answered = at.post(
        f"{base}/plan/goals/{goal.pk}/steps/add",
        {
            "act": uuid4(),
            "who": "worker",
            "words": "Ring <b>Ŵyn</b>.",
            "due_on_day": "31",
            "due_on_month": "2",
            "due_on_year": "2027",
        },
    )
    assert answered.status_code == 422
    page = answered.content.decode()
    assert "That month has no day 31." in page
    assert "Ring &lt;b&gt;Ŵyn&lt;/b&gt;." in page
    step = goal.steps.get(who="person")
    answered = at.post(f"{base}/plan/steps/{step.pk}/change", {"act": uuid4(), "words": ""})
    assert answered.status_code == 422
    assert "Write what will be done." in answered.content.decode()


def test_a_goal_is_reworded_and_moved_in_the_room(cast, room, goal):
    at, base = room("together")
    url = f"{base}/plan/goals/{goal.pk}"
    assert at.post(f"{url}/reword", {"act": uuid4(), "words": ""}).status_code == 422
    ours = {"words": "I keep my home.", "origin": "both"}
    answered = at.post(f"{url}/reword", {"act": uuid4(), **ours})
    assert answered.status_code == 302
    assert at.get(f"{url}/reword").status_code == 302
    for state in ("done", "active", "let_go"):
        assert at.post(f"{url}/mark", {"act": uuid4(), "state": state}).status_code == 302
        goal.refresh_from_db()
        assert goal.state == state
    assert at.post(f"{url}/mark", {"act": uuid4(), "state": "lost"}).status_code == 404
    page = text(at.get(url))
    assert "Changed the words of the goal" in page
    assert "Let the goal go" in page


def test_other_words_are_asked_whose_they_are(cast, room, goal):
    at, base = room("together")
    url = f"{base}/plan/goals/{goal.pk}"
    assert "in Danielle 's own words" in text(at.get(url))
    given = {"act": uuid4(), "words": "Danielle complies with tenancy."}
    unsaid = at.post(f"{url}/reword", given)
    assert unsaid.status_code == 422
    assert "Choose whose words these are." in text(unsaid)
    assert "Danielle complies with tenancy." in text(unsaid)
    at.post(f"{url}/reword", given | {"origin": "worker"})
    page = text(at.get(url))
    assert "in Imran 's words" in page
    assert "own words" not in page.partition("Say it in other words")[0]
    assert "Imran : Changed the words of the goal" in page


def test_on_their_own_device_other_words_are_the_persons_own(cast, room):
    goal = keep_the_flat(cast.imran, cast.danielle, origin="both")
    at, base = room("beside")
    url = f"{base}/plan/goals/{goal.pk}"
    assert "Whose words are these?" not in text(at.get(url))
    for origin, status in (("worker", 422), ("person", 302)):
        given = {"act": uuid4(), "words": "My own key.", "origin": origin}
        assert at.post(f"{url}/reword", given).status_code == status
    assert "in Danielle 's own words" in text(at.get(url))


def test_an_offer_becomes_a_promise_with_one_tap_and_once(cast, room, goal):
    at, base = room("together")
    page = at.get(f"{base}/plan").content.decode()
    offer = re.search(r'name="offer" value="([^"]+)"', page)[1]
    for act in (uuid4(), uuid4()):
        given = {"act": act, "offer": offer, "goal": goal.pk}
        assert at.post(f"{base}/plan/promise", given).status_code == 302
    step = Step.objects.get(words="I go with you to the advice centre.")
    assert (step.who, step.worker, str(step.due_on)) == ("worker", cast.imran, "2026-12-10")
    assert "What Imran offered" not in text(at.get(f"{base}/plan"))
    given = {"act": uuid4(), "offer": offer, "goal": "no goal"}
    assert at.post(f"{base}/plan/promise", given).status_code == 404


def test_both_picks_stand_where_they_differ(cast, room, goal):
    answer(cast.imran, cast.danielle, "person", "pick/first", "home", kind=Kind.PICK)
    answer(cast.imran, cast.danielle, "worker", "pick/first", "money", kind=Kind.PICK)
    at, base = room("together")
    shown = text(at.get(f"{base}/plan"))
    assert "Danielle picked Home first." in shown
    assert "Imran picked Money first." in shown


def test_a_talk_that_changes_the_plan_starts_a_goal(cast, room):
    def talk(party, value):
        return answer(cast.imran, cast.danielle, party, "home.now", value, kind=Kind.TALK)

    opened = talk("both", {"step": "open", "version": 1})
    entry = talk(
        "both",
        {
            "step": "plan",
            "talk": str(opened.pk),
            "said": {"changes": "yes", "changes.words": "We go to the council."},
        },
    )
    at, base = room("together")
    assert "Home: We go to the council." in text(at.get(f"{base}/plan/goals/add"))
    page = at.get(f"{base}/plan/goals/add?talk={entry.pk}&because=home.now")
    assert "We go to the council.</textarea>" in page.content.decode()
    assert 'value="home.now" checked' in page.content.decode()
    assert at.get(f"{base}/plan/goals/add?talk=nothing&because=<b>").status_code == 200


def test_on_harm_the_workers_answer_waits_for_the_persons(cast, room):
    answer(cast.imran, cast.danielle, "worker", "home.w.harm", "more")
    answer(cast.imran, cast.danielle, "worker", "home.w.harm.words", "A child may be hurt.")
    at, base = room("together")
    assert "A child may be hurt." not in text(at.get(f"{base}/plan/goals/add"))
    answer(cast.imran, cast.danielle, "person", "home.harm", "none")
    assert "More likely" in text(at.get(f"{base}/plan/goals/add"))
    shown = text(at.get(f"{base}/plan"))
    assert "Imran sees more chance of harm here than Danielle does." in shown
