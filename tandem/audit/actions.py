from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils import timezone

from tandem.audit.models import Verb

# Written by hand: every request that reads a person's record waits for it. The clock is the
# product's, as it is for all that is said.
ADD = """
    INSERT INTO audit_event (at, verb, "user", device, place, what, recipient, person)
    SELECT %s, %s, %s, %s, %s, %s, %s, person FROM unnest(%s::uuid[]) AS person
"""


@dataclass(slots=True)
class Request:
    """What the present request has read and recorded; see `tandem.audit.guard`."""

    place: str = ""
    tables: set[str] = field(default_factory=set)
    recorded: set[UUID | None] = field(default_factory=set)


current: ContextVar[Request | None] = ContextVar("audit_request", default=None)


def record(
    verb: Verb,
    people: Iterable[UUID | None],
    *,
    user: UUID | None,
    device: str,
    what: str = "",
    place: str = "",
    recipient: str = "",
) -> None:
    """Add one event for each person, in the caller's transaction. Names fields, never content."""
    request = current.get()
    where = place or (request.place if request else "") or "outside a request"
    named = list(people)
    with connection.cursor() as cursor:
        cursor.execute(
            ADD,
            [
                timezone.now(),
                str(verb),
                user,
                device[:64],
                where[:80],
                what[:200],
                recipient[:200],
                named,
            ],
        )
    if request is not None:
        request.recorded.update(named)


def nothing_shown() -> None:
    """Say that personal tables were searched and nobody was found: there is no row to write."""
    request = current.get()
    if request is not None:
        request.recorded.add(None)
