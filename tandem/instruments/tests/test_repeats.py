"""A part that repeats, laid out as parts of their own."""

import pytest

from tandem.instruments.conditions import Is
from tandem.instruments.items import check_key
from tandem.instruments.repeats import AT_ONCE, laid_out
from tandem.instruments.schema import Unsound
from tandem.instruments.tests.forms import instrument


def family(at_most=3):
    asked = {"item": "family.child.school", "is": "no"}
    school = {"kind": "one", "options": {"yes": "Yes", "no": "No"}, "prompt": "At school?"}
    items = {
        "name": {"party": "person", "kind": "words", "prompt": "What is the name?"},
        "school": {"party": "person"} | school,
        "why": {"party": "person", "kind": "words", "prompt": "Why?", "asked_if": asked},
        "more": {"party": "person", "kind": "words", "prompt": "More?", "follows": "why"},
    }
    part = {"name": "Child", "at_most": at_most, "items": items}
    return instrument({"areas": {"family": {"name": "Family", "parts": {"child": part}}}})


def test_the_first_is_as_released_and_each_after_it_has_its_number():
    plain = family()
    made = laid_out(plain)
    (area,) = made.areas
    assert area.parts[0] == plain.areas[0].parts[0]
    assert [part.key for part in area.parts] == [
        *("family.child", "family.child.2", "family.child.3"),
        *("family.child.4", "family.child.5", "family.child.6"),
    ]
    assert {part.first for part in area.parts} == {"family.child"}
    assert area.parts[1].name.say("en") == "Child (2)"
    assert made.item("family.child.2.name").prompt.say("en") == "What is the name? (2)"
    assert made.part_of("family.child.2.name") is area.parts[1]


def test_what_hangs_together_hangs_together_within_one():
    made = laid_out(family())
    assert made.item("family.child.2.why").asked_if == Is("family.child.2.school", "no")
    assert made.item("family.child.2.more").follows == "family.child.2.why"
    assert made.item("family.child.why").asked_if == Is("family.child.school", "no")


def test_it_is_the_same_release_and_the_same_object_where_nothing_repeats():
    assert laid_out(family()).digest == family().digest
    plain = family(at_most=1)
    assert laid_out(plain) is plain


def test_a_room_shows_no_more_than_can_be_looked_over():
    (area,) = laid_out(family(at_most=100)).areas
    assert {part.at_most for part in area.parts} == {AT_ONCE}


@pytest.mark.parametrize("key", ["child.2", "child.2.name", "child.02.name", "child.name.2"])
def test_no_key_of_a_release_has_a_number_of_its_own(key):
    with pytest.raises(Unsound):
        check_key(key)
