"""What was asked of a fund stands under its goal on the printed plan."""

from uuid import uuid4

import pytest

from tandem.documents.tests.reading import squeezed, text_of
from tandem.fund.actions import requests
from tandem.fund.tests.asking import answer, ask, make_fund, spend
from tandem.plans.tests.stories import at_the_desk, home_sheet, keep_the_flat
from tests.page import Pages

pytestmark = pytest.mark.django_db


def printed(cast, way=""):
    desk = Pages()
    desk.force_login(cast.imran)
    found = desk.get(f"/people/{cast.danielle.pk}/plan/print?way={way}")
    return squeezed(text_of(found.content))


@pytest.mark.parametrize("way", ["", "easy"])
def test_the_plan_on_paper_says_what_was_asked_and_what_became_of_it(cast, way):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    assert squeezed("Asked of the fund") not in printed(cast, way)
    fund = make_fund(cast.carys)
    one = ask(cast.imran, goal, fund)
    answer(cast.imran, one)
    spend(cast.imran, one, "40")
    requests.say_what_changed(
        request=one,
        setting=at_the_desk(cast.imran),
        by=cast.imran,
        party="person",
        words="I start on Monday.",
        act=uuid4(),
    )
    own = ask(cast.imran, goal, fund, what="A helmet.")
    answer(cast.imran, own)
    spend(cast.imran, own, "20", "repaid")
    refused = ask(cast.imran, goal, fund, what="A bus pass.")
    answer(cast.imran, refused, "no", "The job centre pays for that.")
    told = printed(cast, way)
    for words in (
        "Asked of the fund",
        "Boots for the site.",
        "£45. Done. It was bought for Danielle. It cost £40.",
        "£45. Done. Danielle bought it and was paid back. It cost £20.",
        "Danielle, on what it changed:",
        "I start on Monday.",
        "A bus pass.",
        "£45. Not this time.",
        "The job centre pays for that.",
    ):
        assert squeezed(words) in told, words
