"""What people said that money changed, where they let anyone read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from tandem.fund.models import Happening
from tandem.fund.rules.requests import FEWEST, Became
from tandem.people.models import Allocation, User
from tandem.plans.examples import names_of
from tandem.plans.unnamed import tells


@dataclass(frozen=True, slots=True)
class Lent:
    """Words that somebody lets others read; whose they are is for the audit alone."""

    person: UUID
    words: str
    language: str


def lent_of(requests: Collection[UUID], today: date) -> list[Lent]:
    """Those that name nobody, in the order of the letters, so that nothing tells when they were
    said. Of fewer people than a handful nothing is told."""
    found = _standing(requests, today)
    workers = _workers_of(found)
    told = [
        Lent(one.request.person_id, one.words, one.language)
        for one in found
        if not tells(one.words, names_of(one.request.person, *workers[one.request.person_id]))
    ]
    if len({one.person for one in told}) < FEWEST:
        return []
    return sorted(told, key=lambda one: one.words.casefold())


def _standing(requests: Collection[UUID], today: date) -> list[Happening]:
    """What is lent today. The own page is where a no is said, so a yes holds only as long as the
    page on which it was said is on."""
    can_say_no = Happening.objects.filter(
        kind=Became.LENT,
        request__person__own_pages__off_at=None,
        request__person__own_pages__on_at__lte=F("at"),
    )
    rows = Happening.objects.filter(
        Q(kind__in=(Became.CHANGED, Became.KEPT)) | Q(pk__in=can_say_no),
        request__in=requests,
        party="person",
    )
    said: dict[UUID, Happening] = {}
    lent: set[UUID] = set()
    for one in rows.select_related("request__person", "request__asked_with").order_by("number"):
        # Other words were not lent, and what is taken back goes at once.
        lent.discard(one.request_id)
        if one.kind == Became.CHANGED:
            said[one.request_id] = one
        # Newly lent words are told from the next month on.
        elif one.kind == Became.LENT and timezone.localdate(one.at) < today.replace(day=1):
            lent.add(one.request_id)
    return [one for pk, one in said.items() if pk in lent]


def _workers_of(found: Iterable[Happening]) -> Mapping[UUID, set[User]]:
    """By person: who asked a fund with them, who answered, and whoever supports them or did."""
    workers = defaultdict[UUID, set[User]](set)
    for one in found:
        workers[one.request.person_id].add(one.request.asked_with)
    supported = Allocation.objects.filter(person__in=workers, worker__isnull=False)
    for spell in supported.select_related("worker"):
        if spell.worker:
            workers[spell.person_id].add(spell.worker)
    answered = Happening.objects.filter(request__person__in=workers, by__isnull=False)
    for one in answered.select_related("by", "request"):
        if one.by:
            workers[one.request.person_id].add(one.by)
    return workers
