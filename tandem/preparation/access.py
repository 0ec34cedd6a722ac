"""Whose preparation a device may open: by the secret in its cookie, and nothing else."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from tandem.people.models import Allocation, User
from tandem.preparation.models import Preparation
from tandem.preparation.rules import Life, Stage, stage
from tandem.privacy.screen import closed
from tandem.sittings.models import Sitting

COOKIE = "__Host-tandem-notes" if settings.IS_SECURE else "tandem_notes"


def preparations() -> QuerySet[Preparation]:
    """Each with what its stage follows from, and without what its pages do not need."""
    met = Sitting.objects.filter(
        person=OuterRef("person"), started_at__gt=OuterRef("made_at"), ended_at__isnull=False
    )
    supports = Allocation.objects.filter(
        person=OuterRef("person"),
        worker=OuterRef("worker"),
        ended_at=None,
        worker__is_active=True,
    )
    rows = Preparation.objects.select_related("worker").defer(*closed(User, "worker"))
    return rows.annotate(has_met=Exists(met), has_moved=~Exists(supports))


def stage_of(preparation: Any, now: datetime | None = None) -> Stage:
    """Of a row of `preparations`."""
    now = now or timezone.now()
    life = Life(
        ends_on=preparation.ends_on,
        opened_at=preparation.opened_at,
        active_at=preparation.active_at,
        ended_at=preparation.ended_at,
        has_met=preparation.has_met,
        has_moved=preparation.has_moved,
    )
    return stage(life, now, timezone.localdate(now))
