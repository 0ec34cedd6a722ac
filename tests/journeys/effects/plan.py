"""The plan: goals, steps, promises, and what each says to the exact words."""

from typing import Any

from tests.journeys.effects.desk import NOTHING
from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.talk import DIFFER, hand, take_back

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
REMARKED = """
    SELECT e.id FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'differ' ORDER BY e.recorded_at DESC LIMIT 1"""
WAY = """
    SELECT e.party, e.typed_by, e.sitting::text, s.value FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    WHERE e.kind = 'obstacle' AND t.person_id = %(person)s AND e.recorded_at > %(since)s"""
WAY_ID = """
    SELECT substr(e.about, 10) FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'obstacle' ORDER BY e.recorded_at DESC LIMIT 1"""
# The ask names itself.
ASK = """
    SELECT e.party, e.typed_by, e.sitting::text, s.value FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    WHERE e.kind = 'ask' AND t.person_id = %(person)s AND e.recorded_at > %(since)s"""
ASKED = """
    SELECT substr(e.about, 5) FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'ask' ORDER BY e.recorded_at DESC LIMIT 1"""
ASKED_IN = ASKED.replace("substr(e.about, 5)", "e.id")
REFLECTED = """
    SELECT r.words, r.shared_at IS NOT NULL, u.called, r.talk_id FROM assessments_reflection r
    JOIN people_user u ON u.id = r.worker_id JOIN voices_entry e ON e.id = r.talk_id
    JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s ORDER BY r.written_at"""
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


def mark_goal(state: str, words: str, why: str = "") -> Effect:
    return Effect(
        "room:mark_goal", AT, {"why": why} if why else {}, press=words, named=f"state={state}",
        stored=GOAL, gives=[goal(OURS, state)], leads="room:goal",
    )  # fmt: skip


