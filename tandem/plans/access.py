"""Which goals and steps a reader may reach; no access is 404, identical to not existing.

The person was reached through `people.access` before, by the room or the desk page, with its
audit row.
"""

from uuid import UUID

from django.http import Http404

from tandem.people.models import Person, User
from tandem.plans.models import Goal, Step
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
