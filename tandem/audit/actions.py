from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from tandem.audit.models import Event, Verb


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
    now = timezone.now()
    rows = [
        Event(
            at=now,
            verb=verb,
            person=person,
            user=user,
            device=device[:64],
            place=where[:80],
            what=what[:200],
            recipient=recipient[:200],
        )
        for person in people
    ]
    Event.objects.bulk_create(rows)
    if request is not None:
        request.recorded.update(row.person for row in rows)


def nothing_shown() -> None:
    """Say that personal tables were searched and nobody was found: there is no row to write."""
    request = current.get()
    if request is not None:
        request.recorded.add(None)