def add_step(who: str, words: str, name: str = "") -> Effect:
    return Effect(
        "room:add_step", AT,
        {"who": who, "words": words, "due_on": "5 5 2027"} | ({"who_name": name} if name else {}),
        "Add this step",
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


def seen_differently(what: str, words: str) -> Effect:
    return Effect(
        f"room:differ_{what}",
        f"{{room}}/plan/{what}s/{{{what}}}/differ",
        {"words": words},
        "Save",
        gives=[said("differ", f"{what}/{{{what}}}", {"words": words, "answer_by": "{answer_by}"})],
        shows=words,
        learns={f"{what}_remark": REMARKED},
    )


def asks(what: str, words: str) -> Effect:
    value = {"what": what, "words": words, "answer_by": "{answer_by}"}
    return Effect(
        "room:asks",
        "{room}/plan/asks",
        {"what": what, "words": words},
        "Save what I ask for",
        stored=ASK,
        gives=[("person", "worker", "{sitting}", value)],
        shows=words,
        learns={"ask": ASKED, "ask_entry": ASKED_IN},
    )


def replied(words: str, party: str, press: str, is_it: str = "") -> Effect:
    """To what was asked: the worker's answer, or what the person says to that."""
    value: dict[str, str] = {"to": "{ask_entry}"} | ({"words": words} if words else {})
    if is_it:
        value = value | {"is_it": is_it}
    if is_it == "still":
        value = value | {"words": words, "answer_by": "{answer_by}"}
    return Effect(
        "room:reply_ask",
        "{room}/plan/asks",
        {"words": words} if words else {},
        press,
        named=f"is_it={is_it}" if is_it else "",
        gives=[said("ask", "ask/{ask}", value, party)],
        shows=words,
        leads="room:asks",
    )


def way(
    entered: dict[str, Any], press: str, value: dict[str, Any], party: str, end: str = ""
) -> Effect:
    """What is in the way, what was done about it, and how it is then."""
    is_new = "sort" in entered
    return Effect(
        "room:obstacles" if is_new else "room:obstacle",
        "{room}/plan/way" if is_new else "{room}/plan/way/{obstacle}",
        entered,
        press,
        named=f"end={end}" if end else "",
        stored=WAY,
        gives=[(party, "worker", "{sitting}", value)],
        learns={"obstacle": WAY_ID} if is_new else {},
        leads="room:obstacles" if is_new else "room:obstacle",
    )


def owed(remark: str, about: str, to: str, words: str, kind: str = "differ") -> Effect:
    """What waits for the worker is answered at the desk, with no sitting."""
    return Effect(
        "plans:answers",
        "/people/{person}/answers",
        {"words": words},
        "Answer",
        within=f"section:has-text('{remark}')",
        gives=[said(kind, about, {"words": words, "to": to}, "worker", sitting=None)],
        leads="plans:answers",
    )


def thought(words: str, *others: tuple[str, bool], is_shared: bool) -> Effect:
    """On a talk that the worker led, for themselves until they share it."""
    rows = [*others, (words, is_shared)]
    return Effect(
        "assessments:reflection",
        "/people/{person}/talks/{talk}/reflection",
        {"words": words, "is_shared": ["on"] if is_shared else []},
        "Keep it",
        stored=REFLECTED,
        gives=[(told, is_seen, "{worker}", "{talk}") for told, is_seen in rows],
        shows=words,
        learns={"reflection": "button[name=share]@value"},
    )


def shared(press: str, words: str, is_shared: bool, shows: str) -> Effect:
    return Effect(
        "assessments:reflection",
        "/people/{person}/talks/{talk}/reflection",
        press=press,
        named="share={reflection}",
        stored=REFLECTED,
        gives=[(words, is_shared, "{worker}", "{talk}")],
        shows=shows,
    )


STEPS = [ADDED, REWORDED, add_step("person", "I ask."), add_step("worker", "I write.")]
WRITTEN = [
    ADDED,
    REWORDED,
    mark_goal("done", "We got there"),
    mark_goal("active", "Bring it back"),
    mark_goal("paused", "Pause it", "We wait for the keys."),
    mark_goal("active", "Bring it back"),
    mark_goal("let_go", "Let it go", "We move."),
    mark_goal("active", "Bring it back"),
    seen_differently("goal", "That is not how I say it."),
    Effect(
        "room:promise",
        "{room}/plan",
        press="Promise it for goal 1",
        named="goal={goal}",
        stored=STEP,
        gives=[step_row("I ring the council.", "worker", "2027-05-05")],
        leads="room:plan",
    ),
    add_step("family", "I lend a drill.", "Mam"),
    add_step("person", "I ask."),
    add_step("worker", "I write."),
    seen_differently("step", "I cannot do that."),
    Effect(
        "room:change_step",
        "{room}/plan/steps/{step}/change",
        {"words": "I ring.", "due_on": "6 6 2027"},
        "Save the change",
        stored=STEP,
        gives=[step_row("I ring.", "worker", "2027-06-06")],
        leads="room:goal",
    ),
    Effect(
        "room:stick_step",
        "{room}/plan/steps/{step}/change",
        {"why": "No phone."},
        "It is stuck",
        stored=STEP.replace("s.state", "s.stuck"),
        gives=[step_row("I ring.", "worker", "2027-06-06", "No phone.")],
        leads="room:goal",
    ),
    Effect(
        "room:plan_goal",
        AT + "/more",
        {"is_later": "later", "due_on": "8 8 2027", "protects": ["home.now"]},
        "Save this",
        stored=IN_TIME,
        gives=[(True, "2027-08-08", ["home.now"])],
        leads="room:goal",
        alike="gives",
    ),
    mark_step("doing", "Doing"),
    mark_step("done", "Done"),
    mark_step("to_do", "Promised"),
    mark_step("dropped", "No longer needed"),
    mark_step("to_do", "Bring it back"),
    answered("worker", "yes"),
    answered("worker", "part", "All but the day."),
    answered("worker", "no", "Not like this."),
    way(
        {"words": "No credit.", "sort": "practical", "who": "worker", "due_on": "9 9 2027"},
        "Save what is in the way",
        {"words": "No credit.", "sort": "practical", "who": "worker", "due_on": "2027-09-09"},
        "both",
    ),
    way(
        {"mode": "with", "words": "We rang from here.", "yes": ["on"]},
        "Save what was done",
        {"mode": "with", "words": "We rang from here.", "yes": True},
        "worker",
    ),
    way(
        {"words": "Cut off again."},
        "It is still there",
        {"end": "still", "words": "Cut off again."},
        "both",
        end="still",
    ),
    way({}, "It is out of the way", {"end": "gone", "words": ""}, "both", end="gone"),
    asks("look_again", "Is this still right?"),
    replied("We look in May.", "worker", "Answer"),
    replied("Sooner?", "person", "I still ask for this", "still"),
    replied("In April.", "worker", "Answer"),
    replied("", "person", "That is it", "that_is_it"),
    asks("talk", "How do I ring them?"),
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
# What nobody answers in the room waits at the desk: of the sheet, and of a goal and a step.
LEFT_OPEN = DIFFER[0]
OWED = [
    owed("Nobody asked.", "home.fact", "{remark}", "Now I ask."),
    owed("That is not how I say it.", "goal/{goal}", "{goal_remark}", "I write it as you do."),
    owed("I cannot lift.", "requirement/{requirement}", "{requirement_remark}", "Then we ask."),
    owed("I cannot do that.", "step/{step}", "{step_remark}", "Then I do."),
    owed("How do I ring them?", "ask/{ask}", "{ask_entry}", "I show you.", kind="ask"),
]
THOUGHT = [
    thought("I waited.", is_shared=False),
    shared("Let my manager read this", "I waited.", True, "Your manager can read this."),
    shared("Take it back", "I waited.", False, "For you alone."),
    thought("I heard more.", ("I waited.", False), is_shared=True),
]
WISHED = Effect(
    "room:answer",
    "{room}/area/how",
    {"how.breaks": ["walk"]},
    gives=[said("answer", "how.breaks", ["walk"])],
    keeps=True,
    alike=r"[a-z]+(\.\w+)*",
)
AT_THE_DESK = [
    Effect(
        "assessments:wishes",
        "/people/{person}/wishes",
        {"words": "We walk & talk."},
        "Save",
        gives=[said("step", "how.breaks", {"words": "We walk & talk."}, "worker", sitting=None)],
        shows="We walk & talk.",
        leads="assessments:wishes",
    ),
    Effect(
        "assessments:then",
        "/people/{person}/sheet/then",
        {},
        "Show",
        stored=NOTHING,
        shows="Show as a wheel",
        alike="now|then",
    ),
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
