"""A plan's goals, what they come from and their steps, straight from their rows: one query for all
of them, which every page of the plan begins with."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Model

from tandem.plans.models import Goal, Step


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal with the items that it comes from and its steps, in their order."""

    goal: Goal
    because: list[str]
    # With what the worker is called whose step it is; "" for nobody.
    steps: list[tuple[Step, str]] = field(default_factory=list)


def _columns(model: type[Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields]


GOAL, STEP = _columns(Goal), _columns(Step)
# Columns stand with their table, quoted: so a shared screen sees what is fetched.
GOALS = f"""SELECT {", ".join(f'"plans_goal"."{name}"' for name in GOAL)},
        {", ".join(f'"plans_step"."{name}"' for name in STEP)},
        ARRAY(
            SELECT "plans_goalreason"."about" FROM "plans_goalreason"
            WHERE "plans_goalreason"."goal_id" = "plans_goal"."id"
            ORDER BY "plans_goalreason"."id"
        ),
        coalesce("people_user"."called", '')
    FROM "plans_goal"
    LEFT JOIN "plans_step" ON "plans_step"."goal_id" = "plans_goal"."id"
    LEFT JOIN "people_user" ON "people_user"."id" = "plans_step"."worker_id"
    WHERE "plans_goal"."thread_id" = %s
    ORDER BY "plans_goal"."number", "plans_step"."number"
"""  # noqa: S608  (our own words only)


def goals_of(thread: UUID) -> list[ToldGoal]:
    with connection.cursor() as cursor:
        cursor.execute(GOALS, [thread])
        rows = cursor.fetchall()
    found: dict[UUID, ToldGoal] = {}
    for row in rows:
        goal, because, worker, step = row[: len(GOAL)], row[-2], row[-1], row[len(GOAL) : -2]
        if goal[0] not in found:
            found[goal[0]] = ToldGoal(Goal.from_db(connection.alias, GOAL, goal), because)
        if step[0] is not None:
            found[goal[0]].steps.append((Step.from_db(connection.alias, STEP, step), worker))
    return list(found.values())
