"""What the person shut again is on no page, in no count, and open to no act."""

import re
from uuid import uuid4

import pytest

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.tests.talking import (
    home_apart,
    join,
    page,
    post,
    say,
    sit,
)
from tandem.documents.tests.reading import squeezed, text_of
from tandem.people.models import Mode
from tandem.plans.tests.stories import at_the_desk

HARM = ("home.harm", "safe", "home.w.harm", "more")
TOLD = ["Knives by the door.", "Two broken windows.", "I was nine years old.", "That is not so."]


def everything(at):
    """Harm at home seen differently, an area that is shut, words and remarks on both."""
    home_apart(at)
    say(at, "person", "home.harm", "safe")
    say(at, "person", "home.harm.words", TOLD[0])
    say(at, "worker", "home.w.harm", "more")
    say(at, "worker", "home.w.harm.words", TOLD[1])
    say(at, "person", "happened.strength.words", TOLD[2])
    say(at, "person", "happened.now", "good")
    say(at, "worker", "happened.w.now", "hard")
    remark = {"words": TOLD[3], "answer_by": "2199-01-01"}
    say(at, "person", "home.w.harm", remark, kind="differ")
    say(at, "person", "happened.w.now", remark, kind="differ")
    for about in ("home.harm", "happened.now"):
        talk = {"step": "open", "version": 1}
        opened = say(at, "both", about, talk, kind="talk")
        said = {"talk": str(opened.pk), "step": "plan"}
        said["said"] = {"changes": "yes", "changes.words": "Something about getting hurt."}
        say(at, "both", about, said, kind="talk")
        settle = {"talk": str(opened.pk), "outcome": "come_back", "on": "2199-02-02"}
        say(at, "both", about, settle, kind="settle")
    say(at, "worker", "pick/first", "happened", kind="pick")


def opens(at, *keys, is_open=True):
    for key in keys:
        say(at, "person", f"open/{key}", is_open, kind="pick")


@pytest.fixture
def at(cast):
    """Kofi opened all of it, answered, and shut it again."""
    at = sit(cast.maureen, cast.kofi)
    opens(at, "links", "happened")
    everything(at)
    opens(at, "links", "happened", is_open=False)
    return at


@pytest.fixture
def after_an_order(cast):
    """A sheet of a statutory episode; the two go on of their own will."""
    at = sit(cast.maureen, cast.kofi)
    cast.kofi.episodes.create(mode=Mode.STATUTORY)
    everything(at)
    cast.kofi.episodes.create(mode=Mode.VOLUNTARY)
    refresh_summary(at.thread)
    return at


def has_harm(text):
    text = re.sub(r"\s+", " ", text)
    words = ["harm", "hurt", "What happened", "happened.", *TOLD]
    return [one for one in words if re.search(re.escape(one), text)]


ROOM_PAGES = [
    ("differences", {}),
    ("chart", {}),
    ("talk", {"item": "home.now"}),
    ("differ", {"item": "home.now"}),
    ("plan", {}),
    ("plan_part", {}),
    ("add_goal", {}),
]


@pytest.mark.parametrize("story", ["at", "after_an_order"])
@pytest.mark.parametrize("door", ["together", "beside"])
def test_no_page_of_the_room_shows_it(request, story, door):
    at = request.getfixturevalue(story)
    here = join(at) if door == "beside" else at
    for name, kwargs in ROOM_PAGES:
        seen = here.client.get(here.room.url(name, **kwargs)).content.decode()
        assert "<p" in seen, name
        assert not has_harm(seen), (name, has_harm(seen))


@pytest.mark.parametrize("story", ["at", "after_an_order"])
def test_it_is_printed_nowhere(request, cast, sign_in, story):
    at = request.getfixturevalue(story)
    papers = [at.client.get(at.room.url("print_plan"))]
    desk = sign_in(cast.maureen)
    for name in ("plan/print", "sheet/print"):
        papers.append(desk.get(f"/people/{at.person.pk}/{name}"))
    assert not has_harm(desk.get(f"/people/{at.person.pk}/plan").content.decode())
    for paper in papers:
        assert paper.status_code == 200
        text = text_of(paper.content)
        for words in ("hurt", "harm", "What happened", *TOLD):
            assert squeezed(words) not in text, words


@pytest.mark.parametrize("story", ["at", "after_an_order"])
def test_it_is_not_counted(request, story):
    at = request.getfixturevalue(story)
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.open_differences == 1
    assert at.thread.summary.come_back_on is None


def test_nothing_is_done_with_it(at):
    assert post(at, "talk", item="home.harm").status_code == 404
    assert post(at, "talk", item="happened.now").status_code == 404
    told = {"party": "worker", "words": "I see."}
    assert post(at, "differ", told, item="home.w.harm").status_code == 404
    goal = {"words": "I stay safe.", "origin": "person", "because": "home.harm"}
    assert post(at, "add_goal", goal).status_code == 422


def test_a_goal_keeps_its_words_and_hides_what_it_came_from(cast):
    from tandem.plans.actions.goals import add_goal

    at = sit(cast.maureen, cast.kofi)
    opens(at, "links", "happened")
    everything(at)
    add_goal(
        person=cast.kofi,
        setting=at_the_desk(cast.maureen),
        act=uuid4(),
        words="I mend the door.",
        because=["home.now", "home.harm", "happened.now"],
        origin="person",
    )
    assert "get hurt" in page(at, "plan") or "someone getting hurt" in page(at, "plan")
    opens(at, "links", "happened", is_open=False)
    seen = page(at, "plan")
    assert "I mend the door." in seen
    assert "How is home for you now?" in seen
    assert not has_harm(seen)


def test_it_is_all_there_again_once_it_is_opened_again(at):
    opens(at, "links", "happened")
    seen = page(at, "plan") + page(at, "differences")
    for words in ("someone getting hurt", "What happened", TOLD[0], TOLD[3]):
        assert words in seen
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.come_back_on is not None
