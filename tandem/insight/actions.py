"""A tally of how both see it, taken once a month over everybody's sheets."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from tandem.assessments.checks import ENGAGEMENT
from tandem.assessments.queries import STANDS, released
from tandem.assessments.rules.shut import without_shut
from tandem.glances.models import Glance
from tandem.insight.models import KeptTally
from tandem.insight.rules.tallies import After, Marks, Tally, after_talks, marks_of
from tandem.insight.talks import ended_in, ends_of
from tandem.instruments.loader import newest
from tandem.instruments.models import HOME
from tandem.people.models import Organisation
from tandem.sittings.models import Sitting
from tandem.voices.models import Thread
from tandem.voices.queries import said_in_each

# Any number will do, as long as nothing else in this database locks it.
LOCK = 7_305_113
AT_ONCE = 100  # people, whose sheets are read together


def take_tallies(*, is_calm: bool = False) -> int:
    """Each organisation's tally, where one is due; how many were taken. With `is_calm` it rests
    after every few sheets for as long as they took, because people work meanwhile."""
    taken = 0
    for organisation in Organisation.objects.values_list("pk", flat=True):
        with _alone() as is_ours:
            if is_ours and is_due(organisation, timezone.localdate()):
                take_tally(organisation, is_calm=is_calm)
                taken += 1
    return taken


def is_due(organisation: UUID, today: date) -> bool:
    """Once a month, so that nobody can see one person's answer by looking before and after a
    sitting; and each day while there is nothing that may be told."""
    last = KeptTally.objects.filter(organisation=organisation, team=None).order_by("-on").first()
    if last is None or last.on.replace(day=1) < today.replace(day=1):
        return True
    return last.on < today and not Tally.read(last.counted).tells


def take_tally(organisation: UUID, *, is_calm: bool = False) -> None:
    # Of the whole, and by team.
    tallies: dict[int | None, Tally] = defaultdict(Tally, {None: Tally()})
    people = list(
        Glance.objects.filter(organisation=organisation, is_practice=False)
        .order_by("pk")
        .values_list("pk", "team", "mode")
    )
    for start in range(0, len(people), AT_ONCE):
        began = time.monotonic()
        some = people[start : start + AT_ONCE]
        counted = _counted({person: mode for person, _team, mode in some})
        for person, team, _mode in some:
            for where in {None, team}:
                tallies[where].add(*counted[person])
        if is_calm:
            time.sleep(time.monotonic() - began)
    ended = ended_in(organisation)
    for where, tally in tallies.items():
        tally.ends = ends_of(one for one in ended if where in (None, one.team))
    on = timezone.localdate()
    with transaction.atomic():
        KeptTally.objects.bulk_create(
            KeptTally(organisation_id=organisation, team_id=where, on=on, counted=tally.kept())
            for where, tally in tallies.items()
        )


def _counted(modes: Mapping[UUID, str]) -> dict[UUID, tuple[dict[str, Marks], After]]:
    """Of some people, each by themselves: nothing of anybody leaves this but counts."""
    threads = {
        (one.person_id, one.answers): one
        for one in Thread.objects.filter(
            person__in=list(modes), kind="sheet", release__name__in=(HOME, ENGAGEMENT)
        )
        .select_related("release")
        .annotate(answers=F("release__name"))
        .order_by("opened_at")
    }
    said = said_in_each([one.pk for one in threads.values()], STANDS)
    sat: dict[UUID, list[datetime]] = defaultdict(list)
    for person, began in Sitting.objects.filter(person__in=list(modes)).values_list(
        "person_id", "started_at"
    ):
        sat[person].append(began)
    check, now = newest(ENGAGEMENT), timezone.now()
    found = {}
    for person, mode in modes.items():
        home, other = threads.get((person, HOME)), threads.get((person, ENGAGEMENT))
        log = said.get(home.pk, []) if home else []
        told = said.get(other.pk, []) if other else []
        instrument = released(home.release_now) if home else None
        areas = marks_of(instrument, without_shut(instrument, mode, log)) if instrument else {}
        found[person] = areas, after_talks(log, sat[person], check, told, now)
    return found


@contextmanager
def _alone() -> Iterator[bool]:
    """Of several processes one takes the tally; the others go on with their work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        ((is_ours,),) = cursor.fetchall()
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
