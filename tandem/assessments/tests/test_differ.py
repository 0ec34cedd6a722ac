""" "I see this differently", the list of differences and the picture of both views."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.models import SheetSummary
from tandem.assessments.tests.talking import (
    entries,
    home_apart,
    join,
    open_talk,
    page,
    post,
    say,
    sit,
    step,
    told,
)
from tandem.sittings.models import Held
from tests.page import Pages


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    say(at, "worker", "home.w.evidence", "A letter about the rent.")
    return at


def remark(at, party="person", words="That letter was old.", **more):
    return post(at, "differ", {"party": party, "words": words, **more}, item="home.w.evidence")


def test_own_words_stand_next_to_it_until_the_other_answers(at):
    remark(at)
    ((party, value),) = told(at, "differ")
    assert (party, value["words"]) == ("person", "That letter was old.")
    seen = page(at, "differ", item="home.w.evidence")
    assert "A letter about the rent." in seen
    assert "Your words now stand next to this." in seen
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.open_differences == 1
    assert at.thread.summary.come_back_on.isoformat() == value["answer_by"]

    from tandem.voices.models import Entry

    first = Entry.objects.get(kind="differ")
    remark(at, "worker", "Then I will ask for a new one.", to=str(first.pk))
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.open_differences == 0
    assert at.thread.summary.come_back_on is None
    listed = page(at, "differences")
    assert "That letter was old." in listed
    assert "Then I will ask for a new one." in listed


def test_the_same_act_twice_is_one_remark(at):
    act = str(uuid4())
    for _ in range(3):
        assert remark(at, act=act).status_code == 302
    assert len(told(at, "differ")) == 1


@pytest.mark.parametrize("words", ["", "   ", "\x00\x07", "x" * 10_001])
def test_what_cannot_be_kept_is_said_at_the_box(at, words):
    before = entries(at)
    answer = remark(at, words=words)
    assert answer.status_code == 400
    assert "Something needs another look" in answer.content.decode()
    assert entries(at) == before


def test_words_are_only_words(at):
    remark(at, words="<script>alert(1)</script> {worker} {{ 7*7 }} %(x)s")
    seen = page(at, "differ", item="home.w.evidence") + page(at, "differences")
    assert "<script>alert" not in seen
    assert "{worker} {{ 7*7 }} %(x)s" in seen


def test_nobody_answers_themselves_nor_what_is_not_there(at):
    from tandem.voices.models import Entry

    remark(at)
    first = Entry.objects.get(kind="differ")
    assert remark(at, "person", to=str(first.pk)).status_code == 409
    assert remark(at, "worker", to=str(uuid4())).status_code == 409
    assert remark(at, "worker", to="x").status_code == 400
    other = post(
        at, "differ", {"party": "worker", "words": "x", "to": str(first.pk)}, item="home.now"
    )
    assert other.status_code == 409
    assert remark(at, "both").status_code == 400
    assert len(told(at, "differ")) == 1


def test_a_joined_device_remarks_as_the_person_only(at):
    phone = join(at)
    assert remark(phone).status_code == 302
    assert remark(phone, "worker").status_code == 409
    assert [party for party, _ in told(at, "differ")] == ["person"]
    seen = page(phone, "differ", item="home.w.evidence")
    assert 'value="worker"' not in seen


def test_anything_asked_can_be_seen_differently_and_nothing_else(at, cast):
    page(at, "differ", item="home.strength")
    for item in ("home", "nothing.here", "start.room.fits", "pick/today", "home.now.x"):
        assert at.client.get(f"/together/{at.sitting.pk}/differ/{item}").status_code == 404
    kofi = sit(cast.maureen, cast.kofi)
    assert kofi.client.get(kofi.room.url("differ", item="happened.now")).status_code == 404


def test_the_list_says_who_sees_more_and_never_counts(at):
    home_apart(at)
    seen = page(at, "differences")
    assert "Danielle sees more going well here." in seen
    assert "We have not talked about it yet." in seen
    assert seen.index("Mostly fine") < seen.index("Hard")
    assert "Talk about it" in seen


def test_an_empty_list_says_what_will_be_here(at):
    assert "Where Danielle and Imran see something differently will be here." in page(
        at, "differences"
    )


def test_what_is_shut_in_voluntary_work_is_not_listed_until_it_is_opened(cast):
    kofi = sit(cast.maureen, cast.kofi)
    say(kofi, "person", "open/safe", True, kind="pick")
    say(kofi, "person", "safe.now", "good")
    say(kofi, "worker", "safe.w.now", "hard")
    assert "Staying safe" in page(kofi, "differences")
    assert "Staying safe" in page(kofi, "chart")
    say(kofi, "person", "open/safe", False, kind="pick")
    assert "Staying safe" not in page(kofi, "differences")
    assert "Staying safe" not in page(kofi, "chart")
    assert kofi.client.get(kofi.room.url("talk", item="safe.now")).status_code == 404


def test_the_picture_says_what_it_shows_and_gives_the_same_as_a_table(at):
    home_apart(at)
    say(at, "person", "money.now", "some")
    seen = page(at, "chart")
    assert "Danielle sees more going well here: Home." in seen
    assert "Only Danielle has answered so far." in seen
    table = seen[seen.index("<table") : seen.index("</table>")]
    assert [word in table for word in ("Home", "Mostly fine", "Hard", "no answer")] == [True] * 4


def test_the_picture_of_no_marks_says_what_will_be_here(at):
    assert "Both views will be here" in page(at, "chart")


@pytest.mark.parametrize("name", ["differences", "chart"])
def test_all_three_doors_show_the_same(cast, at, name):
    home_apart(at)
    desk = sit(cast.imran, cast.danielle, held=Held.PAPER)
    for door in (at, join(at), desk):
        assert "Danielle sees more going well here" in page(door, name)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_pages_open_in_both_languages(at, language):
    at.client.cookies["tandem_language"] = language
    home_apart(at)
    remark(at)
    for name, kwargs in [
        ("differences", {}),
        ("chart", {}),
        ("differ", {"item": "home.w.evidence"}),
        ("talk", {"item": "home.now"}),
    ]:
        assert page(at, name, **kwargs).count("<h1") == 1


def talked(at):
    """A talk with a word of each in it, and where its page leads from his."""
    home_apart(at)
    talk = open_talk(at)
    step(at, talk, "worker", **{"view": "You could lose it."})
    step(at, talk, "where", outcome="differently")
    step(at, talk, "plan", changes="no")
    step(at, talk, "note", fair="yes")
    return str(talk), f"home.now~{talk}~worker"


def test_a_line_of_a_talk_can_be_seen_differently_and_has_its_dated_answer(cast):
    at = sit(cast.imran, cast.danielle)
    _talk, line = talked(at)
    body = page(at, "talk", item="home.now")
    assert page(at, "differ", item=line).count("You could lose it.") == 1
    assert at.room.url("differ", item=line) in body
    answer = post(at, "differ", {"party": "person", "words": "I will not.", "to": ""}, item=line)
    assert answer.status_code == 302
    assert "I will not." in page(at, "differ", item=line)
    assert "I will not." not in page(at, "differ", item="home.now"), "it stands at its line"
    for name in ("differences", "story"):
        parts = {"item": "home.now"} if name == "story" else {}
        shown = page(at, name, **parts)
        assert "I will not." in shown, name
        assert "In our talk:" in shown, name
    row = SheetSummary.objects.get(thread=at.thread)
    assert row.owed == 1
    assert row.owed_on is not None
    desk = Pages()
    desk.force_login(cast.imran)
    owed = reverse("plans:answers", args=[cast.danielle.pk])
    assert "In our talk:" in desk.get(owed).content.decode()
    assert (
        "I will not."
        in desk.get(reverse("assessments:read", args=[cast.danielle.pk])).content.decode()
    )


def test_what_was_not_said_in_this_talk_cannot_be_seen_differently(cast):
    at = sit(cast.imran, cast.danielle)
    talk, _line = talked(at)
    for wrong in (
        f"home.now~{talk}~person",
        f"home.now~{talk}~nothing",
        f"home.now~{talk}",
        f"home.now~{uuid4()}~worker",
        f"money.now~{talk}~worker",
        "home.now~~",
    ):
        assert at.client.get(at.room.url("differ", item=wrong)).status_code == 404, wrong
