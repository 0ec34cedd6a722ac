"""A part that repeats: one for each job, in both voices, in every room where it is asked."""

import html
import re
from uuid import uuid4

import pytest

from tandem.assessments.queries import existing_sheet, instrument_of
from tandem.assessments.tests.talking import join
from tandem.assessments.tests.test_checks import sat, url
from tandem.assessments.tests.test_import_instrument import came_in, form
from tandem.assessments.tests.test_own_instruments import STEPS, own
from tandem.people.models import Mode
from tandem.sittings.models import Sitting
from tandem.voices.queries import said_in
from tests.page import read

PAIR = {"tandem_rule": "need"}
JOBS = [
    own("jobs", "Jobs", type="begin_group"),
    own("each", "Each job", type="begin_repeat", tandem_at_most="3"),
    own("what", "What is it?"),
    own("now", "How is it?", type="select_one how", tandem_pair="w.now", **PAIR),
    own("why", "Why is it hard?", relevant="${now} = 'hard'"),
    own("w.now", "How does it look?", type="select_one how", tandem_party="worker",
        tandem_pair="now", **PAIR),
    {"type": "end_repeat"},
    {"type": "end_group"},
    own("after", "After it", type="begin_group"),
    own("said", "What was said?"),
    {"type": "end_group"},
]  # fmt: skip


@pytest.fixture
def at(cast):
    came_in(cast, form(JOBS, choices=STEPS))
    at = sat(cast, "together")
    at.client.get(url(at, "areas", "visit"))
    return at


def area(at, client=None):
    return (client or at.client).get(url(at, "area", "visit", area="jobs")).content.decode()


def send(at, **data):
    return at.client.post(url(at, "answer", "visit", area="jobs"), {"seen": "0"} | data, budget=40)


def say(at, answers):
    """By key: what is typed there."""
    sent = {}
    for key, value in answers.items():
        sent |= {f"act:{key}": str(uuid4()), f"was:{key}": "0", key: value}
    return send(at, **sent)


def add(at, number):
    return send(at, add_repeat=f"jobs.each.{number}")


def strike(at, key):
    return send(at, strike_repeat=key)


def log(at):
    thread = existing_sheet(at.person, "visit")
    return [(one.kind, one.about, one.party, one.value) for one in said_in(thread.pk)]


def asked_on(page):
    return {one.get("data-item") for one in read(page).all("section") if one.get("data-item")}


def text_of(page):
    """What is to be read, without the signs that keep a name's direction."""
    words = re.sub(r"<[^>]+>", "", page)
    return " ".join(html.unescape(words).split()).replace("\u2068", "").replace("\u2069", "")


def buttons(page, name):
    return [one.get("value") for one in read(page).all("button") if one.get("name") == name]


def test_one_is_there_from_the_start_and_the_next_can_be_added(at):
    shown = area(at)
    assert "jobs.each.what" in asked_on(shown)
    assert not any(key.startswith("jobs.each.2") for key in asked_on(shown))
    assert buttons(shown, "add_repeat") == ["jobs.each.2"]
    answer = add(at, 2)
    assert answer["Location"].endswith("#part-jobs.each.2")
    assert log(at) == [("pick", "repeat/jobs.each.2", "both", True)]
    assert "jobs.each.2.w.now" in asked_on(area(at))
    assert buttons(area(at), "add_repeat") == ["jobs.each.3"]


def test_it_is_called_by_its_first_answer_and_before_that_by_its_number(at):
    add(at, 2)
    say(at, {"jobs.each.what": "Baker & <co>"})
    names = [one.text.strip() for one in read(area(at)).all("h2") if one.get("id")]
    assert names == ["Each job: Baker & <co>", "Each job (2)"]


def test_a_page_that_is_open_is_told_the_name_with_the_answer_and_no_name_else(at):
    add(at, 2)
    say(at, {"jobs.each.2.now": "fine"})
    rows = url(at, "rows", "visit", area="jobs")
    assert at.client.get(f"{rows}?since=0").json()["names"] == {}
    say(at, {"jobs.each.2.what": "Baker & <co>"})
    assert at.client.get(f"{rows}?since=0").json()["names"] == {
        "jobs.each.2": "Each job (2): Baker & <co>"
    }


