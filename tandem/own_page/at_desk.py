"""For those who support the person: whether their own page is on, and what was said there since the
two last sat. Not that it was read, nor when or how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.own_page.models import OwnPage
from tandem.people.actor import ON_OWN_PAGE
from tandem.people.models import Person
from tandem.voices.models import Entry, Kind

BACK = timedelta(days=28)
MOST = 5


@dataclass(frozen=True, slots=True)
class News:
    at: datetime
    happened: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class AtDesk:
    # None while it is off.
    on_at: datetime | None = None
    on_devices: int = 0
    # The newest first.
    news: Sequence[News] = ()


def own_page_at_desk(person: Person, last_sat: datetime | None) -> AtDesk:
    """One question: the newest time it was on, with all else."""
    since = timezone.now() - BACK
    entries = Entry.objects.filter(
        thread__person=person,
        kind__in=[Kind.STEP, Kind.ASK],
        device__startswith=ON_OWN_PAGE,
        recorded_at__gt=max(since, last_sat or since),
    )
    told = JSONObject(at="recorded_at", kind="kind", language="language", value="saying__value")
    newest = entries.order_by("-recorded_at").values(told=told)[:MOST]
    open_ones = Q(devices__ended_at=None, devices__opened_at__isnull=False)
    pages = OwnPage.objects.filter(person=person).annotate(
        on_devices=Count("devices", filter=open_ones), told=ArraySubquery(newest)
    )
    page: Any = pages.order_by("-on_at").first()
    if page is None:
        return AtDesk()
    on_at = None if page.off_at else page.on_at
    return AtDesk(on_at, page.on_devices, [_news(one) for one in page.told if one["value"]])


def _news(told: dict[str, Any]) -> News:
    at = datetime.fromisoformat(told["at"])
    words = told["value"].get("words", "")
    return News(at, _happened(told["kind"], told["value"]), words, told["language"])


def _happened(kind: str, value: dict[str, str]) -> str:
    if kind == Kind.ASK:
        if "meeting" in value:
            return _("Cannot come to the meeting")
        return _("Answered you") if "is_it" in value else _("Asked")
    if value.get("stuck"):
        return _("Said that a step is stuck")
    states = {"doing": _("Doing"), "done": _("Done"), "dropped": _("No longer needed")}
    return states.get(value.get("state", ""), _("To do"))
