"""The own page: switched on in the room, used alone, switched off from the desk without a word."""

from tests.journeys.effects.answering import AGREED
from tests.journeys.effects.asking_for import ASKED_IN, replied
from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.goals import NEWEST_GOAL
from tests.journeys.effects.meeting import CANNOT_COME
from tests.journeys.effects.sheet import answers
from tests.journeys.effects.steps import NEWEST_STEP, STEP

ON = "SELECT off_at IS NULL FROM own_page_ownpage WHERE person_id = %(person)s"
DEVICE = """SELECT d.opened_at IS NOT NULL, d.active_at IS NOT NULL, d.ended_at IS NULL
    FROM own_page_device d JOIN own_page_ownpage o ON o.id = d.page_id
    WHERE o.person_id = %(person)s ORDER BY d.made_at DESC LIMIT 1"""
PIN = {"pin": "4711"}


def switch_on(press: str) -> Effect:
    return Effect(
        "room:own_page",
        "/together/{sitting}/own-page",
        {"others": "no"},
        press,
        stored=DEVICE,
        gives=[(False, False, True)],
        shows="Open it now on your own phone",
        learns={"link": "#link@value"},
        doors="together",
    )


OPENED = Effect(
    "own_page:open",
    "{link}",
    PIN,
    "Open",
    stored=DEVICE,
    gives=[(True, True, True)],
    leads="own_page:page",
    by="person",
)


def mark(press: str, state: str, due: str | None = None) -> Effect:
    return Effect(
        "own_page:mark_step",
        "/page",
        press=press,
        named=f"state={state}",
        stored=STEP + " ORDER BY e.seq DESC LIMIT 1",
        gives=[("I ask.", "person", None, due, state, "person", "person", None)],
        leads="own_page:page",
        by="person",
    )


SAID = answers(("home.now", "good", "good"))
GOAL_ADDED = Effect(
    "room:add_goal",
    "{room}/plan/goals/add",
    {"words": "My own key.", "origin": "person", "because": ["home.now"]},
    "Add this goal",
    stored=NEWEST_GOAL.replace("g.id", "g.words", 1),
    gives=[("My own key.",)],
    leads="room:goal",
    learns={"goal": NEWEST_GOAL},
    doors="together",
)
STEP_ADDED = Effect(
    "room:add_step",
    "{room}/plan/goals/{goal}",
    {"who": "person", "words": "I ask."},
    "Add this step",
    shows="I ask.",
    stored="SELECT words FROM plans_step WHERE goal_id = %(goal)s",
    gives=[("I ask.",)],
    learns={"step": NEWEST_STEP},
    alike="due_on_(day|month|year)",
    doors="together",
)
SOON = """SELECT reach, answered_at IS NOT NULL, answer FROM own_page_talksoon
    WHERE person_id = %(person)s"""


def asked(value: dict[str, str]) -> tuple[object, ...]:
    return said("ask", "ask/{ask}", value, typed_by="person", author=None, sitting=None)


NEWEST_LINE = """
    SELECT split_part(e.about, '/', 4) FROM voices_entry e JOIN voices_thread t
    ON t.id = e.thread_id WHERE t.person_id = %(person)s AND e.about LIKE 'leaf/bring/%%'
    ORDER BY e.recorded_at DESC LIMIT 1"""
LINE = NEWEST_LINE.replace("'/', 4)", "'/', 3), e.party, e.typed_by", 1)
BRINGING = [
    # On each page of the plan on which they may say something: here on the one that both write.
    Effect(
        "own_page:leaf",
        "/page/pages/2",
        {"words": "I stop to eat."},
        "Add this",
        within="section:has(#part-signs)",
        stored=LINE.replace("bring", "safe"),
        gives=[("signs", "person", "person")],
        shows="I stop to eat.",
        by="person",
        alike="part|party",
    ),
    Effect(
        "own_page:leaf",
        "/page/pages/1",
        {"words": "I cook."},
        "Add this",
        within="section:has(#part-skills)",
        stored=LINE,
        gives=[("skills", "person", "person")],
        shows="I cook.",
        learns={"line": NEWEST_LINE},
        by="person",
        alike="part|party",
    ),
    Effect(
        "own_page:leaf",
        "/page/pages/1",
        press="Take it away",
        named="away={line}",
        gives=[
            said(
                "note",
                "leaf/bring/skills/{line}",
                {"words": ""},
                typed_by="person",
                author=None,
                sitting=None,
            )
        ],
        leads="own_page:leaf",
        by="person",
    ),
]
ASKING = [
    CANNOT_COME,
    Effect(
        "own_page:soon",
        "/page/soon",
        {"reach": "After 3."},
        "Ask to talk soon",
        stored=SOON,
        gives=[("After 3.", False, "")],
        shows="gets back to you by",
        by="person",
    ),
    Effect(
        "own_page:asks",
        "/page/asks",
        {"what": "talk", "words": "About my flat."},
        "Send what I ask for",
        stored=ASKED_IN.replace("e.id", "e.kind"),
        gives=[("ask",)],
        shows="About my flat.",
        learns={
            "ask": ASKED_IN.replace("e.id", "substr(e.about, 5)"),
            "ask_entry": ASKED_IN,
        },
        by="person",
    ),
    replied("On Friday.", "worker", "Answer"),
    Effect(
        "own_page:reply_ask",
        "/page/asks",
        {"words": "Good."},
        "That is it",
        named="is_it=that_is_it",
        gives=[asked({"to": "{ask_entry}", "words": "Good.", "is_it": "that_is_it"})],
        leads="own_page:asks",
        by="person",
    ),
]
PASSKEY = """SELECT d.passkey IS NOT NULL, d.active_at IS NOT NULL FROM own_page_device d
    JOIN own_page_ownpage o ON o.id = d.page_id
    WHERE o.person_id = %(person)s ORDER BY d.made_at DESC LIMIT 1"""
