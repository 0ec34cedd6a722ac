"""What came of one thing on the plan: the goals that it is a reason of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.people.models import Person
from tandem.plans.models import Goal


@dataclass(frozen=True, slots=True)
class CameOf:
    id: UUID
    words: str
    language: str
    state: str
    made_at: datetime


def goals_from(person: Person, keys: Collection[str]) -> list[CameOf]:
    """In the order of the plan."""
    found = Goal.objects.filter(
        thread__person=person, thread__kind="plan", reasons__about__in=list(keys)
    )
    rows = found.order_by("number").values_list("pk", "words", "language", "state", "made_at")
    return [CameOf(*row) for row in dict.fromkeys(rows)]
