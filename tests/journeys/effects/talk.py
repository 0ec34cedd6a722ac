"""Where the two see it differently: the guided talk, own words next to anything, was it fair?"""

from typing import Any

from tests.journeys.effects.effect import Effect, from_their_screen, said

TALK = "{room}/talk/home.now"
BESIDE = "/beside/{sitting}/talk/home.now/{talk}"
NEWEST = """
    SELECT e.id FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = '{kind}' AND e.about = '{about}'
    ORDER BY e.recorded_at DESC LIMIT 1"""
TAPPED = """
    SELECT answer, worker_may_see, wants_someone, sitting_id, talk_id FROM assessments_fairnesstap
    WHERE at > %(since)s"""
HANDED = "SELECT handed FROM sittings_sitting WHERE id = %(sitting)s"


def newest(kind: str, about: str) -> str:
    return NEWEST.replace("{kind}", kind).replace("{about}", about)


def value(step: str, given: dict[str, Any] | None) -> dict[str, Any]:
    what = {"skipped": True} if given is None else {"said": given}
    return {"talk": "{talk}", "step": step, **what}


def at_step(step: str, given: dict[str, Any] | None, party: str, **more: Any) -> tuple[Any, ...]:
    return said("talk", "home.now", value(step, given), party, **more)


def begin(words: str, version: int = 1) -> Effect:
    return Effect(
        "room:talk",
        TALK,
        press=words,
        gives=[said("talk", "home.now", {"step": "open", "version": version}, "both")],
        leads="room:talk_step",
        learns={"talk": newest("talk", "home.now")},
    )


def step(key: str, entered: dict[str, Any], *gives: Any, **more: Any) -> Effect:
    at = TALK + "/{talk}/" + key
    return Effect("room:talk_step", at, entered, "Save and go on", gives=gives, **more)


def skip(key: str, *parties: str, value: str = "yes", **more: Any) -> Effect:
    return Effect(
        "room:talk_step",
        TALK + "/{talk}/" + key,
        press="Skip this",
        named=f"skip={value}",
        gives=[at_step(key, None, party) for party in parties],
        **more,
    )


def settled(outcome: str, **more: str) -> tuple[Any, ...]:
    return ("settle", "home.now", "both", {"talk": "{talk}", "outcome": outcome, **more})


# All that the two do on the screen between them, or type in from paper.
SPOKEN = [
    begin("Talk about it"),
    Effect(
        "room:talk_step",
        TALK + "/{talk}/person",
        {"view": "It is."},
        "Stop for now",
        "stop=yes",
        gives=[at_step("person", {"view": "It is."}, "person")],
        leads="room:differences",
    ),
    step("person", {"view": "It is mine."}, at_step("person", {"view": "It is mine."}, "person")),
    step(
        "worker_back",
        {"heard": "It is yours.", "is-it": "yes"},
        at_step("worker_back", {"heard": "It is yours."}, "worker"),
        at_step("worker_back", {"is_it": "yes"}, "person"),
    ),
    step("worker", {"view": "Rent is due."}, at_step("worker", {"view": "Rent is due."}, "worker")),
    step(
        "person_back",
        {"heard": "I owe rent.", "is-it": "yes"},
        at_step("person_back", {"heard": "I owe rent."}, "person"),
        at_step("person_back", {"is_it": "yes"}, "worker"),
    ),
    step(
        "count",
        {"person-nothing": ["nothing"], "worker": "Two rents."},
        at_step("count", {"person.nothing": "nothing"}, "person"),
        at_step("count", {"worker": "Two rents."}, "worker"),
        alike="worker-nothing|person",
    ),
    step("look", {"at": "The letter."}, at_step("look", {"at": "The letter."}, "both"),
         alike="at-nothing"),
]  # fmt: skip
PLAN_AND_NOTE = [
    step(
        "plan",
        {"changes": "yes", "changes-words": "Ring the council."},
        at_step("plan", {"changes": "yes", "changes.words": "Ring the council."}, "both"),
    ),
]
ON_THEIR_SCREEN = [
    Effect(
        "room:talk_step",
        BESIDE + "/where",
        {"outcome": "come_back", "outcome-on": "5 5 {next}"},
        "Save and go on",
        gives=[
            from_their_screen(
                "talk",
                "home.now",
                value("where", {"outcome": "come_back", "outcome.on": "{next}-05-05"}),
                "both",
            ),
            from_their_screen(
                "settle",
                "home.now",
                {"talk": "{talk}", "outcome": "come_back", "on": "{next}-05-05"},
                "both",
            ),
        ],
        by="person",
        doors="together",
    ),
    *[Effect(**{**vars(one), "doors": "together"}) for one in PLAN_AND_NOTE],
    Effect(
        "room:talk_step",
        BESIDE + "/note",
        {"fair": "add", "fair-words": "I said more."},
        "Save and go on",
        gives=[
            from_their_screen(
                "talk", "home.now", value("note", {"fair": "add", "fair.words": "I said more."})
            )
        ],
        by="person",
        doors="together",
    ),
    Effect(
        "room:fair",
        "/beside/{sitting}/fair/{talk}",
        {"answer": "part", "share": ["let_see"]},
        "Keep my answer",
        stored=TAPPED,
        gives=[("part", True, False, "{sitting}", "{talk}")],
        shows="That is kept.",
        by="person",
        doors="together",
    ),
]
SKIPPED = [
    begin("Talk about it again"),
    skip("person", "person"),
    skip("worker_back", "person"),
    skip("worker", "worker"),
    skip("person_back", "worker"),
    skip("count", "person", "worker"),
    skip("look", "both"),
    skip("where", "both", value="person", doors="together"),
    skip("plan", "both", doors="together"),
    skip("note", "person", value="person", doors="together"),
]


