"""What each says to the whole plan: on the shared screen, on paper, on the person's own."""

from tests.journeys.effects.answering import answered
from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.goals import OURS

AT = "{room}/plan/whole"


def row(party: str, author: str | None, answer: str, words: str = "") -> tuple[str | None, ...]:
    return ("plan/whole", party, party, author, "{sitting}", answer, words, None)


def asking(asked: str, because: str) -> Effect:
    return Effect(
        "room:set_asking_whole",
        AT,
        {"asked": asked, "because": because},
        "Save this note",
        gives=[said("agree", "plan/whole/asking", {"asked": asked, "because": because}, "worker")],
        shows=because,
        alike="because",
    )


WORKERS = [
    asking("could_not", "You had a bus."),
    answered(
        "worker",
        "part",
        "It is a lot.",
        view="room:whole",
        at=AT,
        gives=[row("worker", "{worker}", "part", "It is a lot.")],
        leads="room:whole",
    ),
]
PERSONS = [
    answered(
        "person",
        "yes",
        "All of it.",
        view="room:agree_whole",
        at="/beside/{sitting}/agree/whole",
        gives=[row("person", None, "yes", "All of it.")],
        doors="together",
    ),
]
# What the order asks for can be what a goal is there for; the words stay whose they are.
REQUIRED = """
    SELECT g.words, g.origin, g.requirement_id FROM plans_goal g
    JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s AND g.made_at > %(since)s"""
HAS_TO_HAPPEN = Effect(
    "room:add_goal",
    "{room}/plan/goals/add",
    {
        "words": "I go each week.",
        "origin": "person",
        "because": ["home.better"],
        "requirement": "{requirement}",
    },
    "Add this goal",
    stored=REQUIRED,
    gives=[("I go each week.", "person", "{requirement}")],
    leads="room:goal",
    shows="This has to happen:",
    doors="together",
)
# One that stands already can be said to have to happen, and its words stay.
SAID_LATER = Effect(
    "room:require_goal",
    "{room}/plan/goals/{goal}",
    {"requirement": "{requirement}"},
    "Save this",
    stored="""
    SELECT g.words, g.origin, g.requirement_id, s.value ->> 'requirement', e.party
    FROM plans_goal g JOIN voices_entry e ON e.about = 'goal/' || g.id
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = g.thread_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s""",
    gives=[(OURS, "both", "{requirement}", "{requirement}", "both")],
    leads="room:goal",
    shows="This has to happen:",
    doors="together",
)
