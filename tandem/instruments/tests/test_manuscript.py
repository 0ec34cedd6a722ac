"""An instrument that is being written: its steps, and what stands in the way."""

import copy
import json

import pytest

from tandem.instruments import loader
from tandem.instruments.content import at, body_of, content_of, put
from tandem.instruments.judging import judge
from tandem.instruments.manuscript import (
    add_area,
    add_pair,
    add_question,
    add_scale,
    answers_at,
    digest_of,
    find,
    fresh,
    move,
    put_back,
    questions,
    set_choices,
    set_words,
    take_language,
    take_out,
)
from tandem.instruments.tests.forms import big
from tandem.instruments.xlsform.reading import read
from tandem.instruments.xlsform.writing import not_carried, write

HERE = ("areas", "home")


def written():
    """Two areas, a pair of marks, a question that waits for one of them."""
    content = fresh("A visit")
    add_area(content, "Home")
    add_area(content, "Work")
    now = add_question(content, HERE, {"party": "person", "kind": "scale", "prompt": "How is it"})
    put(content, (*now, "scale"), add_scale(content, "how"))
    rows = [
        ("", {"words": {"en": words}, "easy": {"en": words}, "level": level})
        for level, words in enumerate(["Good", "Mixed", "Hard"])
    ]
    set_choices(content, answers_at(find(content, "home.how_is_it")), rows)
    add_pair(content, now, "How do you see it?", "need")
    why = add_question(content, HERE, {"party": "person", "kind": "words", "prompt": "Why"})
    put(content, (*why, "asked_if"), {"item": "home.how_is_it", "is": "hard"})
    add_question(
        content, ("areas", "work"), {"party": "worker", "kind": "words", "prompt": "What I do"}
    )
    return content


def sentences(content):
    return [one.sentence for one in judge(content).faults]


@pytest.mark.parametrize(("name", "version"), loader.names())
def test_what_is_released_has_one_content_and_comes_back_from_it(name, version):
    one = loader.released(name, version)
    again = loader.parse(body_of(content_of(one)))
    assert again.areas == one.areas
    assert again.prompts == one.prompts
    assert again.became == one.became
    assert body_of(content_of(again)) == body_of(content_of(one))


@pytest.mark.parametrize("name", ["engagement", "good-life", "what-helps", "hello"])
def test_content_is_what_a_spreadsheet_of_it_brings_in(name):
    one = loader.newest(name)
    assert not not_carried(one)
    assert read(write(one)).body == body_of(content_of(one))


def test_what_is_written_is_sound_and_comes_back_from_a_spreadsheet_with_one_digest():
    judged = judge(written())
    assert judged.faults == ()
    body = body_of(content_of(judged.instrument))
    made = loader.parse(body)
    assert [len(area.items) for area in made.areas] == [3, 1]
    assert [pair.person.key for pair in made.pairs] == ["home.how_is_it"]
    again = read(write(made))
    assert again.instrument.digest == made.digest
    assert again.notes == ()


def test_everything_that_stands_in_the_way_is_told_at_once_with_its_place():
    content = written()
    add_area(content, "Empty")
    add_question(content, HERE, {"party": "person", "kind": "many", "prompt": "Which"})
    add_question(content, HERE, {"party": "person", "kind": "ten", "prompt": "How sure"})
    put(content, (*HERE, "items", "why", "asked_if"), {"item": "work.what_i_do", "answered": True})
    found = {one.place: one.sentence for one in judge(content).faults}
    assert found == {
        (*HERE, "items", "which"): "It has no answers to choose from yet.",
        (*HERE, "items", "how_sure"): "Say what 0 and 10 mean.",
        ("areas", "empty"): "There is no question here yet.",
        (*HERE, "items", "why", "asked_if"): "When it is asked: “What I do” comes later. Only what"
        " comes before can be asked about.",
    }


def test_what_is_sound_can_be_looked_at_while_the_rest_is_not():
    content = written()
    add_question(content, HERE, {"party": "person", "kind": "many", "prompt": "Which"})
    found = judge(content).instrument
    assert [item.key for item in found.area("home").items] == [
        "home.how_is_it",
        "home.w.how_is_it",
        "home.why",
    ]


