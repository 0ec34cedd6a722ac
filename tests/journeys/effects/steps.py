"""Steps and promises: added, and how they stand."""

from typing import Any

from tests.journeys.effects.effect import Effect
from tests.journeys.effects.goals import AT

STEP = """
    SELECT s.words, s.who, w.called, s.due_on, s.state, e.party, e.typed_by, e.sitting::text
    FROM plans_step s JOIN voices_entry e ON e.about = 'step/' || s.id
    LEFT JOIN people_user w ON w.id = s.worker_id JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s"""
NEWEST_STEP = """
    SELECT s.id FROM plans_step s WHERE goal_id = %(goal)s ORDER BY number DESC LIMIT 1"""


def step_row(
    words: str, who: str, due: str | None, state: str = "to_do", **more: Any
) -> tuple[Any, ...]:
    worker = "{worker}" if who == "worker" else None
    party, typed_by = more.get("party", "both"), more.get("typed_by", "worker")
    return (words, who, worker, due, state, party, typed_by, more.get("sitting", "{sitting}"))


def add_step(who: str, words: str, name: str = "") -> Effect:
    return Effect(
        "room:add_step", AT,
        {"who": who, "words": words, "due_on": "5 5 {next}"} | ({"who_name": name} if name else {}),
        "Add this step",
        stored=STEP, gives=[step_row(words, who, "{next}-05-05")], shows=words,
        learns={"step": NEWEST_STEP},
    )  # fmt: skip


def mark_step(state: str, words: str) -> Effect:
    return Effect(
        "room:mark_step", AT, press=words, named=f"state={state}", within="li:has-text('I ring.')",
        stored=STEP, gives=[step_row("I ring.", "worker", "{next}-06-06", state)],
        leads="room:goal",
    )  # fmt: skip
