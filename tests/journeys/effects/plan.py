"""The plan: goals, steps, promises, and what each says to the exact words."""

from typing import Any

from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.talk import hand, take_back

GOAL = """
    SELECT g.words, g.origin, g.state, ARRAY(SELECT about FROM plans_goalreason r
      WHERE r.goal_id = g.id ORDER BY about), e.party, e.typed_by, e.sitting::text
    FROM plans_goal g JOIN voices_entry e ON e.about = 'goal/' || g.id AND e.kind = 'goal'
    JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s"""
STEP = """
    SELECT s.words, s.who, w.called, s.due_on, s.state, e.party, e.typed_by, e.sitting::text
    FROM plans_step s JOIN voices_entry e ON e.about = 'step/' || s.id
    LEFT JOIN people_user w ON w.id = s.worker_id JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s"""
# The exact words that were answered are kept with the answer.
AGREED = """
    SELECT e.about, e.party, e.typed_by, u.called, e.sitting::text, s.value ->> 'answer',
      s.value ->> 'words', s.value #>> '{text,goal}' FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    LEFT JOIN people_user u ON u.id = e.author_id
    WHERE e.kind = 'agree' AND t.person_id = %(person)s AND e.recorded_at > %(since)s"""
NEWEST_GOAL = """
    SELECT g.id FROM plans_goal g JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s ORDER BY number DESC LIMIT 1"""
NEWEST_STEP = """
    SELECT s.id FROM plans_step s WHERE goal_id = %(goal)s ORDER BY number DESC LIMIT 1"""
AT = "{room}/plan/goals/{goal}"
MINE, OURS = "My own key.", "We have a key."


def goal(words: str, state: str = "active", party: str = "both") -> tuple[Any, ...]:
    whose = "person" if words == MINE else "both"
    return (words, whose, state, ["home.better"], party, "worker", "{sitting}")


def step_row(
    words: str, who: str, due: str | None, state: str = "to_do", **more: Any
) -> tuple[Any, ...]:
    worker = "{worker}" if who == "worker" else None
    party, typed_by = more.get("party", "both"), more.get("typed_by", "worker")
    return (words, who, worker, due, state, party, typed_by, more.get("sitting", "{sitting}"))


def mark_goal(state: str, words: str) -> Effect:
    return Effect(
        "room:mark_goal", AT, press=words, named=f"state={state}", stored=GOAL,
        gives=[goal(OURS, state)], leads="room:goal",
    )  # fmt: skip


def add_step(who: str, words: str) -> Effect:
    return Effect(
        "room:add_step", AT, {"who": who, "words": words, "due_on": "5 5 2027"}, "Add this step",
        stored=STEP, gives=[step_row(words, who, "2027-05-05")], shows=words,
        learns={"step": NEWEST_STEP},
    )  # fmt: skip


def mark_step(state: str, words: str) -> Effect:
    return Effect(
        "room:mark_step", AT, press=words, named=f"state={state}", within="li:has-text('I ring.')",
        stored=STEP, gives=[step_row("I ring.", "worker", "2027-06-06", state)], leads="room:goal",
    )  # fmt: skip


def answered(party: str, answer: str, words: str = "", **more: Any) -> Effect:
    where = {
        "worker": ("room:worker_agree_goal", AT + "/agree"),
        "person": ("room:agree_goal", "/beside/{sitting}/agree/{goal}"),
    }
    view, at = where[party]
    typed_by, author = ("worker", "{worker}") if party == "worker" else ("person", None)
    own = {
        "entered": {"answer": answer} | ({"words": words} if words else {}),
        "gives": [("goal/{goal}", party, typed_by, author, "{sitting}", answer, words, OURS)],
        "by": party,
    }
    own = {"view": view, "at": at, "press": "Save my answer", "stored": AGREED} | own
    return Effect(**(own | more))


def asking(asked: str, because: str = "") -> Effect:
    value = {"asked": asked, "because": because}
    return Effect(
        "room:set_asking",
        AT,
        {"asked": asked} | ({"because": because} if because else {}),
        "Save this note",
        gives=[said("agree", "goal/{goal}/asking", value, "worker")],
        shows=because,
        alike="because",
    )


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
STEPS = [ADDED, REWORDED, add_step("person", "I ask."), add_step("worker", "I write.")]
WRITTEN = [
    ADDED,
    REWORDED,
    mark_goal("done", "We got there"),
    mark_goal("active", "Bring it back"),
    mark_goal("let_go", "Let it go"),
    mark_goal("active", "Bring it back"),
    Effect(
        "room:promise",
        "{room}/plan",
        press="Promise it for goal 1",
        named="goal={goal}",
        stored=STEP,
        gives=[step_row("I ring the council.", "worker", "2027-05-05")],
        leads="room:plan",
    ),
    add_step("person", "I ask."),
    add_step("worker", "I write."),
    Effect(
        "room:change_step",
        "{room}/plan/steps/{step}/change",
        {"words": "I ring.", "due_on": "6 6 2027"},
        "Save the change",
        stored=STEP,
        gives=[step_row("I ring.", "worker", "2027-06-06")],
        leads="room:goal",
    ),
    mark_step("doing", "Doing"),
    mark_step("done", "Done"),
    mark_step("to_do", "Promised"),
    mark_step("dropped", "Drop it"),
    mark_step("to_do", "Bring it back"),
    answered("worker", "yes"),
    answered("worker", "part", "All but the day."),
    answered("worker", "no", "Not like this."),
    asking("not_yet"),
    asking("could_not", "You had to go."),
]
ANSWERED = [
    answered("person", "yes", doors="together"),
    answered("person", "part", "Not the day.", doors="together"),
    answered("person", "no", "Not now.", doors="together"),
    hand("{room}/plan", "agree"),
    answered(
        "person",
        "not_say",
        at="{room}/agree/{goal}",
        by="worker",
        gives=[
            ("goal/{goal}", "person", "person", "{worker}", "{sitting}", "not_say", "", OURS),
        ],
        doors="together",
    ),
    take_back("room:plan"),
]
AT_THE_DESK = [
    Effect(
        "plans:mark_step",
        "/people/{person}/plan",
        press="Doing",
        named="state=doing",
        within="li:has-text('I ring.')",
        stored=STEP,
        gives=[step_row("I ring.", "worker", "2027-06-06", "doing", party="worker", sitting=None)],
        leads="plans:read",
    ),
    Effect(
        "plans:alone",
        "/people/{person}/plan/alone",
        {"because": "You were ill.", "together_on": "7 7 2027"},
        "Save",
        gives=[
            said(
                "agree",
                "plan",
                {"because": "You were ill.", "together_on": "2027-07-07"},
                "worker",
                sitting=None,
            )
        ],
        leads="plans:read",
        shows="You were ill.",
    ),
]
# On their own screen the person adds and marks what is theirs.
FROM_THEIR_SCREEN = [
    Effect(
        "room:add_step",
        "/beside/{sitting}/plan/goals/{goal}",
        {"words": "I save."},
        "Add this step",
        stored=STEP,
        gives=[step_row("I save.", "person", None, party="person", typed_by="person")],
        by="person",
        doors="together",
        shows="I save.",
    ),
    Effect(
        "room:mark_step",
        "/beside/{sitting}/plan/goals/{goal}",
        press="Doing",
        named="state=doing",
        within="li:has-text('I save.')",
        stored=STEP,
        gives=[step_row("I save.", "person", None, "doing", party="person", typed_by="person")],
        by="person",
        doors="together",
        leads="room:goal",
    ),
]
