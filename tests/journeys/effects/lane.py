"""What has to happen, what the plan leaves out, and its further pages."""

from dataclasses import replace
from typing import Any

from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.remarks import REMARKED

# What the order asks for: written down and counted at the desk, put in order in the room.
REQUIREMENT = """
    SELECT r.kind, r.words, r.amount, r.unit, r.starts_on, r.ends_on, r.choice, u.called, e.how,
      e.on, e.why FROM plans_requirement r JOIN people_episode p ON p.id = r.episode_id
    JOIN people_user u ON u.id = r.made_by_id
    LEFT JOIN plans_requirementend e ON e.requirement_id = r.id
    WHERE p.person_id = %(person)s AND r.words = 'Work 40 hours.'"""
NEWEST_REQUIREMENT = """
    SELECT r.id FROM plans_requirement r JOIN people_episode p ON p.id = r.episode_id
    WHERE p.person_id = %(person)s ORDER BY r.made_at DESC LIMIT 1"""
ON_ORDER = (
    "unpaid_work",
    "Work 40 hours.",
    40,
    "hours",
    None,
    "{next}-05-05",
    "negotiable",
    "{worker}",
)


def asked_for(words: str, **more: Any) -> Effect:
    told = {"kind": "unpaid_work", "words": words, "amount": "40", "unit": "hours",
            "ends_on": "5 5 {next}", "choice": "negotiable"}  # fmt: skip
    return Effect(
        "plans:add_requirement",
        "/people/{person}/requirements/new",
        told,
        "Write it down",
        stored=REQUIREMENT,
        gives=[(*ON_ORDER, None, None, None)],
        shows=words,
        alike="starts_on_(day|month|year)",
        **more,
    )


def noted(about: str, value: Any, **more: Any) -> tuple[Any, ...]:
    return said("note", about, value, more.pop("party", "both"), **more)


ORDERED = [
    asked_for("Work 40 hours.", learns={"first": NEWEST_REQUIREMENT}),
    asked_for("Go to a course.", learns={"requirement": NEWEST_REQUIREMENT}),
    Effect(
        "plans:count",
        "/people/{person}/requirements/{requirement}",
        {"done": "12"},
        "Save",
        gives=[noted("requirement/{requirement}/done", {"done": 12}, party="worker", sitting=None)],
        leads="plans:requirements",
        shows="12 of 40 hours are done.",
    ),
]
SEQUENCED = [
    Effect(
        "room:when",
        "{room}/plan/requirements/{requirement}/when",
        {"begin_on": "1 2 {next}", "a_week": "7"},
        "Save",
        gives=[noted("requirement/{requirement}", {"begin_on": "{next}-02-01", "a_week": 7})],
        leads="room:requirements",
        doors="together",
    ),
    Effect(
        "room:requirements",
        "{room}/plan/requirements",
        press="Earlier",
        named="move=earlier",
        gives=[
            noted(
                "requirements",
                {"moves": "{requirement}", "by": -1, "order": ["{requirement}", "{first}"]},
            )
        ],
        leads="room:requirements",
        doors="together",
    ),
    Effect(
        "room:requirements",
        "{room}/plan/requirements",
        press="Later",
        named="move=later",
        gives=[
            noted(
                "requirements",
                {"moves": "{requirement}", "by": 1, "order": ["{first}", "{requirement}"]},
            )
        ],
        leads="room:requirements",
        doors="together",
    ),
    Effect(
        "room:differ_requirement",
        "{room}/plan/requirements/{requirement}/differ",
        {"words": "I cannot lift."},
        "Save",
        gives=[
            said(
                "differ",
                "requirement/{requirement}",
                {"words": "I cannot lift.", "answer_by": "{answer_by}"},
            )
        ],
        shows="I cannot lift.",
        learns={"requirement_remark": REMARKED},
        doors="together",
    ),
]
NEWEST_LINE = """
    SELECT split_part(e.about, '/', 4) FROM voices_entry e JOIN voices_thread t
    ON t.id = e.thread_id WHERE t.person_id = %(person)s AND e.about LIKE 'leaf/bring/%%'
    ORDER BY e.recorded_at DESC LIMIT 1"""
LAST_NOTE = """
    SELECT e.kind, split_part(e.about, '/', 2), split_part(e.about, '/', 3), e.party, s.value
    FROM voices_entry e JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t
    ON t.id = e.thread_id WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s"""


def on_leaf(leaf: str, part: str, words: str, **more: Any) -> Effect:
    entered = {"words": words} | ({"party": more["party"]} if "party" in more else {})
    party = more.pop("party", "person")
    return Effect(
        "room:leaf",
        f"{{room}}/plan/pages/{leaf}",
        entered,
        "Add this",
        within=f"section:has(#part-{part})",
        stored=LAST_NOTE,
        gives=[("note", leaf, part, party, {"words": words})],
        leads="room:leaf",
        shows=words,
        doors="together",
        alike="part",
        **more,
    )