LEFT = Effect(
    "own_page:leave",
    "/page",
    press="Leave this page quickly",
    stored=DEVICE,
    gives=[(True, False, True)],
    leads="preparation:calendar",
    by="person",
)
BY_PASSKEY = [
    Effect(
        "own_page:devices",
        "/page/devices",
        press="Add a passkey",
        stored=PASSKEY,
        gives=[(True, True)],
        shows="A passkey opens it too.",
        by="person",
    ),
    LEFT,
    Effect(
        "own_page:page",
        "/page",
        press="Use my passkey",
        stored=PASSKEY,
        gives=[(True, True)],
        shows="What I do",
        by="person",
    ),
    Effect(
        "own_page:devices",
        "/page/devices",
        press="Take the passkey away",
        stored=PASSKEY,
        gives=[(False, True)],
        leads="own_page:devices",
        by="person",
        alike="end|take",
    ),
]
NEWEST_ANSWER = """
    SELECT e.id FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'agree' ORDER BY e.recorded_at DESC LIMIT 1"""
AGREEING = [
    Effect(
        "own_page:agree_goal",
        "/page/plan/agree/{goal}",
        {"answer": "part", "words": "Not yet."},
        "Save my answer",
        stored=AGREED,
        gives=[("goal/{goal}", "person", "person", None, None, "part", "Not yet.", "My own key.")],
        leads="own_page:plan",
        learns={"copy": NEWEST_ANSWER},
        by="person",
    ),
    # The dated copy of it, in either language.
    *(
        Effect(
            "ui:language",
            "/page/answers/{copy}",
            press=words,
            named=f"language={language}",
            stored=AGREED.replace("recorded_at > %(since)s", "id = %(copy)s"),
            gives=[
                ("goal/{goal}", "person", "person", None, None, "part", "Not yet.", "My own key.")
            ],
            shows=shows,
            by="person",
        )
        for words, language, shows in (
            ("Cymraeg", "cy", "Copi o ateb"),
            ("English", "en", "A copy of an answer"),
        )
    ),
    Effect(
        "own_page:agree_whole",
        "/page/plan/agree",
        {"answer": "yes", "words": "Good."},
        "Save my answer",
        stored=AGREED,
        gives=[("plan/whole", "person", "person", None, None, "yes", "Good.", None)],
        leads="own_page:plan",
        by="person",
    ),
]
USED = [
    switch_on("Switch it on"),
    OPENED,
    *AGREEING,
    *BY_PASSKEY,
    mark("Doing", "doing"),
    Effect(
        "own_page:stick_step",
        "/page/steps/{step}/change",
        {"why": "No phone."},
        "It is stuck",
        stored="SELECT stuck, state FROM plans_step WHERE id = %(step)s",
        gives=[("No phone.", "doing")],
        shows="No phone.",
        by="person",
    ),
    Effect(
        "own_page:change_step",
        "/page/steps/{step}/change",
        {"words": "I ask.", "due_on": "5 5 {next}"},
        "Save the change",
        stored="SELECT words, due_on FROM plans_step WHERE id = %(step)s",
        gives=[("I ask.", "{next}-05-05")],
        leads="own_page:page",
        by="person",
    ),
    mark("Done", "done", "{next}-05-05"),
    Effect(
        "own_page:tell_done",
        "/page",
        press="Do not say it there",
        named="told=no",
        gives=[said("note", "done", {"told": False}, typed_by="person", author=None, sitting=None)],
        shows="Say it there",
        by="person",
    ),
    *ASKING,
    *BRINGING,
    LEFT,
    Effect(
        "own_page:page",
        "/page",
        PIN,
        "Go on",
        stored=DEVICE,
        gives=[(True, True, True)],
        shows="What I do",
        by="person",
    ),
    Effect(
        "own_page:devices",
        "/page/devices",
        press="End this one",
        stored=DEVICE,
        gives=[(True, True, False)],
        shows="There is nothing here now.",
        by="person",
        alike="end",
    ),
    switch_on("Make a new link"),
    OPENED,
    Effect(
        "own_page:off",
        "/page/off",
        press="Switch it off",
        named="off=yes",
        stored=ON,
        gives=[(False,)],
        leads="preparation:calendar",
        by="person",
    ),
    switch_on("Switch it on"),
    OPENED,
]
# From the desk; the phone, open all the while, is told what any phone is told.
OFF = [
    Effect(
        "own_page:answer_soon",
        "/",
        {"words": "We rang."},
        "It is answered",
        within=".notice li:has-text('{person_name}')",
        stored=SOON,
        gives=[("After 3.", True, "We rang.")],
        shows="Your answer is kept.",
    ),
    Effect(
        "own_page:cover",
        "/cover",
        {"user": "{priya}"},
        "Save",
        stored="""SELECT u.called FROM own_page_cover c JOIN people_user u ON u.id = c.user_id
            JOIN people_user w ON w.team_id = c.team_id WHERE w.id = %(imran)s""",
        gives=[("Priya",)],
        keeps=True,
    ),
    Effect(
        "own_page:switch_off",
        "/people/{person}/",
        press="Switch the own page off",
        stored="SELECT count(*) FROM own_page_ownpage WHERE person_id = %(person)s"
        " AND off_at IS NULL",
        gives=[(0,)],
        shows="The own page is off.",
    ),
    Effect(
        "own_page:mark_step",
        press="Not done yet",
        named="state=to_do",
        stored="SELECT state FROM plans_step WHERE id = %(step)s",
        gives=[("done",)],
        shows="There is nothing here now.",
        by="person",
    ),
]