def test_a_language_is_wanted_wholly_and_its_progress_is_told():
    content = written()
    content["cy"] = {}
    set_words(content, ("title",), {"en": "A visit", "cy": "Ymweliad"})
    judged = judge(content)
    assert judged.missing == {"en": 0, "cy": judged.texts - 1}
    assert len(judged.faults) == judged.texts - 1
    assert judged.faults[0].sentence == "Cymraeg words are missing: “Good”."
    assert judged.instrument.languages == ("en",)
    put(content, ("title",), "", "en")
    assert "English words are missing: “Ymweliad”." in sentences(content)


@pytest.mark.parametrize(("name", "version"), loader.names())
def test_a_copy_of_what_is_released_is_sound(name, version):
    """All but what a question names in a step that is read out."""
    content = content_of(loader.released(name, version))
    wrong = [one for one in judge(content).faults if one.place[:1] != ("title",)]
    assert wrong == []


def test_nothing_of_the_content_is_changed_by_judging():
    content = content_of(loader.newest("engagement"))
    before = copy.deepcopy(content)
    judge(content)
    assert content == before


def test_the_order_is_moved_within_its_bounds():
    content = written()
    assert not move(content, ("areas", "home"), -1)
    assert move(content, ("areas", "home"), 1)
    assert list(at(content, ("areas",))) == ["work", "home"]
    assert not move(content, ("areas", "nothing"), 1)


def test_what_is_taken_out_is_put_back_at_its_place_in_every_language():
    content = content_of(loader.newest("engagement"))
    before, taken = copy.deepcopy(content), []
    place = find(content, "doing.part").place
    assert take_out(content, taken, place, "I took part")
    assert find(content, "doing.part") is None
    assert at(content, place, "cy") is None
    # The other of its pair is told to have lost it.
    assert any("doing.w.part" in one for one in sentences(content))
    assert put_back(content, json.loads(json.dumps(taken)), 0) == "I took part"
    assert content == before
    assert [one.key for one in questions(content)] == [one.key for one in questions(before)]
    take_language(content, taken, "cy", "Cymraeg")
    assert list(content) == ["en"]
    put_back(content, taken, 1)
    assert content == before
    assert put_back(content, taken, 7) == ""


def test_what_no_page_can_change_is_kept():
    content = content_of(loader.newest("whole-life"))
    set_words(content, ("title",), {"en": "Ours", "cy": "Ein un ni"})
    digest = digest_of(content, ("prompts",), ("sentences",), ("asides",))
    one = next(iter(questions(content, "home")))
    set_words(content, (*one.place, "prompt"), {"en": "Other words?", "cy": "Geiriau eraill?"})
    made = content_of(judge(content).instrument)
    assert digest_of(made, ("prompts",), ("sentences",), ("asides",)) == digest


def test_keys_are_made_from_words_and_never_twice():
    content = fresh("É?? <b>\u202e")
    assert add_area(content, "…") == "area"
    assert add_area(content, "...") == "area_2"
    table = {"party": "person", "kind": "words", "prompt": "2 + 2 = {{ x }}?"}
    first = add_question(content, ("areas", "area"), table)
    second = add_question(content, ("areas", "area"), table)
    assert first != second
    assert loader.parse(body_of(content_of(judge_without(content).instrument))).areas


def judge_without(content):
    for one in questions(content):
        at(content, one.place)["prompt"] = "Plain"
    return judge(content)


def test_a_name_in_braces_that_may_not_stand_there_is_told():
    content = written()
    put(content, (*HERE, "items", "why", "prompt"), "Why, {nobody}?")
    (found,) = judge(content).faults
    assert found.place == (*HERE, "items", "why")
    assert "{nobody} is not a name" in found.sentence


def test_the_biggest_is_judged_in_reasonable_time():
    content = json.loads(big())
    content["en"]["title"] = "Big"
    judged = judge(content)
    assert judged.faults == ()
    assert sum(1 for _item in judged.instrument.items) == 501
