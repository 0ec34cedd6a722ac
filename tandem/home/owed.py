"""What a member of staff owes, from all parts: answers to people, and to requests to a fund."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.fund.models import Request
from tandem.fund.page import waits_line
from tandem.fund.queries import owed as owed_at_funds
from tandem.fund.rules import money, requests
from tandem.fund.terms import as_told
from tandem.fund.transfers import said
from tandem.people.access import people_for
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Person, Role
from tandem.people.queries import in_bulk
from tandem.plans.owed import owed_by


@dataclass(frozen=True, slots=True)
class Row:
    """Answers to one person, or to one request."""

    person: Person
    # The first day on which one is due.
    on: date | None
    answers: int = 0
    request: Request | None = None
    amount: str = ""
    # Who answers the request by when.
    line: str = ""


def how_many(by: Staff, today: date) -> int:
    answers = sum(n for _person, n, _on in owed_by(by.user)) if by.user.has(Role.WORKER) else 0
    return answers + len(owed_at_funds(by, today))


def rows_of(by: Staff, today: date) -> list[Row]:
    """The oldest first."""
    answers = list(owed_by(by.user)) if by.user.has(Role.WORKER) else []
    waits = owed_at_funds(by, today)
    asked = list(Request.objects.filter(pk__in=waits).select_related("terms__fund"))
    people = _reached(by, (*(row[0] for row in answers), *(one.person_id for one in asked)))
    workers = _workers(one.person_id for one in asked)
    found = [Row(people[pk], on, answers=n) for pk, n, on in answers if pk in people]
    found += [
        _asked(people[one.person_id], one, workers.get(one.person_id, _("A worker")), today)
        for one in asked
        if one.person_id in people
    ]
    return sorted(found, key=lambda row: (row.on or date.max, row.person.called))


def _reached(by: Staff, people: Iterable[UUID]) -> dict[UUID, Person]:
    """Each of these waits for this reader: their own person, or one whom they decide about."""
    return in_bulk(people_for(by, "read"), people)


def _workers(people: Iterable[UUID]) -> dict[UUID, str]:
    """Who decides small requests: each person's own worker, by name."""
    held = Allocation.objects.filter(person__in=set(people), ended_at=None, worker__isnull=False)
    return dict(held.values_list("person", "worker__called"))


def _asked(person: Person, one: Request, worker: str, today: date) -> Row:
    """A manager reads what is late of a worker here too."""
    amount, is_late = money.of(one.amount, one.terms.fund.currency), one.due_on < today
    decider = requests.decider(as_told(one.terms), amount)
    line = waits_line(one, decider, worker, is_late=is_late)
    return Row(person, one.due_on, request=one, amount=said(amount), line=line)
