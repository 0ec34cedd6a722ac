"""Lists of people in the order in which they are shown: what is due first, then by name.

Every list is read through three indexes, each in that order, and stops when it has enough: those
for whom a step or a come-back is due; those whose order ends soon; all others by name. So a page
costs what it shows, however many people there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, DateField, F, Func, Q, QuerySet, Value
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.db.models.functions import Cast, Least

from tandem.glances.models import DUE, REST, Ending, Glance
from tandem.people.access import Reach

ENDS_WITHIN = timedelta(days=30)
_NEVER = date.max
People = Sequence[UUID] | QuerySet[Any, Any]
_ORDER = ("first_on", "key", "who")


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in the list; the next page begins after the last one's."""

    first_on: date
    sort: str
    person: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """What a list says of a person, their name apart."""

    place: Place
    step_on: date | None
    back_on: date | None
    ends_on: date | None
    seen_on: date | None
    differences: int
    worker: UUID | None

    @property
    def person(self) -> UUID:
        return self.place.person


def lines(
    reach: Reach,
    today: date,
    *,
    most: int,
    after: Place | None = None,
    only: People | None = None,
) -> list[Line]:
    """The first `most` people within reach, after a place. `only` narrows them to these people."""
    parts = [
        part.order_by(*_ORDER)[:most]
        for owner in _owners(reach)
        for part in _parts(owner, today, after, only)
    ]
    if not parts:
        return []
    rows = parts[0]
    if len(parts) > 1:
        rows = rows.union(*parts[1:], all=True).order_by(*_ORDER)[:most]
    return [_line(*row) for row in rows]


def how_many(reach: Reach, *, most: int) -> int:
    """Everyone stands in the list once, so nobody has to be read. None is counted beyond `most`."""
    parts: list[QuerySet[Any, Any]] = [
        Glance.objects.filter(owner, when, is_practice=False).values_list(Value(1))[:most]
        for owner in _owners(reach)
        for when in (DUE, REST)
    ]
    return parts[0].union(*parts[1:], all=True)[:most].count() if parts else 0


def within(reach: Reach) -> QuerySet[Glance]:
    """Everyone within reach, in no order, with the keys that people are searched by."""
    whose = reduce(or_, _owners(reach), Q(pk__in=[]))
    return Glance.objects.filter(whose, is_practice=False)


def line_of(person: UUID, today: date) -> Line:
    glance = Glance.objects.filter(pk=person)
    return _line(*_shown(glance, today, F("due_on")).get())


def place_of(reach: Reach, person: UUID, today: date) -> Place | None:
    """Where somebody within reach stands now."""
    for owner in _owners(reach):
        found = Glance.objects.filter(owner, pk=person, is_practice=False)
        for row in _shown(found, today, F("due_on")):
            return _line(*row).place
    return None


@dataclass(slots=True)
class Today:
    """What waits today, of the people within reach. None is counted much further than `most`."""

    steps: int = 0
    come_backs: int = 0
    ends: int = 0
    differences: int = 0


def waits_today(reach: Reach, today: date, *, most: int) -> Today:
    until = today + ENDS_WITHIN
    no_days = Value([], ArrayField(DateField()))
    no_day, none, one = Value(None, DateField()), Value(0), Value(1)
    parts: list[QuerySet[Any, Any]] = []
    for owner in _owners(reach):
        here = Glance.objects.filter(owner, is_practice=False)
        due = here.filter(due_on__lte=today)
        ending = Ending.objects.filter(owner, ends_on__range=(today, until))
        apart = here.filter(differences__gt=0)
        parts += [
            due.values_list("steps_on", "back_on", none, none)[:most],
            ending.values_list(no_days, no_day, one, none)[:most],
            apart.values_list(no_days, no_day, none, "differences")[:most],
        ]
    if not parts:
        return Today()
    found = Today()
    for steps_on, back_on, ends, differences in parts[0].union(*parts[1:], all=True):
        found.steps += sum(day <= today for day in steps_on)
        found.come_backs += back_on is not None and back_on <= today
        found.ends += ends
        found.differences += differences
    return found


