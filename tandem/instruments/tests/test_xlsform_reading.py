"""What a form may say, and the sentence for each thing that it may not."""

import pytest

from tandem.instruments.conditions import AllOf, AtLeast, Is, Not
from tandem.instruments.tests.forms import CY, EN, question, workbook
from tandem.instruments.xlsform.reading import read
from tandem.instruments.xlsform.told import Unreadable

YES_NO = [
    {"list_name": "yn", "name": "yes", "label": "Yes"},
    {"list_name": "yn", "name": "no", "label": "No"},
]
GROUP = {"type": "begin_group", "name": "life", "label": "Life"}
END = {"type": "end_group"}


def taken(*survey, choices=YES_NO, **sheets):
    return read(workbook(survey=survey, choices=choices, **sheets))


def faults(*survey, **sheets):
    with pytest.raises(Unreadable) as unreadable:
        taken(*survey, **sheets)
    return [str(fault) for fault in unreadable.value.faults]


def test_two_voices_their_pair_and_a_condition_come_in():
    scale = [
        {"list_name": "now", "name": name, "label": name, "tandem_level": n, "tandem_scale": "yes"}
        for n, name in enumerate(("good", "some", "hard"))
    ]
    asked = taken(
        GROUP,
        question(
            "mine",
            type="select_one now",
            tandem_pair="theirs",
            tandem_rule="need",
            tandem_tolerance=0,
        ),
        question(
            "theirs",
            type="select_one now",
            tandem_party="worker",
            tandem_pair="mine",
            tandem_rule="need",
            tandem_tolerance=0,
        ),
        question("ten", type="range", parameters="start=0 end=10"),
        question(
            "more", relevant="${mine} = 'hard' and not(${ten} < 5 or selected(${theirs}, 'good'))"
        ),
        END,
        choices=scale,
        settings=[{"form_title": "Life", "form_id": "my_life", "version": 3}],
    ).instrument
    assert (asked.name, asked.version, asked.title.raw("en")) == ("my-life", 3, "Life")
    (pair,) = asked.pairs
    assert (pair.person.key, pair.worker.key, pair.person.tolerance) == (
        "life.mine",
        "life.theirs",
        0,
    )
    mine, inner = asked.item("life.more").asked_if.of
    assert mine == Is("life.mine", "hard")
    assert inner.of.of[1] == Is("life.theirs", "good")
    assert inner.of.of[0].of[1] == Not(AtLeast("life.ten", 5))


def test_a_repeat_is_a_part_that_is_answered_many_times():
    read_ = taken(
        GROUP,
        {"type": "begin_repeat", "name": "child", "label": "Child", "repeat_count": "6"},
        question("called"),
        {"type": "end_repeat"},
        question("after"),
        END,
    )
    parts = read_.instrument.area("life").parts
    assert [(part.key, part.at_most) for part in parts] == [("life.child", 6), ("life.own", 1)]


def test_the_condition_of_a_group_is_asked_of_each_of_its_questions():
    found = taken(
        question("first", type="select_one yn"),
        {**GROUP, "relevant": "${first} = 'yes'"},
        question("a"),
        question("b", relevant="${a} != ''"),
        END,
    ).instrument
    assert found.item("life.a").asked_if == Is("questions.first", "yes")
    assert isinstance(found.item("life.b").asked_if, AllOf)


def test_welsh_and_easy_read_come_in():
    easy, cy_easy = "label::Easy Read (en-x-easy)", "label::Easy Read (cy-x-easy)"
    words = {EN: "How is home?", CY: "Sut mae cartref?", easy: "Home?", cy_easy: "Cartref?"}
    yes_no = [
        {"list_name": "yn", "name": key, EN: en, CY: cy, easy: en, cy_easy: cy}
        for key, en, cy in (("yes", "Yes", "Ydy"), ("no", "No", "Nac ydy"))
    ]
    group = {"type": "begin_group", "name": "life", EN: "Life", CY: "Bywyd"}
    survey = [group, {"type": "select_one yn", "name": "now", **words}, END]
    item = taken(*survey, choices=yes_no).instrument.item("life.now")
    assert item.easy.raw("cy") == "Cartref?"
    assert [choice.easy.raw("cy") for choice in item.easy_choices] == ["Ydy", "Nac ydy"]


def test_a_language_that_is_not_whole_is_refused_if_it_is_ours_and_left_out_if_not():
    assert faults(
        {"type": "text", "name": "a", EN: "A"}, {"type": "text", "name": "b", CY: "B"}
    ) == [
        "survey, row 2, column label::Welsh (cy): Words are missing here.",
        "survey, row 3, column label::English (en): Words are missing here.",
    ]
    found = taken({"type": "text", "name": "a", EN: "A", "label::French (fr)": None})
    assert found.instrument.languages == ("en",)


