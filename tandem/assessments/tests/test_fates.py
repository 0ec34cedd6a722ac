"""What became of each question of the version before, told in the browser and honoured after."""

import pytest

from tandem.assessments.library import versions_of
from tandem.assessments.tests.authoring import Author, at_desk, begun, small
from tandem.assessments.tests.test_checks import sat, url
from tandem.assessments.tests.test_own_instruments import complete
from tandem.instruments.xlsform.reading import read as read_form
from tests.page import Pages, read

WHY, TELL = "before_it.why_is_it_hard", "after_it.what_i_tell_you"


@pytest.fixture
def desk(cast):
    return at_desk(cast)


@pytest.fixture
def author(desk):
    """A next version in which two questions are gone and two are new."""
    small(begun(desk)).send(do="release")
    made = begun(desk, title="", copied="a-visit:next")
    for key in (WHY, TELL):
        made.send(f"/areas/{key.partition('.')[0]}", f"out:{key}")
    made.add("after_it", "What is hard?", "words")
    made.add("after_it", "Who makes it hard?", "words")
    return made


def tell(author, key, *now, fate="now", **more):
    where = f"/became/{key}"
    said = {"fate": fate, "now": list(now), "seen": author.seen(where)} | more
    return author.pages.post(author.at + where, said, budget=60)


def told(author):
    return author.content()["en"].get("became")


NEW = ("after_it.what_is_hard", "after_it.who_makes_it_hard")


def test_a_split_is_told_shown_released_and_said_beside_what_was_said_before(cast, desk):
    author = small(begun(desk))
    author.send(do="release")
    room = sat(cast, "together")
    complete(room, "a-visit")
    author = begun(desk, title="", copied="a-visit:next")
    author.send("/areas/before_it", f"out:{WHY}")
    for prompt in ("What is hard?", "Who makes it hard?"):
        author.add("after_it", prompt, "words")
    page = desk.get(author.at).content.decode()
    assert f'<a href="{author.at}/became/{WHY}">Say what became of “Why is it hard?”.</a>' in page
    assert tell(author, WHY, *NEW).status_code == 302
    assert told(author) == {"split": {WHY: list(NEW)}}
    shown = desk.get(author.at + "/became").content.decode()
    assert "What is hard? · Who makes it hard?" in shown
    assert author.send(do="release").status_code == 302
    second, _first = versions_of(cast.north, "a-visit")
    assert ("split", (WHY,), NEW) in {(one.what, one.before, one.now) for one in second.became}
    changed = desk.get("/instruments/a-visit/2/changes").content.decode()
    assert "Now more than one" in changed
    taken = desk.get("/instruments/a-visit/2/form.xlsx").content
    assert read_form(taken).instrument.digest == second.digest
    newer = url(room, "newer", "a-visit")
    offered = room.client.get(newer).content.decode()
    assert "One question, now more than one" in offered
    (to,) = [one.get("value") for one in read(offered).all("input") if one.get("name") == "to"]
    room.client.post(newer, {"choice": "use", "to": to}, budget=60)
    asked = room.client.get(url(room, "area", "a-visit", area="after_it")).content.decode()
    assert f"About {WHY}." in asked
    assert "Asked now as: What is hard? · Who makes it hard?" in asked


def test_what_is_moved_to_a_part_is_told_by_itself_and_read_at_its_new_place(cast, desk):
    small(begun(desk)).send(do="release")
    author = begun(desk, title="", copied="a-visit:next")
    warned = "What was said stays as it was said. It can be read beside the new questions."
    assert warned in desk.get(author.at + "/areas/after_it/parts").content.decode()
    author.send("/areas/after_it/parts", "add", part="Later")
    moving = desk.get(author.at + "/questions/after_it.own.what_i_tell_you").content.decode()
    assert "In another part it counts as moved, and is asked anew." in moving
    assert warned in moving
    author.save("/questions/after_it.own.what_i_tell_you", part="later")
    author.save("/areas/after_it/parts", "out:own")
    assert told(author) == {"moved": {TELL: "after_it.later.what_i_tell_you"}}
    author.send(do="release")
    second, _first = versions_of(cast.north, "a-visit")
    assert [(one.what, one.before) for one in second.became] == [("moved", (TELL,))]
    taken = desk.get("/instruments/a-visit/2/form.xlsx").content
    assert read_form(taken).instrument.digest == second.digest
    assert "Moved" in desk.get("/instruments/a-visit/2/changes").content.decode()