def test_a_condition_looks_at_its_own_job(at):
    add(at, 2)
    say(at, {"jobs.each.2.now": "hard"})
    assert {"jobs.each.why", "jobs.each.2.why"} <= asked_on(area(at))
    shut = {
        one.get("data-item")
        for one in read(area(at)).all("section")
        if "item-shut" in (one.get("class") or "")
    }
    assert shut == {"jobs.each.why"}
    assert say(at, {"jobs.each.why": "?"}).status_code == 409
    assert say(at, {"jobs.each.2.why": "The hours."}).status_code == 302


def test_a_difference_is_one_jobs_own_and_can_be_talked_about(at):
    add(at, 2)
    apart = {"jobs.each.2.now": "fine", "jobs.each.2.w.now": "hard"}
    say(at, apart | {"jobs.each.now": "fine"})
    page = at.client.get(url(at, "differences", "visit")).content.decode()
    assert url(at, "talk", "visit", item="jobs.each.2.now") in page
    assert url(at, "talk", "visit", item="jobs.each.now") not in page
    assert "How is it? (2)" in page
    assert "Jobs: Each job (2)" in page


def test_what_is_taken_off_leaves_the_sheet_and_stays_in_its_story(at):
    add(at, 2)
    marks = {"jobs.each.2.now": "fine", "jobs.each.2.w.now": "hard"}
    say(at, {"jobs.each.2.what": "Driver"} | marks)
    differ = {"act": str(uuid4()), "party": "person", "words": "It is a good job.", "to": ""}
    beside = url(at, "differ", "visit", item="jobs.each.2.w.now")
    at.client.post(beside, {"seen": "0"} | differ, budget=40)
    before = log(at)
    assert strike(at, "jobs.each.2")["Location"].endswith("#repeats-jobs.each")
    assert log(at) == [*before, ("pick", "repeat/jobs.each.2", "both", False)]
    shown = area(at)
    assert "jobs.each.2.what" not in asked_on(shown)
    assert "Taken off: Each job (2): Driver" in text_of(shown)
    assert say(at, {"jobs.each.2.what": "Late words"}).status_code == 409
    listed = at.client.get(url(at, "differences", "visit")).content.decode()
    assert url(at, "talk", "visit", item="jobs.each.2.now") not in listed
    # What somebody sees differently still waits for its answer.
    assert "It is a good job." in listed
    assert at.client.get(beside).status_code == 200
    story = at.client.get(url(at, "story", "visit", item="jobs.each.2.what")).content.decode()
    assert "Driver" in story
    rounds = text_of(at.client.get(url(at, "rounds", "visit")).content.decode())
    assert "Driver" in rounds
    assert "Taken off." in rounds
    # Its number is given to no other.
    assert buttons(shown, "add_repeat") == ["jobs.each.3", "jobs.each.2"]
    add(at, 2)
    assert "Driver" in area(at)


def test_there_are_no_more_at_once_than_it_says(at):
    for number in (2, 3):
        add(at, number)
    assert buttons(area(at), "add_repeat") == []
    assert add(at, 4).status_code == 409
    strike(at, "jobs.each")
    assert buttons(area(at), "add_repeat") == ["jobs.each.4", "jobs.each"]


def test_numbers_run_out_and_the_page_says_so(at):
    for number in range(2, 7):
        add(at, number)
        strike(at, f"jobs.each.{number}")
    shown = area(at)
    assert "No new one can be added here." in shown
    assert "jobs.each.7" not in shown


@pytest.mark.parametrize(
    "key",
    [
        *("jobs.each.0", "jobs.each.-1", "jobs.each.1", "jobs.each.02", "jobs.each.7"),
        *("jobs.each.1000000000", "jobs.each.2.what", "jobs.each.²", "after", "home", "x" * 500),
    ],
)
def test_what_is_no_number_of_it_is_not_there(at, key):
    stood = log(at)
    for name in ("add_repeat", "strike_repeat"):
        assert send(at, **{name: key}).status_code == 404
    assert say(at, {f"{key}.what": "kanari"}).status_code == 302
    for page in ("differ", "story", "talk"):
        assert at.client.get(url(at, page, "visit", item=f"{key}.what"[:90])).status_code == 404
    assert log(at) == stood


