"""What "My people" shows about each person, read in one go however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet, Sum

from tandem.glances import queries as glances
from tandem.glances.queries import Line, Today
from tandem.people.access import people_for, reach_of
from tandem.people.actor import Staff
from tandem.people.models import Person, Role, User
from tandem.people.queries import Asked, asked, close_to, in_bulk, named, with_reference
from tandem.plans.meetings import next_time, said_last
from tandem.plans.models import Step
from tandem.sittings.models import Sitting

A_PAGE = 25
# Nothing is counted further than this: beyond it, a page says "100+".
COUNTED = 100
# How many are looked at together, and how many near matches are shown.
FEW, CLOSE = 500, 5


V = TypeVar("V")


def often(values: Iterable[V]) -> frozenset[V]:
    """What comes more than once, and so tells nothing apart."""
    return frozenset(value for value, times in Counter(values).items() if times > 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A person and what the list says of them."""

    person: Person
    line: Line
    worker: User | None
    # When they meet next, in words.
    meets: str


@dataclass(frozen=True, slots=True)
class Page:
    people: Sequence[Shown]
    more: int
    # Who lies close to what was typed, where few have it in their names.
    close: Sequence[Shown] = ()

    @property
    def after(self) -> UUID | None:
        """Who the next page begins after."""
        return self.people[-1].person.pk if self.more else None

    @property
    def shown(self) -> list[UUID]:
        return [one.person.pk for one in (*self.people, *self.close)]

    @property
    def shared(self) -> frozenset[str]:
        """What more than one person here is called: they have to be told apart."""
        return often(one.person.called for one in (*self.people, *self.close))


def people(by: Staff, today: date, *, words: str = "", after: UUID | None = None) -> Page:
    """What is due first, then by name. `words` may be any part of a name or reference."""
    reach = reach_of(by)
    begins = glances.place_of(reach, after, today) if after else None
    typed = asked(words) if words.strip() else None
    known = (
        list(with_reference(people_for(by), typed).values_list("pk", flat=True)) if typed else []
    )
    only = known or (_named(by, typed) if typed else None)
    most = A_PAGE + COUNTED
    # Of the whole list only those are read who are shown.
    is_whole = begins is None and only is None
    found = glances.lines(reach, today, most=A_PAGE if is_whole else most, after=begins, only=only)
    many = glances.how_many(reach, most=most) if is_whole else len(found)
    close = _close(by, typed, found, today) if typed and not known and not after else ()
    shown = _with_names(by, [*found[:A_PAGE], *close], today)
    here = [one for one in shown if one.line not in close]
    return Page(here, max(0, many - A_PAGE), shown[len(here) :])


def _looked_through(by: Staff) -> QuerySet[Any, Any]:
    """One's own people are looked through one by one, and nobody else, so that neither work nor
    time tells of others. Whoever reaches a whole organisation searches by the indexes of names."""
    reach = reach_of(by)
    return people_for(by).filter(is_practice=False) if reach.is_everyone else glances.within(reach)


def _named(by: Staff, asked: Asked) -> Sequence[UUID] | QuerySet[Any, Any]:
    """Found first, where they are few; who are many are met soon by going down the list."""
    found = named(_looked_through(by), asked).values_list("pk", flat=True)
    few = list(found[: FEW + 1])
    return few if len(few) <= FEW else found


def _close(by: Staff, asked: Asked, found: Sequence[Line], today: date) -> Sequence[Line]:
    """Where fewer than a handful were found, up to a handful."""
    known = [line.person for line in found]
    if len(known) >= CLOSE:
        return ()
    reach, most = reach_of(by), CLOSE - len(known)
    others = _looked_through(by).exclude(pk__in=known)
    close = close_to(others, asked, most=most, are_many=reach.is_everyone)
    lines = glances.lines(reach, today, most=CLOSE, only=close) if close else []
    return sorted(lines, key=lambda line: close.index(line.person))


def one(person: Person, today: date) -> Line:
    """What the list says of a person whom `person_for` let the caller reach."""
    return glances.line_of(person.pk, today)


def waits_today(by: Staff, today: date) -> Today:
    return glances.waits_today(reach_of(by), today, most=COUNTED)


def held_of(person: Person) -> Any:
    """Who supports the person now, and how many answers they owe (`owed`)."""
    held = person.allocations.filter(ended_at=None).select_related("worker", "team")
    return held.annotate(owed=Sum("person__threads__summary__owed")).first()


def waiting(by: Staff) -> int:
    """Those of a manager's team whom nobody supports."""
    return glances.waiting(reach_of(by, "move"), most=COUNTED) if by.user.has(Role.MANAGER) else 0


def practice_person(by: Staff) -> Person | None:
    return Person.objects.filter(glance__worker=by.user, glance__is_practice=True).first()


def steps_of(person: Person) -> QuerySet[Step]:
    steps = Step.objects.filter(
        goal__state="active", state__in=["to_do", "doing"], due_on__isnull=False
    )
    mine = steps.filter(goal__thread__person=person).select_related("goal", "worker")
    return mine.order_by("due_on", "number")


def sittings_of(person: Person) -> QuerySet[Sitting]:
    return person.sittings.select_related("worker").order_by("-held_on", "-started_at")


def _with_names(by: Staff, lines: Sequence[Line], today: date) -> list[Shown]:
    """Whoever is shown comes through the one door, whatever a list says. Their next meeting comes
    in the same question: this page asks as many as it may."""
    people = people_for(by).annotate(said_last=said_last())
    reached = in_bulk(people, (line.person for line in lines))
    others = {line.worker for line in lines if line.worker} - {by.user.pk}
    workers = {by.user.pk: by.user, **User.objects.in_bulk(others)}
    return [
        Shown(
            person,
            line,
            workers.get(line.worker) if line.worker else None,
            next_time(vars(person)["said_last"], today, line.seen_on),
        )
        for line in lines
        if (person := reached.get(line.person))
    ]
