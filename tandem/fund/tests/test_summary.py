"""A fund in short: nobody is told by it, nor by what is left of two of them."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
import time_machine

from tandem.audit.models import Event, Verb
from tandem.fund.actions import requests
from tandem.fund.rules.requests import FEWEST
from tandem.fund.rules.summary import WORKERS, Answer, spans
from tandem.fund.summary_page import Summary, as_csv, lines_of, summary_of
from tandem.fund.tests.asking import answer, ask, make_fund, spend
from tandem.lib.refused import Refused
from tandem.lib.shares import ENOUGH
from tandem.own_page.actions.devices import switch_off
from tandem.own_page.tests.holding import holding, link_for, read
from tandem.people.actions.allocations import move_person
from tandem.people.actor import Staff, System
from tandem.people.models import Allocation, Role
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    sit,
)
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.models import Held, Sitting
from tests.cast import make_person, make_user
from tests.page import Pages

SPRING = datetime(2026, 4, 14, 9, tzinfo=UTC)
AREAS = {"home": "Home", "money": "Money"}


def made_up(seed):
    chance = random.Random(seed)
    people = chance.choice([12, 40])
    return [
        Answer(
            uuid4(),
            UUID(int=chance.randrange(people)),
            UUID(int=chance.randrange(4)),
            date(2026, 1, 1) + timedelta(days=chance.randrange(360)),
            chance.random() < 0.7,
            chance.randrange(9),
            chance.choice(["home", "money", ""]),
        )
        for _each in range(chance.randrange(10, 90))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_what_was_told_never_changes_and_what_is_left_of_two_is_told_by_itself(seed):
    answers = made_up(seed)
    days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(56)]
    # As the answers of each day are known, and no others.
    tellings = [spans([one for one in answers if one.on <= day], day) for day in days]
    for earlier, later in pairwise(tellings):
        assert later[: len(earlier)] == earlier
        new = later[len(earlier) :]
        for span in new:
            people_stand_behind(span)
        was, now = (Counter(lines_of(Summary(told, AREAS, []))) for told in (earlier, later))
        assert not was - now
        assert now - was == Counter(lines_of(Summary(new, AREAS, [])))


def people_stand_behind(span):
    """Counted anew, by people and not by answers."""
    newest = {one.person: one for one in sorted(span.answers, key=lambda one: one.on)}
    had_yes = [one for one in newest.values() if one.is_yes]
    assert span.how_many == len(newest) >= ENOUGH
    assert len({one.worker for one in newest.values()}) >= WORKERS
    assert 1 <= span.yes <= 9
    assert abs(span.yes - 10 * len(had_yes) / len(newest)) <= 1
    assert (span.days_to_yes is None) == (len(had_yes) < ENOUGH)
    about = Counter(one.area for one in newest.values())
    told = span.areas(list(AREAS))
    assert set(told) == {key for key in AREAS if about[key] >= FEWEST}
    assert all(1 <= n <= 9 for n in told.values())


def test_one_or_two_workers_and_a_month_that_goes_on_are_not_told():
    ten = [
        Answer(uuid4(), UUID(int=n), UUID(int=n % 2), date(2026, 3, 3), True, n, "home")
        for n in range(10)
    ]
    assert spans(ten, date(2026, 5, 1)) == []
    third = Answer(uuid4(), UUID(int=10), UUID(int=7), date(2026, 4, 30), False, 3, "")
    assert spans([*ten, third], date(2026, 4, 30)) == []
    (span,) = spans([*ten, third], date(2026, 5, 1))
    assert (span.first, span.last) == (date(2026, 3, 1), date(2026, 4, 30))
    assert (span.how_many, span.yes, span.days_to_yes) == (11, 9, 4)
    assert span.areas(["home", "money"]) == {"home": 9}
    # Of ten people nine had a yes: too few to say how long it took.
    (fewer,) = spans([*ten[:9], replace(ten[9], is_yes=False), third], date(2026, 5, 1))
    assert (fewer.how_many, fewer.days_to_yes) == (11, None)
    # Who asked over and over is one of them, and no crowd.
    over = [replace(third, on=date(2026, 3, 4), is_yes=True, area="money") for _each in range(9)]
    (span,) = spans([*ten, *over, third], date(2026, 5, 1))
    assert (span.how_many, span.yes, span.areas(["home", "money"])) == (11, 9, {"home": 9})


@pytest.fixture
def told(cast, db):
    """Ten people were answered in April, five of whom let others read what it changed."""
    fund = make_fund(cast.carys, holds="900")
    workers = [cast.imran, cast.priya, make_user(cast.north, "Wen", Role.WORKER, team=cast.team)]
    asked = []
    for n in range(10):
        worker = workers[n % 3]
        person = make_person(cast.north, f"Rhys{n}", worker=worker, team=worker.team)
        home_sheet(worker, person)
        goal = keep_the_flat(worker, person)
        with time_machine.travel(SPRING, tick=False):
            one = ask(worker, goal, fund)
            who = cast.carys if n == 2 else worker
            answer(who, one, "no" if n == 9 else "yes", "No." if n == 9 else "")
            if n < 6:
                spend(worker, one)
                sitting = start_sitting(by=Staff(worker), person=person, held=Held.PAPER, pin="")
                link_for(worker, person)
                hers = replace(in_persons_hands(sitting), sitting=None)
                words = "Rhys1 says thanks." if n == 1 else f"I sleep {n} hours now."
                told = {"request": one, "setting": hers, "by": None, "party": "person"}
                requests.say_what_changed(**told, words=words, act=uuid4())
                lend(one, hers)
        asked.append((one, person, hers if n < 6 else None))
    return fund, asked


def lend(one, setting, is_lent=True):
    said = one.happenings.filter(kind="changed").order_by("number").last()
    told = {"said": said.number if said else 1, "is_lent": is_lent}
    requests.lend_words(request=one, setting=setting, act=uuid4(), **told)


def spoken(fund):
    return [one.words for one in summary_of(fund).words]


def open_short(user, fund, path="short"):
    client = Pages()
    client.force_login(user)
    return client.get(f"/fund/{fund.pk}/{path}")


def test_it_tells_of_the_fund_and_of_nobody(cast, told):
    fund, asked = told
    page = open_short(cast.carys, fund).content.decode().partition("<main")[2]
    table = open_short(cast.carys, fund, "short.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="fund-in-short.csv"'
    # The fund's own key is random: it may hold any two digits.
    for body in (page.replace(str(fund.pk), ""), table.content.decode("utf-8-sig")):
        assert "I sleep 0 hours now." in body
        for secret in (
            "Rhys",
            "Imran",
            "Priya",
            "Team",
            "45",
            "Boots",
            "Fresh start",
            "2026-04-14",
        ):
            assert secret not in body, secret
    assert "9 in 10, or more" in page
    assert page.index("short.csv") < page.index("Read it first") < page.index("How many")
    for user, status in ((cast.imran, 404), (cast.ade, 404)):
        assert open_short(user, fund).status_code == status
    traced = Event.objects.filter(place="fund:summary_table", verb=Verb.DISCLOSE)
    # The one whose words name somebody is not among them.
    assert {one.person for one in traced} == {
        p.pk for n, (_o, p, _h) in enumerate(asked[:6]) if n != 1
    }


def test_of_fewer_than_five_no_words_are_told_and_what_is_taken_back_goes_at_once(cast, told):
    fund, asked = told
    assert len(summary_of(fund).words) == 5
    one, _person, hers = asked[3]
    lend(one, hers, is_lent=False)
    assert summary_of(fund).words == []
    assert "I sleep" not in as_csv(summary_of(fund)).decode()
    # Newly lent: from the next month on.
    lend(one, hers)
    assert summary_of(fund).words == []
    with time_machine.travel(datetime.now(UTC) + timedelta(days=32)):
        assert len(summary_of(fund).words) == 5


def test_nothing_is_told_once_the_page_is_off_on_which_a_no_is_said(cast, told):
    fund, asked = told
    _one, person, _hers = asked[3]
    worker = person.allocations.get().worker
    assert len(spoken(fund)) == FEWEST
    switch_off(by=Staff(worker), person=person)
    assert spoken(fund) == []
    # On again it asks anew.
    link_for(worker, person)
    assert spoken(fund) == []


def test_a_yes_in_a_sitting_holds_while_somebody_sits_with_them(cast, told):
    fund, asked = told
    one, person, hers = asked[3]
    worker = person.allocations.get().worker
    sitting = start_sitting(by=Staff(worker), person=person, held=Held.PAPER, pin="")
    with time_machine.travel(SPRING + timedelta(hours=1), tick=False):
        lend(one, in_persons_hands(sitting))
    switch_off(by=Staff(worker), person=person)
    assert len(spoken(fund)) == FEWEST
    # Wherever it was said, it is taken back where the person is.
    lend(one, hers, is_lent=False)
    assert spoken(fund) == []
    with time_machine.travel(SPRING + timedelta(hours=2), tick=False):
        lend(one, in_persons_hands(sitting))
    assert len(spoken(fund)) == FEWEST
    move_person(by=System("test"), person=person, worker=None, team=worker.team, reason="")
    assert spoken(fund) == []
    # Whoever sits with them next asks anew: the page said that without a worker it is a no.
    move_person(by=System("test"), person=person, worker=worker, team=worker.team, reason="")
    assert spoken(fund) == []
    with time_machine.travel(datetime.now(UTC) + timedelta(days=32)):
        assert spoken(fund) == []


def test_in_the_room_it_is_said_with_the_persons_own_hands(cast, client):
    home_sheet(cast.imran, cast.danielle)
    one = ask(cast.imran, keep_the_flat(cast.imran, cast.danielle), make_fund(cast.carys))
    answer(cast.imran, one)
    sitting = sit(client, cast.imran, cast.danielle)
    phone = join_as_person(Pages(), sitting)
    page = f"/{{}}/{sitting.pk}/fund/{one.pk}"
    at, asking = (f"{page.format(door)}/others" for door in ("together", "beside"))
    # Before there are words there is nothing to lend.
    assert phone.get(asking).status_code == 404
    told = {"request": one, "setting": in_persons_hands(sitting), "by": None, "party": "person"}
    requests.say_what_changed(**told, words="I sleep again.", act=uuid4())
    assert f"{asking}" in phone.get(page.format("beside")).content.decode()
    seen = phone.get(asking).content.decode()
    assert "I sleep again." in seen
    assert "If no worker sits with you any more, that is a no too." in seen
    said = one.happenings.get(kind="changed").number

    def sends(way):
        return {"act": str(uuid4()), "said": said, "is_lent": way}

    assert phone.post(asking, sends("yes")).url == asking
    assert "You said yes when you sat together." in phone.get(asking).content.decode()
    # The worker's own hands open nothing and say nothing, nor does a screen handed over for
    # something else.
    for handed in ("", "agree", f"lend/{uuid4()}"):
        Sitting.objects.filter(pk=sitting.pk).update(handed=handed)
        assert client.get(at).status_code == 404
        assert client.post(at, sends("no")).status_code == 404
    Sitting.objects.filter(pk=sitting.pk).update(handed="")
    hand = {"what": f"lend/{one.pk}"}
    assert client.post(f"/together/{sitting.pk}/hand", hand).url == at
    assert "You let anyone read" in client.get(at).content.decode()
    assert client.post(at, sends("no")).url == at
    assert "If you say yes" in client.get(at).content.decode()
    kinds = one.happenings.order_by("number").values_list("kind", "typed_by", "sitting")
    assert list(kinds)[-2:] == [("lent", "person", sitting.pk), ("kept", "person", sitting.pk)]


def test_whoever_supported_them_or_decided_is_looked_for(cast, told):
    fund, asked = told
    _one, person, _hers = asked[3]
    assert len(spoken(fund)) == FEWEST
    cast.carys.called = "Sleep"
    cast.carys.save()
    # She answered one of them.
    assert spoken(fund) == []
    cast.carys.called = "Carys"
    cast.carys.save()
    once = make_user(cast.north, "Hours", Role.WORKER, team=cast.team)
    Allocation.objects.create(
        person=person, worker=once, began_at=SPRING - timedelta(days=99), ended_at=SPRING
    )
    assert spoken(fund) == []


def test_on_their_own_page_a_person_lets_others_read_it_and_takes_it_back(cast):
    at = holding(cast.imran, cast.danielle)
    home_sheet(cast.imran, cast.danielle)
    one = ask(cast.imran, keep_the_flat(cast.imran, cast.danielle), make_fund(cast.carys))
    answer(cast.imran, one)
    spend(cast.imran, one)
    to = f"/page/fund/{one.pk}/others"
    with pytest.raises(Refused):
        lend(one, at_the_desk(cast.imran))
    said = {"act": str(uuid4()), "party": "person", "words": "I sleep again."}
    assert "Anyone may read my words" not in read(at, "/page/fund")
    assert at.phone.post(f"/page/fund/{one.pk}", said).url == "/page/fund"
    asking = read(at, "/page/fund").partition("These are your words:")[2]
    assert asking.index("I sleep again.") < asking.index("anyone may read them, from next month on")
    before = one.happenings.get(kind="changed").number
    # Somebody typed other words for them since: a yes is to those that stood on the page.
    newer = {"by": cast.imran, "party": "person", "words": "I work.", "act": uuid4()}
    requests.say_what_changed(request=one, setting=at_the_desk(cast.imran), **newer)
    yes = {"act": str(uuid4()), "said": before, "is_lent": "yes"}
    refused = at.phone.post(to, yes)
    assert refused.status_code == 409
    assert "Read the new ones first." in refused.content.decode()
    page = read(at, "/page/fund")
    asking = page.partition("These are your words:")[2]
    assert "I work." in asking.partition("</form>")[0]
    assert f'name="said" value="{before + 1}"' in page
    yes["said"] = before + 1
    for _twice in range(2):
        assert at.phone.post(to, yes).url == "/page/fund"
    assert "You let anyone read" in read(at, "/page/fund")
    assert at.phone.post(to, yes | {"is_lent": "maybe"}).status_code == 409
    # A no is to all of them.
    assert at.phone.post(to, {"act": str(uuid4()), "said": 1, "is_lent": "no"}).url == "/page/fund"
    assert "If you say yes" in read(at, "/page/fund")
    kinds = one.happenings.order_by("number").values_list("kind", flat=True)
    assert list(kinds)[-3:] == ["changed", "lent", "kept"]
    # A yes is only as good as the page on which a no can be said.
    assert at.phone.post(to, yes | {"act": str(uuid4())}).url == "/page/fund"
    switch_off(by=Staff(cast.imran), person=cast.danielle)
    assert "If you say yes" in read(holding(cast.imran, cast.danielle), "/page/fund")
