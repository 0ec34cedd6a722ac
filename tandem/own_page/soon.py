"""Who answers "I need to talk soon", and what waits for whom."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from tandem.own_page.models import Cover, TalkSoon
from tandem.own_page.rules import Hours
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Person, Role, User


@cache
def hours() -> Hours:
    told = tomllib.loads((Path(__file__).parent / "hours.toml").read_text("utf-8"))
    return Hours(
        days=frozenset(told["days"]),
        opens=told["opens"],
        closes=told["closes"],
        within=timedelta(hours=told["within"]),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What the person reads about it: who answers, and the newest time they asked."""

    # By name, the worker first.
    who: list[str]
    asked_at: datetime | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    answer: str = ""

    @property
    def waits(self) -> bool:
        return self.asked_at is not None and self.answered_at is None


def standing_of(person: Person, names: dict[str, str]) -> Standing:
    held = Allocation.objects.filter(person=person, ended_at=None)
    teams = held.values_list("team", "worker__team").first() or ()
    covers = Cover.objects.filter(team__in=[team for team in teams if team], user__is_active=True)
    cover = covers.values_list("user__called", flat=True)
    who = [name for name in dict.fromkeys([names["worker"], *cover]) if name]
    asked = TalkSoon.objects.filter(person=person).order_by("-asked_at")
    row = asked.values_list(
        "asked_at", "due_at", "answered_at", "answered_by__called", "answer"
    ).first()
    return Standing(who, *row[:3], row[3] or "", row[4]) if row else Standing(who)


def waiting_for(by: Staff) -> QuerySet[TalkSoon]:
    return _reached(by).filter(answered_at=None).select_related("person").order_by("due_at")


def _reached(by: Staff) -> QuerySet[TalkSoon]:
    """What a worker's own people asked for, and those of a team for which they cover; what is late
    is seen by the manager of the team too."""
    user = by.user
    now = Allocation.objects.filter(ended_at=None)
    theirs = Q()
    if user.has(Role.WORKER):
        theirs |= Q(worker=user)
        # Who covers does so as one of the team, and no longer than that.
        covered = Q(team__cover__user=user) | Q(worker__team__cover__user=user)
        theirs |= covered & (Q(team=user.team_id) | Q(worker__team=user.team_id))
    reached = Q(person__in=now.filter(theirs).values("person")) if theirs else Q(pk__in=[])
    if user.has(Role.MANAGER) and user.team_id:
        of_team = now.filter(Q(team=user.team_id) | Q(worker__team=user.team_id))
        reached |= Q(due_at__lt=timezone.now(), person__in=of_team.values("person"))
    return TalkSoon.objects.filter(reached, person__organisation=user.organisation_id)


def soon_for(by: Staff, pk: UUID) -> TalkSoon:
    """Answered or not: who comes second with an answer is told so, and keeps their words."""
    row = _reached(by).filter(pk=pk).select_related("person").first()
    if row is None:
        raise Http404
    return row


def may_cover(user: User) -> QuerySet[Any]:
    """Those of a team who can be named."""
    team = User.objects.filter(team=user.team_id, is_active=True).exclude(team=None)
    return team.filter(roles__contains=[Role.WORKER]).order_by("called")