def test_what_nobody_added_yet_is_not_there_either(at):
    assert strike(at, "jobs.each.2").status_code == 404
    assert send(at, add_repeat="jobs.each.3").status_code == 409
    say(at, {"jobs.each.2.what": "kanari"})
    assert log(at) == []
    for page in ("differ", "story", "talk"):
        answer = at.client.get(url(at, page, "visit", item="jobs.each.2.what"))
        assert answer.status_code == 404


def test_added_twice_at_once_it_is_one(at):
    add(at, 2)
    add(at, 2)
    assert len(log(at)) == 1


def test_the_other_screen_draws_the_page_anew(at):
    phone = join(at)
    page = url(at, "area", "visit", area="jobs").replace("together", "beside")
    assert phone.client.get(page).status_code == 200
    add(at, 2)
    rows = page.replace("area/jobs", "area/jobs/rows")
    assert phone.client.get(f"{rows}?since=0").json()["reload"]
    sent = {"seen": "0", "add_repeat": "jobs.each.3"}
    assert phone.client.post(f"{page}/answer", sent, budget=40).status_code == 302
    assert log(at)[-1] == ("pick", "repeat/jobs.each.3", "person", True)
    # What the worker sees in a job is not one's own to take away.
    say(at, {"jobs.each.2.w.now": "hard"})
    before = log(at)
    for key, status in (("jobs.each.2", 409), ("jobs.each.3", 302)):
        sent = {"seen": "0", "strike_repeat": key}
        assert phone.client.post(f"{page}/answer", sent, budget=40).status_code == status
    assert log(at) == [*before, ("pick", "repeat/jobs.each.3", "person", False)]


def test_the_area_counts_what_is_there(at):
    add(at, 2)
    say(at, {"jobs.each.2.what": "Driver", "jobs.each.what": "Baker"})
    strike(at, "jobs.each.2")
    listed = text_of(at.client.get(url(at, "areas", "visit")).content.decode())
    assert "1 answer" in listed
    assert "2 answers" not in listed


def test_a_newer_version_keeps_what_was_said_of_each(cast, at):
    add(at, 2)
    say(at, {"jobs.each.2.what": "Driver", "jobs.each.2.now": "hard"})
    rows = [row for row in JOBS if row.get("name") not in ("now", "why", "w.now")]
    gone = [{"what": "dropped", "before": f"jobs.each.{key}"} for key in ("now", "why", "w.now")]
    came_in(cast, form(rows, 2, tandem_became=gone))
    newer = url(at, "newer", "visit")
    (to,) = [
        one.get("value")
        for one in read(at.client.get(newer).content.decode()).all("input")
        if one.get("name") == "to"
    ]
    at.client.post(newer, {"to": to, "choice": "use"}, budget=60)
    shown = text_of(area(at))
    assert "Each job (2): Driver" in shown
    assert "How is it? (2)" in shown  # said before, in an older version
    assert instrument_of(existing_sheet(at.person, "visit")).version == 2


def test_a_first_answer_that_is_shut_names_nothing(cast):
    first = next(number for number, row in enumerate(JOBS) if row.get("name") == "what")
    rows = [*JOBS[:first], JOBS[first] | {"tandem_mode": "statutory"}, *JOBS[first + 1 :]]
    came_in(cast, form(rows, choices=STEPS))
    at = sat(cast, "together")
    at.client.get(url(at, "areas", "visit"))
    add(at, 2)
    say(at, {"jobs.each.2.what": "Driver", "jobs.each.2.now": "fine"})
    assert "Driver" in area(at)
    Sitting.objects.filter(pk=at.sitting.pk).update(mode=Mode.VOLUNTARY)
    assert "Driver" not in area(at)
    strike(at, "jobs.each.2")
    shown = area(at)
    assert "Taken off: Each job (2)" in text_of(shown)
    assert "Driver" not in shown
    assert "What is it?" not in shown.split("Taken off", 1)[1]
