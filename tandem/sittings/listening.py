"""Who may listen to a sitting: asked when a stream opens and again at each piece of news."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tandem.live.stream import Permit
from tandem.sittings.gate import GUEST_COOKIE, digest, inside
from tandem.sittings.models import Sitting
from tandem.voices.models import Thread


def permitted(path: str, cookies: Mapping[str, str]) -> Permit | None:
    """`path` is "together/<sitting>" or "beside/<sitting>"."""
    door, _slash, raw = path.partition("/")
    try:
        pk = UUID(raw)
    except ValueError:
        return None
    try:
        person = _person(door, pk, cookies)
        if person is None:
            return None
        heads = Thread.objects.filter(person=person).values_list("id", "head")
        return Permit(person, {str(thread): head for thread, head in heads})
    finally:
        connection.close()


def _person(door: str, pk: UUID, cookies: Mapping[str, str]) -> UUID | None:
    sittings = Sitting.objects.filter(pk=pk, ended_at=None)
    if door == "together":
        key = cookies.get(settings.SESSION_COOKIE_NAME, "")
        if not key:
            return None
        if not Session.objects.filter(pk=key, expire_date__gt=timezone.now()).exists():
            return None
        return (
            sittings.filter(locked_sign_in=digest(key), worker__is_active=True)
            .values_list("person_id", flat=True)
            .first()
        )
    if door == "beside":
        guests = inside(cookies.get(GUEST_COOKIE, ""), pk)
        return guests.values_list("sitting__person_id", flat=True).first()
    return None
