"""Beginning a sitting: ways to hold it, the prompts, the tap, and the room's frame."""

from tests.journeys.effects.effect import Effect, said

HELD = """
    SELECT held, person_id, locked_sign_in IS NOT NULL, ended_at IS NULL FROM sittings_sitting
    WHERE started_at > %(since)s AND person_id = %(person)s"""
NEWEST = """
    SELECT id FROM sittings_sitting WHERE person_id = %(person)s
    ORDER BY started_at DESC LIMIT 1"""
TIED = """
    SELECT locked_sign_in IS NOT NULL, ended_at IS NULL FROM sittings_sitting
    WHERE id = %(sitting)s"""
COVERED = "SELECT is_covered FROM sittings_sitting WHERE id = %(sitting)s"


def start(held: str, leads: str) -> Effect:
    return Effect(
        "sittings:start",
        "/people/{person}/start",
        {"held": held, "pin": "2580"},
        "Start together",
        stored=HELD,
        gives=[(held, "{person}", True, True)],
        leads=leads,
        learns={"sitting": NEWEST},
        doors="together",
    )


def leave(then: str, words: str, *, stays_open: bool, pin: str = "2580") -> Effect:
    return Effect(
        "room:leave",
        "/together/{sitting}/leave",
        {"pin": pin},
        words,
        f"then={then}",
        stored=TIED,
        gives=[(False, stays_open)],
        leads="home:person",
        doors="together",
        alike="password",
    )


ENDED = Effect(
    "sittings:finish",
    "/sitting/{sitting}/resume",
    press="Finish this sitting",
    stored=TIED,
    gives=[(False, False)],
    leads="home:person",
    doors="together",
)
FINISH = leave("finish", "Finish this sitting", stays_open=False)
RESUMED = [
    leave("pause", "Leave it open for later", stays_open=True),
    Effect(
        "sittings:resume",
        "/sitting/{sitting}/resume",
        {"pin": "1379"},
        "Sit together again",
        stored=TIED,
        gives=[(True, True)],
        leads="room:areas",
        doors="together",
    ),
    leave("pause", "Leave it open for later", stays_open=True, pin="1379"),
    ENDED,
]
ONCE_MORE = [start("offline", "room:prompt"), FINISH]
ON_PAPER = Effect(
    "sittings:start",
    "/people/{person}/start",
    {"held": "paper", "held_on": "3 2 2026"},
    "Start together",
    stored="""SELECT held, held_on, person_id, locked_sign_in IS NULL FROM sittings_sitting
        WHERE started_at > %(since)s AND person_id = %(person)s""",
    gives=[("paper", "2026-02-03", "{person}", True)],
    leads="room:areas",
    learns={"sitting": NEWEST},
    doors="desk",
)
PAPER_DONE = Effect(
    "sittings:finish",
    "{room}/areas",
    press="Finish this sitting",
    stored=TIED,
    gives=[(False, False)],
    leads="home:person",
    doors="desk",
)


def prompt(step: str, entered: dict[str, object], *gives: tuple[object, ...]) -> Effect:
    return Effect(
        "room:prompt",
        "{room}/prompt/" + step,
        entered,
        "Go on",
        gives=gives,
        doors="together",
        alike=r"start\..*",
    )


def tap(value: str, words: str, leads: str) -> Effect:
    return Effect(
        "room:tap",
        "{room}/screen",
        press=words,
        named=f"start.tap.see={value}",
        gives=[said("prompt", "start.tap.see", value)],
        leads=leads,
        doors="together",
    )


CAN_SEE = tap("yes", "I can see the screen", "room:areas")
READS = prompt("reads", {"start.reads.clear": "yes"}, said("prompt", "start.reads.clear", "yes"))
# The one prompt that is never passed over, and the tap.
SEEN = [READS, CAN_SEE]
PROMPTS = [
    prompt(
        "room",
        {"start.room.fits": "move"},
        said("prompt", "start.room.fits", "move", "both"),
    ),
    prompt(
        "who",
        {
            "start.who.here": "with_us",
            "start.who.here.words": "My nan.",
            "voice": "an interpreter",
        },
        said("prompt", "start.who.here", "with_us"),
        said("prompt", "start.who.here.words", "My nan."),
    ),
    prompt(
        "purpose",
        {"start.purpose.person": "A plan of mine.", "start.purpose.worker": "To listen."},
        said("prompt", "start.purpose.person", "A plan of mine."),
        said("prompt", "start.purpose.worker", "To listen.", "worker"),
    ),
    prompt("reads", {"start.reads.clear": "more"}, said("prompt", "start.reads.clear", "more")),
    READS,
    prompt(
        "how",
        {"start.how.types": "turns", "start.how.look": ["listen"], "start.how.words": "full"},
        said("prompt", "start.how.types", "turns"),
        said("prompt", "start.how.look", ["listen"]),
        said("prompt", "start.how.words", "full"),
    ),
    tap("not_well", "I cannot see it well", "room:prompt"),
    CAN_SEE,
]
FRAME = [
    Effect(
        "room:cover",
        "{room}/areas",
        press="Cover the page",
        stored=COVERED,
        gives=[(True,)],
        leads="room:cover",
        doors="together",
    ),
    Effect(
        "room:uncover",
        press="Go on",
        stored=COVERED,
        gives=[(False,)],
        leads="room:areas",
        doors="together",
    ),
    Effect(
        "ui:language",
        "{room}/areas",
        press="Cymraeg",
        named="language=cy",
        stored="SELECT 1 WHERE false",
        shows="Ein cynllun",
    ),
    Effect(
        "ui:language",
        press="English",
        named="language=en",
        stored="SELECT 1 WHERE false",
        shows="Our plan",
    ),
]
