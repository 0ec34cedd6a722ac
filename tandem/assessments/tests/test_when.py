"""When a question is asked: lines and groups, written in the browser."""

import pytest

from tandem.assessments.library import versions_of
from tandem.assessments.manuscripts import content_in
from tandem.assessments.models import Manuscript
from tandem.assessments.tests.authoring import Author, at_desk, begun, small
from tandem.instruments.branches import DEEPEST
from tandem.instruments.content import body_of
from tandem.instruments.xlsform.reading import read as read_form
from tests.page import Pages, read

VISIT, WORKER = "before_it.how_is_the_visit", "before_it.w.how_is_the_visit"
WHY = "/questions/before_it.why_is_it_hard"
SURE = "/questions/after_it.how_sure_are_you"
IS_HARD = {"item": VISIT, "is": "hard"}


@pytest.fixture
def desk(cast):
    return at_desk(cast)


@pytest.fixture
def author(desk):
    made = small(begun(desk))
    made.step(WHY, "always")
    made.save(made.add("after_it", "How sure are you?", "ten"), low__en="Not", high__en="Very")
    made.save(made.add("after_it", "What helps?", "many"), **{"answer-+0-en": "Friends"})
    return made


def stands(author, where=WHY):
    area, _dot, name = where.rpartition("/")[2].partition(".")
    return author.content()["en"]["areas"][area]["items"][name].get("asked_if")


def said(author, where=WHY):
    return author.pages.get(f"{author.at}{where}/when").content.decode()


def test_lines_and_groups_are_added_told_and_asked_by(cast, author):
    where = author.add("after_it", "What now?", "words")
    author.wait(where, VISIT, "is", "hard")
    author.step(where, "group:")
    author.wait(where, "after_it.how_sure_are_you", "at_most", "3", into="1")
    assert "A group needs two lines or more." in said(author, where)
    page = author.pages.get(author.at).content.decode()
    assert f'<a href="{author.at}{where}/when">When it is asked: a group' in page
    author.wait(where, "after_it.what_helps", "is_not", "friends", into="1")
    author.wait(where, WORKER, "answered")
    assert (
        "It is asked only if “How is the visit?” is “Hard” and (“How sure are you?” is 3 or less or"
        " “What helps?” does not include “Friends”) and “How is the visit?” has an answer."
    ) in said(author, where)
    sure = {"item": "after_it.how_sure_are_you"}
    assert stands(author, where) == {
        "all": [
            IS_HARD,
            {
                "any": [
                    {"all": [sure | {"answered": True}, {"not": sure | {"at_least": 4}}]},
                    {"not": {"item": "after_it.what_helps", "is": "friends"}},
                ]
            },
            {"item": WORKER, "answered": True},
        ]
    }
    shown = author.pages.get(
        f"{author.at}/preview/after_it?{VISIT}=hard&{WORKER}=fine&after_it.how_sure_are_you=9"
    )
    assert 'name="after_it.what_now"' in shown.content.decode()
    before = read_form(author.pages.get(author.at + "/form.xlsx").content)
    assert author.send(do="release").status_code == 302
    (own,) = versions_of(cast.north, "a-visit")
    assert before.instrument.digest == own.digest


def test_lines_are_changed_and_taken_off_and_a_group_of_one_is_its_line(author):
    author.wait(WHY, VISIT, "is", "hard")
    author.wait(WHY, VISIT, "is", "fine", at="")
    assert stands(author) == {"item": VISIT, "is": "fine"}
    author.wait(WHY, WORKER, "is", "hard")
    author.step(WHY, "save", **{"join-": "none"})
    assert set(stands(author)) == {"not"}
    author.wait(WHY, WORKER, "unanswered", at="1")
    author.step(WHY, "off:0")
    assert stands(author) == {"item": WORKER, "answered": True}
    author.step(WHY, "always")
    assert stands(author) is None


def test_what_is_taken_off_can_be_put_back(author):
    author.wait(WHY, VISIT, "is", "hard")
    author.wait(WHY, WORKER, "is", "hard")
    whole = stands(author)
    author.step(WHY, "off:0")
    author.send(do="back:1")
    assert stands(author) == whole
    author.send(do="back:1")  # what stood meanwhile waits in its place
    assert stands(author) == whole["all"][1]


def test_what_cannot_be_waited_for_is_refused_in_words(author):
    for about, sentence in (
        ("before_it.why_is_it_hard", "A question cannot wait for itself."),
        ("after_it.how_sure_are_you", "“How sure are you?” comes later."),
        ("nothing.here", "The question it asks about is not here any more."),
        ("", "Choose a question."),
        ("x" * 100_000, "The question it asks about is not here any more."),
    ):
        sent = author.wait(WHY, about, "answered")
        assert sent.status_code == 400
        assert sentence in sent.content.decode()
        assert stands(author) is None


