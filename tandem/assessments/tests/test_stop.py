"""Stopping a talk keeps what is in the boxes; covering a page leads back to it."""

from uuid import uuid4

import pytest

from tandem.assessments.tests.talking import home_apart, join, open_talk, say, sit
from tandem.voices.models import Entry, Kind
from tests.page import faults_of

VIEW = "It is a long story and I tell it once only."


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    at.talk = open_talk(at)
    return at


def address(at, step="person"):
    return at.room.url("talk_step", item="home.now", talk=at.talk, step=step)


def stop(at, step="person", **said):
    data = {"act": str(uuid4()), "seen": "99", "stop": "yes", **said}
    return at.client.post(address(at, step), data)


def steps(at):
    found = Entry.objects.filter(thread=at.thread, kind=Kind.TALK).order_by("seq")
    return [one.saying.value for one in found][1:]


def test_what_is_in_the_box_is_said_when_they_stop(at):
    answer = stop(at, view=VIEW)
    assert answer["Location"] == at.room.url("differences")
    (said,) = steps(at)
    assert said["said"] == {"view": VIEW}
    assert VIEW in at.client.get(address(at)).content.decode()


def test_an_empty_box_stores_nothing_and_skips_nobody(at):
    assert stop(at, view="")["Location"] == at.room.url("differences")
    assert stop(at, "count", **{"person-part": ""})["Location"] == at.room.url("differences")
    assert steps(at) == []


def test_what_stands_already_is_not_said_twice(at):
    stop(at, view=VIEW)
    stop(at, view=VIEW)
    assert len(steps(at)) == 1


def test_what_cannot_be_kept_stays_in_its_box(at):
    page = stop(at, view="z" * 10_001)
    html = page.content.decode()
    assert page.status_code == 400
    assert "z" * 10_001 in html
    assert "Letters too many: 1." in html
    assert steps(at) == []


def test_every_step_that_asks_something_can_be_stopped(at):
    html = at.client.get(address(at)).content.decode()
    assert '<button class="quiet" form="step" name="stop" value="yes">Stop for now</button>' in html
    assert html.index('id="step"') < html.index('form="step"'), "Enter saves, it does not stop"


def test_a_refusal_leaves_the_words_in_their_box(at):
    """The same page sent again with other words: its act is done."""
    act = str(uuid4())
    at.client.post(address(at), {"act": act, "seen": "9", "view": "First."})
    page = at.client.post(address(at), {"act": act, "seen": "9", "view": VIEW})
    assert page.status_code == 409
    assert VIEW in page.content.decode()
    assert faults_of(page.content.decode(), names=()) == []


def test_i_see_this_differently_keeps_refused_words(at):
    data = {"act": str(uuid4()), "party": "worker", "to": str(uuid4()), "words": VIEW}
    page = at.client.post(at.room.url("differ", item="home.now"), data)
    assert page.status_code == 409
    assert "There is nothing here to answer." in page.content.decode()
    assert VIEW in page.content.decode()


@pytest.mark.parametrize("step", ["person", "count"])
def test_the_shutter_leads_back_to_the_very_page(at, step):
    at.client.post(at.room.url("cover"), {"from": address(at, step)})
    page = at.client.get(at.room.url("cover")).content.decode()
    assert "home" not in page
    assert at.client.post(at.room.url("uncover"))["Location"] == address(at, step)
    # Only once: a page that is covered later leads back to itself.
    at.client.post(at.room.url("cover"))
    assert at.client.post(at.room.url("uncover"))["Location"] == at.room.url("here")


@pytest.mark.parametrize(
    "elsewhere",
    ["/", "/people/", "https://example.org/together/", "//example.org", "/together/", "x" * 3000],
)
def test_the_shutter_leads_nowhere_else(at, elsewhere):
    at.client.post(at.room.url("cover"), {"from": elsewhere})
    assert at.client.post(at.room.url("uncover"))["Location"] == at.room.url("here")


def test_a_script_is_told_that_the_page_is_covered_and_stays(at):
    json = {"HTTP_ACCEPT": "application/json"}
    for name, is_covered in (("cover", True), ("uncover", False)):
        assert at.client.post(at.room.url(name), **json).status_code == 200
        at.sitting.refresh_from_db()
        assert at.sitting.is_covered is is_covered


def test_saved_is_said_by_no_page_of_itself(at):
    """Scripts of the sheet say it, who know; without them the page says when, which stays true."""
    join(at)
    say(at, "person", "home.strength.words", "My door locks.")
    for client, room in ((at.client, at.room), (at.phone.client, at.phone.room)):
        for name, more in (
            ("areas", {}),
            ("differences", {}),
            ("plan", {}),
            ("add_goal", {}),
            ("differ", {"item": "home.now"}),
        ):
            html = client.get(room.url(name, **more)).content.decode()
            line = html[html.index('id="saved"') :].split("</p>")[0]
            assert line.endswith(">"), name
    html = at.client.get(at.room.url("area", area="home")).content.decode()
    assert "Last saved at" in html


def test_what_the_desk_had_to_say_is_not_said_in_the_room(at, cast):
    """Danielle is a colleague's page away: a message made at the desk waits in the session."""
    at.client.post(at.room.url("leave"), {"pin": "2580", "then": "pause"})
    new = {"called": "Rhodri", "mode": "statutory", "act": str(uuid4())}
    made = at.client.post("/people/new", new)
    assert made.status_code == 302
    at.client.post(f"/sitting/{at.sitting.pk}/resume", {"pin": "2580"})
    for name in ("areas", "here", "plan"):
        assert "This person is in." not in at.client.get(at.room.url(name)).content.decode()
    at.client.post(at.room.url("leave"), {"pin": "2580", "then": "pause"})
    assert "This person is in." not in at.client.get("/").content.decode()


def test_in_the_persons_hands_the_page_is_marked_and_its_words_are_as_big(at):
    at.sitting.refresh_from_db()
    at.sitting.is_bigger, at.sitting.handed = True, "agree"
    at.sitting.save()
    at.person.is_practice = True
    at.person.save()
    for name in ("agree", "unlock"):
        html = at.client.get(at.room.url(name)).content.decode()
        assert 'class="large bigger"' in html
        assert "Nothing here is about a real person." in html
