"""A fund, its rules, and requests to it: asked, answered, spent."""

import random
import threading
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from tandem.fund.actions import funds, requests
from tandem.fund.models import Happening, Request, Transfer
from tandem.fund.rules import money
from tandem.fund.rules.ledger import OF_A_REQUEST, Account, Book, Move
from tandem.fund.rules.requests import State
from tandem.fund.terms import newest_terms, open_for
from tandem.fund.tests.asking import answer, ask, make_fund, pounds, put, spend
from tandem.fund.transfers import book_of
from tandem.lib.refused import Refused
from tandem.people.actor import Staff
from tandem.people.models import Role
from tandem.plans.tests.stories import at_the_desk, home_sheet, keep_the_flat
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def held(fund):
    """What is free, kept and spent, in pence."""
    of = book_of(fund).of
    return tuple(money.minor(of[one]) for one in (Account.FREE, Account.HELD, Account.SPENT))


def test_a_yes_keeps_the_money_and_what_was_not_needed_is_free_again(cast, goal):
    fund = make_fund(cast.carys)
    request = ask(cast.imran, goal, fund)
    assert held(fund) == (20000, 0, 0)
    answer(cast.imran, request)
    assert held(fund) == (15500, 4500, 0)
    spend(cast.imran, request, "39.99")
    assert held(fund) == (16001, 0, 3999)
    requests.give_back(
        request=request,
        setting=at_the_desk(cast.imran),
        by=cast.imran,
        amount=pounds("39.99"),
        act=uuid4(),
    )
    assert held(fund) == (20000, 0, 0)
    kinds = request.happenings.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["yes", "bought", "returned"]


def test_what_is_not_needed_any_more_is_free_again(cast, goal):
    fund = make_fund(cast.carys)
    request = ask(cast.imran, goal, fund)
    answer(cast.imran, request)
    requests.leave_unused(
        request=request, setting=at_the_desk(cast.imran), by=cast.imran, act=uuid4()
    )
    assert held(fund) == (20000, 0, 0)
    assert requests.state_of(request) is State.UNUSED


def test_sent_twice_it_is_done_once(cast, goal):
    fund = make_fund(cast.carys)
    act = uuid4()
    request = ask(cast.imran, goal, fund, act=act)
    assert ask(cast.imran, goal, fund, act=act) == request
    act = uuid4()
    answer(cast.imran, request, act=act)
    answer(cast.imran, request, act=act)
    act = uuid4()
    spend(cast.imran, request, act=act)
    spend(cast.imran, request, act=act)
    assert held(fund) == (15500, 0, 4500)


def test_above_the_workers_limit_a_manager_decides_who_did_not_ask(cast, goal):
    fund = make_fund(cast.carys)
    request = ask(cast.imran, goal, fund, "50.01")
    with pytest.raises(Refused, match=r"Above £50 a manager decides\."):
        answer(cast.imran, request)
    cast.imran.roles = [Role.WORKER, Role.MANAGER]
    with pytest.raises(Refused, match="Ask a second manager"):
        answer(cast.imran, request)
    answer(cast.carys, request)
    assert held(fund) == (14999, 5001, 0)


def test_a_no_has_a_reason_and_can_be_asked_again_once(cast, goal):
    fund = make_fund(cast.carys)
    request = ask(cast.imran, goal, fund)
    with pytest.raises(Refused, match="Say why"):
        answer(cast.imran, request, "no")
    with pytest.raises(Refused, match="still open"):
        ask(cast.imran, goal, fund, again=request)
    answer(cast.imran, request, "no", "Ask the job centre first.")
    with pytest.raises(Refused, match="Somebody has gone on"):
        answer(cast.imran, request)
    again = ask(cast.imran, goal, fund, again=request)
    with pytest.raises(Refused, match="asked again already"):
        ask(cast.imran, goal, fund, again=request)
    answer(cast.imran, again)
    assert held(fund) == (15500, 4500, 0)


def test_a_fund_says_what_it_gives_and_for_whom(cast, goal):
    fund = make_fund(cast.carys, team=cast.team, areas=["home", "days"])
    assert open_for(cast.danielle, goal) == [newest_terms(fund)]
    with pytest.raises(Refused, match="up to £100 at a time"):
        ask(cast.imran, goal, fund, "100.01")
    elsewhere = make_fund(cast.carys, team=cast.other_team)
    with pytest.raises(Refused, match="another team"):
        ask(cast.imran, goal, elsewhere)
    for_work = make_fund(cast.carys, areas=["days"])
    with pytest.raises(Refused, match="another kind of goal"):
        ask(cast.imran, goal, for_work)
    assert open_for(cast.danielle, goal) == [newest_terms(fund)]


def test_one_person_has_so_much_in_a_year(cast, goal, time_machine):
    fund = make_fund(cast.carys)
    first = ask(cast.imran, goal, fund, "100")
    second = ask(cast.imran, goal, fund, "100")
    answer(cast.carys, first)
    with pytest.raises(Refused, match="up to £150 to one person in a year"):
        answer(cast.carys, second)
    # What came free again does not count; nor does what is more than a year ago.
    spend(cast.imran, first, "50")
    answer(cast.carys, second)
    time_machine.move_to(timezone.now() + timedelta(days=366))
    put(cast.carys, fund, "100")
    answer(cast.carys, ask(cast.imran, goal, fund, "100"))


def test_the_answer_is_due_in_working_days(cast, goal, time_machine):
    time_machine.move_to("2026-12-04T10:00:00Z")
    fund = make_fund(cast.carys)
    assert ask(cast.imran, goal, fund).due_on == date(2026, 12, 9)