def test_two_that_would_wait_for_each_other_are_refused(author):
    """The first waits for the second once they are moved; then it is said where it does not fit."""
    author.wait(WHY, WORKER, "is", "hard")
    author.send("/areas/before_it", "up:before_it.why_is_it_hard")
    page = author.pages.get(author.at).content.decode()
    assert "comes later. Only what comes before can be asked about." in page
    assert author.send(do="release").status_code == 409
    assert "comes later." in said(author)


def test_a_line_that_says_what_is_not_here_is_refused(author):
    for sent in (
        {"how": "is", "answer": "nothing"},
        {"how": "is", "answer": ""},
        {"how": "at_least", "answer": "3"},
        {"how": "__class__", "answer": "hard"},
        {"how": "is", "answer": "hard" * 50_000},
    ):
        assert author.wait(WHY, VISIT, **sent).status_code == 400
        assert stands(author) is None


def test_a_number_is_one_that_can_be_answered(author):
    where = author.add("after_it", "What now?", "words")
    for answer in ("11", "-1", "3.5", "drei", "9" * 5000):
        sent = author.wait(where, "after_it.how_sure_are_you", "at_least", answer)
        assert sent.status_code == 400


def test_a_step_that_leads_nowhere_takes_nothing_away(author):
    author.wait(WHY, VISIT, "is", "hard")
    author.wait(WHY, WORKER, "is", "hard")
    whole = stands(author)
    for do in ("off:9.9.9", "off:-1", "off:" + "0." * 5000, "group:x", "nothing", "join", "off:"):
        sent = author.step(WHY, do, **{"join-": "nothing", "join-9": "any"})
        assert sent.status_code == 302
        assert stands(author) == whole


def test_a_group_stands_no_deeper_than_a_page_can_tell(author):
    author.wait(WHY, VISIT, "is", "hard")
    author.wait(WHY, WORKER, "is", "hard")
    path = ""
    for depth in range(DEEPEST):
        assert author.step(WHY, f"group:{path}").status_code == 302
        path = ".".join(["2", *["0"] * depth])
    sent = author.step(WHY, f"group:{path}")
    assert sent.status_code == 409
    assert "A spreadsheet can hold deeper ones." in sent.content.decode()


def test_of_two_who_change_one_condition_nobody_overwrites_the_other(cast, desk, author):
    cast.maureen.roles, cast.maureen.organisation = ["administrator"], cast.north
    cast.maureen.save()
    other = Pages()
    other.force_login(cast.maureen)
    seen = author.seen(f"{WHY}/when")
    Author(other, author.at).wait(WHY, VISIT, "is", "hard")
    typed = {"about": WORKER, "how": "is", "answer": "fine", "seen": seen}
    sent = desk.post(f"{author.at}{WHY}/when/line", typed)
    shown = sent.content.decode()
    assert sent.status_code == 409
    assert "changed this while you wrote" in shown
    assert "“How is the visit?” is “Hard”." in shown
    assert 'value="fine" selected' in shown
    assert stands(author) == IS_HARD
    sent = desk.post(f"{author.at}{WHY}/when", {"do": "always", "seen": seen})
    assert sent.status_code == 409
    assert stands(author) == IS_HARD


def test_a_line_that_moved_up_meanwhile_is_not_written_over(author):
    for about, how, answer in (
        (VISIT, "is", "hard"),
        (WORKER, "is", "hard"),
        (WORKER, "is_not", "fine"),
    ):
        author.wait(WHY, about, how, answer)
    (change,) = [
        link.get("href")
        for link in author.page(f"{WHY}/when").all("a")
        if "?at=1&" in (link.get("href") or "")
    ]
    form = read(author.pages.get(change).content.decode())
    typed = {
        one.get("name"): one.get("value")
        for one in form.all("input")
        if one.get("name") in ("seen", "about", "at", "was", "into")
    }
    author.step(WHY, "off:0")
    whole = stands(author)
    again = author.pages.get(change)
    assert again["Location"].endswith("/when")
    assert "Choose again which one to change." in said(author)
    sent = author.pages.post(
        f"{author.at}{WHY}/when/line", typed | {"how": "is", "answer": "mixed"}, budget=60
    )
    assert sent.status_code == 409
    assert 'name="at"' not in sent.content.decode()
    assert stands(author) == whole


def test_what_lines_cannot_say_is_kept_and_said(author):
    content = content_in(Manuscript.objects.get())
    strange = {"xor": [IS_HARD]}
    content["en"]["areas"]["before_it"]["items"]["why_is_it_hard"]["asked_if"] = strange
    Manuscript.objects.update(body=body_of(content))
    assert "It has a condition that this page cannot show in words." in said(author)
    author.save(WHY, prompt__en="Why, then?")
    author.step(WHY, "save")
    assert stands(author) == strange
    author.step(WHY, "always")
    assert stands(author) is None
    author.send(do="back:1")
    assert stands(author) == strange