def hand(at: str, what: str) -> Effect:
    return Effect(
        "room:hand",
        at,
        press="Hand the screen to {person_name}",
        stored=HANDED,
        gives=[(what,)],
        doors="together",
        alike="what",
    )


def take_back(leads: str) -> Effect:
    return Effect(
        "room:unlock",
        "/together/{sitting}/unlock",
        {"pin": "2580"},
        "Take the screen back",
        "then=take",
        stored=HANDED,
        gives=[("",)],
        leads=leads,
        doors="together",
        alike="password",
    )


IN_THEIR_HANDS = [
    begin("Talk about it again"),
    hand(TALK + "/{talk}/where", "talk/home.now/{talk}/where"),
    step(
        "where",
        {"outcome": "both"},
        at_step("where", {"outcome": "both"}, "both", typed_by="person"),
        doors="together",
    ),
    step(
        "again",
        {"person-mark": "some", "person-words": "I thought."},
        at_step("again", {"mark": "some", "words": "I thought."}, "person", typed_by="person"),
        said("answer", "home.now", "some", typed_by="person"),
        doors="together",
    ),
    take_back("room:talk"),
    step(
        "again",
        {"worker-mark": "mostly_fine", "worker-words": "So did I."},
        at_step("again", {"mark": "mostly_fine", "words": "So did I."}, "worker"),
        said("answer", "home.w.now", "mostly_fine", "worker"),
        said("settle", "home.now", {"talk": "{talk}", "outcome": "both"}, "both"),
        doors="together",
    ),
    skip("plan", "both", doors="together"),
    skip("note", "person", value="person", doors="together"),
    hand(TALK, "fair/{talk}"),
    Effect(
        "room:fair",
        "{room}/fair/{talk}",
        {"answer": "no", "share": ["someone_else"]},
        "Keep my answer",
        stored=TAPPED,
        gives=[("no", False, True, "{sitting}", "{talk}")],
        shows="That is kept.",
        doors="together",
    ),
    take_back("room:differences"),
]
ON_PAPER = [
    step(
        "where",
        {"outcome": "someone_else", "outcome-who": "The head of the team."},
        at_step(
            "where",
            {"outcome": "someone_else", "outcome.who": "The head of the team."},
            "both",
        ),
        said(
            "settle",
            "home.now",
            {
                "talk": "{talk}",
                "outcome": "someone_else",
                "who": "The head of the team.",
                "on": "{answer_by}",
            },
            "both",
        ),
        doors="desk",
    ),
    *[Effect(**{**vars(one), "doors": "desk"}) for one in PLAN_AND_NOTE],
    step("note", {"fair": "yes"}, at_step("note", {"fair": "yes"}, "person"), doors="desk"),
]


def differ(words: str, party: str, within: str, **more: Any) -> Effect:
    stored = {"words": words, "answer_by": "{answer_by}"}
    return Effect(
        "room:differ",
        "{room}/differ/home.fact",
        {"words": words},
        "Save",
        within=within,
        gives=[said("differ", "home.fact", stored, party)],
        shows=words,
        **more,
    )


DIFFER = [
    differ("Nobody asked.", "person", "", learns={"remark": newest("differ", "home.fact")}),
    Effect(
        "room:differ",
        "{room}/differ/home.fact",
        {"words": "Now I ask."},
        "Answer",
        gives=[said("differ", "home.fact", {"words": "Now I ask.", "to": "{remark}"}, "worker")],
        shows="Now I ask.",
    ),
    Effect(
        "room:differ",
        "{room}/differ/home.fact",
        {"words": "You asked late."},
        "I still see it differently",
        named="is_it=still",
        gives=[
            said(
                "differ",
                "home.fact",
                {
                    "words": "You asked late.",
                    "to": "{remark}",
                    "is_it": "still",
                    "answer_by": "{answer_by}",
                },
            )
        ],
        shows="You asked late.",
    ),
    Effect(
        "room:differ",
        "{room}/differ/home.fact",
        {"words": "I did."},
        "Answer",
        gives=[said("differ", "home.fact", {"words": "I did.", "to": "{remark}"}, "worker")],
        shows="I did.",
    ),
    Effect(
        "room:differ",
        "{room}/differ/home.fact",
        {"words": "Good to know."},
        "That is it",
        named="is_it=that_is_it",
        gives=[
            said(
                "differ",
                "home.fact",
                {"to": "{remark}", "is_it": "that_is_it", "words": "Good to know."},
            )
        ],
        shows="Good to know.",
    ),
    differ("I see a flat.", "worker", "details:has(input[value=worker])"),
]
TOGETHER = [*SPOKEN, *ON_THEIR_SCREEN, *SKIPPED, *IN_THEIR_HANDS]
