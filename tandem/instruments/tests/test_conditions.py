import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.instruments.conditions import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Is,
    Not,
    Unsound,
    holds,
    read,
    table_of,
)
from tandem.instruments.routing import asked
from tandem.instruments.tests.forms import instrument
from tandem.instruments.xlsform.relevant import NotSaid, parse, written

ASKS = st.one_of(
    st.builds(Is, st.sampled_from(["home.now", "many"]), st.sampled_from(["good", "bad"])),
    st.builds(Is, st.just("ten"), st.integers(0, 10)),
    st.builds(AtLeast, st.just("ten"), st.integers(0, 10)),
    st.builds(Answered, st.sampled_from(["home.now", "ten"])),
)
CONDITIONS = st.recursive(
    ASKS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@given(CONDITIONS)
def test_a_condition_is_the_same_after_a_file_and_after_a_form(condition):
    assert read(table_of(condition), "here") == condition
    assert parse(written(condition, lambda key: key == "many")) == condition


@pytest.mark.parametrize(
    ("text", "answers", "is_so"),
    [
        ("${a} = 'x'", {"a": "x"}, True),
        ("${a} = 'x'", {"a": ["w", "x"]}, True),
        ("${a} = 'x'", {}, False),
        ("${a} != 'x'", {}, True),
        ("${a} = ''", {}, True),
        ('${a} != ""', {"a": []}, False),
        ("${a} != ''", {"a": "x"}, True),
        ("${a} != ''", {"a": 0}, True),
        ("${a} != ''", {"a": {"words": "", "due_on": None}}, False),
        ("${a} != ''", {"a": {"words": "Ring", "due_on": None}}, True),
        ("${a} > 3", {"a": 3}, False),
        ("${a} >= 3", {"a": 3}, True),
        ("${a} < 3", {"a": 2}, True),
        ("${a} < 3", {}, False),
        ("${a} <= 3.0", {"a": 3}, True),
        ("${a} != 3", {"a": 4}, True),
        ("selected( ${a} , 'x' )", {"a": ["x"]}, True),
        ("not(${a} = 'x' or ${b} = 'y') and ${c} = 'z'", {"c": "z"}, True),
        ("${a} = 'x' or ${b} = 'y' and ${c} = 'z'", {"a": "x"}, True),
        ("(${a} = 'x' or ${b} = 'y') and ${c} = 'z'", {"a": "x"}, False),
    ],
)
def test_what_a_form_writes_means_the_same_here(text, answers, is_so):
    assert holds(parse(text), answers) is is_so


@pytest.mark.parametrize(
    "text",
    [
        "true()",
        "${a}",
        "${a} = ${b}",
        "${a} = 1.5",
        "${a} > 'x'",
        "count-selected(${a}) > 1",
        "${a} = 'x' and",
        "(${a} = 'x'",
        "${a} = 'x')",
        "${a} = 'x' ; drop",
        "not ${a} = 'x'",
        "(" * 500 + "${a} = 'x'" + ")" * 500,
    ],
)
def test_what_says_more_is_not_guessed_at(text):
    with pytest.raises(NotSaid):
        parse(text)


@pytest.mark.parametrize(
    "table",
    [
        {},
        [],
        {"all": []},
        {"all": [{"item": "a", "is": "b"}]},
        {"any": "ab"},
        {"item": "a"},
        {"item": "a", "is": "b", "at_least": 3},
        {"item": "a", "answered": False},
        {"not": {"not": None}},
    ],
)
def test_a_table_that_is_no_condition_is_told_with_its_place(table):
    with pytest.raises(Unsound, match="here: "):
        read(table, "here")


def test_a_condition_too_deep_to_read_is_refused():
    table = {"item": "a", "is": "b"}
    for _ in range(40):
        table = {"not": table}
    with pytest.raises(Unsound, match="deep"):
        read(table, "here")


def one(prompt="Which?", **more):
    words = {"a": "A", "b": "B"}
    return {"party": "person", "kind": "one", "prompt": prompt, "options": words, **more}


def area(**items):
    return {"areas": {"life": {"name": "Life", "items": items}}}


def test_what_hangs_on_an_answer_goes_with_it():
    made = instrument(
        area(
            first=one(),
            second=one(asked_if={"item": "life.first", "is": "a"}),
            third=one(asked_if={"item": "life.second", "is": "b"}),
        )
    )
    answers = {"life.first": "a", "life.second": "b"}
    assert asked(made.items, {}) == {"life.first"}
    assert asked(made.items, answers) == {"life.first", "life.second", "life.third"}
    # The second answer still stands in the log, and counts for nothing while it is not asked.
    assert asked(made.items, answers | {"life.first": "b"}) == {"life.first"}


def test_what_opens_after_an_answer_and_what_is_not_asked_after_one_are_routed_too():
    made = instrument(
        area(
            first=one(),
            then=one(opens_after=["first"]),
            unless=one(not_asked_after={"first": "b"}),
        )
    )
    assert asked(made.items, {}) == {"life.first", "life.unless"}
    assert asked(made.items, {"life.first": "b"}) == {"life.first", "life.then"}


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ({"item": "life.nothing", "is": "a"}, "does not stand before"),
        ({"item": "life.second", "is": "a"}, "does not stand before"),
        ({"item": "life.last", "is": "a"}, "does not stand before"),
        ({"item": "life.first", "is": "c"}, "no answer"),
        ({"item": "life.first", "is": 3}, "has none"),
        ({"item": "life.first", "at_least": 3}, "has none"),
    ],
)
def test_a_condition_asks_of_an_answer_that_can_have_been_given(condition, why):
    with pytest.raises(Unsound, match=why):
        instrument(area(first=one(), second=one(asked_if=condition), last=one()))


def test_what_is_asked_many_times_is_not_asked_about_from_outside():
    each = {"name": "Each", "at_most": 5, "items": {"a": one()}}
    after = {"name": "After", "items": {"b": one(asked_if={"item": "kids.each.a", "is": "a"})}}
    with pytest.raises(Unsound, match="asked many times"):
        instrument({"areas": {"kids": {"name": "Kids", "parts": {"each": each, "after": after}}}})
