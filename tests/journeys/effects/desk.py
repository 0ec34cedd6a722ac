"""The desk: people found, added, corrected, moved and brought in from a file."""

from datetime import date, timedelta

from tests.journeys.effects.effect import Effect, said

NOTHING = "SELECT 1 WHERE false"
FACTS = (
    "called given_names family_name reference born_on sex pronouns preferred_language"
    " page_language communication_needs"
)
PERSON = f"SELECT {FACTS.replace(' ', ', ')} FROM people_person WHERE reference = %(reference)s"
PLACED = """
    SELECT p.called, e.mode, e.order_type, e.starts_on, e.ends_on, w.called, t.name
    FROM people_person p JOIN people_episode e ON e.person_id = p.id
    JOIN people_allocation a ON a.person_id = p.id AND a.ended_at IS NULL
    LEFT JOIN people_user w ON w.id = a.worker_id LEFT JOIN people_team t ON t.id = a.team_id
    WHERE p.created_at > %(since)s"""
EPISODES = """
    SELECT mode, order_type, starts_on, ends_on FROM people_episode
    WHERE person_id = %(person)s ORDER BY created_at"""
HELD = """
    SELECT w.called, t.name, a.reason, a.ended_at IS NULL FROM people_allocation a
    LEFT JOIN people_user w ON w.id = a.worker_id LEFT JOIN people_team t ON t.id = a.team_id
    WHERE a.person_id = %(person)s ORDER BY a.began_at"""
FILE = "SELECT name, convert_from(raw, 'UTF8') FROM people_waitingfile WHERE made_at > %(since)s"
SIWAN = {
    "called": "Siwan",
    "given_names": "Siwan Mair",
    "family_name": "O'Dŵr-Price",
    "reference": "{reference}",
    "born_on": "3 2 1990",
    "sex": "female",
    "pronouns": "she/her",
    "preferred_language": "Cymraeg",
    "page_language": "cy",
    "communication_needs": "Read it out, please.",
}
NOW = SIWAN | {
    "called": "Siw",
    "born_on": "4 3 1991",
    "sex": "not_said",
    "pronouns": "they/them",
    "preferred_language": "BSL",
    "page_language": "en",
    "communication_needs": "Sit in the light.",
}
ORDER = {"order_type": "licence", "starts_on": "1 2 2026", "ends_on": "1 2 {next}"}
ROWS = "CRN,Forename,Surname,Mode,Order end\n{filed},Non,Ŵyn,statutory,{next}-05-05\n"


def facts(told: dict[str, str]) -> tuple[str, ...]:
    day, month, year = told["born_on"].split()
    dated = told | {"born_on": f"{year}-{month:0>2}-{day:0>2}"}
    return tuple(dated[name] for name in FACTS.split())


