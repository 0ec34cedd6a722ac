"""Whose money, whose words and whose yes: nobody practises with real money, nobody says yes to
themselves, and every act leaves its event."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tandem.audit.models import Event
from tandem.fund.actions.requests import had_in_a_year
from tandem.fund.fund_page import as_csv
from tandem.fund.models import Happening, Request
from tandem.fund.page import requests_of
from tandem.fund.page import shown as shown_requests
from tandem.fund.rules import money
from tandem.fund.terms import open_for
from tandem.fund.tests.asking import answer, ask, make_fund, spend
from tandem.fund.tests.test_pages import desk, sent
from tandem.lib.refused import Refused
from tandem.plans.tests.stories import home_sheet, keep_the_flat, sit
from tandem.sittings.models import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def test_nobody_practises_with_real_money(cast, goal):
    fund = make_fund(cast.carys)
    assert open_for(cast.danielle, goal)
    for person in (cast.danielle, goal.thread.person):
        person.is_practice = True
    assert open_for(cast.danielle, goal) == []
    with pytest.raises(Refused, match="This is practice"):
        ask(cast.imran, goal, fund)
    assert not Request.objects.exists()


def test_with_the_keyboard_in_their_hands_the_person_says_no_yes_to_themselves(cast, goal, client):
    request = ask(cast.imran, goal, make_fund(cast.carys))
    sitting = sit(client, cast.imran, cast.danielle)
    page = f"/together/{sitting.pk}/fund/{request.pk}"
    assert 'value="yes"' in client.get(page).content.decode()
    Sitting.objects.filter(pk=sitting.pk).update(typing="person")
    assert 'value="yes"' not in client.get(page).content.decode()
    client.post(page, sent(do="yes", words=""))
    assert not Happening.objects.exists()


def test_who_typed_what_it_changed_is_told_and_the_person_is_still_asked(cast, goal):
    request = ask(cast.imran, goal, make_fund(cast.carys))
    answer(cast.imran, request)
    spend(cast.imran, request)
    page = f"/people/{cast.danielle.pk}/fund/{request.pk}"
    told = {"do": "changed", "party": "person", "words": "I work now."}
    assert desk(cast.imran).post(page, sent(**told)).status_code == 302
    (one,) = shown_requests(requests_of(cast.danielle), {"person": "Danielle", "worker": "Imran"})
    assert (one.moments[-1].who, one.moments[-1].typed_by) == ("Danielle", "Imran")
    assert one.asks_what_changed
    assert "typed by <bdi>Imran</bdi>" in desk(cast.imran).get(page).content.decode()


def test_every_act_at_a_fund_leaves_its_event(cast, goal):
    request = ask(cast.imran, goal, make_fund(cast.carys))
    answer(cast.imran, request)
    spend(cast.imran, request)
    what = Event.objects.filter(person=cast.danielle.pk, what__startswith="asked of a fund")
    assert list(what.order_by("id").values_list("what", flat=True)) == [
        "asked of a fund",
        "asked of a fund: yes",
        "asked of a fund: bought",
    ]


def test_what_is_free_again_of_long_ago_lowers_nothing_of_this_year(cast, goal, time_machine):
    fund = make_fund(cast.carys)
    old = ask(cast.imran, goal, fund, "100")
    answer(cast.carys, old)
    time_machine.move_to(timezone.now() + timedelta(days=366))
    answer(cast.imran, ask(cast.imran, goal, fund, "40"))
    spend(cast.imran, old, "10")
    assert money.minor(had_in_a_year(fund, cast.danielle)) == 4000


def test_a_spreadsheet_adds_the_amounts_up(cast, goal):
    fund = make_fund(cast.carys)
    ask(cast.imran, goal, fund, "45")
    lines = as_csv(fund).decode("utf-8-sig").splitlines()
    assert '"How much (GBP)"' in lines[0]
    assert '"45.00"' in lines[1]
