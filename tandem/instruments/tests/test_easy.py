import pytest

from tandem.instruments import loader
from tandem.instruments.schema import Unsound
from tandem.instruments.tests.forms import instrument

STEPS = {"hard": "Hard", "some": "Some", "fine": "Fine", "good": "Good"}
LEVELS = {"hard": 3, "some": 2, "fine": 1, "good": 0}


def made(item=None, **easy):
    scale = {"steps": STEPS, "levels": LEVELS, **({"easy": easy} if easy else {})}
    asked = {"party": "person", "kind": "scale", "scale": "now", "prompt": "How is it?"}
    item = asked | (item or {})
    if item["kind"] != "scale":
        del item["scale"]
    items = {"now": item}
    return instrument({"scales": {"now": scale}, "areas": {"a": {"name": "A", "items": items}}})


def test_each_step_of_easy_read_stands_for_a_step_of_the_full_scale():
    item = made({"easy": "How is it?"}, hard="Bad", some="In the middle", good="Good").item("a.now")
    assert [(one.key, one.easy.raw("en")) for one in item.easy_choices] == [
        ("hard", "Bad"),
        ("some", "In the middle"),
        ("good", "Good"),
    ]


@pytest.mark.parametrize(
    ("item", "easy", "why"),
    [
        ({"easy": "How?"}, {}, "no answers"),
        ({"easy": "How?"}, {"hard": "Bad", "good": "Good"}, "both ends"),
        ({"easy": "How?"}, {"hard": "Bad", "some": "So", "fine": "Fine"}, "both ends"),
        ({"easy": "How?", "party": "worker"}, {}, "person's side"),
        ({"easy": "How?", "kind": "ten", "low": "No", "high": "Yes"}, {}, "three steps"),
        ({"kind": "ten", "low": "No", "high": "Yes", "easy_tens": {"3": "No"}}, {}, "no question"),
        ({"kind": "ten", "easy": "x", "easy_tens": {"11": "No"}}, {}, "0 to 10"),
    ],
)
def test_a_map_that_is_not_whole_is_refused(item, easy, why):
    with pytest.raises(Unsound, match=why):
        made(item, **easy)


@pytest.mark.parametrize("name", ["engagement", "good-life", "voluntary-check"])
def test_three_steps_are_drawn_at_both_ends_and_between_on_every_compared_scale(name):
    for scale in loader.newest(name).scales:
        levels = sorted(choice.level for choice in scale.steps)
        easy = sorted(choice.level for choice in scale.steps if choice.easy)
        assert len(easy) == 3
        assert (easy[0], easy[-1]) == (levels[0], levels[-1])


def test_both_sides_answer_the_same_in_the_monthly_check_and_nothing_is_added_up():
    check = loader.newest("engagement")
    assert [area.key for area in check.areas] == ["doing", "feeling", "thinking"]
    assert {construct.key for construct in check.constructs} == {"doing", "feeling", "thinking"}
    marks = [item for item in check.items if item.kind == "scale"]
    assert len(check.pairs) * 2 == len(marks)


def test_a_good_life_has_eleven_goods_with_a_strength_first():
    goods = loader.newest("good-life").areas
    assert [good.number for good in goods] == list(range(1, 12))
    assert all(good.person[0].key == f"{good.key}.strength" for good in goods)


def test_after_a_session_three_questions_are_asked_and_all_of_the_person():
    items = list(loader.newest("after-session").items)
    assert [item.party for item in items] == ["person"] * 3


def test_hello_is_a_name_one_area_and_one_promise():
    hello = loader.newest("hello")
    assert hello.item("hello.name").kind == "words"
    assert hello.item("hello.area").kind == "one"
    assert hello.item("hello.w.offer").becomes_promise
