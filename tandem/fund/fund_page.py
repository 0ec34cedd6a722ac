"""A fund as its owner reads it: how much is where, how long a yes takes. Nobody is named."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from tandem.fund.models import Fund, Happening, Request, Terms, Transfer
from tandem.fund.rules import requests
from tandem.fund.rules.ledger import Account
from tandem.fund.rules.money import of
from tandem.fund.rules.requests import Became, State
from tandem.fund.terms import in_words, name_of, newest_terms, purpose_of
from tandem.fund.transfers import book_of, said
from tandem.people.caseload.report import safe

# As many of each as a page shows.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, without who asked or for what."""

    on: date
    amount: str
    # The same as a number that a spreadsheet adds up.
    figures: str
    state: str
    is_late: bool
    # How many days the answer took; None while it waits.
    days: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Money put in or taken out."""

    at: datetime
    amount: str
    is_in: bool
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    fund: Fund
    terms: Terms
    name: str
    purpose: str
    rules: list[str]
    # What was put in, less what was taken out; and how much of it is where.
    put_in: str
    promised: str
    spent: str
    left: str
    # The shares of spent, promised and left in a hundred.
    shares: list[tuple[str, int, int]]
    asked: list[Asked]
    more: int
    late: int
    # None while too few were answered to tell of.
    days_to_yes: float | None
    moved: list[Moved]


def told_of(fund: Fund) -> Told:
    terms, today = newest_terms(fund), timezone.localdate()
    account = book_of(fund).of
    asked = asked_of(fund, today)
    waits = [one.days for one, state in asked if state in PAID and one.days is not None]
    moved = Transfer.objects.filter(fund=fund, request=None).select_related("by")
    return Told(
        fund=fund,
        terms=terms,
        name=name_of(terms),
        purpose=purpose_of(terms),
        rules=in_words(terms, _("The worker")),
        put_in=said(-account[Account.GIVEN]),
        promised=said(account[Account.HELD]),
        spent=said(account[Account.SPENT]),
        left=said(account[Account.FREE]),
        shares=_shares(
            [
                (name, account[one])
                for name, one in (
                    ("spent", Account.SPENT),
                    ("held", Account.HELD),
                    ("free", Account.FREE),
                )
            ]
        ),
        asked=[one for one, _state in asked[:SHOWN]],
        more=max(0, len(asked) - SHOWN),
        late=sum(one.is_late for one, _state in asked),
        days_to_yes=requests.days_to_yes(waits),
        moved=[
            Moved(
                one.at,
                said(of(one.amount, fund.currency)),
                one.target == Account.FREE,
                one.words,
                one.by.name if one.by else "",
            )
            for one in moved.order_by("-number")[:SHOWN]
        ],
    )


# A yes was said to these.
PAID = (State.YES, State.SPENT, State.UNUSED)


def asked_of(fund: Fund, today: date) -> list[tuple[Asked, State]]:
    """The newest first."""
    happened: dict[UUID, list[Happening]] = defaultdict(list)
    for one in Happening.objects.filter(request__terms__fund=fund).order_by("number"):
        happened[one.request_id].append(one)
    rows = Request.objects.filter(terms__fund=fund, person__is_practice=False)
    return [_asked(row, happened[row.pk], fund, today) for row in rows.order_by("-asked_at")]


def _asked(
    row: Request, happened: Sequence[Happening], fund: Fund, today: date
) -> tuple[Asked, State]:
    state = requests.state_of([one.kind for one in happened])
    answered = next((one.at for one in happened if one.kind in (Became.YES, Became.NO)), None)
    on = timezone.localdate(row.asked_at)
    amount = of(row.amount, fund.currency)
    asked = Asked(
        on=on,
        amount=said(amount),
        figures=f"{amount.amount:.2f}",
        state=words_of(state),
        is_late=requests.is_late(state, row.due_on, today),
        days=(timezone.localdate(answered) - on).days if answered else None,
    )
    return asked, state


def as_csv(fund: Fund) -> bytes:
    """Safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    amount = f"{_('How much')} ({fund.currency})"
    headings = (_("Asked on"), amount, _("How it stands"), _("Days to the answer"))
    writer.writerow(map(safe, headings))
    for one, _state in asked_of(fund, timezone.localdate()):
        days = "" if one.days is None else str(one.days)
        writer.writerow(map(safe, [one.on.isoformat(), one.figures, one.state, days]))
    return out.getvalue().encode("utf-8-sig")


def words_of(state: State) -> str:
    return {
        State.WAITS: _("waits for an answer"),
        State.YES: _("yes, not paid for yet"),
        State.NO: _("not this time"),
        State.SPENT: _("paid for"),
        State.UNUSED: _("not needed any more"),
    }[state]


def _shares(of_each: list[tuple[str, Money]]) -> list[tuple[str, int, int]]:
    """(which, where its part of the bar begins, how long it is), in hundredths."""
    whole = sum((amount for _name, amount in of_each), start=of_each[0][1] * 0)
    if not whole:
        return []
    found, at = [], 0
    for name, amount in of_each:
        width = round(100 * amount.amount / whole.amount)
        found.append((name, at, width))
        at += width
    return found
