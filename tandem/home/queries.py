"""What "My people" shows about each person, read in one go however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.glances import queries as glances
from tandem.glances.queries import Line, Today
from tandem.lib.text import search_key
from tandem.people.access import people_for, reach_of
from tandem.people.actor import Staff
from tandem.people.models import Person, Role, User
from tandem.plans.models import Step
from tandem.sittings.models import Sitting

A_PAGE = 25
# Nothing is counted further than this: beyond it, a page says "100+".
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A person and what the list says of them."""

    person: Person
    line: Line
    worker: User | None


@dataclass(frozen=True, slots=True)
class Page:
    people: Sequence[Shown]
    more: int

    @property
    def after(self) -> UUID | None:
        """Who the next page begins after."""
        return self.people[-1].person.pk if self.more else None


def people(by: Staff, today: date, *, words: str = "", after: UUID | None = None) -> Page:
    """What is due first, then by name. `words` may be any part of a name or reference."""
    reach = reach_of(by)
    begins = glances.place_of(reach, after, today) if after else None
    only = _named(by, words) if words.strip() else None
    most = A_PAGE + COUNTED
    found = glances.lines(reach, today, most=most, after=begins, only=only)
    return Page(_with_names(by, found[:A_PAGE]), max(0, len(found) - A_PAGE))


def one(person: Person, today: date) -> Line:
    """What the list says of a person whom `person_for` let the caller reach."""
    return glances.line_of(person.pk, today)


def waits_today(by: Staff, today: date) -> Today:
    return glances.waits_today(reach_of(by), today, most=COUNTED)


def waiting(by: Staff) -> int:
    """Those of a manager's team whom nobody supports."""
    return glances.waiting(reach_of(by, "move"), most=COUNTED) if by.user.has(Role.MANAGER) else 0


def practice_person(by: Staff) -> Person | None:
    mine = {"allocations__worker": by.user, "allocations__ended_at": None}
    return Person.objects.filter(is_practice=True, **mine).first()


def steps_of(person: Person) -> QuerySet[Step]:
    steps = Step.objects.filter(
        goal__state="active", state__in=["to_do", "doing"], due_on__isnull=False
    )
    mine = steps.filter(goal__thread__person=person).select_related("goal", "worker")
    return mine.order_by("due_on", "number")


def sittings_of(person: Person) -> QuerySet[Sitting]:
    return person.sittings.select_related("worker").order_by("-held_on", "-started_at")


def _named(by: Staff, words: str) -> QuerySet[Any, Any]:
    keys = search_key(words).split()
    named = people_for(by).filter(*(Q(search__contains=key) for key in keys))
    return (named if keys else named.none()).values("pk")


def _with_names(by: Staff, lines: Sequence[Line]) -> list[Shown]:
    """Whoever is shown comes through the one door, whatever a list says."""
    reached = people_for(by).in_bulk([line.person for line in lines])
    others = {line.worker for line in lines if line.worker} - {by.user.pk}
    workers = {by.user.pk: by.user, **User.objects.in_bulk(others)}
    return [
        Shown(reached[line.person], line, workers.get(line.worker) if line.worker else None)
        for line in lines
        if line.person in reached
    ]