def test_two_that_are_one_now_and_one_that_is_gone(cast, author):
    assert tell(author, WHY, NEW[0]).status_code == 302
    assert told(author) == {"moved": {WHY: NEW[0]}}
    assert tell(author, TELL, NEW[0]).status_code == 302
    assert told(author) == {"merged": {NEW[0]: [WHY, TELL]}}
    assert tell(author, TELL, fate="gone").status_code == 302
    assert told(author) == {"moved": {WHY: NEW[0]}, "dropped": [TELL]}
    assert author.send(do="release").status_code == 302
    second, _first = versions_of(cast.north, "a-visit")
    assert {(one.what, one.before, one.now) for one in second.became} == {
        ("moved", (WHY,), (NEW[0],)),
        ("dropped", (TELL,), ()),
        ("new", (), (NEW[1],)),
    }


def test_what_cannot_have_become_of_a_question_is_refused_beside_the_choice(author):
    assert tell(author, WHY, *NEW).status_code == 302
    both = tell(author, TELL, NEW[0])
    assert both.status_code == 400
    assert "It cannot be both." in both.content.decode()
    for now, fate in (
        (["before_it.how_is_the_visit"], "now"),
        (["nothing.here"], "now"),
        (["x" * 100_000] * 3, "now"),
        ([], "now"),
        ([], "split"),
        ([], ""),
    ):
        assert tell(author, TELL, *now, fate=fate).status_code == 400
    assert told(author) == {"split": {WHY: list(NEW)}}
    page = author.pages.get(author.at).content.decode()
    assert "Say what became of “What I tell you”." in page
    assert author.send(do="release").status_code == 409


def test_of_what_is_asked_again_nothing_is_told(author):
    author.send("/became", "rest")
    assert told(author) == {"dropped": [WHY, TELL]}
    late = {"fate": "gone", "seen": author.seen(f"/became/{WHY}")}
    author.send(do="back:0")
    sent = author.send(f"/became/{WHY}", **late)
    assert sent.status_code == 409
    assert "This question is asked again" in sent.content.decode()
    assert author.pages.get(f"{author.at}/became/{WHY}").status_code == 404
    assert author.pages.get(f"{author.at}/became/nothing").status_code == 404
    assert "Nothing. It can be released." in author.pages.get(author.at).content.decode()


def test_a_moved_question_with_other_answers_stands_in_the_way(author):
    where = author.add("after_it", "How much?", "number")
    tell(author, WHY, where.rpartition("/")[2])
    tell(author, TELL, fate="gone")
    page = author.pages.get(author.at).content.decode()
    assert "after_it.how_much has other answers than what was moved there." in page
    assert author.send(do="release").status_code == 409


def test_of_two_who_tell_at_once_nobody_overwrites_the_other(cast, author):
    cast.maureen.roles, cast.maureen.organisation = ["administrator"], cast.north
    cast.maureen.save()
    other = Pages()
    other.force_login(cast.maureen)
    seen = author.seen(f"/became/{WHY}")
    tell(Author(other, author.at), WHY, *NEW)
    sent = tell(author, WHY, fate="gone", seen=seen)
    assert sent.status_code == 409
    assert "changed this while you wrote" in sent.content.decode()
    stands = '<dt>Asked now as</dt><dd dir="auto">What is hard? · Who makes it hard?</dd>'
    assert stands in sent.content.decode()
    assert told(author) == {"split": {WHY: list(NEW)}}
    author.send("/became", "rest")
    assert told(author) == {"split": {WHY: list(NEW)}, "dropped": [TELL]}


def test_who_tells_of_another_question_is_not_held_up(author):
    seen = author.seen(f"/became/{TELL}")
    tell(author, WHY, *NEW)
    assert tell(author, TELL, fate="gone", seen=seen).status_code == 302
    assert told(author) == {"split": {WHY: list(NEW)}, "dropped": [TELL]}


def test_what_became_a_question_that_is_gone_too_is_said_again(author):
    tell(author, WHY, NEW[0])
    tell(author, TELL, fate="gone")
    author.send("/areas/after_it", f"out:{NEW[0]}")
    page = author.pages.get(author.at).content.decode()
    assert (
        f'<a href="{author.at}/became/{WHY}">“Why is it hard?” became a question that is gone too.'
    ) in page
    assert NEW[0] not in page


def test_a_first_version_has_nothing_to_tell(desk):
    author = small(begun(desk))
    assert desk.get(author.at + "/became").status_code == 404
    assert desk.post(author.at + "/became", {"do": "rest"}).status_code == 404
    assert author.at + "/became" not in desk.get(author.at).content.decode()
