"""Money is never made, never lost and never owed, whatever comes in whatever order."""

import random
from uuid import UUID

from moneyed import Money

from tandem.fund.rules import money
from tandem.fund.rules.ledger import (
    OF_A_REQUEST,
    Account,
    Book,
    Fault,
    Move,
    book,
)

HISTORIES, SEED, LONGEST = 10_000, 68, 14
NOTHING = Money(0, "GBP")
REQUESTS = [UUID(int=n) for n in range(1, 4)]
# Those that there are, and some that there are not.
WAYS = [(way, request) for way in sorted(OF_A_REQUEST) for request in REQUESTS]
WAYS += [((Account.GIVEN, Account.FREE), None)] * 8 + [((Account.FREE, Account.GIVEN), None)]
WAYS += [((Account.SPENT, Account.HELD), REQUESTS[0]), ((Account.FREE, Account.SPENT), None)]


def test_ten_thousand_random_histories_balance_and_never_go_below_nought():
    chance, made, refused = random.Random(SEED), 0, 0
    amounts = [money.of(pence) for pence in (1, 99, 1250, 4500, 0)]
    for _history in range(HISTORIES):
        kept = Book("GBP")
        put_in = NOTHING
        for _move in range(chance.randrange(LONGEST)):
            (source, target), request = chance.choice(WAYS)
            move = Move(source, target, chance.choice(amounts), request)
            if kept.why_not(move):
                refused += 1
                continue
            made += 1
            kept.add(move)
            put_in += move.amount if source is Account.GIVEN else NOTHING
            put_in -= move.amount if target is Account.GIVEN else NOTHING
        of = kept.of
        assert sum(of.values(), start=NOTHING) == NOTHING
        assert min(of[Account.FREE], of[Account.HELD], of[Account.SPENT]) >= NOTHING
        assert of[Account.FREE] + of[Account.HELD] + of[Account.SPENT] == put_in == -of["given"]
        for account in (Account.HELD, Account.SPENT):
            shares = [kept.of_request[one, account] for one in REQUESTS]
            assert min(shares) >= NOTHING
            assert sum(shares, start=NOTHING) == of[account]
    # That the histories did something is known by how much they did.
    assert made > HISTORIES
    assert refused > HISTORIES


def test_moves_of_one_way_may_stand_in_the_book_as_one():
    one = REQUESTS[0]
    many = [Move(Account.GIVEN, Account.FREE, money.of(250))] * 4
    many += [Move(Account.FREE, Account.HELD, money.of(300), one)] * 2
    few = [
        Move(Account.GIVEN, Account.FREE, money.of(1000)),
        Move(Account.FREE, Account.HELD, money.of(600), one),
    ]
    assert book("GBP", many).of == book("GBP", few).of


def test_what_belongs_to_one_request_is_not_spent_on_another():
    first, second = REQUESTS[:2]
    kept = book("GBP", [Move(Account.GIVEN, Account.FREE, money.of(1000))])
    kept.add(Move(Account.FREE, Account.HELD, money.of(400), first))
    kept.add(Move(Account.FREE, Account.HELD, money.of(100), second))
    too_much = Move(Account.HELD, Account.SPENT, money.of(101), second)
    assert kept.why_not(too_much) is Fault.NOT_ITS_OWN
    assert kept.why_not(Move(Account.FREE, Account.HELD, money.of(501), second)) is (
        Fault.TOO_LITTLE
    )
    assert kept.why_not(Move(Account.FREE, Account.HELD, money.of(0), second)) is Fault.NOTHING
