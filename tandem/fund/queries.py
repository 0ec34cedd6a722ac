"""What waits at the funds, and for whom."""

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from tandem.fund.models import Happening, Request
from tandem.fund.rules.requests import Became
from tandem.lib.question import Question
from tandem.people.access import Reach, people_for, people_in, reach_of
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Person, Role, User

ENDED = (Became.BOUGHT, Became.REPAID, Became.UNUSED)


def _became(*kinds: Became) -> Exists:
    return Exists(Happening.objects.filter(request=OuterRef("pk"), kind__in=kinds))


def _answered() -> Exists:
    return _became(Became.YES, Became.NO)


def _of(people: QuerySet[Person]) -> QuerySet[Request]:
    rows = Request.objects.select_related("terms__fund", "asked_with")
    return rows.filter(person__in=people.filter(is_practice=False)).order_by("due_on", "pk")


def _own(user: User) -> QuerySet[Person]:
    return Person.objects.filter(allocations__worker=user, allocations__ended_at=None)


def to_decide(user: User) -> QuerySet[Request]:
    """Within the limit the person's own worker, above it a manager who did not ask."""
    rows = Request.objects.none()
    by = Staff(user)
    if user.has(Role.WORKER):
        rows = _of(_own(user)).filter(amount__lte=F("terms__on_the_spot"))
        rows = rows.exclude(_answered())
    if user.has(Role.MANAGER):
        above = _of(people_for(by, "read")).filter(amount__gt=F("terms__on_the_spot"))
        above = above.exclude(asked_with=user).exclude(_answered())
        rows = above | rows if user.has(Role.WORKER) else above
    return rows


def owed(by: Staff, today: date) -> list[UUID]:
    """The requests that wait for this reader, and past their day those of all people whom they
    support or manage: then the worker asks after them, and a manager sees to it. Asked on "My
    people" each time, so in one question whose words are written once."""
    reach = reach_of(by, "read")
    ends = [end for end in (reach.worker, reach.team) if end]
    if not ends:
        return []
    rows = _unanswered(bool(reach.worker), bool(reach.team)).rows(reach.organisation, *ends)
    return [
        pk
        for pk, due_on, asked_with, is_small, is_own in rows
        if due_on < today
        or (is_own if is_small else by.user.has(Role.MANAGER) and asked_with != by.user.pk)
    ]


@cache
def _unanswered(by_worker: bool, by_team: bool) -> Question[Request]:
    def build(organisation: UUID, *ends: Any) -> QuerySet[Any]:
        left = iter(ends)
        worker = next(left) if by_worker else None
        team = next(left) if by_team else None
        people = people_in(Reach(organisation, worker=worker, team=team))
        held = Allocation.objects.filter(person=OuterRef("person"), ended_at=None, worker=worker)
        rows = _of(people).exclude(_answered()).order_by().select_related(None)
        return rows.annotate(
            is_small=ExpressionWrapper(
                Q(amount__lte=F("terms__on_the_spot")), output_field=BooleanField()
            ),
            is_own=Exists(held) if worker else Value(False),
        ).values_list("pk", "due_on", "asked_with", "is_small", "is_own")

    return Question(build, UUID, *[UUID] * by_worker, *[int] * by_team)


def to_pay(user: User) -> QuerySet[Request]:
    """What was said yes to and is not bought or paid back yet: the person's worker sees to it."""
    return _of(_own(user)).filter(_became(Became.YES)).exclude(_became(*ENDED))


def head_of(person: UUID) -> int:
    """How many requests and happenings there are: a page of another number is old."""
    rows = Request.objects.filter(person=person)
    counted = rows.aggregate(asked=Count("pk", distinct=True), became=Count("happenings"))
    return int(counted["asked"] + counted["became"])
