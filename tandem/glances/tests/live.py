"""What a glance should hold, read from where it is made from; and rows written straight in."""

from datetime import date

from django.db.models import Max, Min, Sum

from tandem.assessments.models import SheetSummary
from tandem.people.models import Allocation, Episode, Role
from tandem.people.queries import mode_of
from tandem.plans import rules
from tandem.plans.models import Goal, Step
from tandem.plans.voluntary import without_order
from tandem.sittings.models import Sitting
from tandem.voices.queries import said_in


def live(person):
    """As the columns of `Glance`, by name."""
    held = Allocation.objects.filter(person=person, ended_at=None).first()
    steps = Step.objects.filter(
        goal__thread__person=person,
        goal__state="active",
        state__in=["to_do", "doing"],
        due_on__isnull=False,
    )
    ends = Episode.objects.filter(person=person, ends_on__isnull=False)
    sheets = SheetSummary.objects.filter(thread__person=person)
    goals = Goal.objects.filter(thread__person=person, state="active")
    return {
        "person_id": person.pk,
        "organisation_id": person.organisation_id,
        "worker_id": held.worker_id if held else None,
        "team_id": held.team_id if held else None,
        "is_practice": person.is_practice,
        "is_supported": bool(held and held.worker and held.worker.has(Role.WORKER)),
        **{
            key: getattr(person, key)
            for key in ("sort", "search", "sounds", "reference", "born_on")
        },
        "mode": mode_of(person),
        "steps_on": sorted(steps.values_list("due_on", flat=True)),
        "ends_on": sorted(set(ends.values_list("ends_on", flat=True))),
        "back_on": sheets.aggregate(on=Min("come_back_on"))["on"],
        "seen_on": Sitting.objects.filter(person=person).aggregate(on=Max("held_on"))["on"],
        "differences": sheets.aggregate(n=Sum("open_differences"))["n"] or 0,
        "is_agreed": bool(goals) and all(map(_is_agreed, goals)),
    }


def _is_agreed(goal):
    steps = [
        rules.StepText(step.words, step.who, step.due_on, step.state, step.who_name)
        for step in goal.steps.order_by("number")
    ]
    log = [one for one in said_in(goal.thread_id) if one.about == f"goal/{goal.pk}"]
    is_statutory = mode_of(goal.thread.person) == "statutory"
    asked = goal.requirement if is_statutory else None
    log = log if is_statutory else without_order(log)
    required = (asked.kind, asked.words) if asked else rules.FREE
    found = rules.agreement(goal.words, steps, log, "person", goal.due_on, required)
    return found.stands and found.answer == rules.Answer.YES


def first_on(glance, today, until):
    """The day by which a list orders a person."""
    days = [*glance["steps_on"][:1], glance["back_on"]]
    days += [day for day in glance["ends_on"] if today <= day <= until]
    return min((day for day in days if day), default=date.max)