@pytest.mark.parametrize(
    ("survey", "sentence"),
    [
        ([question(type="select_one nope")], "row 2, column type: There is no list of this name."),
        ([{"type": "text", "label": "x"}], "row 2, column name: A question needs a name."),
        (
            [{"type": "text", "name": "a", "label": ""}],
            "row 2, column label: Words are missing here.",
        ),
        ([GROUP, question()], "row 2, column type: This group is not closed."),
        ([question(), END], "row 3, column type: This closes what was not opened here."),
        (
            [question(tandem_party="boss")],
            "row 2, column name: This does not fit: questions.how: 'boss' is not known.",
        ),
        (
            [question(tandem_pair="nobody", tandem_rule="need")],
            "row 2, column tandem_pair: nobody is no question of this group.",
        ),
        (
            [question(tandem_tolerance="much")],
            "row 2, column tandem_tolerance: A whole number is needed here.",
        ),
        (
            [question(label="Hello {boss}")],
            "row 2, column label: {boss} is not a name that may stand in words.",
        ),
        (
            [question("a", relevant="${b} = 'yes'"), question("b", type="select_one yn")],
            "row 2, column name: This does not fit: questions.a asks about questions.b, which does"
            " not stand before it.",
        ),
        ([GROUP, END], ": There is no question here."),
        (
            [question("9 lives")],
            "row 2: On the 'survey' sheet, the 'name' value is invalid. Names must begin with a"
            " letter or underscore. After the first character, names may contain letters, digits,"
            " underscores, hyphens, or periods.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_column(survey, sentence):
    assert faults(*survey)[0].removeprefix("survey").removeprefix(", ") == sentence


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (
            question(type="geopoint"),
            "row 3, column type: This type of row is not carried: geopoint.",
        ),
        (question(type="note"), "row 3, column type: This type of row is not carried: note."),
        (
            question(required="yes"),
            "row 3, column required: This column is not carried. Rows that use it: 1.",
        ),
        (
            question(relevant="${first} = 'yes' or true()"),
            "row 3, column relevant: This condition is not carried. The question is always asked.",
        ),
        (
            question(label="You said ${first}"),
            "row 3, column label: Another answer stood in these words. It is three dots now.",
        ),
        (
            question("Big", type="decimal"),
            "row 3, column type: This number is written as words here.",
        ),
        (question("Big"), "row 3, column name: This is called questions.big here."),
        (
            question(type="range", parameters="start=1 end=5 step=1"),
            "row 3, column parameters: The range is any whole number now.",
        ),
    ],
)
def test_what_is_not_carried_is_told_with_its_row_and_column(row, note):
    first = question("first", type="select_one yn")
    assert f"survey, {note}" in [str(one) for one in taken(first, row).notes]


def test_numbers_as_names_of_answers_become_keys_and_conditions_follow():
    likert = [{"list_name": "l", "name": n, "label": f"Step {n}"} for n in (1, 2)]
    asked = taken(
        question("a", type="select_one l"), question("b", relevant="${a} = 2"), choices=likert
    )
    assert asked.instrument.item("questions.b").asked_if == Is("questions.a", "a_2")


def test_a_group_with_dots_in_its_name_has_an_address():
    asked = taken({**GROUP, "name": "my.Life"}, question("my.Life.a"), END).instrument
    assert [area.key for area in asked.areas] == ["my_life"]


def test_the_steps_of_easy_read_for_0_to_10_are_numbers():
    easy = "label::Easy Read (en-x-easy)"
    steps = [{"list_name": "e", "name": name, EN: "Some"} for name in ("much", "5", "1")]
    ten = {"type": "range", "name": "t", EN: "How much?", easy: "Much?", "tandem_easy_list": "e"}
    ten |= {"parameters": "start=0 end=10", "tandem_low (en)": "No", "tandem_high (en)": "Yes"}
    assert faults(ten, choices=steps) == [
        "choices, row 2, column name: A number from 0 to 10 is needed here."
    ]
    steps[0]["name"] = 9
    tens = taken(ten, choices=steps).instrument.item("questions.t").easy_tens
    assert [step.number for step in tens] == [9, 5, 1]


def test_a_form_without_an_id_is_called_what_its_file_is_called():
    raw = workbook(survey=[question()])
    assert read(raw, "/tmp/After a visit.xlsx").instrument.name == "after-a-visit"


def test_what_became_of_each_question_comes_in():
    found = taken(
        question("a"),
        question("b"),
        settings=[{"form_id": "x", "version": 2}],
        tandem_became=[
            {"what": "reworded", "before": "questions.a", "now": "questions.a"},
            {"what": "merged", "before": "questions.c questions.d", "now": "questions.b"},
            {"what": "dropped", "before": "questions.e"},
        ],
    )
    assert [(one.what, one.before, one.now) for one in found.instrument.became] == [
        ("reworded", ("questions.a",), ("questions.a",)),
        ("merged", ("questions.c", "questions.d"), ("questions.b",)),
        ("dropped", ("questions.e",), ()),
    ]
    assert faults(question(), tandem_became=[{"what": "lost", "before": "questions.a"}]) == [
        "tandem_became, row 2, column what: Say reworded, moved, split, merged, dropped or new,"
        " and which."
    ]
