"""How talks about differences ended, read from the log: few talks end, and one index holds those
that did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from tandem.insight.rules.tallies import Ends

# The newest end of each talked-about thing, for everyone with us now; and the days from that on
# which the talk began.
_ENDS = """
SELECT DISTINCT ON (e.thread_id, e.about) g.person_id, g.team_id, s.value ->> 'outcome',
    e.recorded_at::date - o.recorded_at::date
FROM glances_glance g
JOIN voices_thread t ON t.person_id = g.person_id AND t.kind = 'sheet'
JOIN voices_entry e ON e.thread_id = t.id AND e.kind = 'settle'
JOIN voices_saying s ON s.entry_id = e.id
LEFT JOIN voices_entry o ON o.id = (s.value ->> 'talk')::uuid
WHERE g.organisation_id = %s AND NOT g.is_practice
ORDER BY e.thread_id, e.about, e.seq DESC
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """The newest end of one talked-about thing."""

    person: UUID
    team: int | None
    outcome: str
    days: int | None


def ended_in(organisation: UUID) -> list[Ended]:
    with connection.cursor() as cursor:
        cursor.execute(_ENDS, [organisation])
        return [Ended(*row) for row in cursor.fetchall()]


def ends_of(ended: Iterable[Ended]) -> Ends:
    found, people, days = Ends(), set[UUID](), list[int]()
    seen = set[tuple[UUID, str]]()
    for one in ended:
        people.add(one.person)
        if one.days is not None:
            days.append(one.days)
        if (one.person, one.outcome) not in seen:
            seen.add((one.person, one.outcome))
            found.by_outcome[one.outcome] += 1
    found.people = len(people)
    found.days = sorted(days)[(len(days) - 1) // 2] if days else None
    return found
