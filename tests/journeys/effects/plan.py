"""The plan: goals, steps, promises, and what each says to the exact words."""

from tests.journeys.effects.answering import answered, asking
from tests.journeys.effects.asking_for import asks, replied
from tests.journeys.effects.desk import NOTHING
from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.goals import ADDED, AT, IN_TIME, OURS, REWORDED, mark_goal
from tests.journeys.effects.obstacles import way
from tests.journeys.effects.remarks import owed, seen_differently
from tests.journeys.effects.steps import STEP, add_step, mark_step, step_row
from tests.journeys.effects.talk import DIFFER, hand, take_back

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
        gives=[step_row("I ring the council.", "worker", "{next}-05-05")],
        leads="room:plan",
    ),
    add_step("family", "I lend a drill.", "Mam"),
    add_step("person", "I ask."),
    add_step("worker", "I write."),
    seen_differently("step", "I cannot do that."),
    Effect(
        "room:change_step",
        "{room}/plan/steps/{step}/change",
        {"words": "I ring.", "due_on": "6 6 {next}"},
        "Save the change",
        stored=STEP,
        gives=[step_row("I ring.", "worker", "{next}-06-06")],
        leads="room:goal",
    ),
    Effect(
        "room:stick_step",
        "{room}/plan/steps/{step}/change",
        {"why": "No phone."},
        "It is stuck",
        stored=STEP.replace("s.state", "s.stuck"),
        gives=[step_row("I ring.", "worker", "{next}-06-06", "No phone.")],
        leads="room:goal",
    ),
    Effect(
        "room:plan_goal",
        AT + "/more",
        {"is_later": "later", "due_on": "8 8 {next}", "protects": ["home.now"]},
        "Save this",
        stored=IN_TIME,
        gives=[(True, "{next}-08-08", ["home.now"])],
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
        {"words": "No credit.", "sort": "practical", "who": "worker", "due_on": "9 9 {next}"},
        "Save what is in the way",
        {"words": "No credit.", "sort": "practical", "who": "worker", "due_on": "{next}-09-09"},
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
        gives=[
            step_row("I ring.", "worker", "{next}-06-06", "doing", party="worker", sitting=None)
        ],
        leads="plans:read",
    ),
    Effect(
        "plans:alone",
        "/people/{person}/plan/alone",
        {"because": "You were ill.", "together_on": "7 7 {next}"},
        "Save",
        gives=[
            said(
                "agree",
                "plan",
                {"because": "You were ill.", "together_on": "{next}-07-07"},
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
