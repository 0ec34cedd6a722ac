"""Builders: a fund with money in it, and requests to it."""

from datetime import timedelta
from uuid import uuid4

import time_machine
from django.utils import timezone

from tandem.fund.actions import funds, requests
from tandem.fund.models import Receipt
from tandem.fund.rules import money
from tandem.fund.terms import newest_terms
from tandem.people.actor import Staff
from tandem.plans.tests.stories import at_the_desk


def pounds(text):
    return money.read(text)


def make_fund(manager, *, holds="200", **more):
    told = {
        "name": "Fresh start",
        "name_cy": "Dechrau newydd",
        "purpose": "Small things that open a door.",
        "purpose_cy": "",
        "team": None,
        "areas": [],
        "most": pounds("100"),
        "most_a_year": pounds("150"),
        "on_the_spot": pounds("50"),
        "answer_within": 3,
    }
    fund = funds.begin_fund(
        by=Staff(manager),
        organisation=manager.organisation,
        act=uuid4(),
        owner=manager,
        **told | more,
    )
    if holds:
        put(manager, fund, holds)
    return fund


def put(manager, fund, amount, words="From the Friends"):
    return funds.put_in(
        by=Staff(manager), fund=fund, amount=pounds(amount), words=words, act=uuid4()
    )


def ask(worker, goal, fund, amount="45", **more):
    told = {
        "words_by": "person",
        "what": "Boots for the site.",
        "why": "The job centre said no.",
        "act": uuid4(),
    }
    return requests.ask(
        person=goal.thread.person,
        goal=goal,
        terms=newest_terms(fund),
        setting=at_the_desk(worker),
        asked_with=worker,
        amount=pounds(amount),
        **told | more,
    )


def answer(user, request, kind="yes", words="", act=None):
    verb = requests.say_yes if kind == "yes" else requests.say_no
    verb(request=request, setting=at_the_desk(user), by=user, act=act or uuid4(), words=words)


def spend(user, request, amount="45", how="bought", act=None):
    requests.spend(
        request=request,
        setting=at_the_desk(user),
        by=user,
        how=requests.Became(how),
        amount=pounds(amount),
        act=act or uuid4(),
    )


def receipt(request, words="made up"):
    return Receipt.objects.create(
        request=request, kind="pdf", raw=f"%PDF-1.7 {words}".encode(), kept_at=timezone.now()
    )


def ask_long_ago(worker, goal, fund, amount="45", **more):
    """Its day has passed."""
    with time_machine.travel(timezone.now() - timedelta(days=20)):
        return ask(worker, goal, fund, amount, **more)


def typed(fund, **more):
    """What is entered to ask a fund."""
    return {
        "act": str(uuid4()),
        "what": "Boots for the site.",
        "amount": "£45",
        "why": "The job centre said no.",
        "words_by": "person",
        "terms": str(fund.terms.get().pk),
    } | more