def waiting(reach: Reach, *, most: int) -> int:
    """How many of a team, or of everyone, nobody supports now; none is counted beyond `most`."""
    if not reach.is_everyone and not reach.team:
        return 0
    waits = Glance.objects.filter(
        organisation=reach.organisation, is_practice=False, is_supported=False
    )
    ours = waits if reach.is_everyone else waits.filter(team=reach.team)
    return ours[:most].count()


def _owners(reach: Reach) -> Iterator[Q]:
    """Whose people these are; nobody is in two of them."""
    if reach.is_everyone:
        yield Q(organisation=reach.organisation)
        return
    if reach.worker:
        yield Q(worker=reach.worker)
    if reach.team:
        others = ~Q(worker=reach.worker) | Q(worker=None) if reach.worker else Q()
        yield Q(team=reach.team) & others


def _parts(
    owner: Q, today: date, after: Place | None, only: People | None
) -> Iterator[QuerySet[Any, Any]]:
    until = Value(today + ENDS_WITHIN, DateField())
    here = Glance.objects.filter(owner, is_practice=False)
    soon = Ending.objects.filter(owner, ends_on__range=(today, today + ENDS_WITHIN))
    if only is not None:
        here, soon = here.filter(person__in=only), soon.filter(glance__in=only)
    # Each is in the part in which they stand first.
    due = here.filter(due_on__isnull=False)
    due = due.exclude(_has_end("ends_on", today, Least(F("due_on") - timedelta(days=1), until)))
    soon = soon.exclude(_has_end("glance__ends_on", today, F("ends_on") - timedelta(days=1)))
    soon = soon.filter(Q(glance__due_on=None) | Q(glance__due_on__gt=F("ends_on")))
    rest = here.filter(due_on=None).exclude(_has_end("ends_on", today, until))
    if after:
        at = (after.first_on, after.sort, after.person)
        due = due.filter(TupleGreaterThan((F("due_on"), F("sort"), F("person_id")), at))
        soon = soon.filter(TupleGreaterThan((F("ends_on"), F("sort"), F("glance_id")), at))
        if after.first_on == _NEVER:
            rest = rest.filter(TupleGreaterThan((F("sort"), F("person_id")), at[1:]))
    if not after or after.first_on < _NEVER:
        yield _shown(due, today, F("due_on"))
        yield _shown(soon, today, F("ends_on"), of="glance__")
    yield _shown(rest, today, Value(_NEVER, DateField()))


def _shown(rows: QuerySet[Any], today: date, first_on: Any, of: str = "") -> QuerySet[Any, Any]:
    """The columns of `_line`."""
    named = {
        "first_on": first_on,
        "key": F("sort"),
        "who": F("glance_id" if of else "person_id"),
        "steps": F(f"{of}steps_on"),
        "back": F(f"{of}back_on"),
        "end": _next_end(f"{of}ends_on", today),
        "seen": F(f"{of}seen_on"),
        "open": F(f"{of}differences"),
        "held": F(f"{of}worker_id"),
    }
    shown: QuerySet[Any, Any] = rows.annotate(**named).values_list(*named)
    return shown


def _next_end(ends: str, today: date) -> Func:
    days = (Value(day, DateField()) for day in (today, today + ENDS_WITHIN))
    return Func(F(ends), *days, function="glances_next_end", output_field=DateField())


def _has_end(ends: str, first: date, last: Any) -> Func:
    """Whether one of these days is within two others."""
    day = Value(first, DateField())
    last = Cast(last, DateField())
    return Func(F(ends), day, last, function="glances_has_end", output_field=BooleanField())


def _line(
    first_on: date | None,
    key: str,
    who: UUID,
    steps: list[date],
    back: date | None,
    end: date | None,
    seen: date | None,
    differences: int,
    held: UUID | None,
) -> Line:
    first = min((day for day in (first_on, end) if day), default=_NEVER)
    place = Place(first, key, who)
    return Line(place, steps[0] if steps else None, back, end, seen, differences, held)
