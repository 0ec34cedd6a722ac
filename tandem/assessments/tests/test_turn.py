"""Whose turn it is, once a second device is there: it follows who acted, or is handed over."""

from uuid import uuid4

import pytest

from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.people.actor import Staff
from tandem.sittings.actions.joining import let_in, send_away
from tandem.sittings.actions.sittings import finish_sitting
from tandem.sittings.gate import GUEST_COOKIE
from tandem.sittings.listening import permitted
from tandem.sittings.models import Guest

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


@pytest.fixture
def both(at):
    at.phone = join(at)
    guest = Guest.objects.get(sitting=at.sitting)
    let_in(by=Staff(at.sitting.worker, at.room.by.device), sitting=at.sitting, guest=guest)
    at.sitting.refresh_from_db()
    return at


def turn(at):
    at.sitting.refresh_from_db()
    return at.sitting.turn


def answer(at, key, value):
    data = {f"act:{key}": str(uuid4()), "seen": "0", "by_act": "1", key: value}
    got = at.client.post(at.room.url("answer", area="home"), data, **JSON, budget=40)
    assert got.status_code == 200
    return got.json()


def test_on_one_screen_nobody_waits_for_a_turn(at):
    assert "turn" not in answer(at, "home.better", "A key.") or turn(at) == ""
    assert 'id="turn"' not in page(at, "area", area="home")
    assert post(at, "answer", {"turn": "person"}, area="home").status_code == 302
    assert turn(at) == ""


def test_both_screens_say_whose_turn_it_is_and_it_follows_who_acted(both):
    assert turn(both) == "worker"
    assert "It is Imran’s turn.\n" not in page(both.phone, "area", area="money")
    assert ">It is Imran’s turn.<" in page(both, "area", area="home").replace("\n    ", "")
    told = answer(both.phone, "home.better", "A key.")
    assert (told["turn"], turn(both)) == ("person", "person")
    assert ">It is Danielle’s turn.<" in page(both, "area", area="home").replace("\n    ", "")
    assert ">It is your turn.<" in page(both.phone, "area", area="home").replace("\n    ", "")
    assert answer(both, "home.w.strength", "She keeps the letters.")["turn"] == "worker"


def test_it_is_handed_over_with_one_button_on_either_screen(both):
    assert post(both, "answer", {"turn": "person"}, area="home").status_code == 302
    assert turn(both) == "person"
    assert post(both.phone, "answer", {"turn": "worker"}, area="home").status_code == 302
    assert turn(both) == "worker"
    assert post(both, "answer", {"turn": "somebody"}, area="home").status_code == 409
    assert turn(both) == "worker"


@pytest.mark.parametrize(
    ("name", "parts"),
    [("areas", {}), ("plan", {}), ("differences", {}), ("check_areas", {"check": "engagement"})],
)
def test_other_pages_where_both_write_show_it_and_lead_back_to_themselves(both, name, parts):
    for screen, to in ((both, "person"), (both.phone, "worker")):
        here = screen.room.url(name, **parts)
        assert 'id="turn"' in page(screen, name, **parts)
        assert post(screen, "turn", {"turn": to, "from": here})["Location"] == here
        assert turn(both) == to
    for elsewhere in (
        "//evil.example/plan",
        "https://evil.example",
        "//[",
        both.phone.room.url("plan"),
    ):
        away = post(both, "turn", {"turn": "person", "from": elsewhere})
        assert away["Location"] == both.room.url("here")


@pytest.mark.django_db(transaction=True)
def test_the_stream_tells_it(both):
    say(both, "person", "home.better", "A key.")
    path, cookies = f"beside/{both.sitting.pk}", {GUEST_COOKIE: f"secret {both.sitting.pk}"}
    assert permitted(path, cookies).turn == "worker"


def test_it_ends_with_the_second_screen_and_with_the_sitting(both):
    guest = Guest.objects.get(sitting=both.sitting)
    send_away(sitting=both.sitting, guest=guest)
    assert turn(both) == ""
    let_in(by=both.room.by, sitting=both.sitting, guest=guest)
    finish_sitting(by=both.room.by, sitting=both.sitting)
    assert turn(both) == ""
