"""Parts, follow-ups and signs, written in the browser."""

import pytest

from tandem.assessments.library import versions_of
from tandem.assessments.tests.authoring import Author, at_desk, begun, small
from tandem.assessments.tests.test_checks import sat, url
from tandem.instruments.xlsform.reading import read as read_form
from tests.page import Pages

VISIT = "before_it.how_is_the_visit"


@pytest.fixture
def desk(cast):
    return at_desk(cast)


def area(author, name):
    return author.content()["en"]["areas"][name]


def family(author):
    """An area of a part that is asked once and one that is asked for each child."""
    author.send(do="add", area="Family")
    author.send("/areas/family/parts", "add", part="All of us")
    author.send("/areas/family/parts", "add", part="Each child")
    author.save("/areas/family/parts", at_most__each_child="5")
    author.send(
        "/areas/family", "add", part="all_of_us", prompt="Who?", kind="words", party="person"
    )
    for prompt, kind in (("Name", "words"), ("Is all well?", "yes_no"), ("Why not?", "words")):
        said = {"part": "each_child", "prompt": prompt, "kind": kind, "party": "person"}
        author.send("/areas/family", "add", **said)
    where = "/questions/family.each_child.why_not"
    author.wait(where, "family.each_child.is_all_well", "is", "no")
    author.save(where, follows="is_all_well")
    author.send("/signs", "add", construct="Ties")
    author.save("/questions/family.all_of_us.who", construct="ties")
    return author


def test_parts_follow_ups_and_signs_are_released_asked_and_go_out_and_in_again(cast, desk):
    author = family(begun(desk, "Ours"))
    page = desk.get(f"{author.at}/areas/family").content.decode()
    assert "Each child" in page
    assert "stands under another" in page
    shown = desk.get(f"{author.at}/preview/family").content.decode()
    assert "This part may be answered up to 5 times." in shown
    before = read_form(desk.get(author.at + "/form.xlsx").content)
    assert author.send(do="release").status_code == 302
    (own,) = versions_of(cast.north, "ours")
    assert before.instrument.digest == own.digest
    (one, child) = own.area("family").parts
    assert (one.at_most, child.at_most) == (1, 5)
    assert own.item("family.each_child.why_not").follows == "family.each_child.is_all_well"
    assert own.item("family.all_of_us.who").construct == "ties"
    room = sat(cast, "together")
    asked = room.client.get(url(room, "area", "ours", area="family"))
    assert "Each child" in asked.content.decode()


def test_what_stood_in_an_area_becomes_its_first_part_and_all_that_names_it_follows(desk):
    author = small(begun(desk))
    author.send("/areas/before_it", "out:before_it.why_is_it_hard")
    late = author.add("after_it", "And now?", "words")
    author.wait(late, VISIT, "is", "hard")
    author.send("/areas/before_it/parts", "add", part="Later")
    author.send(do="back:0")
    assert list(area(author, "before_it")["parts"]) == ["own", "later"]
    own = area(author, "before_it")["parts"]["own"]["items"]
    assert set(own) == {"how_is_the_visit", "w.how_is_the_visit", "why_is_it_hard"}
    moved = {"item": "before_it.own.how_is_the_visit", "is": "hard"}
    assert own["why_is_it_hard"]["asked_if"] == moved
    assert area(author, "after_it")["items"]["and_now"]["asked_if"] == moved


def test_a_question_moves_with_what_is_beside_and_under_it(desk):
    author = small(begun(desk))
    author.save("/questions/before_it.why_is_it_hard", follows="how_is_the_visit")
    author.send("/areas/before_it/parts", "add", part="Later")
    where = author.save("/questions/before_it.own.how_is_the_visit", part="later")
    assert where == "/questions/before_it.later.how_is_the_visit"
    parts = area(author, "before_it")["parts"]
    assert parts["own"]["items"] == {}
    moved = parts["later"]["items"]
    assert list(moved) == ["how_is_the_visit", "w.how_is_the_visit", "why_is_it_hard"]
    assert moved["why_is_it_hard"]["follows"] == "how_is_the_visit"
    asks = {"item": "before_it.later.how_is_the_visit", "is": "hard"}
    assert moved["why_is_it_hard"]["asked_if"] == asks
    seen = author.seen("/questions/before_it.later.why_is_it_hard")
    said = {"prompt-en": "Why?", "kind": "words", "follows": "how_is_the_visit", "seen": seen}
    sent = author.send("/questions/before_it.later.why_is_it_hard", **said, part="own")
    assert sent.status_code == 409
    assert "is tied to it. Move that one first." in sent.content.decode()
    assert "why_is_it_hard" in area(author, "before_it")["parts"]["later"]["items"]


