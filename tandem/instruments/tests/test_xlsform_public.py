"""Three public forms, imported, written out and imported again: see xlsforms/README.md."""

from pathlib import Path

import pytest

from tandem.instruments import loader
from tandem.instruments.xlsform.reading import read
from tandem.instruments.xlsform.writing import not_carried, write

FORMS = Path(__file__).parent / "xlsforms"

NOT_CARRIED = {
    "choice_filter_test": [
        "choices, row 6, column name: This is called king_2 here.",
        "survey, row 3, column choice_filter: This column is not carried. Rows that use it: 2.",
        "choices, row 4, column cf: This column is not carried.",
        "settings, row 2, column allow_choice_duplicates: This column is not carried.",
    ],
    "loop": [
        "survey, row 2, column type: “Other” is an answer with a box for words.",
        "survey, row 3, column type: The loop is written out: one group for each of 3 answers.",
        "survey, row 3, column label: The group has no words. Its name stands for them.",
    ],
    "specify_other": ["survey, row 2, column type: “Other” is an answer with a box for words."],
}
SAID_OF_ALL = (
    "survey, column tandem_party: Who answers is not said. All questions are the person's."
)


@pytest.mark.parametrize("name", NOT_CARRIED)
def test_a_public_form_comes_in_with_a_list_of_what_was_not_carried(name):
    found = read((FORMS / f"{name}.xlsx").read_bytes(), f"{name}.xlsx")
    assert [str(note) for note in found.notes] == [*NOT_CARRIED[name], SAID_OF_ALL]


@pytest.mark.parametrize("name", NOT_CARRIED)
def test_what_came_in_goes_out_and_comes_in_the_same_with_nothing_to_tell(name):
    found = read((FORMS / f"{name}.xlsx").read_bytes(), f"{name}.xlsx").instrument
    again = read(write(found))
    assert again.instrument.areas == found.areas
    assert again.instrument.digest == found.digest
    assert again.notes == ()
    assert not_carried(found) == []


def test_a_loop_becomes_one_part_for_each_answer_of_its_list():
    found = read((FORMS / "loop.xlsx").read_bytes(), "loop.xlsx").instrument
    assert [part.key for part in found.area("loop_toilet_types").parts] == [
        "loop_toilet_types.pit_latrine_with_slab",
        "loop_toilet_types.open_pit_latrine",
        "loop_toilet_types.bucket_system",
    ]
    number = found.item("loop_toilet_types.bucket_system.number")
    assert number.kind == "number"
    assert number.prompt.raw("en") == "How many Bucket system are on the premises?"
    other = found.item("questions.available_toilet_types.other")
    assert other.asked_if.item == "questions.available_toilet_types"


@pytest.mark.parametrize(
    ("name", "version"),
    [(name, version) for name, version in loader.names() if loader.released(name, version).areas],
)
def test_what_is_shipped_goes_out_and_comes_back_without_loss(name, version):
    shipped = loader.released(name, version)
    again = read(write(shipped))
    assert again.notes == ()
    for what in ("areas", "scales", "constructs", "became", "title", "line", "name", "version"):
        assert getattr(again.instrument, what) == getattr(shipped, what), what


def test_what_a_spreadsheet_cannot_hold_is_told():
    assert [str(told) for told in not_carried(loader.released("whole-life", 1))] == [
        "prompts: 5: Steps that are read out are not carried.",
        "asides: 4: Steps that come when needed are not carried.",
        "sentences: 30: Sentences by key are not carried.",
    ]