def used(is_used: bool, press: str) -> Effect:
    return Effect(
        "room:leaf",
        "{room}/plan/pages/bring",
        press=press,
        named="use=" + ("yes" if is_used else "no"),
        gives=[said("note", "use/{line}/{goal}", {"used": is_used}, "both")],
        leads="room:leaf",
        doors="together",
    )


# On the further pages of the plan, added, used in a goal, and taken away.
ON_LEAVES = [
    on_leaf("bring", "skills", "I mend bikes.", learns={"line": NEWEST_LINE}),
    used(True, "Use it in goal 1"),
    used(False, "Use it no more"),
    on_leaf("safe", "signs", "I go quiet.", party="worker"),
    Effect(
        "room:differ_line",
        "{room}/plan/pages/bring/{line}/differ",
        {"words": "Cars too."},
        "Save",
        gives=[
            said(
                "differ",
                "leaf/bring/skills/{line}",
                {"words": "Cars too.", "answer_by": "{answer_by}"},
            )
        ],
        shows="Cars too.",
        doors="together",
    ),
    Effect(
        "room:leaf",
        "{room}/plan/pages/bring",
        press="Take it away",
        named="away={line}",
        gives=[said("note", "leaf/bring/skills/{line}", {"words": ""})],
        leads="room:leaf",
        doors="together",
    ),
]
# Only the worker says it, so nobody is chosen.
UNUSUAL = replace(
    on_leaf("unusual", "decided", "We met at the library.", party="worker"),
    entered={"words": "We met at the library."},
)
# Who coaches the worker reads it at the desk.
COACHED = Effect(
    "plans:see_unusual",
    "/unusual",
    {"words": "Good thinking."},
    "I have seen this",
    within=".rows > li:has-text('{person_name}')",
    stored="""SELECT s.words, u.called FROM plans_seenbycoach s JOIN people_user u ON u.id = s.by_id
        JOIN voices_entry e ON e.id = s.line_id JOIN voices_thread t ON t.id = e.thread_id
        WHERE t.person_id = %(person)s""",
    gives=[("Good thinking.", "Carys")],
    leads="plans:unusual",
    shows="Good thinking.",
    by="coach",
    learns={
        "decision": """SELECT e.id FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
            WHERE t.person_id = %(person)s AND e.about LIKE 'leaf/unusual/%%'"""
    },
)
# And tells it to the team without names: found there, and taken back.
EXAMPLES = """
    SELECT x.is_offered, x.area, x.decided, x.why, x.came, x.advice, u.called FROM plans_example x
    JOIN people_user u ON u.id = x.by_id JOIN voices_entry e ON e.id = x.line_id
    JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND x.at > %(since)s"""
OF_AN_EXAMPLE = [
    Effect(
        "plans:example",
        "/unusual/{decision}/example",
        {
            "area": "home",
            "decided": "Met in a public place.",
            "why": "It felt safer.",
            "came": "No meeting was missed.",
            "advice": "Ask early where to meet.",
            "unnamed": ["on"],
        },
        "Tell it to the team",
        stored=EXAMPLES,
        gives=[
            (
                *(True, "home", "Met in a public place.", "It felt safer."),
                *("No meeting was missed.", "Ask early where to meet.", "Carys"),
            )
        ],
        leads="plans:examples",
        shows="It felt safer.",
        by="coach",
    ),
    Effect(
        "plans:examples",
        "/unusual/earlier",
        {"words": "public place", "area": "home"},
        "Find",
        stored=EXAMPLES,
        shows="1 example",
    ),
    Effect(
        "plans:end_example",
        "/unusual/earlier",
        press="Tell it no more",
        within=".rows > li:has-text('Met in a public place.')",
        stored=EXAMPLES,
        gives=[(False, "", "", "", "", "", "Carys")],
        leads="plans:examples",
        by="coach",
    ),
]
# What was done is told at the top until the person says no.
TELL_DONE = Effect(
    "room:tell_done",
    "{room}/plan",
    press="Do not say it there",
    named="told=no",
    gives=[said("note", "done", {"told": False})],
    leads="room:plan",
    doors="together",
)
# Money was picked first, and no goal comes from it.
LEFT_OUT = Effect(
    "room:left_out",
    "{room}/plan/left-out",
    {"party": "person", "words": "My sister does it."},
    "Save",
    gives=[said("note", "why-not/money", {"words": "My sister does it."})],
    leads="room:left_out",
    shows="My sister does it.",
    doors="together",
)
ASKED_NO_MORE = [
    Effect(
        "plans:end",
        "/people/{person}/requirements/{first}/end",
        {"how": "revoked", "ended_on": "2 2 2026", "why": "The court said so."},
        "End it",
        stored=REQUIREMENT,
        gives=[(*ON_ORDER, "revoked", "2026-02-02", "The court said so.")],
        leads="plans:requirements",
        shows="The court said so.",
    ),
]
