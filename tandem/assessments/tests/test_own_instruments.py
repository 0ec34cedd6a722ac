"""An organisation's own instruments in its rooms: asked as the short checks are."""

from uuid import uuid4

import pytest

from tandem.assessments.actions.instruments import offer_instrument
from tandem.assessments.queries import existing_sheet, instrument_of, newest_release
from tandem.assessments.tests import test_checks
from tandem.assessments.tests.talking import sit
from tandem.assessments.tests.test_checks import SPOKEN, sat, url
from tandem.assessments.tests.test_import_instrument import came_in, form
from tandem.instruments.models import Release
from tandem.instruments.tests.forms import CY, EN, question, workbook
from tandem.instruments.xlsform.reading import read as read_form
from tandem.people.actor import Staff
from tandem.voices.actions import open_thread
from tandem.voices.fold import standing
from tandem.voices.queries import said_in, told_of
from tests.page import Pages, read

RIGHTS = "Rights: Kanariwood Trust, 2019. Used with leave."


def own(name, label, welsh="", type="text", **more):
    said = {EN: label} | ({CY: welsh} if welsh else {})
    return {"type": type, "name": name, **said, **more}


STEPS = [
    {"list_name": "how", "name": name, EN: name, "tandem_level": level, "tandem_scale": "yes"}
    for level, name in enumerate(["fine", "mixed", "hard"])
]
PAIR = [
    own("now", "How is the visit?", type="select_one how", tandem_pair="w.now", tandem_rule="need"),
    own(
        "w.now",
        "How does it look to you?",
        type="select_one how",
        tandem_party="worker",
        tandem_pair="now",
        tandem_rule="need",
    ),
]
SURVEY = [
    own("before", "Before it", type="begin_group"),
    *PAIR,
    own("why", "Why is it hard?", relevant="${now} = 'hard'"),
    {"type": "end_group"},
    own("after", "After it", type="begin_group"),
    own("said", "What was said?"),
    own("tells", "What I tell you", type="text", tandem_party="worker"),
    {"type": "end_group"},
]


def brought(cast):
    return came_in(cast, form(SURVEY, choices=STEPS))


def complete(at, check):
    at.client.get(url(at, "areas", check))  # begins it
    return test_checks.complete(at, check)


def licensed(cast, version=1):
    told = {"form_id": "visit", "version": version, "form_title": "About a visit"}
    told |= {"tandem_line (en)": "Two short parts.", "tandem_licence (en)": RIGHTS}
    return came_in(cast, workbook(survey=SURVEY, choices=STEPS, settings=[told]))


@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_it_is_asked_through_each_door_with_both_voices(cast, door):
    licensed(cast)
    at = sat(cast, door)
    listed = at.client.get(at.room.url("checks")).content.decode()
    assert "About a visit" in listed
    assert url(at, "areas", "visit") in listed
    thread, stored = complete(at, "visit")
    stand = standing(said_in(thread.pk), SPOKEN)
    assert {key: one.value for (key, _party), one in stand.items()} == stored
    asked = {"before.now", "before.why", "after.said"}
    if door != "beside":
        asked |= {"before.w.now", "after.tells"}
    assert stored.keys() == asked
    assert stored["before.now"] == "hard"


def test_who_holds_the_rights_stands_at_its_foot_on_its_preview_and_in_print(cast, sign_in):
    licensed(cast)
    at = sat(cast, "together")
    for page in (url(at, "areas", "visit"), url(at, "area", "visit", area="before")):
        assert RIGHTS in at.client.get(page).content.decode()
    desk = sign_in(cast.bea)
    for page in ("/instruments/visit/1", "/instruments/visit/1/areas/before"):
        assert RIGHTS in desk.get(page).content.decode()
    assert desk.get("/instruments/visit/1/print").content.startswith(b"%PDF")


def test_the_rights_go_out_with_the_spreadsheet_and_come_back(cast, sign_in):
    found = licensed(cast)
    taken = sign_in(cast.bea).get("/instruments/visit/1/form.xlsx").content
    assert read_form(taken).instrument.digest == found.instrument.digest


