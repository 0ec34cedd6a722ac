"""What "My people" shows about each person, read in one go however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DateField,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, Least

from tandem.assessments.models import SheetSummary
from tandem.lib.text import search_key
from tandem.people.access import people_for
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Episode, Person
from tandem.plans.models import Step
from tandem.sittings.models import Sitting

A_PAGE = 25
ENDS_WITHIN = timedelta(days=30)
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Page:
    # Each person carries what is due, when they were last seen and what is open.
    people: Sequence[Any]
    more: int

    @property
    def after(self) -> UUID | None:
        """Who the next page begins after."""
        return self.people[-1].pk if self.more else None


def people(by: Staff, today: date, *, words: str = "", after: UUID | None = None) -> Page:
    """What is due first, then by name. `words` may be any part of a name or reference."""
    rows = _dated(_ours(by), today)
    if words.strip():
        keys = search_key(words).split()
        rows = rows.filter(*(Q(search__contains=key) for key in keys)) if keys else rows.none()
    if after and (last := rows.filter(pk=after).values("first_on", "sort").first()):
        rows = rows.filter(
            Q(first_on__gt=last["first_on"])
            | Q(first_on=last["first_on"], sort__gt=last["sort"])
            | Q(first_on=last["first_on"], sort=last["sort"], pk__gt=after)
        )
    rows = rows.annotate(left=Window(Count("id"))).order_by("first_on", "sort", "pk")
    found = list(rows[:A_PAGE])
    return Page(found, found[0].left - len(found) if found else 0)


def practice_person(by: Staff) -> Person | None:
    mine = {"allocations__worker": by.user, "allocations__ended_at": None}
    return Person.objects.filter(is_practice=True, **mine).first()


def today_counts(by: Staff, today: date) -> dict[str, int]:
    """Steps and come-backs due, orders that end soon, open differences, people."""
    due = _count(_steps().filter(due_on__lte=today), "goal__thread__person")
    back = _count(SheetSummary.objects.filter(come_back_on__lte=today), "thread__person")
    ends = _count(Episode.objects.filter(ends_on__range=(today, today + ENDS_WITHIN)), "person")
    totals = _ours(by).aggregate(
        people=Count("pk"),
        steps=Coalesce(Sum(due), 0),
        come_backs=Coalesce(Sum(back), 0),
        ends=Coalesce(Sum(ends), 0),
        differences=Coalesce(Sum(_differences()), 0),
    )
    return {name: int(total) for name, total in totals.items()}


def one(by: Staff, pk: UUID, today: date) -> Any:
    """A person as `people` has them; the caller has been let in by `person_for`."""
    return _dated(Person.objects.filter(pk=pk), today).get()


def steps_of(person: Person) -> QuerySet[Step]:
    return _steps().filter(goal__thread__person=person).select_related("goal", "worker")


def sittings_of(person: Person) -> QuerySet[Sitting]:
    return person.sittings.select_related("worker").order_by("-held_on", "-started_at")


def _ours(by: Staff) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=people_for(by).values("pk"), is_practice=False)


def _steps() -> QuerySet[Step]:
    return Step.objects.filter(
        goal__state="active", state__in=["to_do", "doing"], due_on__isnull=False
    ).order_by("due_on", "number")


def _dated(rows: QuerySet[Person], today: date) -> QuerySet[Any]:
    place = Allocation.objects.filter(person=OuterRef("pk"), ended_at=None)
    ends = Episode.objects.filter(ends_on__range=(today, today + ENDS_WITHIN))
    return rows.annotate(
        step_on=_first(_steps(), "goal__thread__person", Min("due_on")),
        back_on=_first(SheetSummary.objects.all(), "thread__person", Min("come_back_on")),
        ends_on=_first(ends, "person", Min("ends_on")),
        seen_on=_first(Sitting.objects.all(), "person", Max("held_on")),
        differences=Coalesce(_differences(), 0),
        worker_pk=Subquery(place.values("worker")[:1]),
        worker_called=Subquery(place.values("worker__called")[:1]),
        first_on=Least(
            Coalesce(F("step_on"), Value(_NEVER)),
            Coalesce(F("back_on"), Value(_NEVER)),
            Coalesce(F("ends_on"), Value(_NEVER)),
            output_field=DateField(),
        ),
    )


def _first(rows: QuerySet[Any], person: str, which: Min | Max) -> Subquery:
    found = rows.filter(**{person: OuterRef("pk")}).order_by().values(person)
    return Subquery(found.annotate(on=which).values("on"), output_field=DateField())


def _differences() -> Subquery:
    open_now = SheetSummary.objects.filter(thread__person=OuterRef("pk")).values("thread__person")
    counted = open_now.annotate(n=Sum("open_differences")).values("n")
    return Subquery(counted, output_field=IntegerField())


def _count(rows: QuerySet[Any], person: str) -> Subquery:
    found = rows.filter(**{person: OuterRef("pk")}).order_by().values(person)
    return Subquery(found.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