def test_parts_are_named_moved_taken_out_and_put_back(desk):
    author = family(begun(desk, "Ours"))
    author.send(do="with:cy")
    parts = "/areas/family/parts"
    author.save(parts, "up:each_child", **{"name-each_child-cy": "Pob plentyn"})
    assert list(area(author, "family")["parts"]) == ["each_child", "all_of_us"]
    welsh = author.content()["cy"]["areas"]["family"]["parts"]["each_child"]["name"]
    assert welsh == "Pob plentyn"
    before = author.content()
    author.save(parts, "out:all_of_us")
    author.save(parts, "out:each_child")
    assert "There is no question here yet." in desk.get(author.at).content.decode()
    author.send(do="back:1")
    author.send(do="back:0")
    assert author.content()["en"] == before["en"]


def test_signs_that_are_gone_are_told_and_come_back(desk):
    author = family(begun(desk, "Ours"))
    author.save("/signs", **{"name-ties-en": "Ties to others"})
    author.save("/signs", "out:ties")
    page = desk.get(author.at).content.decode()
    assert "What it is a sign of is not here any more." in page
    assert (
        "something that is gone"
        in desk.get(f"{author.at}/questions/family.all_of_us.who").content.decode()
    )
    author.send(do="back:0")
    assert author.content()["en"]["constructs"] == {"ties": "Ties to others"}
    assert "Nothing. It can be released." in desk.get(author.at).content.decode()


def test_a_follow_up_stands_under_an_earlier_one_of_its_own_side(desk):
    author = small(begun(desk))
    why = "/questions/before_it.why_is_it_hard"
    author.send("/areas/before_it", "up:before_it.why_is_it_hard")
    author.send("/areas/before_it", "up:before_it.why_is_it_hard")
    seen = author.seen(why)
    for head in ("how_is_the_visit", "w.how_is_the_visit", "why_is_it_hard", "x" * 9999):
        said = {"prompt-en": "Why?", "kind": "words", "follows": head, "seen": seen}
        author.send(why, **said)
        assert "follows" not in area(author, "before_it")["items"]["why_is_it_hard"]
    author.send("/areas/before_it", "down:before_it.why_is_it_hard")
    author.save(why, follows="how_is_the_visit")
    author.send("/areas/before_it", "up:before_it.why_is_it_hard")
    page = desk.get(author.at).content.decode()
    assert "The question that it stands under comes later." in page


def test_numbers_and_names_that_cannot_be_are_refused_and_stay_typed(desk):
    author = family(begun(desk, "Ours"))
    parts = "/areas/family/parts"
    seen, before = author.seen(parts), author.content()
    typed = {"name-all_of_us-en": "Us", "name-each_child-en": "A child", "at_most-all_of_us": "1"}
    for times in ("0", "101", "-1", "two", "9" * 5000, ""):
        sent = author.send(parts, **typed, **{"at_most-each_child": times, "seen": seen})
        assert sent.status_code == 400
        assert 'value="A child"' in sent.content.decode()
    for name in ("", " ", "x" * 3000):
        sent = author.send(parts, "add", part=name)
        assert sent.status_code == 400
    for do in ("up:nothing", "out:__class__", "down:" + "x" * 9999, "nothing"):
        author.send(parts, do, **typed, **{"at_most-each_child": "5", "seen": seen, "odd": "1"})
    assert author.content()["en"]["areas"]["family"]["parts"].keys() == (
        before["en"]["areas"]["family"]["parts"].keys()
    )


def test_who_names_parts_at_once_sees_what_the_other_wrote(cast, desk):
    cast.maureen.roles, cast.maureen.organisation = ["administrator"], cast.north
    cast.maureen.save()
    other = Pages()
    other.force_login(cast.maureen)
    author = family(begun(desk, "Ours"))
    parts = "/areas/family/parts"
    seen = author.seen(parts)
    Author(other, author.at).save(parts, **{"name-each_child-en": "Theirs"})
    typed = {"name-all_of_us-en": "Us", "name-each_child-en": "Mine", "at_most-all_of_us": "1"}
    sent = author.send(parts, **typed, **{"at_most-each_child": "5", "seen": seen})
    assert sent.status_code == 409
    assert "Theirs" in sent.content.decode()
    assert 'value="Mine"' in sent.content.decode()
    assert area(author, "family")["parts"]["each_child"]["name"] == "Theirs"