def test_another_organisation_knows_nothing_of_it(cast):
    """The words of Harbour's own reach no page of a room of North, and its name is 404 there."""
    cast.ade.roles = ["administrator"]
    canary = [own("kanari", "Kanari question?", type="text")]
    came_in(cast, form(canary, form_id="kanari-own"), by=cast.ade, to=cast.harbour)
    at = sat(cast, "together")
    assert b"anari" not in at.client.get(at.room.url("checks")).content
    for name, parts in (("areas", {}), ("rounds", {}), ("area", {"area": "questions"})):
        assert at.client.get(url(at, name, "kanari-own", **parts)).status_code == 404
    sent = {"act:questions.kanari": str(uuid4()), "questions.kanari": "x", "seen": "0"}
    answer = url(at, "answer", "kanari-own", area="questions")
    assert at.client.post(answer, sent).status_code == 404


def test_two_organisations_may_call_theirs_the_same_and_each_asks_its_own(cast):
    cast.ade.roles = ["administrator"]
    came_in(cast, form([question("a", "Kanari?")]), by=cast.ade, to=cast.harbour)
    brought(cast)
    at = sat(cast, "together")
    shown = at.client.get(url(at, "area", "visit", area="before")).content.decode()
    assert "How is the visit?" in shown
    assert "Kanari" not in shown


def test_words_without_welsh_are_english_and_the_page_says_so_in_welsh(cast):
    brought(cast)
    at = sat(cast, "together", language="cy")
    listed = at.client.get(at.room.url("checks")).content.decode()
    assert '<html lang="cy"' in listed
    assert f'href="{url(at, "areas", "visit")}" lang="en"' in listed
    for page in ("area", "differences"):
        parts = {"area": "before"} if page == "area" else {}
        shown = read(at.client.get(url(at, page, "visit", **parts)).content.decode())
        assert shown.all("html")[0].get("lang") == "en"
        told = [one for one in shown.all("p") if one.get("lang") == "cy"]
        assert [one.text.strip() for one in told] == [
            "Dim ond yn Saesneg y mae’r cwestiynau hyn yma."
        ]
    thread, _stored = complete(at, "visit")
    # What was typed is in the language of who typed it.
    assert {one.language for one in said_in(thread.pk)} == {"cy"}
    # The pages of what has Welsh stay Welsh.
    hello = at.client.get(url(at, "area", "hello", area="hello")).content.decode()
    assert '<html lang="cy"' in hello


def test_words_with_welsh_are_asked_in_welsh(cast):
    both = [own("a", "How was it?", "Sut oedd hi?")]
    came_in(cast, form(both))
    at = sat(cast, "together", language="cy")
    shown = at.client.get(url(at, "area", "visit", area="questions")).content.decode()
    assert "Sut oedd hi?" in shown
    assert '<html lang="cy"' in shown


def test_a_new_version_is_the_workers_choice_and_open_sheets_stay_on_theirs(cast):
    brought(cast)
    at = sat(cast, "together")
    thread, stored = complete(at, "visit")
    anew = PAIR[0] | {EN: "How was it there?"}
    second = [anew if row is PAIR[0] else row for row in SURVEY]
    became = [{"what": "reworded", "now": "before.now"}]
    came_in(cast, form(second, 2, choices=STEPS, tandem_became=became))
    page = at.client.get(url(at, "areas", "visit")).content.decode()
    newer = url(at, "newer", "visit")
    assert newer in page
    area = url(at, "area", "visit", area="before")
    assert "How is the visit?" in at.client.get(area).content.decode()
    offered = read(at.client.get(newer).content.decode())
    (to,) = [one.get("value") for one in offered.all("input") if one.get("name") == "to"]
    sent = {"to": to, "choice": "use"}
    assert at.client.post(newer, sent, budget=60)["Location"] == url(at, "areas", "visit")
    assert "How was it there?" in at.client.get(area).content.decode()
    assert at.client.get(newer).status_code == 404
    stand = standing(said_in(thread.pk), SPOKEN)
    assert {key: one.value for (key, _party), one in stand.items()} == stored


