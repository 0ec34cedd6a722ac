from dataclasses import replace

import pytest

from tandem.documents.sheet_page import print_blank_sheet, print_sheet
from tandem.documents.tests.pages import BLANK, FILLED
from tandem.documents.tests.reading import opened, smallest_type, squeezed, tags_of, text_of


@pytest.fixture(scope="module")
def blank():
    return print_blank_sheet(BLANK)


@pytest.fixture(scope="module")
def filled():
    return print_sheet(FILLED)


def test_a_blank_sheet_asks_both_with_the_person_first(blank):
    text = text_of(blank)
    assert text.find("Howishomeforyounow?") < text.find("Danielle can read".replace(" ", ""))
    for part in ("Our sheet", "I feel safe", "Mostly fine", "More than most", "By when", "Money"):
        assert squeezed(part) in text


def test_every_question_that_may_be_left_has_its_tick(blank):
    assert text_of(blank).count(squeezed("Not answering today")) == 5


def test_each_area_starts_on_its_own_page(blank):
    with opened(blank) as pdf:
        assert len(pdf.pages) == 2


def test_a_sheet_without_names_has_a_line_for_them():
    text = text_of(print_blank_sheet(replace(BLANK, person="", worker="")))
    assert squeezed("The person") in text
    assert squeezed("The worker") in text


def test_a_blank_sheet_is_tagged_and_large(blank):
    kinds, _ = tags_of(blank)
    assert [kinds.count(kind) for kind in ("/H1", "/H2", "/H3", "/H4")] == [1, 2, 3, 6]
    assert smallest_type(blank) >= 11
    with opened(blank) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_a_finished_sheet_has_both_voices_side_by_side(filled):
    text = text_of(filled)
    for part in (
        "Danielle Imran",
        "Danielle sees more going well here. Mostly fine “It is mine.” Typed by Imran",
        "Hard “Rent is behind.”",
        "Danielle is not answering this today.",
        "Nothing is written here yet.",
    ):
        assert squeezed(part) in text
    kinds, _ = tags_of(filled)
    assert kinds.count("/TH") == 3


def test_a_practice_sheet_says_so():
    for pdf in (
        print_blank_sheet(replace(BLANK, is_practice=True)),
        print_sheet(replace(FILLED, is_practice=True)),
    ):
        assert squeezed("Practice. This is not a real person.") in text_of(pdf)
