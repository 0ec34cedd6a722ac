"""What was decided off the usual path, as it is told to a team without names, and looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from tandem.instruments.loader import newest
from tandem.people.actor import Staff
from tandem.people.models import Person, Role, User
from tandem.plans.models import Example
from tandem.plans.reasons import language

# As many as a page shows.
SHOWN = 50
TOLD = ("decided", "why", "came", "advice")


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as everyone of the team reads it. It has no worker, no person and no day; of the
    last only the year, for what is usual changes."""

    line: UUID
    area: str
    parts: list[tuple[str, str]]
    year: int
    language: str


def areas() -> dict[str, str]:
    """What an example can be about: the areas of a life, in their order."""
    return {area.key: area.name.say(language()) for area in newest("whole-life").areas}


def heads() -> dict[str, str]:
    return {
        "decided": _("What was decided"),
        "why": _("Why"),
        "came": _("What came of it"),
        "advice": _("From who coaches"),
    }


def examples_for(by: Staff, *, words: Sequence[str] = (), area: str = "") -> list[Example]:
    """Those of the reader's own team that are offered, the newest first. `words` are parts that
    each of them has somewhere."""
    rows = _standing(by).filter(is_offered=True).select_related("line__thread")
    if area:
        rows = rows.filter(area=area)
    for part in words:
        rows = rows.filter(_any_has(part))
    return list(rows.order_by("-at")[:SHOWN])


def example_of(by: Staff, line: UUID) -> Example | None:
    """What stands of this line in the reader's team, offered or taken back."""
    return _standing(by).filter(line=line).select_related("line__thread").first()


def offered_of(by: Staff, lines: Sequence[UUID]) -> frozenset[UUID]:
    """Which of these lines the reader's team is told."""
    found = _standing(by).filter(is_offered=True, line__in=lines)
    return frozenset(found.values_list("line", flat=True))


def lines_in(by: Staff, area: str) -> list[UUID]:
    """The lines whose example is about this area."""
    found = _standing(by).filter(is_offered=True, area=area)
    return list(found.values_list("line", flat=True))


def shown_examples(found: Sequence[Example]) -> Iterator[Shown]:
    named, titles = areas(), heads()
    for one in found:
        parts = [(titles[name], getattr(one, name)) for name in TOLD if getattr(one, name)]
        yield Shown(one.line_id, named.get(one.area, ""), parts, one.at.year, one.language)


def may_offer(by: Staff) -> bool:
    return by.user.has(Role.MANAGER) and by.user.team_id is not None


def workers_of(person: Person) -> list[User]:
    """All who support or supported them."""
    return list(User.objects.filter(allocations__person=person).distinct())


def names_of(person: Person, *staff: User | None) -> list[str]:
    """What would tell who words are about."""
    own = [person.called, person.given_names, person.family_name, person.reference]
    return [*own, *(name for one in staff if one for name in (one.called, one.name))]


def _standing(by: Staff) -> QuerySet[Example]:
    """The newest of each line; nothing of a line whose words were erased."""
    team = by.user.team_id
    if team is None or not by.user.has(Role.WORKER, Role.MANAGER):
        return Example.objects.none()
    newer = Example.objects.filter(line=OuterRef("line"), team=team).order_by("-number")
    rows = Example.objects.filter(team=team, pk=Subquery(newer.values("pk")[:1]))
    return rows.exclude(line__saying=None)


def _any_has(part: str) -> Q:
    found = Q()
    for name in TOLD:
        found |= Q(**{f"{name}__icontains": part})
    return found
