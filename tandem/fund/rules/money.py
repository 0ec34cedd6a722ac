"""Pure: money as it is stored (whole pence), as it is typed, and as it is said.

All sums are those of `moneyed`; nothing here adds or rounds by itself.
"""

import re
from decimal import Decimal
from enum import StrEnum

from moneyed import Money, get_currency
from moneyed.l10n import format_money

CURRENCY = "GBP"
# More than a fund of small sums ever holds, and far from where a whole number ends.
MOST = Money(1_000_000, CURRENCY)

_AMOUNT = re.compile(r"£? ?(?P<pounds>\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(?P<pence>\d\d))?")
_MARKS = re.compile(r"[£.,\d\s]*")


class Unread(StrEnum):
    """Why no amount was found in what was typed."""

    WORDS = "words"
    MARKS = "marks"
    NOTHING = "nothing"
    TOO_MUCH = "too_much"


class Unreadable(ValueError):
    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


def of(minor: int, currency: str = CURRENCY) -> Money:
    """What so many pence are."""
    unit = get_currency(currency).sub_unit
    return Money(Decimal(minor) / unit, currency)


def minor(amount: Money) -> int:
    """In whole pence, as it is stored."""
    return amount.get_amount_in_sub_unit()


def read(typed: str, currency: str = CURRENCY) -> Money:
    """The amount in "45", "£45", "45.50" and "1,200.50"; nothing else is guessed at."""
    found = _AMOUNT.fullmatch(typed.strip())
    if found is None:
        raise Unreadable(Unread.MARKS if _MARKS.fullmatch(typed) else Unread.WORDS)
    pounds = found["pounds"].replace(",", "")
    amount = Money(Decimal(f"{pounds}.{found['pence'] or '00'}"), currency)
    if not amount:
        raise Unreadable(Unread.NOTHING)
    if amount > MOST:
        raise Unreadable(Unread.TOO_MUCH)
    return amount


def shown(amount: Money, language: str) -> str:
    """ "£45" and "£45.50", as the language writes it."""
    is_whole = minor(amount) % amount.currency.sub_unit == 0
    if is_whole:
        return format_money(amount, locale=language, format="¤#,##0", currency_digits=False)
    return format_money(amount, locale=language)
