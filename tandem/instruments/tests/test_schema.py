import pytest

from tandem.instruments.schema import (
    Area,
    Choice,
    Instrument,
    Item,
    Part,
    Scale,
    Unsound,
)
from tandem.instruments.words import Words

SOME = Words((("en", "Some"),))
YES_NO = (Choice("yes", SOME), Choice("no", SOME))


def item(key="home.fact", **fields):
    return Item(**{"key": key, "party": "person", "kind": "words", "prompt": SOME, **fields})


def instrument(*items):
    part = Part("how", SOME, items)
    return Instrument("x", 1, "d", ("en",), areas=(Area("how", 0, SOME, SOME, (part,)),))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"key": "Home Fact"}, "not a key"),
        ({"party": "manager"}, "'manager' is not known"),
        ({"kind": "essay"}, "'essay' is not known"),
        ({"mode": "secret"}, "'secret' is not known"),
        ({"kind": "scale"}, "names its scale"),
        ({"kind": "one"}, "have options"),
        ({"options": YES_NO}, "have options"),
        ({"kind": "one", "options": YES_NO + YES_NO}, "twice"),
        ({"kind": "ten"}, "what 0 and 10 mean"),
        ({"pair": "home.w.fact"}, "a pair needs a rule"),
        (
            {"kind": "one", "options": YES_NO, "leave_it_after": ("maybe",)},
            "not one of its",
        ),
        ({"before_sitting": SOME}, "only a worker's item"),
    ],
)
def test_an_unsound_item_says_why(fields, why):
    with pytest.raises(Unsound, match=why):
        item(**fields)


def test_a_scale_needs_two_steps_that_differ():
    with pytest.raises(Unsound, match="two steps"):
        Scale("now", YES_NO[:1])
    with pytest.raises(Unsound, match="twice"):
        Scale("now", YES_NO[:1] * 2)


def test_an_area_that_is_marked_has_a_place_for_strengths_by_both():
    only_person = Part("home", SOME, (item("home.strength"),))
    with pytest.raises(Unsound, match="no place for a strength by the worker"):
        Area("home", 2, SOME, SOME, (only_person,))


def test_an_item_may_only_name_items_that_are_there():
    with pytest.raises(Unsound, match="names how"):
        instrument(item("how.fact", follows="how.other"))


def test_a_pair_names_each_other_across_the_parties():
    mine = item("how.now", pair="how.then", rule="need")
    with pytest.raises(Unsound, match="name each other"):
        instrument(mine, item("how.then", pair="how.now", rule="need"))


def test_an_item_stands_in_an_instrument_once():
    with pytest.raises(Unsound, match="twice"):
        instrument(item("how.fact"), item("how.fact"))
