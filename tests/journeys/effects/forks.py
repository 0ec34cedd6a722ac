"""Ways to choose from: put side by side, talked about, and one of them taken."""

from tests.journeys.effects.effect import Effect, said

FORK = """
    SELECT split_part(e.about, '/', 2) FROM voices_entry e JOIN voices_thread t
    ON t.id = e.thread_id WHERE t.person_id = %(person)s AND e.about LIKE 'fork/%%'
    ORDER BY e.recorded_at DESC LIMIT 1"""
TAKEN = FORK.replace("split_part(e.about, '/', 2)", "e.id::text")
LINE = FORK.replace("'/', 2", "'/', 5")
AT = "{room}/plan/choices/{fork}"
CHOSEN = [
    Effect(
        "room:forks",
        "{room}/plan/choices",
        {"words": "What about the rent?", "first": "Ring the council.", "second": "Ask my aunt."},
        "Put them side by side",
        stored=FORK.replace("split_part(e.about, '/', 2)", "e.kind, e.party"),
        gives=[("note", "both")],
        leads="room:fork",
        learns={"fork": FORK},
        doors="together",
        alike="third|goal",
    ),
    Effect(
        "room:fork",
        AT,
        {"part": "good", "words": "It is quick.", "party": "person"},
        "Add this",
        within="section:has(#way-1)",
        stored=FORK.replace("'/', 2)", "'/', 4), s.value ->> 'words'", 1).replace(
            "JOIN voices_thread", "JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread"
        ),
        gives=[("good", "It is quick.")],
        shows="It is quick.",
        learns={"told": LINE},
        doors="together",
        alike="way",
    ),
    Effect(
        "room:fork",
        AT,
        {"more": "Pay half."},
        "Put it beside the others",
        gives=[said("note", "fork/{fork}/more", {"way": "Pay half."}, "both")],
        shows="Pay half.",
        doors="together",
    ),
    Effect(
        "room:fork",
        AT,
        {"taken": "3", "party": "both", "why": "We can do that now."},
        "This one",
        gives=[
            said("note", "fork/{fork}/taken", {"taken": 3, "words": "We can do that now."}, "both")
        ],
        shows="We can do that now.",
        learns={"taken": TAKEN},
        doors="together",
    ),
    Effect(
        "room:fork",
        AT,
        {"choice": "negotiable", "by": "My landlord.", "party": "worker"},
        "Say so",
        within="section:has(#way-1)",
        gives=[
            said(
                "note",
                "fork/{fork}/1/choice",
                {"choice": "negotiable", "words": "My landlord."},
                "worker",
            )
        ],
        shows="My landlord.",
        doors="together",
        alike="way",
    ),
    Effect(
        "room:fork",
        AT,
        {"came": "They gave us time.", "party": "person"},
        "Keep what came of it",
        gives=[said("note", "fork/{fork}/came", {"words": "They gave us time.", "of": "{taken}"})],
        shows="They gave us time.",
        doors="together",
        alike="of",
    ),
    Effect(
        "room:fork",
        AT,
        press="Take it away",
        named="away={told}",
        gives=[said("note", "fork/{fork}/1/good/{told}", {"words": ""})],
        leads="room:fork",
        doors="together",
    ),
]
