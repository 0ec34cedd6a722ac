"""Whose page a device may open: by the secret in its cookie, and nothing else."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from tandem.own_page.models import Device, OwnPage
from tandem.own_page.rules import Life, stage
from tandem.people.models import Person
from tandem.preparation.rules import Stage
from tandem.privacy.screen import closed
from tandem.sittings.gate import digest

COOKIE = "__Host-tandem-page" if settings.IS_SECURE else "tandem_page"


def device_with(secret: str) -> Device | None:
    rows = Device.objects.select_related("page")
    return rows.filter(secret_hash=digest(secret)).first() if secret else None


def stage_of(device: Device, now: datetime | None = None) -> Stage:
    life = Life(
        made_at=device.made_at,
        opened_at=device.opened_at,
        active_at=device.active_at,
        unlocked_at=device.unlocked_at,
        ended_at=device.ended_at,
        off_at=device.page.off_at,
    )
    return stage(life, now or timezone.now())


def page_of(person: Person) -> OwnPage | None:
    """The own page that is on."""
    rows = OwnPage.objects.filter(person=person, off_at=None)
    return rows.defer(*closed(OwnPage)).first()


def devices_of(page: OwnPage) -> QuerySet[Device]:
    """Those that opened a link and were not ended, the newest first."""
    return page.devices.filter(ended_at=None, opened_at__isnull=False).order_by("-opened_at")