def test_what_is_taken_out_of_use_is_not_begun_and_what_was_begun_goes_on(cast):
    licensed(cast)
    at = sat(cast, "together")
    complete(at, "visit")
    desk = Pages()
    desk.force_login(cast.bea)
    assert desk.post("/instruments/visit/offer", {"offered": ""}).status_code == 302
    assert "It is out of use." in desk.get("/instruments/visit/1").content.decode()
    assert "About a visit" in at.client.get(at.room.url("checks")).content.decode()
    assert at.client.get(url(at, "area", "visit", area="before")).status_code == 200
    other = sit(cast.priya, cast.aled)
    assert "About a visit" not in other.client.get(other.room.url("checks")).content.decode()
    assert other.client.get(url(other, "areas", "visit")).status_code == 404
    offer_instrument(by=Staff(cast.bea), name="visit", is_offered=True)
    assert other.client.get(url(other, "areas", "visit")).status_code == 200


def test_what_comes_with_tandem_cannot_be_taken_out_of_use(cast, sign_in):
    desk = sign_in(cast.bea)
    assert desk.post("/instruments/hello/offer", {"offered": ""}).status_code == 404
    assert desk.post("/instruments/nothing/offer", {"offered": ""}).status_code == 404


def test_the_desk_reads_it_and_a_difference_in_it_can_be_talked_about(cast, sign_in):
    licensed(cast)
    at = sat(cast, "together")
    form = {"seen": "0"}
    for key, value in (("before.now", "fine"), ("before.w.now", "hard")):
        form |= {f"act:{key}": str(uuid4()), f"was:{key}": "0", key: value}
    at.client.post(url(at, "answer", "visit", area="before"), form, budget=40)
    talk = url(at, "talk", "visit", item="before.now")
    assert f'href="{talk}"' in at.client.get(url(at, "differences", "visit")).content.decode()
    opened = at.client.post(talk, {"act": str(uuid4()), "seen": "0"}, budget=40)
    assert at.client.get(opened["Location"]).status_code == 200
    differ = url(at, "differ", "visit", item="before.w.now")
    sent = {"act": str(uuid4()), "seen": "0", "party": "person", "words": "I was ill.", "to": ""}
    assert at.client.post(differ, sent, budget=40).status_code == 302
    at.sitting.__class__.objects.filter(pk=at.sitting.pk).update(
        ended_at=at.sitting.started_at, locked_sign_in=None
    )
    desk = sign_in(cast.imran)
    shown = desk.get(f"/people/{at.person.pk}/checks").content.decode()
    assert "About a visit" in shown
    owed = desk.get(f"/people/{at.person.pk}/answers").content.decode()
    assert "I was ill." in owed


def test_the_sheet_itself_is_none_of_them(cast):
    licensed(cast)
    at = sat(cast, "together")
    complete(at, "visit")
    assert instrument_of(existing_sheet(cast.danielle)).digest == newest_release()
    assert not Release.objects.get(name="visit").is_shipped


@pytest.mark.parametrize("name", ["plan", "sheet", "own"])
def test_whatever_it_is_called_it_is_neither_the_plan_nor_the_sheet(cast, name):
    told = {"form_id": name, "version": 1, "form_title": "A plan for a visit"}
    survey = [
        own("before", "Before it", type="begin_group"),
        own("said", "What I do next", tandem_becomes_promise="yes"),
        own("tells", "What you do next", tandem_party="worker", tandem_becomes_promise="yes"),
        {"type": "end_group"},
    ]
    came_in(cast, workbook(survey=survey, settings=[told]))
    at = sit(cast.imran, cast.danielle)
    complete(at, name)
    plan = open_thread(cast.danielle, kind="plan")
    found = told_of(cast.danielle.pk, ("plan", "sheet"), checks=["hello"], own=True)
    assert found["plan"].thread == plan
    assert found["sheet"].thread == at.thread
    assert found[f"own/{name}"].thread == existing_sheet(cast.danielle, name)
    # Words without a day are no promise, whatever the spreadsheet says.
    desk = Pages()
    desk.force_login(cast.imran)
    for address in (f"/people/{cast.danielle.pk}/plan", "/owed"):
        assert desk.get(address).status_code == 200
