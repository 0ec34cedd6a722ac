"""One thing that is not taken stops no other, says so at its field, and loses no word."""

import re
from uuid import uuid4

import pytest

from tandem.assessments.tests.test_answer import JSON, entries, hear_notice, say
from tandem.lib.refused import Refused
from tandem.ui.refusals import refusals
from tandem.voices.models import Entry
from tests.page import faults_of
from tests.rooms import room

STORY = "A long story that took ten minutes to type."


def send(client, area="home", **said):
    """The whole form, as a browser without scripts sends it."""
    data = {"seen": "0", "onward": ""}
    for name, value in said.items():
        key = name.replace("__", ".")
        data |= {f"act:{key}": str(uuid4()), f"was:{key}": "0", key: value}
    return client.post(room(client, "answer", area=area), data)


@pytest.fixture
def shut_meanwhile(together):
    """Both boxes stand on the page; then the other screen says that nothing is to change."""
    say(together, "home.ready", "as_it_is")
    return send(
        together, home__better="Light.", home__sure="5", home__sure__words=STORY, home__now="hard"
    )


def element(html, tag, id):
    return re.search(rf'<{tag}[^>]*id="{re.escape(id)}"[^>]*>([^<]*)', html)


def test_what_is_not_asked_any_more_stops_nothing_else(shut_meanwhile, cast):
    assert shut_meanwhile.status_code == 409
    stored = {one.about: one.saying.value for one in entries(cast)}
    assert stored == {"home.ready": "as_it_is", "home.better": "Light.", "home.now": "hard"}


def test_its_words_stand_in_their_box_with_the_sentence(shut_meanwhile):
    html = shut_meanwhile.content.decode()
    box = element(html, "textarea", "home.sure.words")
    assert STORY in box[1]
    assert 'aria-invalid="true"' in box[0]
    assert "home.sure.words-error" in box[0]
    assert "Answer the one before it first." in html
    assert '<a href="#home.sure.words">' in html
    assert re.search(r"<details[^>]* open data-more>", html)


def test_the_summary_leads_to_the_box_of_what_follows_too(together):
    html = send(together, home__strength__words="z" * 10_001, home__sure="11").content.decode()
    links = re.findall(r'<a href="#([^"]+)">[A-Z]', html)
    assert links == ["home.strength.words", "home.sure-0"]
    assert faults_of(html, names=()) == []


def test_the_script_gets_the_row_with_its_sentence(together):
    answer = say(together, "home.w.strength", "x" * 10_001, area="home")
    assert answer.status_code == 400
    row = answer.json()["rows"]["home.w.strength"]
    assert "Letters too many: 1." in row
    assert 'aria-invalid="true"' in row


def test_behind_the_shutter_too_a_refusal_is_told(together, cast):
    together.post(room(together, "cover"))
    assert say(together, "home.now", "hard").status_code == 200
    answer = say(together, "home.strength.words", "x" * 10_001)
    assert answer.status_code == 400
    assert "Letters too many" in answer.json()["errors"]["home.strength.words"]
    assert answer.json()["rows"] == {}
    assert [one.about for one in entries(cast)] == ["home.now"]


def test_words_to_a_question_that_has_gone_are_given_back(together, cast):
    """The notice was taken back on the other screen: its questions stand on no page now."""
    hear_notice(together)
    hear_notice(together, "not_today")
    html = send(together, home__link="none", home__harm__words=STORY).content.decode()
    assert STORY in html
    assert not Entry.objects.filter(about__startswith="home.harm").exists()


def test_an_emptied_box_that_is_not_asked_wants_nothing(together):
    say(together, "home.ready", "as_it_is")
    assert say(together, "home.sure.words", "").status_code == 200
    assert not Entry.objects.filter(about="home.sure.words").exists()


def test_the_workers_reason_is_never_cut(together):
    data = {"act": str(uuid4()), "party": "worker", "area": "home", "why": "w" * 10_001}
    page = together.post(room(together, "pick"), data)
    assert page.status_code == 400
    assert "Letters too many: 1." in page.content.decode()
    assert "w" * 10_001 in page.content.decode()
    data["why"] = "w" * 1_500
    assert together.post(room(together, "pick"), data).status_code == 302
    assert Entry.objects.get(about="pick/today").saying.value["why"] == "w" * 1_500


def test_the_worker_takes_an_added_area_back(together):
    data = {"act": str(uuid4()), "party": "worker", "area": "home", "why": "The rent."}
    together.post(room(together, "pick"), data)
    html = together.get(room(together, "areas")).content.decode()
    assert "Take it back" in html
    together.post(room(together, "pick"), {"act": str(uuid4()), "party": "worker", "area": ""})
    html = together.get(room(together, "areas")).content.decode()
    assert "The rent." not in html


def test_any_other_refusal_gives_the_words_back(rf):
    def answer(request):
        raise AssertionError

    post = {
        "act": str(uuid4()),
        "who": "person",
        "words": STORY,
        "password": "a long passphrase",
        "due_on_day": "3",
        "pin": "Not a word",
    }
    page = refusals(answer).process_exception(rf.post("/x", post), Refused("This is too old."))
    html = page.content.decode()
    assert page.status_code == 409
    assert html.count("<textarea") == 1
    assert STORY in html
    assert "passphrase" not in html
    told = refusals(answer).process_exception(rf.post("/x", post, **JSON), Refused("Too old."))
    assert told.status_code == 409
