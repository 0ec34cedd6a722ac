"""Which lines of the plan a reader may reach; no access is 404, identical to not existing.

The person was reached through `people.access` before, by the room or the desk page, with its
audit row.
"""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.models import Episode, Mode, Person, User
from tandem.plans.models import Goal, Requirement, Step
from tandem.privacy.screen import closed


def goal_for(person: Person, pk: UUID) -> Goal:
    goal = (
        Goal.objects.select_related("thread")
        .filter(pk=pk, thread__person=person, thread__kind="plan")
        .first()
    )
    if goal is None:
        raise Http404
    return goal


def step_for(person: Person, pk: UUID) -> Step:
    step = (
        Step.objects.select_related("goal__thread", "worker")
        .defer(*closed(User, "worker"))
        .filter(pk=pk, goal__thread__person=person, goal__thread__kind="plan")
        .first()
    )
    if step is None:
        raise Http404
    return step


def order_for(person: Person) -> Episode:
    """The order or licence that the person is on; in voluntary work there is none."""
    newest = Episode.objects.filter(person=person).order_by("-created_at").first()
    if newest is None or newest.mode != Mode.STATUTORY:
        raise Http404
    return newest


def requirement_for(person: Person, pk: UUID) -> Requirement:
    """One that is still asked; a sentence where it ended meanwhile."""
    asked = Requirement.objects.select_related("end")
    found = get_object_or_404(asked, pk=pk, episode=order_for(person))
    if hasattr(found, "end"):
        raise Refused(_("It is asked no more already."))
    return found


def named(raw: str) -> UUID:
    """What a form names by its id; what is no id is nowhere."""
    try:
        return UUID(raw)
    except ValueError:
        raise Http404 from None
