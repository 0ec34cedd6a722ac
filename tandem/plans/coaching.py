"""Lines of "Not the usual way", as who coaches and who wrote them read them at the desk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from tandem.people.access import people_for
from tandem.people.actor import Staff
from tandem.people.models import Person, Role, User
from tandem.people.queries import in_bulk
from tandem.plans.leaf import LEAF
from tandem.plans.models import SeenByCoach
from tandem.voices.models import Entry, Kind

UNUSUAL = "unusual"
# As many as a page shows.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    id: UUID
    person: Person
    author: User | None
    on: date
    words: str
    language: str
    # Whether it is the reader's own: nobody says of their own line that they have seen it.
    is_own: bool
    seen: SeenByCoach | None

    @property
    def worker(self) -> str:
        return self.author.called if self.author else ""

    @property
    def waits(self) -> bool:
        return self.seen is None and not self.is_own


def lines_for(
    by: Staff, *, words: Sequence[str] = (), only: Collection[UUID] | None = None
) -> list[Line]:
    """What waits to be seen first, then the newest. A manager reads those about all people in
    reach, a worker their own; one that was taken away again is not shown. `words` are parts that
    each of them has."""
    rows = _standing(by)
    for part in words:
        rows = rows.filter(saying__value__words__icontains=part)
    if only is not None:
        rows = rows.filter(pk__in=only)
    rows = rows.select_related("saying", "author", "thread", "seen_by_coach__by")
    waits_first = F("seen_by_coach__at").desc(nulls_first=True)
    found = list(rows.order_by(waits_first, "-recorded_at")[:SHOWN])
    people = in_bulk(people_for(by, "read"), (one.thread.person_id for one in found))
    lines = [_line(one, people[one.thread.person_id], by) for one in found]
    return sorted(lines, key=lambda line: not line.waits)


def line_for(by: Staff, pk: UUID) -> Line | None:
    return next(iter(lines_for(by, only=[pk])), None)


def how_many_wait(by: Staff, *, most: int) -> int:
    """For a word of this manager; none is counted beyond `most`."""
    if not by.user.has(Role.MANAGER):
        return 0
    rows = _standing(by).filter(seen_by_coach=None).exclude(author=by.user)
    return rows[:most].count()


def _standing(by: Staff) -> QuerySet[Entry]:
    """An index of its own leads to these few among all that was said."""
    rows = Entry.objects.filter(kind=Kind.NOTE, about__startswith=f"{LEAF}{UNUSUAL}/")
    rows = rows.filter(thread__person__in=people_for(by, "read").filter(is_practice=False))
    if not by.user.has(Role.MANAGER):
        rows = rows.filter(author=by.user)
    newer = Entry.objects.filter(
        thread=OuterRef("thread"),
        about=OuterRef("about"),
        kind=Kind.NOTE,
        seq__gt=OuterRef("seq"),
    )
    return rows.exclude(Exists(newer)).exclude(saying=None).exclude(saying__value__words="")


def _line(entry: Entry, person: Person, by: Staff) -> Line:
    return Line(
        id=entry.pk,
        person=person,
        author=entry.author,
        on=entry.happened_on,
        words=str(entry.saying.value["words"]),
        language=entry.language,
        is_own=entry.author_id == by.user.pk,
        seen=getattr(entry, "seen_by_coach", None),
    )
