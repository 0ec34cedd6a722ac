"""What is in the way: who takes it on by when, what was done about it, and what came of that."""

import re
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tandem.lib.refused import Refused
from tandem.plans.actions.obstacles import act_on_obstacle, end_obstacle, name_obstacle
from tandem.plans.obstacles import obstacles
from tandem.plans.tests.stories import at_the_desk, join_as_person, no_phone, sit
from tandem.plans.views.shown import shown_plan
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in

NAMES = {"person": "Danielle", "worker": "Imran"}


@pytest.fixture
def way(cast):
    return no_phone(cast.imran, cast.danielle)


def told(cast, today=date(2026, 11, 22)):
    return obstacles(said_in(Thread.objects.get(kind="plan").pk), NAMES, today)


def did(cast, way, **more):
    given = {"mode": "with", "words": "We rang from here.", "yes": True} | more
    setting = at_the_desk(cast.imran)
    act_on_obstacle(person=cast.danielle, setting=setting, act=uuid4(), obstacle=way, **given)


def end(cast, way, how, words=""):
    setting = at_the_desk(cast.imran)
    end_obstacle(
        person=cast.danielle,
        setting=setting,
        act=uuid4(),
        obstacle=way,
        party="both",
        end=how,
        words=words,
    )


def test_it_says_what_who_and_by_when_and_what_was_done(cast, way):
    (one,) = told(cast)
    assert (one.id, one.who_name, one.by) == (way, "Imran", "Fri 4 December")
    assert (one.is_gone, one.is_late) == (False, False)
    assert told(cast, date(2026, 12, 5))[0].is_late
    # Overdue as any promise is, on the worker's side as on the person's.
    with time_machine.travel("2026-12-05 10:00", tick=False):
        (late,) = shown_plan(cast.danielle, NAMES, mode="statutory").late
    assert (late.who_name, late.is_in_the_way) == ("Imran", True)
    assert late.words == "No phone, no credit."
    did(cast, way)
    did(cast, way, mode="referred", words="To the phone shop.", yes=False)
    end(cast, way, "still", "Cut off again.")
    (one,) = told(cast)
    assert [each.what for each in one.told] == [
        "Did it with Danielle",
        "Sent Danielle on to someone, not asked first",
        "It is still there",
    ]
    assert not one.is_gone
    end(cast, way, "gone")
    other = no_phone(cast.imran, cast.danielle, "I wake at four.")
    first, second = told(cast, date(2027, 1, 1))
    assert (first.id, second.id) == (other, way)
    assert (second.is_gone, second.is_late) == (True, False)


def test_what_makes_no_sense_is_refused(cast, way):
    with pytest.raises(Refused):
        did(cast, way, mode="shouted")
    with pytest.raises(Refused):
        did(cast, way, words=" ")
    with pytest.raises(Refused):
        did(cast, uuid4())
    with pytest.raises(Refused):
        end(cast, way, "perhaps")
    for more in ({"sort": "<b>"}, {"who": "family"}, {"words": "x" * 1001}, {"party": "person"}):
        given = {"party": "both", "sort": "inside", "words": "Worry.", "who": "worker"} | more
        with pytest.raises(Refused):
            name_obstacle(
                person=cast.danielle,
                setting=at_the_desk(cast.imran),
                act=uuid4(),
                due_on=None,
                **given,
            )
    assert Entry.objects.filter(kind="obstacle").count() == 1


@pytest.mark.parametrize("door", ["together", "beside"])
def test_it_is_named_and_ended_in_the_room(cast, client, door):
    sitting = sit(client, cast.imran, cast.danielle)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    base = f"/{door}/{sitting.pk}/plan"
    sent = {"act": uuid4(), "sort": "inside", "words": "I lie awake.", "who": "person"}
    past = sent | {"due_on_day": "1", "due_on_month": "3", "due_on_year": "2026"}
    refused = at.post(f"{base}/way", past)
    assert refused.status_code == 422
    assert "I lie awake." in refused.content.decode()
    assert at.post(f"{base}/way", sent).status_code == 302
    for page in (base, f"{base}/part", f"{base}/way"):
        assert "I lie awake." in at.get(page).content.decode(), page
    (one,) = told(cast)
    mine = f"{base}/way/{one.id}"
    about_it = {"act": uuid4(), "mode": "signposted", "words": "The sleep class."}
    assert at.post(mine, about_it).status_code == (404 if door == "beside" else 302)
    assert at.post(mine, {"act": uuid4(), "end": "gone"}).status_code == 302
    page = re.sub(r"<[^>]+>", " ", at.get(mine).content.decode())
    assert "It is out of the way" in page
    assert "I lie awake." not in at.get(base).content.decode()
    assert at.get(f"{base}/way/{uuid4()}").status_code == 404
