"""What is answered folds to its face; what waits for anybody stays in sight."""

from uuid import uuid4

import pytest

from tandem.assessments.tests.talking import home_apart, join, page, post, say, sit
from tandem.voices.models import Entry, Kind
from tests.page import read

JSON = {"HTTP_ACCEPT": "application/json"}
WORDS = "It is quiet at night, and the neighbours say hello. " * 4


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


class Shown:
    """One question on a page."""

    def __init__(self, at, key):
        self.html = page(at, "area", area=key.split(".")[0])
        self.elements = read(self.html).elements
        (self.section,) = [one for one in self.elements if one.get("data-item") == key]
        self.inner = [one for one in self.elements if self.section in one.inside]
        self.fold = next((one for one in self.inner if one.get("class") == "faced"), None)

    @property
    def face(self):
        (summary,) = [one for one in self.inner if one.tag == "summary"]
        return " ".join(summary.text.replace("\u2068", "").replace("\u2069", "").split())

    def stands(self, **attrs):
        """Where something is: in the fold, or beside it."""
        found = [
            self.fold in one.inside
            for one in self.inner
            if all(one.get(name) == value for name, value in attrs.items())
        ]
        assert len(found) == 1, (attrs, found)
        return "inside" if found[0] else "beside"


def answer(at, key, value, **more):
    data = {f"act:{key}": str(uuid4()), "seen": "0", "by_act": "1", key: value} | more
    return at.client.post(at.room.url("answer", area="home"), data, **JSON, budget=40)


def test_what_is_answered_is_shut_under_its_question_and_the_answer_in_short(at):
    assert Shown(at, "home.better").fold is None
    say(at, "person", "home.better", WORDS)
    shown = Shown(at, "home.better")
    assert "open" not in shown.fold.attrs
    assert shown.face.startswith("What would make it better? Danielle: It is quiet at night")
    assert shown.face.endswith("…")
    assert WORDS in shown.html
    assert {shown.stands(name="home.better"), shown.stands(name="not_today")} == {"inside"}


def test_both_marks_stand_at_the_persons_question_and_what_can_be_said_to_them_in_sight(at):
    home_apart(at)
    shown = Shown(at, "home.now")
    assert shown.face == "How is home for you now? Danielle: Mostly fine Imran: Hard"
    talk = at.room.url("talk", item="home.now")
    assert (shown.stands(href=talk), shown.stands(**{"class": "gap"})) == ("beside", "beside")
    assert Shown(at, "home.w.now").face.endswith("Imran: Hard")
    # The same on the person's own device, where the worker's words are only read.
    assert Shown(join(at), "home.now").face == shown.face
    assert Shown(join(at), "home.w.now").face == Shown(at, "home.w.now").face


def test_what_follows_and_is_not_answered_stays_in_sight(at):
    say(at, "person", "home.strength", ["warm"])
    words = {"id": "home.strength.words"}
    assert Shown(at, "home.strength").stands(**words) == "beside"
    say(at, "person", "home.strength.words", "It is mine.")
    assert Shown(at, "home.strength").stands(**words) == "inside"


def test_nothing_that_waits_for_the_other_is_folded(at):
    say(at, "worker", "home.w.strength", "She keeps the letters.")
    post(at, "answer", {"way": "each_first"}, area="home")
    phone = join(at)
    assert answer(phone, "home.now", "good").status_code == 200
    assert Shown(phone, "home.now").fold is None
    assert Shown(at, "home.now").fold is None
    assert answer(at, "home.w.now", "hard").status_code == 200
    assert Shown(at, "home.now").face.endswith("Danielle: Good Imran: Hard")


def test_what_two_screens_wrote_at_once_is_not_folded(at):
    answer(at, "home.better", "A key.")
    answer(join(at), "home.better", "A door.")
    assert Shown(at, "home.better").fold is None


def test_a_question_not_answered_today_folds_and_is_asked_again_next_time(at, cast):
    say(at, "person", "home.better", "not_today", kind=Kind.PASS)
    assert Shown(at, "home.better").face.endswith("Danielle: Not answering today.")
    later = sit(cast.imran, cast.danielle)
    assert Shown(later, "home.better").fold is None


def test_whether_it_is_still_right_is_asked_beside_the_fold(at, cast):
    say(at, "person", "home.better", "A key.")
    later = sit(cast.imran, cast.danielle)
    assert Shown(later, "home.better").stands(name="still_right") == "beside"


def test_what_was_not_taken_is_open(at):
    say(at, "person", "home.better", "A key.")
    was = str(Entry.objects.get(about="home.better").seq)
    got = answer(at, "home.better", "z" * 10_001, **{"was:home.better": was})
    assert got.status_code == 400
    assert "faced" not in got.json()["rows"]["home.better"]


def test_what_is_new_today_says_so_on_the_face(at):
    answer(at, "home.better", "A key.", **{"home.better:source": "new"})
    assert "A key. new on" in Shown(at, "home.better").face
