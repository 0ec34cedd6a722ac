"""What people type for an amount, and what is said back."""

import pytest

from tandem.fund.rules import money
from tandem.fund.rules.money import Unread, Unreadable


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("45", 4500),
        ("£45", 4500),
        (" £ 45.50 ", 4550),
        ("1,200.50", 120050),
        ("1200.50", 120050),
        ("£1,000,000", 100_000_000),
        ("0.05", 5),
    ],
)
def test_amounts_are_read_as_people_write_them(typed, pence):
    assert money.minor(money.read(typed)) == pence
    assert money.minor(money.of(pence)) == pence


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("45 quid", Unread.WORDS),
        ("about 45", Unread.WORDS),
        ("-45", Unread.WORDS),
        ("45,50", Unread.MARKS),
        ("45.5", Unread.MARKS),
        ("1,20", Unread.MARKS),
        ("", Unread.MARKS),
        ("0", Unread.NOTHING),
        ("1,000,000.01", Unread.TOO_MUCH),
    ],
)
def test_what_could_mean_something_else_is_not_guessed_at(typed, why):
    with pytest.raises(Unreadable) as told:
        money.read(typed)
    assert told.value.why is why


def test_pence_are_said_where_there_are_some():
    assert money.shown(money.of(4500), "en") == "£45"
    assert money.shown(money.of(4550), "cy") == "£45.50"
    assert money.shown(money.of(120000), "en") == "£1,200"
    assert money.shown(money.of(0), "cy") == "£0"
