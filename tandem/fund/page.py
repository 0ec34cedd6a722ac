"""What pages show of requests: plain values, in the page's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from tandem.assessments.differences_page import shown_day
from tandem.fund.models import Happening, Request, Transfer
from tandem.fund.rules import money, requests
from tandem.fund.rules.ledger import Account
from tandem.fund.rules.requests import Became, Decider, State
from tandem.fund.terms import as_told, name_of
from tandem.fund.transfers import said
from tandem.people.models import Person, User
from tandem.privacy.screen import closed

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    number: int
    kind: Became
    party: str
    at: datetime
    who: str
    happened: str
    words: str
    language: str
    # Set where one typed what the other said.
    typed_by: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A request, how it stands, and all that became of it."""

    request: Request
    amount: str
    fund: str
    asked_by: str
    typed_by: str
    state: State
    decider: Decider
    # How it stands, in a sentence.
    line: str
    is_late: bool
    moments: list[Moment]
    held: Money
    spent: Money
    asked_again: UUID | None

    @property
    def asks_what_changed(self) -> bool:
        """Money went to it, and the person has not said yet what that changed."""
        return self.state is State.SPENT and not any(
            one.kind is Became.CHANGED and one.party == "person" and not one.typed_by
            for one in self.moments
        )

    @property
    def said_changed(self) -> Moment | None:
        """What the person said last that it changed."""
        theirs = (one for one in reversed(self.moments) if one.party == "person")
        return next((one for one in theirs if one.kind is Became.CHANGED), None)


def requests_of(person: Person) -> list[Request]:
    """The newest first."""
    rows = Request.objects.select_related("terms__fund", "goal", "asked_with")
    rows = rows.defer(*closed(User, "asked_with"))
    return list(rows.filter(person=person).order_by("-asked_at"))


def shown(rows: Iterable[Request], names: Names) -> list[Shown]:
    """`names` are today's; who answered is named as they were."""
    rows = list(rows)
    today = timezone.localdate()
    happened: dict[UUID, list[Happening]] = defaultdict(list)
    found = Happening.objects.filter(request__in=rows).select_related("by")
    for one in found.defer(*closed(User, "by")).order_by("number"):
        happened[one.request_id].append(one)
    moved: dict[UUID, list[Transfer]] = defaultdict(list)
    transfers = Transfer.objects.filter(request__in=rows).defer(*closed(Transfer))
    for move in transfers.order_by("number"):
        assert move.request_id
        moved[move.request_id].append(move)
    again = dict(Request.objects.filter(again__in=rows).values_list("again", "pk"))
    return [
        _shown(row, happened[row.pk], moved[row.pk], names, today, again.get(row.pk))
        for row in rows
    ]


def _shown(
    row: Request,
    happened: list[Happening],
    moved: list[Transfer],
    names: Names,
    today: date,
    again: UUID | None,
) -> Shown:
    currency = row.terms.fund.currency
    state = requests.state_of([one.kind for one in happened])
    amount = money.of(row.amount, currency)
    decider = requests.decider(as_told(row.terms), amount)
    is_late = requests.is_late(state, row.due_on, today)
    spent = _left(moved, Account.SPENT, currency)
    asked_by = names["person"] if row.words_by == "person" else row.asked_with.called
    return Shown(
        request=row,
        amount=said(amount),
        fund=name_of(row.terms),
        asked_by=asked_by,
        typed_by="" if row.typed_by == row.words_by else _hands(row, names),
        state=state,
        decider=decider,
        line=_done_line(happened, spent, names)
        if state is State.SPENT
        else _line(row, state, decider, amount, names, is_late=is_late),
        is_late=is_late,
        moments=[_moment(one, moved, names, currency) for one in happened],
        held=_left(moved, Account.HELD, currency),
        spent=spent,
        asked_again=again,
    )


def _hands(row: Request, names: Names) -> str:
    return names["person"] if row.typed_by == "person" else row.asked_with.called


def _left(moved: list[Transfer], account: Account, currency: str) -> Money:
    nothing = money.of(0, currency)
    into = [money.of(one.amount, currency) for one in moved if one.target == account]
    out = [money.of(one.amount, currency) for one in moved if one.source == account]
    return sum(into, start=nothing) - sum(out, start=nothing)


def _line(
    row: Request,
    state: State,
    decider: Decider,
    amount: Money,
    names: Names,
    *,
    is_late: bool,
) -> str:
    match state:
        case State.WAITS:
            return waits_line(row, decider, names["worker"], is_late=is_late)
        case State.YES:
            return _("Yes. %(amount)s is kept for this.") % {"amount": said(amount)}
        case State.NO:
            return _("Not this time.")
    return _("It was not needed any more.")


def _done_line(happened: list[Happening], spent: Money, names: Names) -> str:
    """Who bought it: the organisation, or the person, who was paid back."""
    if not spent:
        return _("The money came back.")
    told = {"person": names["person"], "amount": said(spent)}
    if any(one.kind == Became.REPAID for one in happened):
        return _("Done. %(person)s bought it and was paid back. It cost %(amount)s.") % told
    return _("Done. It was bought for %(person)s. It cost %(amount)s.") % told


def waits_line(row: Request, decider: Decider, worker: str, *, is_late: bool) -> str:
    """Who answers by which day: the worker by name, a manager by role."""
    told = {"name": worker, "day": shown_day(row.due_on)}
    if decider is Decider.MANAGER:
        late, soon = (
            _("A manager should have answered by %(day)s."),
            _("A manager answers by %(day)s."),
        )
    else:
        late, soon = (
            _("%(name)s should have answered by %(day)s."),
            _("%(name)s answers by %(day)s."),
        )
    return (late if is_late else soon) % told


def _moment(one: Happening, moved: list[Transfer], names: Names, currency: str) -> Moment:
    by = one.by.called if one.by else names["worker"]
    by_person = one.typed_by == "person"
    own = next((each for each in moved if each.pk == one.pk), None)
    told = {"amount": said(money.of(own.amount, currency)) if own else ""}
    sentences = {
        Became.YES: _("said yes"),
        Became.NO: _("said not this time"),
        Became.BOUGHT: _("bought it for %(amount)s") % told,
        Became.REPAID: _("paid back %(amount)s") % told,
        Became.UNUSED: _("noted that it is not needed any more"),
        Became.RETURNED: _("put %(amount)s back into the fund") % told,
        Became.RECEIPT: _("kept a receipt"),
        Became.CHANGED: _("said what it changed"),
        Became.LENT: _("lets anyone read that, without a name"),
        Became.KEPT: _("lets nobody else read that"),
    }
    return Moment(
        number=one.number,
        kind=Became(one.kind),
        party=one.party,
        at=one.at,
        who=names["person"] if one.party == "person" else by,
        happened=sentences[Became(one.kind)],
        words=one.words,
        language=one.language,
        typed_by="" if one.typed_by == one.party else names["person"] if by_person else by,
    )
