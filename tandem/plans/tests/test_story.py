"""The story of one thing: who said what when, and what came of it."""

import re

import pytest

from tandem.assessments.tests.talking import (
    harm_apart,
    home_apart,
    join,
    open_talk,
    page,
    post,
    say,
    sit,
    step,
)
from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.plans.tests.stories import keep_the_flat
from tandem.sittings.actions.sittings import finish_sitting
from tandem.sittings.models import Held


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    return at


def told(seen):
    seen = seen[seen.index("<main") : seen.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen)).strip()


def in_order(seen, *words):
    places = [seen.index(one) for one in words]
    assert places == sorted(places), list(zip(words, places, strict=True))


def settle(at, **where):
    talk = open_talk(at)
    step(at, talk, "person", view="I keep it going.")
    step(at, talk, "worker", view="Rent is two months behind.")
    step(at, talk, "where", **where)
    return talk


def test_it_reads_from_the_first_word_to_the_last(at, cast):
    settle(at, outcome="differently")
    say(at, "worker", "home.w.now", "very_hard")
    keep_the_flat(cast.imran, cast.danielle)
    seen = told(page(at, "story", item="home.now"))
    in_order(
        seen,
        "How is home for you now?",
        "Mostly fine",
        "Hard",
        "We talked about it",
        "I keep it going.",
        "Rent is two months behind.",
        "Where it ended",
        "Both views stay on this page.",
        "Very hard",
        "Before that: Hard",
        "It was answered again. So it was open again.",
        "On the plan",
    )
    assert "Side by side, one screen" in seen
    # From whichever side it is asked for, it is one story.
    assert told(page(at, "story", item="home.w.now")) == seen


def test_it_is_open_again_once_and_only_when_they_stand_apart(at):
    talk = settle(at, outcome="person")
    step(at, talk, "again", person__mark="hard")
    seen = told(page(at, "story", item="home.now"))
    assert "thinks again." in seen
    assert "open again" not in seen
    say(at, "worker", "home.w.now", "very_hard")
    assert "open again" not in told(page(at, "story", item="home.now"))
    say(at, "person", "home.now", "good")
    say(at, "person", "home.now", "mostly_fine")
    assert told(page(at, "story", item="home.now")).count("open again") == 1


def test_a_remark_and_its_answer_are_part_of_it(at):
    say(at, "worker", "home.w.evidence", "A letter.")
    words = {"party": "person", "words": "That letter was old. <b>{worker}</b>"}
    post(at, "differ", words, item="home.w.evidence")
    seen = page(at, "story", item="home.w.evidence")
    assert "&lt;b&gt;{worker}&lt;/b&gt;" in seen
    assert "I see this differently" in told(seen)
    assert "Mostly fine" not in told(seen)


def test_what_one_typed_for_the_other_says_so(at):
    assert "typed by Imran" in told(page(at, "story", item="home.now"))


def test_names_are_those_of_the_day(at, cast):
    settle(at, outcome="differently")
    step(at, settle(at, outcome="worker"), "again", worker__mark="some")
    finish_sitting(by=at.room.by, sitting=at.sitting)
    move_person(by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.team, reason="")
    seen = told(page(sit(cast.tom, cast.danielle), "story", item="home.now"))
    assert "Imran thinks again." in seen
    assert "Tom" not in seen


def test_where_nothing_is_asked_or_it_is_shut_there_is_no_story(at, cast):
    for item in ("home", "nothing.here", "start.room.fits", "pick/today"):
        assert at.client.get(at.room.url("differences")[:-11] + f"story/{item}").status_code == 404
    kofi = sit(cast.maureen, cast.kofi)
    harm_apart(kofi)
    for item in ("happened.now", "home.harm", "home.w.harm"):
        assert kofi.client.get(kofi.room.url("story", item=item)).status_code == 404


@pytest.mark.parametrize("held", [Held.SIDE_BY_SIDE, Held.PAPER])
def test_every_door_and_the_desk_tell_the_same(cast, held):
    at = sit(cast.imran, cast.danielle, held=held)
    home_apart(at)
    assert "Mostly fine" in page(at, "story", item="home.now")
    if held == Held.SIDE_BY_SIDE:
        assert "Mostly fine" in page(join(at), "story", item="home.now")
    else:
        seen = at.client.get(f"/people/{cast.danielle.pk}/story/home.now").content.decode()
        assert "Mostly fine" in told(seen)


def test_rows_and_differences_lead_to_it_where_something_was_said_before(at):
    link = f'href="{at.room.url("story", item="home.now")}"'
    assert link not in page(at, "area", area="home")
    assert link in page(at, "differences")
    say(at, "person", "home.now", "good")
    assert link in page(at, "area", area="home")
    assert link in page(at, "area", area="home")
    other = f'href="{join(at).room.url("story", item="home.w.now")}"'
    assert other not in page(join(at), "area", area="home")
    say(at, "worker", "home.w.now", "very_hard")
    assert other in page(join(at), "area", area="home")
