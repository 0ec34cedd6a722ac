"""What people said that money changed, where they let anyone read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
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


@dataclass(frozen=True, slots=True)
class Lending:
    """A yes that holds: since when, and whether it was said in a sitting or on the own page."""

    at: datetime
    in_sitting: bool
    said: UUID
    """The very words: what is said after them was not lent."""


def lent_now(requests: Collection[UUID]) -> dict[UUID, Lending]:
    """The requests whose newest words are lent. A yes holds only while a no can be said where it
    was said: on the own page as long as that page is on, in a sitting as long as somebody supports
    the person, who can sit with them. Who was without anyone since is asked anew."""
    theirs = Happening.objects.filter(request__in=requests, party="person")
    on_page = theirs.filter(
        sitting=None,
        request__person__own_pages__off_at=None,
        request__person__own_pages__on_at__lte=F("at"),
    )
    alone_since = Allocation.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("at")),
        person=OuterRef("request__person"),
        worker=None,
    )
    sits = theirs.filter(
        sitting__isnull=False,
        request__person__allocations__ended_at=None,
        request__person__allocations__worker__is_active=True,
    ).exclude(Exists(alone_since))
    can_say_no = Q(pk__in=on_page.values("pk")) | Q(pk__in=sits.values("pk"))
    said = theirs.filter(
        Q(kind__in=(Became.CHANGED, Became.KEPT)) | Q(can_say_no, kind=Became.LENT)
    )
    lent: dict[UUID, Lending] = {}
    words: dict[UUID, UUID] = {}
    rows = said.order_by("number").values_list("pk", "request_id", "kind", "at", "sitting")
    for pk, request, kind, at, sitting in rows:
        # Other words were not lent, and what is taken back goes at once.
        lent.pop(request, None)
        if kind == Became.CHANGED:
            words[request] = pk
        if kind == Became.LENT and request in words:
            lent[request] = Lending(at, sitting is not None, words[request])
    return lent


def _standing(requests: Collection[UUID], today: date) -> list[Happening]:
    """The words that are lent today; newly lent ones are told from the next month on."""
    first = today.replace(day=1)
    lent = lent_now(requests).values()
    words = {one.said for one in lent if timezone.localdate(one.at) < first}
    rows = Happening.objects.filter(pk__in=words).order_by("number")
    return list(rows.select_related("request__person", "request__asked_with"))


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
