"""Who may reach whom. Deny by default; no access is 404, identical to not existing.

Every row about a person reaches a view through here, and every row that does leaves its audit
event in the same transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Concatenate, Literal, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from tandem.audit.actions import record
from tandem.audit.models import Verb
from tandem.lib.question import Question
from tandem.people.actor import Actor, Guest, Holder, Preparer, Staff, System
from tandem.people.models import Allocation, Person, Role, User

# list: see that someone is here. read: open their record. correct: change the facts of the
# caseload. move: give to another worker or team. sit: hold a sitting. answer: speak on the sheet.
Purpose = Literal["list", "read", "correct", "move", "sit", "answer"]

_ALLOWED: dict[str, frozenset[Purpose]] = {
    Role.WORKER: frozenset({"list", "read", "correct", "move", "sit", "answer"}),
    Role.MANAGER: frozenset({"list", "read", "correct", "move"}),
    Role.ADMINISTRATOR: frozenset({"list", "move"}),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a member of staff may reach: a worker's own people, a team's, everyone of the
    organisation. Practice people are reached by their own worker only."""

    organisation: UUID
    worker: UUID | None = None
    team: int | None = None
    is_everyone: bool = False


def reach_of(by: Staff, to: Purpose = "list") -> Reach:
    user = by.user

    def may(role: Role) -> bool:
        return user.has(role) and to in _ALLOWED[role]

    return Reach(
        user.organisation_id,
        worker=user.pk if may(Role.WORKER) else None,
        team=user.team_id if may(Role.MANAGER) else None,
        is_everyone=may(Role.ADMINISTRATOR),
    )


def people_for(by: Actor | None, to: Purpose = "list") -> QuerySet[Person]:
    """The people whom this actor may reach for this purpose. Says nothing to the audit: whoever
    shows them calls `shown`."""
    match by:
        case Staff():
            return people_in(reach_of(by, to))
        case Guest() | Preparer() | Holder() if to in ("read", "answer"):
            return Person.objects.filter(pk=by.person)
        case System():
            return Person.objects.all()
    return Person.objects.none()


def people_in(reach: Reach) -> QuerySet[Person]:
    """The present allocations lead to the people: what a list or a search costs grows with whom
    one reaches, never with how many others there are."""
    people = Person.objects.filter(organisation=reach.organisation)
    now = Allocation.objects.filter(ended_at=None)
    owned, others = Q(pk__in=[]), Q(is_practice=False)
    if reach.worker:
        owned |= Q(worker=reach.worker)
        others |= Q(pk__in=now.filter(worker=reach.worker).values("person"))
    if reach.is_everyone:
        return people.filter(others)
    if reach.team:
        owned |= Q(team=reach.team)
        people = people.filter(others)
    return people.filter(pk__in=now.filter(owned).values("person"))


def person_for(
    by: Actor | None, pk: UUID, to: Purpose, *, what: str = "", without: Iterable[str] = ()
) -> Person:
    """The person, or 404. `without` names fields that this reader does not fetch."""
    if isinstance(by, Staff):
        person = _person_in(reach_of(by, to), pk, tuple(without))
    else:
        person = people_for(by, to).filter(pk=pk).defer(*without).first()
    if person is None:
        raise Http404
    shown(by, [person.pk], what=what or to)
    return person


def _person_in(reach: Reach, pk: UUID, without: tuple[str, ...]) -> Person | None:
    ends = [end for end in (reach.worker, reach.team) if end]
    if not ends and not reach.is_everyone:
        # Whoever reaches nobody: a question that can have no answer has no words to ask it in.
        return None
    question = _reaching(bool(reach.worker), bool(reach.team), reach.is_everyone, without)
    return question.first(pk, reach.organisation, *ends)


@cache
def _reaching(
    by_worker: bool, by_team: bool, is_everyone: bool, without: tuple[str, ...]
) -> Question[Person]:
    """Asked by every page about one person; there are as many as ways to reach somebody."""

    def build(pk: UUID, organisation: UUID, *ends: Any) -> QuerySet[Person]:
        left = iter(ends)
        worker = next(left) if by_worker else None
        team = next(left) if by_team else None
        reach = Reach(organisation, worker=worker, team=team, is_everyone=is_everyone)
        return people_in(reach).filter(pk=pk).defer(*without)

    return Question(build, UUID, UUID, *[UUID] * by_worker, *[int] * by_team)


def shown(
    by: Actor | None,
    people: Iterable[UUID],
    *,
    what: str,
    verb: Verb = Verb.CONSULT,
    recipient: str = "",
    place: str = "",
) -> None:
    """Leave one audit event for each person whose record this request shows or changes. `place`:
    where else the same is shown, if not under the name of this page."""
    record(
        verb,
        people,
        user=by.user.pk if isinstance(by, Staff) else None,
        device=by.device if by else "",
        what=what,
        recipient=recipient,
        place=place,
    )


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff_only(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Door of a view: a signed-in member of staff with one of these roles (any, if none named)."""

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = actor_of(request)
            if actor is None:
                return redirect_to_login("/")
            if not isinstance(actor, Staff) or (roles and not actor.user.has(*roles)):
                raise Http404
            return view(request, *args, **kwargs)

        return opened

    return door


def actor_of(request: HttpRequest) -> Actor | None:
    """Who makes this request; set by the gate."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def staff_of(request: HttpRequest) -> Staff:
    actor = actor_of(request)
    if not isinstance(actor, Staff):
        raise Http404
    return actor


def user_of(request: HttpRequest) -> User:
    return staff_of(request).user
