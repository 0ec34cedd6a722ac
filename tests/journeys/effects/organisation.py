"""What an administrator does: teams, staff, and people whom no worker supports."""

from datetime import date, timedelta

from tests.journeys.effects.desk import HELD, NOTHING, PLACED
from tests.journeys.effects.effect import Effect

TEAM = "SELECT name FROM people_team WHERE name LIKE %(teams)s"
STAFF = """
    SELECT u.name, u.called, u.roles, t.name, u.is_active FROM people_user u
    LEFT JOIN people_team t ON t.id = u.team_id WHERE u.email = %(email)s"""
LINKS = """
    SELECT purpose, used_at IS NULL FROM people_signinlink
    WHERE user_id = %(user)s AND made_at > %(since)s"""
FORM = """
    SELECT name, convert_from(raw, 'UTF8') FROM people_waitingfile
    WHERE made_at > %(since)s"""
SAM = "Sam Oduya"


def sam(*roles: str, called: str = "Sam", is_active: bool = True) -> tuple[object, ...]:
    return (SAM, called, list(roles), "Team North", is_active)


TEAMS = [
    Effect(
        "people:add_team",
        "/organisation/teams/new",
        {"name": "{team_name}"},
        "Save",
        stored=TEAM,
        gives=[("{team_name}",)],
        leads="people:organisation",
        shows="{team_name}",
        learns={"team": "SELECT id FROM people_team WHERE name = %(team_name)s"},
    ),
    Effect(
        "people:rename_team",
        "/organisation/teams/{team}",
        {"name": "{team_name} Ŵ"},
        "Save",
        stored=TEAM,
        gives=[("{team_name} Ŵ",)],
        leads="people:organisation",
        keeps=True,
    ),
]
ANSWERING = Effect(
    "people:answering",
    "/organisation/answering",
    {"answer_within": "5", "who_can_help": "Ask Gwen.", "who_can_help_cy": "Holwch Gwen."},
    "Save",
    stored="SELECT who_can_help, who_can_help_cy FROM people_organisation WHERE answer_within = 5",
    gives=[("Ask Gwen.", "Holwch Gwen.")],
    leads="people:organisation",
    keeps=True,
)
IN_A_MONTH = date.today() + timedelta(days=30)
READER = """
    SELECT r.compartment, r.ends_on, r.ended_at IS NULL FROM restricted_reader r
    WHERE r.user_id = %(priya)s ORDER BY r.given_at DESC LIMIT 1"""
READERS = [
    Effect(
        "restricted:readers",
        "/organisation/readers",
        {
            "user": "{priya}",
            "compartment": "intelligence",
            "ends_on": f"{IN_A_MONTH.day} {IN_A_MONTH.month} {IN_A_MONTH.year}",
        },
        "Let them in",
        stored=READER,
        gives=[("intelligence", IN_A_MONTH.isoformat(), True)],
        leads="restricted:readers",
        shows="Priya Nair",
        learns={
            "reader": "SELECT id FROM restricted_reader WHERE user_id = %(priya)s"
            " AND ended_at IS NULL"
        },
    ),
    Effect(
        "restricted:end",
        "/organisation/readers",
        press="End it now",
        within="li:has(form[action*='{reader}'])",
        stored=READER,
        gives=[("intelligence", IN_A_MONTH.isoformat(), False)],
        leads="restricted:readers",
    ),
]
INSTRUMENTS = [
    Effect(
        "assessments:instrument_area",
        "/instruments/hello/1/areas/hello",
        {"hello.name": "Sam", "hello.area": "home"},
        "Show what is asked now",
        stored=NOTHING,
        shows="Nothing is kept.",
        alike="[a-z][a-z0-9_.]*",
    ),
    Effect(
        "assessments:add_instrument",
        "/instruments/new",
        {"file": ("visit.xlsx", "type,name,label")},
        "Show what would come in",
        stored=FORM,
        gives=[("visit.xlsx", "type,name,label")],
        leads="assessments:check_instrument",
        shows="This is not an .xlsx workbook",
    ),
]
INVITED = [
    Effect(
        "people:invite",
        "/organisation/staff/new",
        {
            "name": SAM,
            "called": "Sam",
            "email": "{email}",
            "roles": ["worker"],
            "team": "{north}",
        },
        "Make the link",
        stored=STAFF,
        gives=[sam("worker")],
        learns={
            "user": "SELECT id FROM people_user WHERE email = %(email)s",
            "link": "#link@value",
        },
        alike="link",
    ),
    Effect(
        "people:staff",
        "/organisation/staff/{user}",
        {"roles": ["worker", "manager"], "team": "{north}"},
        "Save",
        stored=STAFF,
        gives=[sam("worker", "manager")],
        leads="people:organisation",
        keeps=True,
    ),
    Effect(
        "people:reset_sign_in",
        "/organisation/staff/{user}",
        press="Reset the sign-in",
        stored=LINKS,
        gives=[("invite", True)],
        learns={"link": "#link@value"},
    ),
]
# Somebody is given to Sam, Sam leaves, and the person gets another worker.
LEAVES = [
    Effect(
        "people:add",
        "/people/new",
        {"called": "{waits}", "mode": "statutory", "worker": "{user}"},
        "Add this person",
        stored=PLACED,
        gives=[("{waits}", "statutory", "", None, None, "Sam O", "Team North")],
        leads="people:organisation",
        learns={"person": "SELECT id FROM people_person WHERE called = %(waits)s"},
        alike="team",
    ),
    Effect(
        "people:stop_sign_in",
        "/organisation/staff/{user}",
        press="Stop their sign-in",
        stored=STAFF,
        gives=[sam("worker", "manager", called="Sam O", is_active=False)],
        leads="people:organisation",
    ),
    Effect(
        "people:allocations",
        "/people/without-a-worker",
        {"{person}": "{priya}"},
        "Save",
        stored=HELD,
        gives=[("Sam O", "Team North", "", False), ("Priya", "Team North", "", True)],
        leads="people:allocations",
    ),
]