FOUND = Effect(
    "home:people",
    "/",
    {"words": "{reference}"},
    "Find",
    stored=NOTHING,
    shows="1 person found",
    alike="after",
)
ADDED = [
    Effect(
        "people:add",
        "/people/new",
        {"mode": "statutory", **SIWAN, **ORDER},
        "Add this person",
        stored=PERSON,
        gives=[facts(SIWAN)],
        leads="home:person",
        shows="Read it out, please.",
        learns={"person": "SELECT id FROM people_person WHERE reference = %(reference)s"},
    ),
    FOUND,
]
CHANGED = [
    Effect(
        "people:correct",
        "/people/{person}/correct",
        NOW,
        "Save",
        stored=PERSON,
        gives=[facts(NOW)],
        keeps=True,
    ),
    Effect(
        "people:add_episode",
        "/people/{person}/orders/new",
        {"mode": "voluntary", "starts_on": "2 2 {next}"},
        "Save",
        stored=EPISODES,
        gives=[
            ("statutory", "licence", "2026-02-01", "{next}-02-01"),
            ("voluntary", "", "{next}-02-02", None),
        ],
        leads="home:person",
        learns={
            "episode": "SELECT id FROM people_episode WHERE person_id = %(person)s"
            " ORDER BY created_at DESC LIMIT 1"
        },
        alike="order_type|ends_on_(day|month|year)",
    ),
    Effect(
        "people:correct_episode",
        "/people/{person}/orders/{episode}",
        {"mode": "statutory", "order_type": "suspended", "ends_on": "2 8 {next}"},
        "Save",
        stored=EPISODES,
        gives=[
            ("statutory", "licence", "2026-02-01", "{next}-02-01"),
            ("statutory", "suspended", "{next}-02-02", "{next}-08-02"),
        ],
        keeps=True,
        alike="starts_on_(day|month|year)",
    ),
]
MOVED = Effect(
    "people:move",
    "/people/{person}/move",
    {"worker": "{other}", "reason": "Nearer to home."},
    "Move this person",
    stored=HELD,
    gives=[
        ("Imran", "Team North", "", False),
        ("Tunde", "Team South", "Nearer to home.", True),
    ],
    leads="home:people",
    alike="team",
)
BROUGHT_IN = [
    Effect(
        "people:import",
        "/people/import",
        {"file": ("people.csv", ROWS + "{filed}X,,,statutory,soon\n")},
        "Show what would happen",
        stored=FILE,
        gives=[("people.csv", ROWS + "{filed}X,,,statutory,soon\n")],
        leads="people:import_check",
        shows="1 row is refused",
        learns={"refused": "a[href$='refused.csv']@href"},
    ),
    Effect(
        "people:import_check",
        press="Bring in the 1 person",
        stored="""SELECT p.called, p.family_name, p.reference, e.mode, e.ends_on, w.called
            FROM people_person p JOIN people_episode e ON e.person_id = p.id
            JOIN people_allocation a ON a.person_id = p.id JOIN people_user w ON w.id = a.worker_id
            WHERE p.created_at > %(since)s""",
        gives=[("Non", "Ŵyn", "{filed}", "statutory", "{next}-05-05", "Imran")],
        leads="people:import_done",
    ),
    Effect(
        "people:import_done",
        press="Finish and delete the file",
        stored="SELECT count(*) FROM people_waitingfile WHERE by_id = %(imran)s",
        gives=[(0,)],
        leads="people:import",
    ),
]
LEVEL_ROWS = (
    "reference,predicts,tool,version,level,out of 100,source,date,good until\n"
    "{reference},any,Made-up tool,2,high,61,Made-up service,2026-01-12,2026-02-12\n"
)
LEVELS = [
    Effect(
        "levels:import",
        "/people/levels",
        {"file": ("levels.csv", LEVEL_ROWS)},
        "Show what would happen",
        stored=FILE,
        gives=[("levels.csv", LEVEL_ROWS)],
        leads="levels:check",
        shows="1 level is added",
    ),
    Effect(
        "levels:check",
        press="Bring in the 1 level",
        stored="""SELECT predicts, tool, version, step, out_of_100, months, source,
            worked_out_on, good_until FROM levels_level WHERE person_id = %(person)s""",
        gives=[
            (
                *("any", "Made-up tool", "2", "high", 61, None, "Made-up service"),
                *("2026-01-12", "2026-02-12"),
            )
        ],
        leads="levels:import",
        learns={"level": "SELECT id FROM levels_level WHERE person_id = %(person)s"},
    ),
]
DIFFER_LEVEL = Effect(
    "room:differ_level",
    "{room}/levels/{level}",
    {"words": "I did the course."},
    "Save",
    gives=[
        said(
            "differ",
            "level/{level}",
            {"words": "I did the course.", "answer_by": "{answer_by}"},
        )
    ],
    shows="I did the course.",
    alike="is_it",
)
TAKEN_OFF = [
    Effect(
        "levels:off",
        "/people/{person}/levels/{level}/off",
        {"why": "It is of another Siwan."},
        "Take it off",
        stored="SELECT level_id, why FROM levels_takenoff WHERE at > %(since)s",
        gives=[("{level}", "It is of another Siwan.")],
        leads="assessments:levels",
        shows="No level is here.",
    ),
]
IN_A_MONTH = date.today() + timedelta(days=30)
REVIEW = f"{IN_A_MONTH.day} {IN_A_MONTH.month} {IN_A_MONTH.year}"
# Imran may read this kind in the demo.
APART = [
    Effect(
        "restricted:keep",
        "/people/{person}/apart",
        {
            "compartment": "safeguarding",
            "about": "Who collects the child",
            "words": "The school has a password.",
            "source": "The school",
            "review_on": REVIEW,
        },
        "Keep it",
        stored="""SELECT n.compartment, n.review_on, u.called FROM restricted_note n
            JOIN people_user u ON u.id = n.kept_by_id WHERE n.person_id = %(person)s""",
        gives=[("safeguarding", IN_A_MONTH.isoformat(), "Imran")],
        leads="home:person",
        shows="It is kept.",
    ),
    Effect(
        "restricted:open",
        "/people/{person}/apart/open",
        {"compartment": "safeguarding", "reason": "We ring the school."},
        "Open them",
        stored="""SELECT o.compartment, u.called FROM restricted_opening o
            JOIN people_user u ON u.id = o.by_id WHERE o.person_id = %(person)s""",
        gives=[("safeguarding", "Imran")],
        shows="The school has a password.",
    ),
    Effect(
        "restricted:correct",
        entered={"words": "The school has another password."},
        press="Keep the correction",
        stored="""SELECT count(*), count(corrects_id) FROM restricted_note
            WHERE person_id = %(person)s""",
        gives=[(2, 1)],
        leads="home:person",
        shows="It is kept.",
        alike="about|source|review_on_(day|month|year)",
    ),
]
LANGUAGE = [
    Effect(
        "ui:language", "/", press="Cymraeg", named="language=cy", stored=NOTHING, shows="Fy mhobl"
    ),
    Effect("ui:language", press="English", named="language=en", stored=NOTHING, shows="My people"),
]
SIGN_OUT = Effect("account_logout", "/", press="Sign out", stored=NOTHING, leads="account_login")
# More people than a page of them shows.
MANY = "".join(f"{{reference}}N{n},Nia,Morgan,statutory,\n" for n in range(30))
MORE = [
    Effect(
        "people:import",
        "/people/import",
        {"file": ("many.csv", "CRN,Forename,Surname,Mode,Order end\n" + MANY)},
        "Show what would happen",
        stored="SELECT name FROM people_waitingfile WHERE made_at > %(since)s",
        gives=[("many.csv",)],
        leads="people:import_check",
    ),
    Effect(
        "people:import_check",
        press="Bring in the 30 people",
        stored="SELECT count(*) FROM people_person WHERE created_at > %(since)s",
        gives=[(30,)],
        leads="people:import",
        shows="30 people are in.",
    ),
    Effect(
        "home:people",
        "/",
        press=" more",
        stored=NOTHING,
        shows="Back to the first ones",
        alike="after",
    ),
]
