"""Begin a fund, change its rules, put money in and take it out again."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from tandem.fund.models import Fund, Terms, Transfer
from tandem.fund.rules import money
from tandem.fund.rules.ledger import Account, Move
from tandem.fund.terms import newest_terms
from tandem.fund.transfers import book_of, locked, transfer
from tandem.lib.refused import Refused
from tandem.people.actions.acts import made_before
from tandem.people.actor import Staff
from tandem.people.models import Organisation, Role, User

LIMITS = ("most", "most_a_year", "on_the_spot")


@transaction.atomic
def begin_fund(
    *, by: Staff, organisation: Organisation, act: UUID, owner: User, **told: Any
) -> Fund:
    """`told` is what `Terms` holds, its limits as money."""
    if made := made_before(Fund.objects.filter(pk=act), act, {"organisation": organisation}):
        return made
    fund = Fund.objects.create(pk=act, organisation=organisation, made_at=timezone.now())
    _say(by, fund, act, 1, {**told, "owner": owner})
    return fund


@transaction.atomic
def change_terms(*, by: Staff, fund: Fund, act: UUID, seen: int, **told: Any) -> Terms:
    """A next row of rules; requests that were made go on by those they were made under."""
    locked(fund.pk)
    now = newest_terms(fund)
    if made := made_before(Terms.objects.filter(pk=act), act, {"fund": fund}):
        return made
    if now.number != seen:
        raise Refused(_("Someone has changed these rules by now. Look at them first."))
    return _say(by, fund, act, now.number + 1, told)


def _say(by: Staff, fund: Fund, act: UUID, number: int, told: dict[str, Any]) -> Terms:
    owner = told["owner"]
    if owner.organisation_id != fund.organisation_id or not owner.has(Role.MANAGER):
        raise Refused(_("A manager looks after a fund."))
    limits = {name: money.minor(told[name]) for name in LIMITS}
    return Terms.objects.create(
        pk=act, fund=fund, number=number, said_by=by.user, said_at=timezone.now(), **told | limits
    )


@transaction.atomic
def put_in(*, by: Staff, fund: Fund, amount: Money, words: str, act: UUID) -> Transfer:
    return _move(by, fund, Move(Account.GIVEN, Account.FREE, amount), words, act)


@transaction.atomic
def take_out(*, by: Staff, fund: Fund, amount: Money, words: str, act: UUID) -> Transfer:
    """Only what nobody was promised."""
    return _move(by, fund, Move(Account.FREE, Account.GIVEN, amount), words, act)


def _move(by: Staff, fund: Fund, move: Move, words: str, act: UUID) -> Transfer:
    now = locked(fund.pk)
    held = {"fund_id": fund.pk, "source": move.source, "amount": money.minor(move.amount)}
    if made := made_before(Transfer.objects.filter(pk=act), act, held | {"words": words}):
        return made
    return transfer(now, book_of(now), move, by=by, act=act, words=words)
