"""Who opened this person's record, by role and day: from the audit trail, no names."""

from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tandem.own_page.rules import is_told
from tandem.people.models import Person, Role

BACK = timedelta(days=90)
# Names stay in the trail: the query gives days, pages and roles only.
LOOKED = """
    SELECT DISTINCT (e.at AT TIME ZONE %s)::date, e.place, u.roles
    FROM audit_event e JOIN people_user u ON u.id = e."user"
    WHERE e.person = %s AND e.at > %s
"""


def looks_at(person: Person) -> list[tuple[date, list[str]]]:
    """The newest day first, with the roles of those who looked."""
    with connection.cursor() as cursor:
        since = timezone.now() - BACK
        cursor.execute(LOOKED, [settings.TIME_ZONE, person.pk, since])
        rows = cursor.fetchall()
    found: dict[date, set[str]] = {}
    for day, place, roles in rows:
        if is_told(place):
            # Whoever has several acts as the first of them here.
            found.setdefault(day, set()).add(
                next(r for r in Role.values if r in roles or not roles)
            )
    in_order = sorted(found.items(), reverse=True)
    return [(day, [role for role in Role.values if role in seen]) for day, seen in in_order]
