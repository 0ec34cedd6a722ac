"""The rules of funds, as rows and as `rules` takes them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.fund.models import Fund, Terms
from tandem.fund.rules import money, requests
from tandem.fund.transfers import said
from tandem.people.models import Person
from tandem.plans.models import Goal


def newest_terms(fund: Fund) -> Terms:
    return Terms.objects.filter(fund=fund).order_by("-number")[0]


def terms_of(organisation: UUID) -> QuerySet[Terms]:
    """The rules in force of each fund of an organisation."""
    rows = Terms.objects.filter(fund__organisation=organisation)
    newest = rows.order_by("fund", "-number").distinct("fund").values("pk")
    return Terms.objects.filter(pk__in=newest).select_related("fund").order_by("name", "fund")


def as_told(row: Terms) -> requests.Terms:
    limits = {
        name: money.of(getattr(row, name), row.fund.currency)
        for name in ("most", "most_a_year", "on_the_spot")
    }
    return requests.Terms(
        is_open=row.is_open, team=row.team_id, areas=frozenset(row.areas), **limits
    )


def name_of(row: Terms) -> str:
    return row.name_cy if _is_welsh() and row.name_cy else row.name


def purpose_of(row: Terms) -> str:
    return row.purpose_cy if _is_welsh() and row.purpose_cy else row.purpose


def _is_welsh() -> bool:
    return (get_language() or "en")[:2] == "cy"


def team_of(person: Person) -> int | None:
    return person.allocations.filter(ended_at=None).values_list("team", flat=True).first()


def areas_of(goal: Goal) -> set[str]:
    """Where it comes from."""
    return {about.partition(".")[0] for about in goal.reasons.values_list("about", flat=True)}


def open_for(person: Person, goal: Goal) -> list[Terms]:
    """The rules of the funds that could give for this goal; what they give is another question.
    Nobody practises with real money."""
    if person.is_practice:
        return []
    team, areas = team_of(person), areas_of(goal)
    found = []
    for row in terms_of(person.organisation_id):
        told = as_told(row)
        fault = requests.why_not_ask(told, told.on_the_spot, team=team, areas=areas)
        if fault is None:
            found.append(row)
    return found


def in_words(row: Terms, worker: str) -> list[str]:
    """What a fund gives and who says yes, in sentences for the two who ask."""
    told = as_told(row)
    lines = [
        _("It gives up to %(most)s at a time, and up to %(year)s to one person in a year.")
        % {"most": said(told.most), "year": said(told.most_a_year)},
        _("You get an answer within %(days)s working days.") % {"days": row.answer_within},
    ]
    if told.on_the_spot:
        spot = {"worker": worker, "limit": said(told.on_the_spot)}
        lines.insert(
            1,
            _("%(worker)s can say yes up to %(limit)s. Above that, a manager does.") % spot,
        )
    else:
        lines.insert(1, _("A manager says yes or no."))
    return lines


def of_names(rows: Iterable[Terms]) -> list[tuple[str, str]]:
    return [(str(row.pk), name_of(row)) for row in rows]
