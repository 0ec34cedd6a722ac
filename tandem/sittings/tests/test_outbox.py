"""What waited on a device: its key, and who may send it how late."""

from base64 import b64decode
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tandem.people.actions.allocations import move_person
from tandem.people.actor import Guest, Staff, System
from tandem.sittings.actions.sittings import see_screen, start_sitting
from tandem.sittings.models import Held, Sitting
from tandem.sittings.outbox import keys_for
from tandem.sittings.rules import LATE_FOR, earlier_day, takes_late
from tandem.voices.models import Entry

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def sitting(cast):
    """Imran's with Danielle, on a sign-in that is gone."""
    by = Staff(cast.imran, "a sign-in that is gone")
    begun = start_sitting(by=by, person=cast.danielle, held=Held.SIDE_BY_SIDE, pin="2580")
    see_screen(sitting=begun)
    return begun


@pytest.fixture
def imran(sign_in, cast):
    return sign_in(cast.imran)


def at(door, name, sitting, **more):
    return reverse(f"{door}:{name}", kwargs={"sitting": sitting.pk, **more})


def late(client, sitting, act=None, value="good", **more):
    data = {"act:home.now": act or str(uuid4()), "home.now": value, "by_act": "1", **more}
    return client.post(at("desk", "answer", sitting, area="home"), data, **JSON)


def end(sitting, ago=timedelta(hours=1)):
    Sitting.objects.filter(pk=sitting.pk).update(ended_at=timezone.now() - ago)


def said():
    rows = Entry.objects.filter(about="home.now").order_by("seq")
    return [(entry.saying.value, str(entry.party), entry.happened_on) for entry in rows]


def test_the_worker_is_given_the_same_key_after_the_next_sign_in(imran, sitting, cast, sign_in):
    first = imran.get(at("desk", "outbox", sitting)).json()["keys"]
    again = sign_in(cast.imran).get(at("desk", "outbox", sitting)).json()["keys"]
    assert first == again
    assert len(b64decode(first[0])) == 32
    end(sitting)
    assert imran.get(at("desk", "outbox", sitting)).json()["keys"] == first


def test_nobody_else_is_given_it(sitting, cast, sign_in, client):
    for other in (cast.priya, cast.carys, cast.bea):
        assert sign_in(other).get(at("desk", "outbox", sitting)).status_code == 404
    assert client.get(at("desk", "outbox", sitting)).status_code == 404
    assert client.get(at("beside", "outbox", sitting)).status_code == 404


def test_each_sitting_and_each_voice_has_a_key_of_its_own(sitting, cast):
    other = Sitting(pk=uuid4())
    by = [Staff(cast.imran), Staff(cast.priya), Guest(uuid4(), sitting.pk, cast.danielle.pk)]
    keys = {keys_for(one, of)[0] for one in by for of in (sitting, other)}
    assert len(keys) == 6
    again = Guest(uuid4(), sitting.pk, cast.danielle.pk)
    assert keys_for(again, sitting) == keys_for(by[2], sitting), "let in again, on the same phone"


def test_a_new_secret_still_opens_what_was_sealed_under_the_old_one(sitting, cast, settings):
    (before,) = keys_for(Staff(cast.imran), sitting)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    now, old = keys_for(Staff(cast.imran), sitting)
    assert old == before != now


def test_what_waited_comes_in_from_the_desk_and_once(imran, sitting):
    act = str(uuid4())
    assert [late(imran, sitting, act).status_code for _ in range(2)] == [200, 200]
    end(sitting)
    assert late(imran, sitting, value="hard").status_code == 200
    assert [value for value, _, _ in said()] == ["good", "hard"]
    assert said()[0][1] == "person"


def test_no_other_page_of_the_sitting_opens_at_the_desk(imran, sitting):
    assert imran.get(at("desk", "area", sitting, area="home")).status_code == 404
    assert imran.get(at("desk", "areas", sitting)).status_code == 404


def test_three_days_after_its_end_a_sitting_takes_nothing_more(imran, sitting):
    end(sitting, LATE_FOR + timedelta(minutes=1))
    answer = late(imran, sitting)
    assert answer.status_code == 409
    assert "more than 3 days ago" in answer.json()["refused"]
    assert said() == []
    assert imran.get(at("desk", "outbox", sitting)).status_code == 200, "to copy the words"
    assert takes_late(None, timezone.now())


def test_from_a_person_who_was_moved_nothing_is_taken(imran, sitting, cast):
    move_person(
        by=System("test"), person=cast.danielle, worker=cast.priya, team=cast.team, reason=""
    )
    assert late(imran, sitting).status_code == 404
    assert said() == []


def test_it_stands_under_the_day_on_which_it_was_said(imran, sitting):
    today = timezone.localdate()
    Sitting.objects.filter(pk=sitting.pk).update(held_on=today - timedelta(days=2))
    yesterday = today - timedelta(days=1)
    late(imran, sitting, said_on=yesterday.isoformat())
    late(imran, sitting, said_on=(today - timedelta(days=9)).isoformat())
    assert [day for _, _, day in said()] == [yesterday, today]


@pytest.mark.parametrize("given", ["", "yesterday", "2026-03-02", "2026-03-03"])
def test_a_device_with_a_wrong_clock_dates_nothing(given):
    assert earlier_day(given, date(2026, 3, 2)) is None


def test_words_that_were_still_typed_are_stored_unless_the_same_act_came_whole(imran, sitting):
    def words(act, value, **more):
        data = {f"act:{ABOUT}": act, ABOUT: value, "by_act": "1", **more}
        answer = imran.post(at("desk", "answer", sitting, area="home"), data, **JSON)
        assert answer.status_code == 200, answer.content

    act = str(uuid4())
    words(act, "My door locks.")
    words(act, "My door", draft="1")
    words(str(uuid4()), "And it is mine", draft="1")
    rows = Entry.objects.filter(about=ABOUT).order_by("seq")
    assert [entry.saying.value for entry in rows] == ["My door locks.", "And it is mine"]


ABOUT = "home.strength.words"
