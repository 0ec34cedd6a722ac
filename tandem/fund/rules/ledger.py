"""Pure: where a fund's money is. Each move takes an amount out of one account and puts the same
into another, so that the accounts always make nought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from moneyed import Money


class Account(StrEnum):
    GIVEN = "given"  # whoever puts money in: below nought by what the fund holds from them
    FREE = "free"  # can be promised
    HELD = "held"  # said yes to, not spent yet
    SPENT = "spent"


# Between which accounts money moves; held and spent money belongs to one request.
OF_THE_FUND = frozenset({(Account.GIVEN, Account.FREE), (Account.FREE, Account.GIVEN)})
OF_A_REQUEST = frozenset(
    {
        (Account.FREE, Account.HELD),
        (Account.HELD, Account.SPENT),
        (Account.HELD, Account.FREE),
        (Account.SPENT, Account.FREE),
    }
)


class Fault(StrEnum):
    NO_WAY = "no_way"  # no money moves between these, or not like this
    NOTHING = "nothing"
    TOO_LITTLE = "too_little"  # the account has less
    NOT_ITS_OWN = "not_its_own"  # the account has it, this request has not


@dataclass(frozen=True, slots=True)
class Move:
    source: Account
    target: Account
    amount: Money
    request: UUID | None = None


@dataclass(slots=True)
class Book:
    """The fold of a fund's moves."""

    currency: str
    of: dict[Account, Money] = field(init=False)
    of_request: dict[tuple[UUID, Account], Money] = field(init=False)

    def __post_init__(self) -> None:
        nothing = Money(0, self.currency)
        self.of = dict.fromkeys(Account, nothing)
        self.of_request = defaultdict(lambda: nothing)

    def why_not(self, move: Move) -> Fault | None:
        """What forbids this move now. Only the giver's account may stand below nought."""
        way, request = (move.source, move.target), move.request
        if way not in (OF_A_REQUEST if request else OF_THE_FUND):
            return Fault.NO_WAY
        if move.amount <= Money(0, self.currency):
            return Fault.NOTHING
        if (
            request
            and move.source != Account.FREE
            and self.of_request[request, move.source] < move.amount
        ):
            return Fault.NOT_ITS_OWN
        if move.source != Account.GIVEN and self.of[move.source] < move.amount:
            return Fault.TOO_LITTLE
        return None

    def add(self, move: Move) -> None:
        self.of[move.source] -= move.amount
        self.of[move.target] += move.amount
        if move.request:
            self.of_request[move.request, move.source] -= move.amount
            self.of_request[move.request, move.target] += move.amount


def book(currency: str, moves: Iterable[Move]) -> Book:
    found = Book(currency)
    for move in moves:
        found.add(move)
    return found
