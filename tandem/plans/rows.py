"""A plan's goals, what they come from and their steps, and what the person's order asks for,
straight from their rows: one query for all of them, which every page of the plan begins with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from tandem.plans.lane import Asked, End, Order
from tandem.plans.models import Goal, Step
from tandem.plans.rules import FREE, Required


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal with the items that it comes from and its steps, in their order."""

    goal: Goal
    # What it comes from, what it gives and what it keeps safe: keys of items, by role.
    links: dict[str, list[str]]
    # What of an order it is there for.
    required: Required = FREE
    # When the person's present period was written down; None while it is the first.
    began_at: datetime | None = None
    # With what the worker is called whose step it is; "" for nobody.
    steps: list[tuple[Step, str]] = field(default_factory=list)


def _columns(model: type[Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields]


GOAL, STEP = _columns(Goal), _columns(Step)
# What the newest order or licence is and asks for, as one value in the first row.
ORDER = """(
            SELECT jsonb_build_object(
                'kind', "people_episode"."order_type", 'mode', "people_episode"."mode",
                'starts_on', "people_episode"."starts_on", 'ends_on', "people_episode"."ends_on",
                'asked', (
                    SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'id', "plans_requirement"."id", 'kind', "plans_requirement"."kind",
                        'words', "plans_requirement"."words",
                        'language', "plans_requirement"."language",
                        'amount', "plans_requirement"."amount", 'unit', "plans_requirement"."unit",
                        'starts_on', "plans_requirement"."starts_on",
                        'ends_on', "plans_requirement"."ends_on",
                        'choice', "plans_requirement"."choice",
                        'how', "plans_requirementend"."how", 'on', "plans_requirementend"."on",
                        'why', "plans_requirementend"."why"
                    ) ORDER BY "plans_requirement"."made_at"), '[]')
                    FROM "plans_requirement" LEFT JOIN "plans_requirementend"
                    ON "plans_requirementend"."requirement_id" = "plans_requirement"."id"
                    WHERE "plans_requirement"."episode_id" = "people_episode"."id"
                ))
            FROM "people_episode" WHERE "people_episode"."person_id" = (
                SELECT "voices_thread"."person_id" FROM "voices_thread"
                WHERE "voices_thread"."id" = %s
            )
            ORDER BY "people_episode"."created_at" DESC LIMIT 1
        )"""
# Columns stand with their table, quoted: so a shared screen sees what is fetched.
GOALS = f"""SELECT {", ".join(f'"plans_goal"."{name}"' for name in GOAL)},
        {", ".join(f'"plans_step"."{name}"' for name in STEP)},
        ARRAY(
            SELECT "plans_goalreason"."role" || ' ' || "plans_goalreason"."about"
            FROM "plans_goalreason"
            WHERE "plans_goalreason"."goal_id" = "plans_goal"."id"
            ORDER BY "plans_goalreason"."id"
        ),
        coalesce("people_user"."called", ''),
        ARRAY[
            coalesce("plans_requirement"."kind", ''), coalesce("plans_requirement"."words", '')
        ],
        (
            SELECT CASE WHEN count(*) > 1 THEN max("people_episode"."created_at") END
            FROM "people_episode"
            WHERE "people_episode"."person_id" = "voices_thread"."person_id"
        ),
        CASE WHEN row_number() OVER (
            ORDER BY "plans_goal"."place", "plans_goal"."number", "plans_step"."number"
        ) = 1 THEN {ORDER} END
    FROM "voices_thread" LEFT JOIN "plans_goal"
    ON "plans_goal"."thread_id" = "voices_thread"."id"
    LEFT JOIN "plans_step" ON "plans_step"."goal_id" = "plans_goal"."id"
    LEFT JOIN "people_user" ON "people_user"."id" = "plans_step"."worker_id"
    LEFT JOIN "plans_requirement" ON "plans_requirement"."id" = "plans_goal"."requirement_id"
    WHERE "voices_thread"."id" = %s
    ORDER BY "plans_goal"."place", "plans_goal"."number", "plans_step"."number"
"""  # noqa: S608  (our own words only)


def goals_of(thread: UUID) -> tuple[list[ToldGoal], Order | None]:
    """And the order; None where the person is on none, as in voluntary work."""
    with connection.cursor() as cursor:
        cursor.execute(GOALS, [thread, thread])
        rows = cursor.fetchall()
    found: dict[UUID, ToldGoal] = {}
    for row in rows:
        goal, step = row[: len(GOAL)], row[len(GOAL) : -5]
        links, worker, required, began_at = row[-5:-1]
        if goal[0] is None:
            continue
        if goal[0] not in found:
            made = Goal.from_db(connection.alias, GOAL, goal)
            found[goal[0]] = ToldGoal(made, _by_role(links), tuple(required), began_at)
        if step[0] is not None:
            found[goal[0]].steps.append((Step.from_db(connection.alias, STEP, step), worker))
    return list(found.values()), _order(rows[0][-1] if rows else None)


def _order(raw: str | None) -> Order | None:
    told = json.loads(raw) if raw else None
    if told is None or told["mode"] != "statutory":
        return None
    asked = tuple(_asked(one) for one in told["asked"])
    return Order(told["kind"], _day(told["starts_on"]), _day(told["ends_on"]), asked)


def _asked(one: Mapping[str, Any]) -> Asked:
    ended_on = _day(one["on"])
    return Asked(
        id=UUID(one["id"]),
        starts_on=_day(one["starts_on"]),
        ends_on=_day(one["ends_on"]),
        end=End(one["how"], ended_on, one["why"]) if ended_on else None,
        **{name: one[name] for name in ("kind", "words", "language", "amount", "unit", "choice")},
    )


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _by_role(links: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        role, _space, key = link.partition(" ")
        found.setdefault(role, []).append(key)
    return found
