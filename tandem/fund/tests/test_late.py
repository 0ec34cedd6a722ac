"""In the room a request and what it changed wait on a device like all that is said; a yes never."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tandem.fund.actions.requests import state_of
from tandem.fund.models import Happening, Request
from tandem.fund.queries import head_of
from tandem.fund.rules.requests import State
from tandem.fund.tests.asking import answer, ask, make_fund, typed
from tandem.plans.tests.stories import home_sheet, join_as_person, keep_the_flat, sit
from tandem.sittings.gate import GUEST_COOKIE
from tandem.sittings.listening import permitted
from tandem.sittings.models import Sitting
from tests.page import Pages

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


@pytest.fixture
def client():
    return Client()


def test_a_request_that_waited_is_taken_once_and_late(cast, goal, client):
    fund, at = make_fund(cast.carys), sit(client, cast.imran, cast.danielle)
    form, place = typed(fund), f"plan/goals/{goal.pk}/fund"
    first, again = (client.post(f"/together/{at.pk}/{place}", form, **JSON) for _twice in range(2))
    one = Request.objects.get()
    assert first.json() == again.json() == {"to": f"/together/{at.pk}/fund/{one.pk}"}
    wrong = client.post(f"/together/{at.pk}/{place}", typed(fund, amount="12p"), **JSON)
    assert (wrong.status_code, "Copy the words" in wrong.json()["refused"]) == (400, True)
    Sitting.objects.filter(pk=at.pk).update(ended_at=timezone.now())
    desk = Client()
    desk.force_login(cast.imran)
    late = desk.post(f"/desk/{at.pk}/{place}", typed(fund, what="A bus pass."), **JSON)
    assert late.status_code == 200
    assert Request.objects.filter(what="A bus pass.", sitting=at.pk).exists()


def test_what_it_changed_comes_late_and_a_decision_never(cast, goal, client):
    one = ask(cast.imran, goal, make_fund(cast.carys))
    at = sit(client, cast.imran, cast.danielle)
    page = client.get(f"/together/{at.pk}/fund/{one.pk}").content.decode()
    assert '<form method="post" data-now novalidate>' in page
    Sitting.objects.filter(pk=at.pk).update(ended_at=timezone.now())
    desk = Client()
    desk.force_login(cast.imran)
    address = f"/desk/{at.pk}/fund/{one.pk}"
    yes = {"act": str(uuid4()), "do": "yes", "words": ""}
    assert desk.post(address, yes, **JSON).status_code == 404
    assert desk.post(f"{address}/changed", yes, **JSON).status_code == 409
    assert state_of(one) is State.WAITS
    answer(cast.imran, one)
    said = {"act": str(uuid4()), "party": "person", "words": "I began."}
    assert desk.post(f"{address}/changed", said, **JSON).json() == {"to": address}
    assert Happening.objects.get(kind="changed").words == "I began."


def test_asking_again_keeps_what_it_asks_again(cast, goal):
    fund = make_fund(cast.carys)
    one = ask(cast.imran, goal, fund)
    answer(cast.imran, one, "no", "Not now.")
    pages = Pages()
    at = sit(pages, cast.imran, cast.danielle)
    again = f"/together/{at.pk}/plan/goals/{goal.pk}/fund?again={one.pk}"
    assert f'action="{again}"' in pages.get(again).content.decode()


def test_both_screens_hear_what_becomes_of_a_request(cast, goal, monkeypatch):
    monkeypatch.setattr("tandem.sittings.listening.connection.close", lambda: None)
    pages = Pages()
    at = sit(pages, cast.imran, cast.danielle)
    one = ask(cast.imran, goal, make_fund(cast.carys))
    phone = join_as_person(Pages(), at)
    told = phone.get(f"/beside/{at.pk}/fund/{one.pk}").content.decode()
    assert f'data-live="/live/beside/{at.pk}/fund" data-thread="fund" data-at="1"' in told
    answer(cast.imran, one)
    cookies = {GUEST_COOKIE: phone.cookies[GUEST_COOKIE].value}
    assert permitted(f"beside/{at.pk}/fund", cookies).heads["fund"] == 2
    assert head_of(cast.danielle.pk) == 2
    assert "fund" not in permitted(f"beside/{at.pk}", cookies).heads
    for other in ("funds", "fund/x", "plan"):
        assert permitted(f"beside/{at.pk}/{other}", cookies) is None
    assert permitted(f"beside/{uuid4()}/fund", cookies) is None
