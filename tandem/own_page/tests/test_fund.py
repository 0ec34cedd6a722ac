"""On the own page: what was asked of a fund is read there, and what it changed is said there."""

from uuid import uuid4

import pytest

from tandem.fund.models import Happening
from tandem.fund.tests.asking import answer, ask, make_fund, spend
from tandem.own_page.tests.holding import holding, read
from tandem.plans.tests.stories import home_sheet, keep_the_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(cast):
    at = holding(cast.imran, cast.danielle)
    home_sheet(cast.imran, cast.danielle)
    at.goal = keep_the_flat(cast.imran, cast.danielle)
    at.fund = make_fund(cast.carys)
    return at


def say(at, one, words="I sleep again.", act=None, party="person"):
    sent = {"act": str(act or uuid4()), "party": party, "words": words}
    return at.phone.post(f"/page/fund/{one.pk}", sent)


def test_nothing_asked_says_so_and_more_leads_there(at):
    assert "Nothing was asked for yet." in read(at, "/page/fund")
    assert 'href="/page/fund"' in read(at)


def test_a_no_stands_with_its_reason(cast, at):
    one = ask(cast.imran, at.goal, at.fund)
    assert "<bdi>Imran</bdi>" not in read(at, "/page/fund").partition("<h1")[2]
    assert "Imran answers by" in read(at, "/page/fund")
    answer(cast.imran, one, "no", "Ask the charity shop first.")
    page = read(at, "/page/fund")
    assert "Boots for the site." in page
    assert "£45" in page
    assert "Not this time." in page
    assert "Ask the charity shop first." in page
    assert "What did it change?" not in page


def test_what_was_paid_for_asks_once_what_it_changed(cast, at):
    one = ask(cast.imran, at.goal, at.fund)
    answer(cast.imran, one)
    assert "What did it change?" not in read(at, "/page/fund")
    spend(cast.imran, one)
    page = read(at, "/page/fund")
    assert "It was bought for Danielle. It cost £45." in page
    assert "What did it change?" in page
    assert "No machine reads your words." in page
    act = uuid4()
    for _twice in range(2):
        assert say(at, one, act=act)["Location"] == "/page/fund"
    kept = Happening.objects.get(kind="changed")
    assert (kept.words, kept.party, kept.typed_by, kept.by) == (
        "I sleep again.", "person", "person", None,
    )  # fmt: skip
    assert kept.device.startswith("own page")
    page = read(at, "/page/fund")
    assert "I sleep again." in page
    assert "What did it change?" not in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("", "Write what it changed."), ("x" * 10_000, "Please use 1000 letters at most.")],
)
def test_what_cannot_be_kept_is_told_and_the_words_stay(cast, at, words, sentence):
    one = ask(cast.imran, at.goal, at.fund)
    answer(cast.imran, one)
    spend(cast.imran, one)
    page = say(at, one, words)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert words in page.content.decode()


def test_nobody_speaks_for_the_worker_or_about_what_others_asked(cast, at):
    one = ask(cast.imran, at.goal, at.fund)
    assert say(at, one).status_code == 422
    answer(cast.imran, one)
    assert say(at, one, party="worker").status_code == 422
    home_sheet(cast.priya, cast.aled)
    theirs = ask(cast.priya, keep_the_flat(cast.priya, cast.aled), at.fund, what="A lamp.")
    assert "A lamp." not in read(at, "/page/fund")
    assert say(at, theirs).status_code == 404
    assert not Happening.objects.filter(kind="changed").exists()
