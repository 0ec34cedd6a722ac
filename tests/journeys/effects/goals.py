"""A goal: added, in other words, reached, paused and let go."""

from typing import Any

from tests.journeys.effects.effect import Effect

GOAL = """
    SELECT g.words, g.origin, g.state, ARRAY(SELECT about FROM plans_goalreason r
      WHERE r.goal_id = g.id AND r.role = 'from' ORDER BY about),
      e.party, e.typed_by, e.sitting::text
    FROM plans_goal g JOIN voices_entry e ON e.about = 'goal/' || g.id AND e.kind = 'goal'
    JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s"""
IN_TIME = """
    SELECT g.is_later, g.due_on, ARRAY(SELECT about FROM plans_goalreason r
      WHERE r.goal_id = g.id AND r.role = 'protects') FROM plans_goal g
    JOIN voices_entry e ON e.about = 'goal/' || g.id AND e.kind = 'goal'
    JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s"""
NEWEST_GOAL = """
    SELECT g.id FROM plans_goal g JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s ORDER BY number DESC LIMIT 1"""
AT = "{room}/plan/goals/{goal}"
MINE, OURS = "My own key.", "We have a key."


def goal(words: str, state: str = "active", party: str = "both") -> tuple[Any, ...]:
    whose = "person" if words == MINE else "both"
    return (words, whose, state, ["home.better"], party, "worker", "{sitting}")


def mark_goal(state: str, words: str, why: str = "") -> Effect:
    return Effect(
        "room:mark_goal", AT, {"why": why} if why else {}, press=words, named=f"state={state}",
        stored=GOAL, gives=[goal(OURS, state)], leads="room:goal",
    )  # fmt: skip


ADDED = Effect(
    "room:add_goal",
    "{room}/plan/goals/add",
    {"words": MINE, "origin": "person", "because": ["home.better"]},
    "Add this goal",
    stored=GOAL,
    gives=[goal(MINE, party="person")],
    leads="room:goal",
    learns={"goal": NEWEST_GOAL},
)
REWORDED = Effect(
    "room:reword_goal",
    AT,
    {"words": OURS, "origin": "both"},
    "Save the new words",
    stored=GOAL,
    gives=[goal(OURS)],
    leads="room:goal",
)
