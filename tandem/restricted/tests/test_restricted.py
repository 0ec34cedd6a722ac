"""Restricted notes: anyone who works with the person adds to them, readers alone open them, and to
everybody else there is nothing to see."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tandem.audit.models import Event
from tandem.lib.refused import Refused
from tandem.people.actions.allocations import move_person
from tandem.people.actor import Staff
from tandem.restricted import actions
from tandem.restricted.models import Note, Opening, Reader
from tandem.restricted.tests.apart import desk_of, keep_note, let_read, soon, typed
from tests.page import Pages
from tests.worlds import PASSING

pytestmark = pytest.mark.django_db

REASON = {"compartment": "victim", "reason": "A home visit near her tomorrow."}


def at(name, person, **more):
    return reverse(f"restricted:{name}", kwargs={"person": person.pk} | more)


def opened(client, person, **more):
    return client.post(at("open", person), REASON | more)


def test_whoever_writes_is_told_that_it_is_kept_and_nothing_else(cast):
    client = desk_of(cast.imran)
    pages = []
    for _again in range(2):
        page = client.get(at("keep", cast.danielle)).text
        answer = client.post(at("keep", cast.danielle), typed(), follow=True)
        assert answer.text.count("It is kept.") == 1
        assert "Zebras" not in answer.text
        pages.append([without_tokens(page), without_tokens(answer.text)])
    assert pages[0] == pages[1], "the second time looks like the first"
    assert Note.objects.count() == 2
    assert opened(client, cast.danielle).status_code == 404


def without_tokens(page):
    return PASSING.sub("-", page)


def test_sent_twice_it_is_kept_once_and_other_words_need_an_act_of_their_own(cast):
    client = desk_of(cast.imran)
    told = typed()
    for _again in range(2):
        assert client.post(at("keep", cast.danielle), told).status_code == 302
    assert Note.objects.count() == 1
    again = client.post(at("keep", cast.danielle), told | {"words": "Other words."})
    assert "saved once, then changed" in again.text
    assert Note.objects.count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(cast):
    client = desk_of(cast.imran)
    late = {"review_on_year": str(soon().year + 9)}
    answer = client.post(at("keep", cast.danielle), typed(compartment="", **late))
    assert "Choose one kind." in answer.text
    assert "within two years" in answer.text
    assert "Zebras in Elm Road." in answer.text
    assert not Note.objects.exists()


def test_a_reader_gives_a_reason_and_reads_what_is_kept(cast):
    keep_note(cast.imran, cast.danielle)
    keep_note(cast.imran, cast.danielle, "intelligence", about="A van", words="Lions.")
    let_read(cast.bea, cast.carys)
    client = desk_of(cast.carys)
    page = client.get(at("open", cast.danielle)).text
    assert "Zebras" not in page
    assert "Intelligence" not in page
    assert "Say why you need them now." in opened(client, cast.danielle, reason="").text
    assert not Opening.objects.exists()
    page = opened(client, cast.danielle).text
    assert "Zebras in Elm Road." in page
    assert "A home visit near her tomorrow." in page
    assert "Imran Example" in page
    assert "Lions" not in page
    assert opened(client, cast.danielle, compartment="intelligence").text.count("Lions") == 0
    event = Event.objects.get(what="restricted, opened")
    assert (event.user, event.person, event.verb) == (cast.carys.pk, cast.danielle.pk, "consult")


def test_each_opening_is_kept_with_its_reason_for_the_next_reader(cast):
    for user in (cast.carys, cast.imran):
        let_read(cast.bea, user)
        page = opened(desk_of(user), cast.danielle).text
        assert "Nothing is kept here." in page
    assert page.count("A home visit near her tomorrow.") == 2
    assert "Carys Example" in page


def test_a_reader_whose_sign_in_is_older_proves_who_they_are_first(cast):
    keep_note(cast.imran, cast.danielle)
    let_read(cast.bea, cast.carys)
    client = Pages()
    client.force_login(cast.carys)
    for answer in (client.get(at("open", cast.danielle)), opened(client, cast.danielle)):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Opening.objects.exists()
    assert not any("home visit" in str(value) for value in client.session.values())


def test_leave_to_read_is_for_one_kind_until_a_day_and_ends_at_once(cast):
    reader = let_read(cast.bea, cast.carys)
    client = desk_of(cast.carys)
    assert client.get(at("open", cast.danielle)).status_code == 200
    actions.end_reading(by=Staff(cast.bea), reader=reader)
    assert client.get(at("open", cast.danielle)).status_code == 404
    let_read(cast.bea, cast.carys)
    Reader.objects.filter(ended_at=None).update(ended_at=timezone.now())
    over = let_read(cast.bea, cast.carys, ends_on=soon(1))
    assert client.get(at("open", cast.danielle)).status_code == 200
    Reader.objects.filter(pk=over.pk).update(ended_at=timezone.now())
    Reader.objects.create(
        user=cast.carys,
        compartment="victim",
        ends_on=soon(-1),
        given_by=cast.bea,
        given_at=timezone.now(),
    )
    assert client.get(at("open", cast.danielle)).status_code == 404


def test_it_does_not_travel_with_the_person_nor_reach_beyond_the_readers_own_people(cast):
    keep_note(cast.imran, cast.danielle)
    let_read(cast.bea, cast.imran)
    let_read(cast.bea, cast.tom)
    assert opened(desk_of(cast.tom), cast.danielle).status_code == 404
    move_person(by=Staff(cast.bea), person=cast.danielle, worker=cast.priya)
    assert opened(desk_of(cast.priya), cast.danielle).status_code == 404, "Priya was not let in"
    assert opened(desk_of(cast.imran), cast.danielle).status_code == 404, "hers no more"


def test_a_later_note_corrects_and_the_first_stays_behind_it(cast):
    note = keep_note(cast.imran, cast.danielle)
    let_read(cast.bea, cast.carys)
    client = desk_of(cast.carys)
    told = typed(about="Her cousin", words="Giraffes in Oak Road.")
    address = at("correct", cast.danielle, note=note.pk)
    assert "Write down what is known." in client.post(address, told | {"words": ""}).text
    assert client.post(address, told).status_code == 302
    page = opened(client, cast.danielle).text
    assert page.index("Giraffes in Oak Road.") < page.index("What it said before")
    assert "Zebras in Elm Road." in page
    late = client.post(address, typed(words="Bears."))
    assert "Someone has put it right by now." in late.text
    others = at("correct", cast.aled, note=note.pk)
    assert client.post(others, typed()).status_code == 404, "not a note of this person"


def test_who_may_not_read_cannot_correct(cast):
    note = keep_note(cast.imran, cast.danielle)
    let_read(cast.bea, cast.imran, "intelligence")
    for user in (cast.imran, cast.carys):
        address = at("correct", cast.danielle, note=note.pk)
        assert desk_of(user).post(address, typed()).status_code == 404
    assert Note.objects.count() == 1


def test_no_address_of_it_answers_in_a_sitting_or_on_a_device_that_joined(cast):
    from tandem.assessments.tests.talking import join, sit

    let_read(cast.bea, cast.imran)
    room = sit(cast.imran, cast.danielle)
    for client in (room.client, join(room).client):
        client.raise_request_exception = False
        for name in ("keep", "open"):
            answer = client.get(at(name, cast.danielle))
            assert answer.status_code in (302, 404)
            assert "estricted" not in answer.content.decode()


def test_an_administrator_lets_somebody_in_and_ends_it(cast):
    client = desk_of(cast.bea)
    day = soon()
    told = {
        "user": str(cast.carys.pk),
        "compartment": "victim",
        "ends_on_day": str(day.day),
        "ends_on_month": str(day.month),
        "ends_on_year": str(day.year),
    }
    address = reverse("restricted:readers")
    page = client.post(address, told | {"act": str(uuid4())}, follow=True).text
    assert "Carys Example" in page
    later = told | {"ends_on_year": str(day.year + 3)}
    assert "within a year" in client.post(address, later).text
    assert client.post(address, told | {"act": str(uuid4())}).status_code == 302
    reader = Reader.objects.get(ended_at=None)
    end = reverse("restricted:end", kwargs={"reader": reader.pk})
    assert "Nobody is let in." in client.post(end, follow=True).text
    assert client.post(end).status_code == 302
    assert Reader.objects.filter(ended_by=cast.bea).count() == 2


def test_nobody_lets_themself_in_nor_somebody_elsewhere(cast):
    cast.bea.roles = ["administrator", "manager"]
    cast.bea.save()
    for user, why in ((cast.bea, "themself"), (cast.maureen, "workers and managers")):
        with pytest.raises(Refused, match=why):
            let_read(cast.bea, user)
    let_read(cast.bea, cast.carys)
    elsewhere = Reader.objects.get()
    cast.ade.roles = ["administrator"]
    cast.ade.save()
    address = reverse("restricted:end", kwargs={"reader": elsewhere.pk})
    assert desk_of(cast.ade).post(address).status_code == 404
    assert Reader.objects.get().ended_at is None
