"""What was asked of a fund, as it stands under its goal on the printed plan."""

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.documents.plan_parts import AskedOnPaper, RemarkOnPaper
from tandem.documents.words import Words
from tandem.fund.page import Moment, Shown, requests_of, shown
from tandem.fund.rules.requests import Became
from tandem.people.models import Person
from tandem.plans.reasons import Names


def under_goals(person: Person, names: Names) -> dict[UUID, tuple[AskedOnPaper, ...]]:
    """The oldest first; asked for once by whatever prints a plan."""
    found: dict[UUID, list[AskedOnPaper]] = defaultdict(list)
    for one in reversed(shown(requests_of(person), names)):
        found[one.request.goal_id].append(_asked(one))
    return {goal: tuple(lines) for goal, lines in found.items()}


def _asked(one: Shown) -> AskedOnPaper:
    return AskedOnPaper(
        words=Words(one.request.what, one.request.language),
        told=f"{one.amount}. {one.line}",
        said=tuple(
            RemarkOnPaper(_who(moment), Words(moment.words, moment.language))
            for moment in one.moments
            if moment.words
        ),
    )


def _who(moment: Moment) -> str:
    if moment.kind is Became.CHANGED:
        return _("%(name)s, on what it changed") % {"name": moment.who}
    return moment.who
