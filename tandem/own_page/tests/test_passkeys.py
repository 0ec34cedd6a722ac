"""A passkey in place of the PIN: added on the own page, on one device, and taken away again."""

from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from tandem.own_page.models import Device
from tandem.own_page.tests.holding import PIN, holding, mark, read, with_steps
from tandem.own_page.tests.keys import HERE, Key, question
from tandem.preparation.rules import IDLE
from tandem.voices.models import Entry
from tests.page import Pages, without_tokens

NOTHING = "There is nothing here now."


@pytest.fixture
def at(cast, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, HERE]
    at = holding(cast.imran, cast.danielle)
    at.phone.defaults["SERVER_NAME"] = HERE
    return at


def add(at, key):
    page = read(at, "/page/devices")
    return at.phone.post("/page/devices", {"credential": key.made(page)})


def come_back(at, key):
    """Left, and opened again with this key; what the page says then."""
    at.phone.post("/page/leave")
    sent = {"credential": key.opened(read(at)), "goes_to": "page"}
    answer = at.phone.post("/page", sent)
    return read(at) if answer.status_code == 302 else answer.content.decode()


def test_it_opens_in_place_of_the_pin_which_works_as_before(at):
    key = Key()
    at.phone.post("/page/leave")
    assert "data-passkey" not in read(at)
    at.phone.post("/page", {"pin": PIN, "goes_to": "page"})
    assert "Take it out there too." not in read(at, "/page/off")
    assert add(at, key).status_code == 302
    assert "Take it out there too." in read(at, "/page/off")
    page = read(at, "/page/devices")
    assert "in its list, with our address. Take it out there too." in page
    assert "A passkey opens it too." in page
    assert "data-passkey" not in page
    assert "What I do" in come_back(at, key)
    at.phone.post("/page/leave")
    at.phone.post("/page", {"pin": PIN, "goes_to": "page"})
    assert "What I do" in read(at)


def test_what_the_phone_keeps_says_nothing_of_what_it_opens(at, cast):
    asked = question(read(at, "/page/devices"))
    assert (asked["rp"]["name"], asked["user"]["name"], asked["user"]["displayName"]) == (
        "Notes",
        "Notes",
        "Notes",
    )
    assert asked["authenticatorSelection"]["residentKey"] == "discouraged"
    assert asked["authenticatorSelection"]["userVerification"] == "required"


def test_no_other_key_opens_and_an_answer_opens_once(at):
    key = Key()
    add(at, key)
    assert "What I do" not in come_back(at, Key())
    key.flags = Key(verified=False).flags
    assert "What I do" not in come_back(at, key)
    key.flags = Key().flags
    at.phone.post("/page/leave")
    said = {"credential": key.opened(read(at)), "goes_to": "page"}
    assert at.phone.post("/page", said).status_code == 302
    at.phone.post("/page/leave")
    assert at.phone.post("/page", said).status_code == 200
    for odd in ("{", "[]", '{"id": 1}', "9" * 5000):
        assert at.phone.post("/page", {"credential": odd}).status_code == 200
        assert "What I do" not in read(at)
    at.phone.post("/page", {"pin": PIN, "goes_to": "page"})
    assert at.phone.post("/page/devices", {"credential": "{}"}).status_code == 422


def test_a_late_answer_opens_nothing(at):
    key = Key()
    add(at, key)
    at.phone.post("/page/leave")
    said = {"credential": key.opened(read(at)), "goes_to": "page"}
    with time_machine.travel(timezone.now() + IDLE):
        assert at.phone.post("/page", said).status_code == 200


def test_what_was_on_its_way_goes_on(at, cast):
    key = Key()
    add(at, key)
    step, _promise = with_steps(cast.imran, cast.danielle)
    at.phone.post("/page/leave")
    page = mark(at, step).content.decode()
    assert "What you wrote is not lost." in page
    sent = {"act": str(uuid4()), "state": "done", "credential": key.opened(page)}
    assert at.phone.post(f"/page/steps/{step.pk}", sent).status_code == 302
    step.refresh_from_db()
    assert step.state == "done"


def test_it_is_taken_away_from_any_device_and_by_nobody_else(at, cast):
    add(at, Key())
    second = holding(cast.imran, cast.danielle)
    other = holding(cast.priya, cast.aled)
    mine = Device.objects.get(passkey__isnull=False)
    assert other.phone.post("/page/devices", {"take": str(mine.pk)}).status_code == 404
    assert second.phone.post("/page/devices", {"take": str(mine.pk)}).status_code == 302
    mine.refresh_from_db()
    assert mine.passkey is None
    at.phone.post("/page/leave")
    assert "data-passkey" not in read(at)


def test_switched_off_it_answers_as_it_answers_strangers(at, cast, sign_in):
    key = Key()
    add(at, key)
    at.phone.post("/page/leave")
    said = key.opened(read(at))
    sign_in(cast.imran).post(f"/people/{cast.danielle.pk}/own-page/off")
    assert not Device.objects.filter(passkey__isnull=False).exists()
    stranger = Pages(SERVER_NAME=HERE)
    for path in ("/page", "/page/devices", "/page/meeting"):
        for data in (None, {"credential": said}, {"credential": said, "goes_to": "page"}):
            at.phone.cookies["tandem_page"] = at.secret
            stranger.cookies["tandem_page"] = "unknown"
            both = [
                one.get(path) if data is None else one.post(path, data)
                for one in (at.phone, stranger)
            ]
            ours, theirs = (without_tokens(one.content.decode()) for one in both)
            assert ours == theirs
            assert NOTHING in ours
            assert both[0].status_code == both[1].status_code
            assert {*both[0].headers} == {*both[1].headers}
    assert not Entry.objects.filter(device__startswith="own page").exists()
