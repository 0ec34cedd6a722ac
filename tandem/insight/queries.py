"""Counts of a team, an organisation, the whole installation: read from counters, exact at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from tandem.insight.models import KeptTally
from tandem.insight.rules.small import FEWEST, Hidden, safe
from tandem.insight.rules.tallies import Tally
from tandem.people.models import Team, User

ENDS_WITHIN = timedelta(days=30)
A_PAGE = 25
# Days without a sitting after which people are counted.
UNSEEN = (28, 90)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people; each of them is counted wherever it is true of them."""

    statutory: int = 0
    voluntary: int = 0
    # Ends of orders and of other times of contact, today and in the 30 days after.
    ends: int = 0
    seen_28: int = 0
    seen_90: int = 0
    agreed: int = 0
    differing: int = 0

    @property
    def people(self) -> int:
        return self.statutory + self.voluntary

    @property
    def unseen_28(self) -> int:
        """No sitting today or in the 27 days before, or never one."""
        return self.people - self.seen_28

    @property
    def unseen_90(self) -> int:
        return self.people - self.seen_90


@dataclass(frozen=True, slots=True)
class Views:
    """What may be said of how people see it."""

    agreed: int | Hidden
    differing: int | Hidden


def views_of(figures: Figures, *, whole: Figures | None = None) -> Views:
    def said(name: str) -> int | Hidden:
        beside = (getattr(whole, name), whole.people) if whole else None
        return safe(getattr(figures, name), figures.people, whole=beside)

    return Views(said("agreed"), said("differing"))


def in_words(figures: Figures) -> Iterator[str]:
    """For the command line, in English."""
    views = views_of(figures)
    said = {Hidden.FEW: f"fewer than {FEWEST}", Hidden.NEARLY_ALL: "all or nearly all"}
    for count, words in (
        (figures.people, "people"),
        (figures.statutory, "on an order or a licence"),
        (figures.voluntary, "chose to come"),
        (figures.ends, "orders that end within 30 days"),
        (figures.unseen_28, "without a sitting in the last 28 days"),
        (figures.unseen_90, "without a sitting in the last 90 days"),
        (views.agreed, "agreed to every goal of their plan"),
        (views.differing, "with an open difference"),
    ):
        number = said[count] if isinstance(count, Hidden) else f"{count:,}"
        yield f"{number:>17}  {words}"


# One index that they are read from holds the days of a team beside one another, another what has no
# day. Nobody was seen on a day to come. Folded or not yet folded: one statement, so that a fold
# between two cannot count twice.
_SUMS = """
SELECT {key}, coalesce(sum(n) FILTER (WHERE measure = 'statutory'), 0),
    coalesce(sum(n) FILTER (WHERE measure = 'voluntary'), 0),
    coalesce(sum(n) FILTER (WHERE measure = 'ends' AND day >= %(today)s), 0),
    coalesce(sum(n) FILTER (WHERE measure = 'seen' AND day > %(since_28)s), 0),
    coalesce(sum(n) FILTER (WHERE measure = 'seen'), 0),
    coalesce(sum(n) FILTER (WHERE measure = 'agreed'), 0),
    coalesce(sum(n) FILTER (WHERE measure = 'differing'), 0)
FROM (
    SELECT team_id, measure, day, n FROM insight_counter WHERE {counted} AND day IS NULL
    UNION ALL
    SELECT team_id, measure, day, n FROM insight_counter
    WHERE {counted} AND day > %(since_90)s AND day <= %(until)s
    UNION ALL
    SELECT team_id, measure, day, n FROM insight_delta
    WHERE {appended} AND (day IS NULL OR (day > %(since_90)s AND day <= %(until)s))
) x GROUP BY 1
"""


def since(today: date) -> tuple[date, ...]:
    """The days after which a sitting counts as one of the last 28, and 90, days."""
    return tuple(today - timedelta(days=days) for days in UNSEEN)


def of_team(team: int, organisation: UUID, today: date) -> Figures:
    where = "organisation_id = %(organisation)s AND team_id = %(team)s"
    return _one(where, where, today, organisation=organisation, team=team)


def of_organisation(organisation: UUID, today: date) -> Figures:
    where = "organisation_id = %(organisation)s"
    return _one(f"{where} AND team_id IS NULL", where, today, organisation=organisation)


def of_everyone(today: date) -> Figures:
    """All organisations of this installation, for whoever runs it. No page shows it."""
    return _one("organisation_id IS NULL AND team_id IS NULL", "true", today)


@dataclass(frozen=True, slots=True)
class Teams:
    """Some of an organisation's teams, by name, and how many come after them."""

    shown: Sequence[tuple[Team, Figures]]
    more: int

    @property
    def after(self) -> int | None:
        return self.shown[-1][0].pk if self.more else None


def teams_of(user: User, today: date, *, after: int | None = None) -> Teams:
    """A page of the teams of somebody's organisation, those after one of them."""
    teams = Team.objects.filter(organisation=user.organisation_id).order_by("name")
    if begins := teams.filter(pk=after).first() if after else None:
        teams = teams.filter(name__gt=begins.name)
    here = list(teams[:A_PAGE])
    more = teams.count() - A_PAGE if len(here) == A_PAGE else 0
    where = "organisation_id = %(organisation)s AND team_id = ANY (%(teams)s)"
    pks = [team.pk for team in here]
    found = _read("team_id", where, where, today, organisation=user.organisation_id, teams=pks)
    return Teams([(team, found.get(team.pk, Figures())) for team in here], more)


@dataclass(frozen=True, slots=True)
class Tallies:
    """The newest tally of an organisation and of one of its teams; None where none was taken."""

    on: date | None = None
    whole: Tally | None = None
    team: Tally | None = None


def tallies_of(organisation: UUID, team: int | None) -> Tallies:
    taken = KeptTally.objects.filter(organisation=organisation).order_by("-on")
    whole = taken.filter(team=None).first()
    if whole is None:
        return Tallies()
    own = taken.filter(team=team, on=whole.on).first() if team else None
    return Tallies(whole.on, Tally.read(whole.counted), Tally.read(own.counted) if own else None)


def _one(counted: str, appended: str, today: date, **scope: int | UUID) -> Figures:
    return next(iter(_read("1", counted, appended, today, **scope).values()), Figures())


def _read(
    key: str, counted: str, appended: str, today: date, **scope: int | UUID | Sequence[int]
) -> dict[int, Figures]:
    """The words of the statement are this module's own; what comes from outside is bound."""
    statement = _SUMS.format(key=key, counted=counted, appended=appended)
    since_28, since_90 = since(today)
    bound: dict[str, Any] = {
        **scope,
        "today": today,
        "until": today + ENDS_WITHIN,
        "since_28": since_28,
        "since_90": since_90,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, bound)
        return {row[0]: Figures(*row[1:]) for row in cursor.fetchall()}