def test_what_is_not_there_is_not_given(cast, goal):
    fund = make_fund(cast.carys, holds="40")
    request = ask(cast.imran, goal, fund)
    with pytest.raises(Refused, match=r"There is £40 left in this fund\."):
        answer(cast.imran, request)
    put(cast.carys, fund, "5")
    answer(cast.imran, request)
    with pytest.raises(Refused, match=r"There is £0 left"):
        funds.take_out(by=Staff(cast.carys), fund=fund, amount=pounds("1"), words="", act=uuid4())
    with pytest.raises(Refused, match="more than is kept"):
        spend(cast.imran, request, "45.01")


def test_rules_change_by_a_next_row_and_what_was_asked_goes_by_its_own(cast, goal):
    fund = make_fund(cast.carys)
    request = ask(cast.imran, goal, fund, "50")
    now = newest_terms(fund)
    told = {
        name: getattr(now, name)
        for name in ("name", "name_cy", "purpose", "purpose_cy", "owner", "team", "areas")
    }
    told |= {"answer_within": 1, "most": pounds("20"), "most_a_year": pounds("150")}
    changed = {**told, "on_the_spot": pounds("5")}
    funds.change_terms(by=Staff(cast.carys), fund=fund, act=uuid4(), seen=1, **changed)
    with pytest.raises(Refused, match="changed these rules by now"):
        funds.change_terms(by=Staff(cast.carys), fund=fund, act=uuid4(), seen=1, **changed)
    answer(cast.imran, request)
    with pytest.raises(Refused, match="up to £20 at a time"):
        ask(cast.imran, goal, fund)
    shut = {**changed, "is_open": False}
    funds.change_terms(by=Staff(cast.carys), fund=fund, act=uuid4(), seen=2, **shut)
    assert open_for(cast.danielle, goal) == []
    with pytest.raises(Refused, match="closed"):
        ask(cast.imran, goal, fund, "5")


def test_a_manager_looks_after_a_fund(cast):
    with pytest.raises(Refused, match="A manager looks after a fund"):
        funds.begin_fund(
            by=Staff(cast.bea),
            organisation=cast.north,
            act=uuid4(),
            owner=cast.imran,
            most=pounds("1"),
            most_a_year=pounds("1"),
            on_the_spot=pounds("1"),
        )


def test_the_database_refuses_what_the_rules_would(cast, goal):
    """Whoever writes: past the lock, past the rules."""
    fund = make_fund(cast.carys, holds="10")
    request = ask(cast.imran, goal, fund)
    good = {
        "fund": fund,
        "number": 2,
        "source": "free",
        "target": "held",
        "amount": 1000,
        "request": request,
        "at": timezone.now(),
    }
    for bad in (
        {"amount": 1001},
        {"amount": 0},
        {"number": 3},
        {"number": 1},
        {"source": "held", "target": "spent"},
        {"source": "free", "target": "spent"},
        {"request": None},
        {"fund": make_fund(cast.carys), "number": 2},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Transfer.objects.create(**good | bad)
    Transfer.objects.create(**good)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Transfer.objects.update(amount=1)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Request.objects.update(amount=1)


def test_of_random_moves_the_database_takes_those_that_the_rules_allow(cast, goal):
    chance, fund = random.Random(68), make_fund(cast.carys, holds="")
    asked = [ask(cast.imran, goal, fund, "10") for _n in range(2)]
    ways = [((Account.GIVEN, Account.FREE), None)] * 4
    ways += [(way, one) for way in sorted(OF_A_REQUEST) for one in asked]
    ways += [((Account.FREE, Account.SPENT), asked[0]), ((Account.FREE, Account.GIVEN), asked[0])]
    kept, number, refused = Book("GBP"), 0, 0
    for _move in range(150):
        (source, target), request = chance.choice(ways)
        pence = chance.choice([0, 1, 500, 999])
        move = Move(source, target, money.of(pence), request.pk if request else None)
        row = {"fund": fund, "number": number + 1, "source": source.value, "amount": pence}
        row |= {"target": target.value, "request": request, "at": timezone.now()}
        if kept.why_not(move):
            refused += 1
            with pytest.raises(IntegrityError), transaction.atomic():
                Transfer.objects.create(**row)
        else:
            Transfer.objects.create(**row)
            kept.add(move)
            number += 1
    assert book_of(fund).of == kept.of
    assert min(number, refused) > 20


@pytest.mark.django_db(transaction=True)
def test_of_many_who_say_yes_at_once_so_many_get_it_as_fit(cast):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    fund = make_fund(cast.carys, holds="35", most_a_year=pounds("500"))
    asked = [ask(cast.imran, goal, fund, "10") for _n in range(8)]
    told, ready = [], threading.Barrier(len(asked))

    def decide(request):
        ready.wait()
        try:
            answer(cast.imran, request)
        except Refused as refused:
            told.append(refused.sentence)
        else:
            told.append("yes")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[one]) for one in asked]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    sentence = "There is £5 left in this fund. That is not enough."
    assert sorted(told) == [*[sentence] * 5, *["yes"] * 3]
    assert held(fund) == (500, 3000, 0)
    assert Happening.objects.filter(kind="yes").count() == 3


def test_another_manager_may_be_needed(cast, goal):
    rhian = make_user(cast.north, "Rhian", Role.WORKER, Role.MANAGER, team=cast.team)
    fund = make_fund(cast.carys)
    request = ask(rhian, goal, fund, "80")
    with pytest.raises(Refused, match="Ask a second manager"):
        answer(rhian, request)
    answer(cast.carys, request)
