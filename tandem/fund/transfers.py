"""The ledger as it is stored: read into the book, written one transfer at a time."""

from uuid import UUID

from django.db import connection
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from moneyed import Money

from tandem.fund.models import Fund, Transfer
from tandem.fund.rules import money
from tandem.fund.rules.ledger import Account, Book, Fault, Move, book
from tandem.lib.refused import Refused
from tandem.people.actor import Actor, Staff
from tandem.privacy.screen import closed


def locked(fund: UUID) -> Fund:
    """Whoever moves a fund's money, or decides over it, waits here for whoever does so now."""
    assert connection.in_atomic_block
    return Fund.objects.defer(*closed(Fund)).select_for_update(no_key=True).get(pk=fund)


def book_of(fund: Fund) -> Book:
    """Moves of one way and one request stand in it as one."""
    rows = Transfer.objects.filter(fund=fund).order_by()
    ways = rows.values_list("source", "target", "request").annotate(n=Sum("amount"))
    return book(
        fund.currency,
        [
            Move(Account(source), Account(target), money.of(n, fund.currency), request)
            for source, target, request, n in ways
        ],
    )


def transfer(
    fund: Fund, book: Book, move: Move, *, by: Actor, act: UUID, words: str = ""
) -> Transfer:
    """Add one; the caller has locked the fund and read its book since."""
    if fault := book.why_not(move):
        raise Refused(_sentence(fault, book.of[move.source]))
    book.add(move)
    fund.head += 1
    fund.save(update_fields=["head"])
    return Transfer.objects.create(
        pk=act,
        fund=fund,
        number=fund.head,
        source=move.source,
        target=move.target,
        amount=money.minor(move.amount),
        request_id=move.request,
        by=by.user if isinstance(by, Staff) else None,
        at=timezone.now(),
        words=words,
    )


def said(amount: Money) -> str:
    """As the page's language writes it."""
    return money.shown(amount, (get_language() or "en")[:2])


def _sentence(fault: Fault, left: Money) -> str:
    if fault is Fault.TOO_LITTLE:
        return _("There is %(left)s left in this fund. That is not enough.") % {"left": said(left)}
    return _("That is more than is kept for this request.")
