"""One request with its forms, as the room and the desk both have it."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tandem.fund.actions import requests as actions
from tandem.fund.forms import AnswerForm, AskForm, ChangedForm, ReceiptForm, ReturnForm, SpendForm
from tandem.fund.models import Request
from tandem.fund.page import Shown
from tandem.fund.rules import money
from tandem.fund.rules.requests import Became, Decider, State
from tandem.fund.terms import in_words, name_of, open_for, purpose_of
from tandem.lib.refused import Refused
from tandem.people.models import Person, Role, User
from tandem.plans.forms import ActForm
from tandem.plans.models import Goal
from tandem.voices.actions import Setting

# The buttons of each form, by what they say was done.
OF = {
    "yes": "answer",
    "no": "answer",
    "spend": "spend",
    "unused": "unused",
    "returned": "returned",
    "changed": "changed",
    "receipt": "receipt",
}


def may_on_screen(one: Shown, parties: Collection[str], typed_by: str) -> frozenset[str]:
    """On a screen of a sitting: the worker answers within their limit, with their own hands; both
    say what it changed."""
    may = {"changed"} if one.state in (State.YES, State.SPENT) else set()
    if (
        one.state is State.WAITS
        and one.decider is Decider.WORKER
        and "worker" in parties
        and typed_by == "worker"
    ):
        may.add("answer")
    return frozenset(may)


def may_at_desk(one: Shown, user: User) -> frozenset[str]:
    match one.state:
        case State.WAITS if one.decider is Decider.WORKER:
            return frozenset({"answer"})
        case State.WAITS:
            is_other = user.has(Role.MANAGER) and one.request.asked_with_id != user.pk
            return frozenset({"answer"} if is_other else ())
        case State.YES:
            return frozenset({"spend", "unused", "changed", "receipt"})
        case State.SPENT:
            may = {"changed", "receipt"}
            return frozenset(may | {"returned"} if one.spent else may)
    return frozenset()


def forms_of(
    one: Shown,
    may: Collection[str],
    parties: list[tuple[str, str]],
    typed: Any = None,
    files: Any = None,
    sent_bytes: int = 0,
    sent: str = "",
) -> dict[str, ActForm]:
    """Each form that may be sent now; the one that was sent holds what was typed."""
    was = OF.get(sent, "")
    made: dict[str, ActForm] = {}
    for name in sorted(may):
        given: dict[str, Any] = {"auto_id": f"{name}_%s", "data": typed if name == was else None}
        match name:
            case "answer":
                made[name] = AnswerForm(**given)
            case "spend":
                amount = money.of(one.request.amount, one.request.terms.fund.currency)
                made[name] = SpendForm(**given, initial={"amount": amount})
            case "returned":
                made[name] = ReturnForm(**given, initial={"amount": one.spent})
            case "receipt":
                if name == was:
                    given |= {"files": files, "sent_bytes": sent_bytes}
                made[name] = ReceiptForm(**given)
            case "changed":
                made[name] = ChangedForm(**given, parties=parties)
            case _:
                made[name] = ActForm(**given)
    return made


def do(
    sent: str, made: Mapping[str, ActForm], request: Request, setting: Setting, by: User | None
) -> bool:
    """Whether it was done; if not, the form says why."""
    form = made.get(OF.get(sent, ""))
    if form is None:
        raise Refused(_("Somebody has gone on with this by now. Look at it as it is."))
    if not form.is_valid():
        return False
    told: dict[str, Any] = {"request": request, "setting": setting, "by": by}
    told |= form.cleaned_data
    if sent == "receipt":
        told["raw"] = told.pop("file").read()
    if sent == "spend":
        told["how"] = Became(told["how"])
    try:
        _VERBS[sent](**told)
    except Refused as refused:
        field = next((name for name in ("amount", "words", "file") if name in form.fields), None)
        form.refuse(refused.sentence, field)
        return False
    return True


_VERBS: dict[str, Any] = {
    "yes": actions.say_yes,
    "no": actions.say_no,
    "spend": actions.spend,
    "unused": actions.leave_unused,
    "returned": actions.give_back,
    "changed": actions.say_what_changed,
    "receipt": actions.keep_receipt,
}


def ask_form(
    person: Person,
    goal: Goal,
    parties: list[tuple[str, str]],
    typed: Any = None,
    again: Request | None = None,
) -> AskForm:
    initial: dict[str, Any] = {}
    if again:
        amount = money.of(again.amount, again.terms.fund.currency)
        initial = {"what": again.what, "why": again.why, "amount": amount}
    return AskForm(typed, funds=open_for(person, goal), parties=parties, initial=initial)


def ask(
    form: AskForm,
    *,
    person: Person,
    goal: Goal,
    setting: Setting,
    worker: User,
    again: Request | None,
) -> Request | None:
    """The request, or None where the form says why not."""
    if not form.is_valid():
        return None
    told = dict(form.cleaned_data)
    chosen = told.pop("terms")
    terms = next((one for one in open_for(person, goal) if str(one.pk) == chosen), None)
    try:
        if terms is None:
            raise Refused(_("This fund has other rules by now. Look at them first."))
        return actions.ask(
            person=person,
            goal=goal,
            terms=terms,
            setting=setting,
            asked_with=worker,
            again=again,
            **told,
        )
    except Refused as refused:
        form.refuse(refused.sentence, "amount")
        return None


def again_of(request: HttpRequest, person: UUID, goal: Goal) -> Request | None:
    """The request that is asked again, if the address names one of this goal."""
    raw = request.GET.get("again", "")
    if not raw:
        return None
    try:
        found = Request.objects.select_related("terms__fund").get(
            pk=UUID(raw), person=person, goal=goal
        )
    except (ValueError, Request.DoesNotExist):
        raise Http404 from None
    return found


def funds_in_words(person: Person, goal: Goal, worker: str) -> list[tuple[str, str, list[str]]]:
    return [
        (name_of(one), purpose_of(one), in_words(one, worker)) for one in open_for(person, goal)
    ]


def status(*made: forms.Form) -> int:
    return 422 if any(form.is_bound and form.errors for form in made) else 200
