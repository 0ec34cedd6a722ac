"""An instrument comes in as a spreadsheet; in the room its part that repeats is asked again, and
both answer together."""

from typing import Any

from tandem.instruments.tests.forms import EN, workbook
from tests.journeys.effects.author import ASKED_OF
from tests.journeys.effects.effect import Effect, said

JOBS = [
    {"type": "begin_group", "name": "jobs", EN: "Jobs"},
    {"type": "begin_repeat", "name": "each", EN: "Each job", "tandem_at_most": "3"},
    {"type": "text", "name": "what", EN: "What is it?"},
    {"type": "text", "name": "w.what", EN: "How do I see it?", "tandem_party": "worker"},
    {"type": "end_repeat"},
    {"type": "end_group"},
    {"type": "begin_group", "name": "us", EN: "Us"},
    {"type": "text", "name": "we", EN: "What do we say?", "tandem_party": "both"},
    {"type": "end_group"},
]
HERE = "{room}/check/{check}/area/jobs"


def form(scene: Any) -> bytes:
    settings = {"form_id": f"jobs-{scene.known['reference']}", "version": 1, "form_title": "Jobs"}
    return workbook(survey=JOBS, settings=[settings])


def press(words: str, named: str, is_there: bool) -> Effect:
    key = named.partition("=")[2]
    return Effect(
        "room:check_answer",
        HERE,
        press=words,
        named=named,
        gives=[said("pick", f"repeat/{key}", is_there, "both")],
        leads="room:check_area",
    )


BROUGHT_IN = [
    Effect(
        "assessments:add_instrument",
        "/instruments/new",
        {"file": ("jobs.xlsx", form)},
        "Show what would come in",
        stored="SELECT name FROM people_waitingfile WHERE made_at > %(since)s",
        gives=[("jobs.xlsx",)],
        leads="assessments:check_instrument",
        by="author",
    ),
    Effect(
        "assessments:check_instrument",
        press="Bring it in",
        stored="SELECT version FROM assessments_owninstrument WHERE added_at > %(since)s",
        gives=[(1,)],
        leads="assessments:instrument",
        learns={"check": ASKED_OF},
        by="author",
    ),
]


def answered(area: str, key: str, party: str) -> Effect:
    return Effect(
        "room:check_answer",
        f"{{room}}/check/{{check}}/area/{area}",
        {key: f"It is <{key}>."},
        gives=[said("answer", key, f"It is <{key}>.", party)],
        keeps=True,
        alike=r"[a-z]+(\.\w+)*(:source)?",
    )


REPEATED = [
    press("Add another", "add_repeat=jobs.each.2", True),
    answered("jobs", "jobs.each.2.what", "person"),
    answered("jobs", "jobs.each.2.w.what", "worker"),
    press("Take this one off", "strike_repeat=jobs.each.2", False),
    press("Bring it back", "add_repeat=jobs.each.2", True),
]
TOGETHER = [answered("us", "us.we", "both")]
