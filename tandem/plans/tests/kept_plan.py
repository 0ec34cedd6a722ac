"""A plan as its tables hold it, and as its log tells it."""

from datetime import date
from uuid import UUID

from tandem.plans.models import Goal, Step


def rows_of(thread):
    """The plan as its tables hold it."""
    kept = Step.objects.filter(goal__thread=thread).order_by("number")
    of_goal = [
        (goal, (step, [words, who, due, state]))
        for goal, step, words, who, due, state in kept.values_list(
            "goal", "pk", "words", "who", "due_on", "state"
        )
    ]
    return {
        pk: (words, origin, state, dict(line for goal, line in of_goal if goal == pk))
        for pk, words, origin, state in Goal.objects.filter(thread=thread).values_list(
            "pk", "words", "origin", "state"
        )
    }


def replayed(entries):
    """The plan as its log tells it, without a look at the tables."""
    found = {}
    for entry in entries:
        kind, _slash, pk = entry.about.partition("/")
        value = entry.value
        if entry.kind == "goal":
            lines = found.get(UUID(pk), ("", "", "", {}))[3]
            found[UUID(pk)] = (value["words"], value["origin"], value["state"], dict(lines))
        elif entry.kind == "step":
            due = date.fromisoformat(value["due_on"]) if value["due_on"] else None
            lines = found[UUID(value["goal"])][3]
            lines[UUID(pk)] = [value["words"], value["who"], due, value["state"]]
        assert kind in ("goal", "step")
    return {pk: (*goal[:3], dict(goal[3])) for pk, goal in found.items()}
