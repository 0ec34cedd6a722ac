"""Ask a fund, answer, spend, and say what came of it."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from tandem.audit.models import Verb
from tandem.fund.models import Fund, Happening, Receipt, Request, Terms, Transfer
from tandem.fund.receipts import MOST_BYTES, kind_of
from tandem.fund.rules import money, requests
from tandem.fund.rules.ledger import Account, Move
from tandem.fund.rules.requests import Became, Decider
from tandem.fund.terms import areas_of, as_told, team_of
from tandem.fund.transfers import book_of, locked, said, transfer
from tandem.lib.refused import Refused
from tandem.lib.working_days import working_days_after
from tandem.live.actions import announce
from tandem.people.access import shown
from tandem.people.actions.acts import made_before
from tandem.people.models import Person, Role, User
from tandem.plans.models import Goal
from tandem.voices.actions import Setting

YEAR = timedelta(days=365)


@transaction.atomic
def ask(
    *,
    person: Person,
    goal: Goal,
    terms: Terms,
    setting: Setting,
    asked_with: User,
    words_by: str,
    what: str,
    why: str,
    amount: Money,
    act: UUID,
    again: Request | None = None,
) -> Request:
    """`asked_with` is the worker who was there; above their limit someone else decides."""
    fund = locked(terms.fund_id)
    told = {"goal_id": goal.pk, "what": what, "why": why, "amount": money.minor(amount)}
    if made := made_before(Request.objects.filter(pk=act), act, told):
        return made
    if person.is_practice:
        raise Refused(_("This is practice, and the money in a fund is real. Nothing was asked."))
    if goal.state != "active":
        raise Refused(_("Bring the goal back first."))
    if again and Request.objects.filter(again=again).exists():
        raise Refused(_("This was asked again already."))
    if again and state_of(again) is not requests.State.NO:
        raise Refused(_("This request is still open. It can be asked again after a no."))
    rules, team, areas = as_told(terms), team_of(person), areas_of(goal)
    fault = requests.why_not_ask(rules, amount, team=team, areas=areas)
    fault = fault or requests.why_not_yes(rules, amount, had_in_a_year(fund, person))
    if fault:
        raise Refused(sentence(fault, rules))
    now = timezone.now()
    announce(person.pk, act, 0)
    shown(setting.by, [person.pk], what="asked of a fund", verb=Verb.COLLECT)
    return Request.objects.create(
        pk=act,
        terms=terms,
        person=person,
        language=setting.language,
        words_by=words_by,
        typed_by=setting.typed_by,
        asked_with=asked_with,
        sitting=setting.sitting,
        device=setting.by.device[:64],
        asked_at=now,
        due_on=working_days_after(timezone.localdate(now), terms.answer_within),
        again=again,
        **told,
    )


@transaction.atomic
def say_yes(*, request: Request, setting: Setting, by: User, act: UUID, words: str = "") -> None:
    """The amount is kept for the request at once, or there is a sentence why not. Of many who
    decide at one moment each sees what the one before has left."""
    fund = _begin(request)
    if _is_repeat(request, act, Became.YES, words):
        return
    must_decide(request, by)
    _follow(request, Became.YES)
    rules, amount = as_told(request.terms), money.of(request.amount, fund.currency)
    fault = requests.why_not_yes(rules, amount, had_in_a_year(fund, request.person))
    if fault:
        raise Refused(sentence(fault, rules))
    move = Move(Account.FREE, Account.HELD, amount, request.pk)
    transfer(fund, book_of(fund), move, by=setting.by, act=act)
    _add(request, Became.YES, setting, by, act, words)


@transaction.atomic
def say_no(*, request: Request, setting: Setting, by: User, act: UUID, words: str) -> None:
    """Never without a reason."""
    _begin(request)
    if _is_repeat(request, act, Became.NO, words):
        return
    must_decide(request, by)
    _follow(request, Became.NO)
    if not words:
        raise Refused(_("Say why. It can be asked again, and the reason helps."))
    _add(request, Became.NO, setting, by, act, words)


@transaction.atomic
def spend(
    *, request: Request, setting: Setting, by: User, how: Became, amount: Money, act: UUID
) -> None:
    """Bought by the organisation or paid back to the person. What was kept and not needed for it
    is free again at once."""
    fund = _begin(request)
    if _is_repeat(request, act, how):
        return
    _follow(request, how)
    book = book_of(fund)
    transfer(
        fund, book, Move(Account.HELD, Account.SPENT, amount, request.pk), by=setting.by, act=act
    )
    _free(fund, request, setting, act)
    _add(request, how, setting, by, act)


@transaction.atomic
def leave_unused(*, request: Request, setting: Setting, by: User, act: UUID) -> None:
    """It is not needed any more: all that was kept for it is free again."""
    fund = _begin(request)
    if _is_repeat(request, act, Became.UNUSED):
        return
    _follow(request, Became.UNUSED)
    _free(fund, request, setting, act)
    _add(request, Became.UNUSED, setting, by, act)


@transaction.atomic
def give_back(
    *, request: Request, setting: Setting, by: User, amount: Money, act: UUID, words: str = ""
) -> None:
    """Money that was spent came back, such as from a shop."""
    fund = _begin(request)
    if _is_repeat(request, act, Became.RETURNED, words):
        return
    _follow(request, Became.RETURNED)
    move = Move(Account.SPENT, Account.FREE, amount, request.pk)
    transfer(fund, book_of(fund), move, by=setting.by, act=act)
    _add(request, Became.RETURNED, setting, by, act, words)


@transaction.atomic
def say_what_changed(
    *, request: Request, setting: Setting, by: User | None, party: str, words: str, act: UUID
) -> None:
    _begin(request)
    if _is_repeat(request, act, Became.CHANGED, words):
        return
    _follow(request, Became.CHANGED)
    _add(request, Became.CHANGED, setting, by, act, words, party=party)


@transaction.atomic
def lend_words(*, request: Request, setting: Setting, act: UUID, said: int, is_lent: bool) -> None:
    """Whether others may read what the person said it changed, without a name: theirs alone to say,
    and at any time. A yes is to the words that they had before them, by their number; a no to all
    of them."""
    _begin(request)
    kind = Became.LENT if is_lent else Became.KEPT
    if _is_repeat(request, act, kind):
        return
    words = Happening.objects.filter(request=request, kind=Became.CHANGED, party="person")
    newest = words.order_by("-number").first()
    if setting.typed_by != "person" or newest is None:
        raise Refused(_("Only who said what it changed can let others read it."))
    if is_lent and newest.number != said:
        raise Refused(_("These words are not your newest. Read the new ones first."))
    _add(request, kind, setting, None, act, party="person")


@transaction.atomic
def keep_receipt(*, request: Request, setting: Setting, by: User, raw: bytes, act: UUID) -> None:
    """Only what really is a picture or a PDF, whatever its name says."""
    _begin(request)
    if _is_repeat(request, act, Became.RECEIPT):
        return
    _follow(request, Became.RECEIPT)
    kind = kind_of(raw) if len(raw) <= MOST_BYTES else ""
    if not kind:
        raise Refused(_("Send a picture (PNG or JPEG) or a PDF of up to 5 MB."))
    Receipt.objects.create(pk=act, request=request, kind=kind, raw=raw, kept_at=timezone.now())
    _add(request, Became.RECEIPT, setting, by, act)


def must_decide(request: Request, by: User) -> None:
    """The worker within the limit that the fund leaves to them; above it a manager who did not ask.
    Whether they reach the person was asked before."""
    rules = as_told(request.terms)
    amount = money.of(request.amount, request.terms.fund.currency)
    if requests.decider(rules, amount) is Decider.WORKER and by.has(Role.WORKER, Role.MANAGER):
        return
    if not by.has(Role.MANAGER):
        raise Refused(_("Above %(limit)s a manager decides.") % {"limit": said(rules.on_the_spot)})
    if request.asked_with_id == by.pk:
        raise Refused(_("You asked for this. Ask a second manager to say yes or no."))


def had_in_a_year(fund: Fund, person: Person) -> Money:
    """What was kept for the person or spent in a year, less what came free again."""
    rows = Transfer.objects.filter(fund=fund, request__person=person)
    kept = rows.filter(target=Account.HELD, at__gt=timezone.now() - YEAR)
    # What was kept longer ago and is free again since lowers nothing of this year.
    found = rows.filter(request__in=kept.values("request")).aggregate(
        kept=Sum("amount", filter=Q(target=Account.HELD), default=0),
        freed=Sum("amount", filter=Q(target=Account.FREE), default=0),
    )
    had = money.of(found["kept"], fund.currency) - money.of(found["freed"], fund.currency)
    return max(had, money.of(0, fund.currency))


def state_of(request: Request) -> requests.State:
    return requests.state_of(_kinds(request))


def sentence(fault: requests.Fault, rules: requests.Terms) -> str:
    match fault:
        case requests.Fault.SHUT:
            return _("This fund is closed. Nothing new can be asked of it.")
        case requests.Fault.NOT_FOR_TEAM:
            return _("This fund is for people of another team.")
        case requests.Fault.NOT_FOR_GOAL:
            return _("This fund is for another kind of goal.")
        case requests.Fault.OVER_CAP:
            return _("This fund gives up to %(most)s at a time.") % {"most": said(rules.most)}
    return _("This fund gives up to %(most)s to one person in a year.") % {
        "most": said(rules.most_a_year)
    }


def _begin(request: Request) -> Fund:
    return locked(request.terms.fund_id)


def _kinds(request: Request) -> list[str]:
    rows = Happening.objects.filter(request=request).order_by("number")
    return list(rows.values_list("kind", flat=True))


def _is_repeat(request: Request, act: UUID, kind: Became, words: str = "") -> bool:
    told = {"request_id": request.pk, "kind": kind.value, "words": words}
    return made_before(Happening.objects.filter(pk=act), act, told) is not None


def _follow(request: Request, kind: Became) -> None:
    if not requests.may_become(_kinds(request), kind):
        raise Refused(_("Somebody has gone on with this by now. Look at it as it is."))


def _free(fund: Fund, request: Request, setting: Setting, act: UUID) -> None:
    book = book_of(fund)
    rest = book.of_request[request.pk, Account.HELD]
    if rest:
        move = Move(Account.HELD, Account.FREE, rest, request.pk)
        transfer(fund, book, move, by=setting.by, act=uuid5(act, "rest"))


def _add(
    request: Request,
    kind: Became,
    setting: Setting,
    by: User | None,
    act: UUID,
    words: str = "",
    *,
    party: str = "worker",
) -> None:
    announce(request.person_id, request.pk, 0)
    shown(setting.by, [request.person_id], what=f"asked of a fund: {kind}", verb=Verb.ALTER)
    Happening.objects.create(
        pk=act,
        request=request,
        number=len(_kinds(request)) + 1,
        kind=kind,
        party=party,
        words=words,
        language=setting.language,
        typed_by=setting.typed_by,
        by=by,
        sitting=setting.sitting,
        device=setting.by.device[:64],
        at=timezone.now(),
    )
