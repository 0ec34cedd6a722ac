"""A second device joins once, by a fresh code, when the worker has seen the same word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.sittings.actions.joining import invite_device, join
from tandem.sittings.gate import GUEST_COOKIE
from tandem.sittings.models import Guest, JoinCode
from tandem.sittings.rules import LEFT_ALONE
from tests.rooms import PIN, room


@pytest.fixture
def guest(together):
    """A device that was let in."""
    together.post(room(together, "invite"))
    made = invite_device(sitting=together.sitting)
    device = Client()
    device.post(reverse("sittings:join_token", args=[made.token]))
    waiting = Guest.objects.get(sitting=together.sitting, ended_at=None)
    together.post(room(together, "answer_door", guest=waiting.pk), {"same": "yes"})
    device.guest = waiting
    return device


def beside(client, name, **more):
    return reverse(f"beside:{name}", kwargs={"sitting": client.guest.sitting_id, **more})


def test_opening_the_link_uses_nothing_up(together):
    made = invite_device(sitting=together.sitting)
    device = Client()
    for _ in range(3):
        assert device.get(reverse("sittings:join_token", args=[made.token])).status_code == 200
    assert JoinCode.objects.get(used_at=None)


def test_a_device_sees_nothing_before_it_is_let_in(together):
    made = invite_device(sitting=together.sitting)
    device = Client()
    answer = device.post(reverse("sittings:join"), {"code": made.code.lower()})
    assert answer.status_code == 302
    address = reverse("beside:areas", kwargs={"sitting": together.sitting.pk})
    assert device.get(address).status_code == 404
    assert Guest.objects.get().word in device.get(reverse("sittings:door")).content.decode()


def test_a_device_that_was_let_in_speaks_for_the_person_only(guest):
    page = guest.get(beside(guest, "area", area="home")).content.decode()
    assert 'name="home.now"' in page
    assert 'name="home.w.now"' not in page
    data = {"act:home.w.now": "7e57ed00-0000-4000-8000-000000000001", "home.w.now": "hard"}
    answer = guest.post(
        beside(guest, "answer", area="home"),
        {**data, "by_act": "1"},
        HTTP_ACCEPT="application/json",
    )
    assert answer.status_code == 409


def test_the_person_ends_their_screen_from_any_of_its_pages(guest):
    page = guest.get(beside(guest, "areas")).content.decode()
    assert f'action="{reverse("sittings:go")}"' in page
    assert "End this screen" in page
    guest.post(reverse("sittings:go"))
    assert guest.get(beside(guest, "areas")).status_code == 404


def test_a_guest_reaches_no_page_of_staff(guest, cast):
    assert guest.get("/").status_code == 302
    assert guest.get(f"/people/{cast.danielle.pk}/").status_code == 302
    for name in ("cover", "leave", "invite", "unlock"):
        assert guest.get(beside(guest, name)).status_code == 404


def test_a_guest_of_one_sitting_reaches_no_other(guest, cast, sign_in):
    other = sign_in(cast.priya)
    address = reverse("sittings:start", kwargs={"person": cast.aled.pk})
    other.post(address, {"held": "side", "pin": PIN})
    sitting = cast.aled.sittings.get()
    assert guest.get(reverse("beside:areas", kwargs={"sitting": sitting.pk})).status_code == 404


def test_a_code_works_once(together):
    made = invite_device(sitting=together.sitting)
    assert join(typed=made.code)
    assert join(typed=made.code) is None
    assert join(token=made.token) is None


def test_a_late_code_and_an_unknown_one_look_the_same(together, time_machine):
    made = invite_device(sitting=together.sitting)
    late = JoinCode.objects.get(used_at=None)
    time_machine.move_to(late.expires_at + timedelta(seconds=1))
    device = Client()
    for code in (made.code, "AAAABBBB"):
        answer = device.post(reverse("sittings:join"), {"code": code})
        assert answer.status_code == 200
        assert "This did not work" in answer.content.decode()


def test_five_misses_close_the_codes_that_begin_alike(together):
    made = invite_device(sitting=together.sitting)
    wrong = made.code[:2] + ("AAAAAA" if made.code[2:] != "AAAAAA" else "BBBBBB")
    for _ in range(5):
        assert join(typed=wrong) is None
    assert join(typed=made.code) is None


def test_a_cookie_set_before_joining_does_not_survive_it(together):
    made = invite_device(sitting=together.sitting)
    device = Client()
    device.cookies[GUEST_COOKIE] = "planted"
    device.post(reverse("sittings:join_token", args=[made.token]))
    assert device.cookies[GUEST_COOKIE].value != "planted"


def test_another_word_sends_the_device_away(together):
    made = invite_device(sitting=together.sitting)
    device = Client()
    device.post(reverse("sittings:join_token", args=[made.token]))
    waiting = Guest.objects.get()
    together.post(room(together, "answer_door", guest=waiting.pk), {"same": "no"})
    address = reverse("beside:areas", kwargs={"sitting": together.sitting.pk})
    assert device.get(address).status_code == 404


def test_leaving_lets_the_device_go(guest, together):
    assert guest.get(beside(guest, "areas")).status_code == 200
    together.post(room(together, "leave"), {"pin": PIN, "then": "pause"})
    assert guest.get(beside(guest, "areas")).status_code == 404


def test_the_device_can_go_by_itself(guest):
    guest.post(reverse("sittings:go"))
    assert guest.get(beside(guest, "areas")).status_code == 404


def test_a_device_is_let_go_when_the_worker_is_stopped_or_the_person_moved(guest, cast):
    assert guest.get(beside(guest, "areas")).status_code == 200
    cast.imran.is_active = False
    cast.imran.save()
    assert guest.get(beside(guest, "areas")).status_code == 404
    cast.imran.is_active = True
    cast.imran.save()
    assert guest.get(beside(guest, "areas")).status_code == 200
    move_person(
        by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.other_team, reason=""
    )
    assert guest.get(beside(guest, "areas")).status_code == 404


def test_a_device_is_let_go_when_nobody_is_at_either_screen(guest, time_machine):
    later = guest.guest.joined_at + LEFT_ALONE + timedelta(minutes=2)
    time_machine.move_to(later)
    assert guest.get(beside(guest, "areas")).status_code == 404


def test_a_used_link_says_one_thing_that_is_true(together):
    token = invite_device(sitting=together.sitting).token
    address = reverse("sittings:join_token", args=[token])
    assert Client().post(address).status_code == 302
    html = Client().post(address).content.decode()
    assert "Codes last 10 minutes and work once." in html
    assert "Type the code" not in html
    assert Client().post(reverse("sittings:join"), {}).content.decode().count("Type the code") == 2
