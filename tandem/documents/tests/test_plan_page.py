from dataclasses import replace
from datetime import date

import pytest

from tandem.documents.plan_page import print_plan
from tandem.documents.plan_parts import NewsLine, StepLine
from tandem.documents.tests.pages import FLAT, NO_PLAN, PLAN
from tandem.documents.tests.reading import opened, smallest_type, squeezed, tags_of, text_of
from tandem.documents.words import Words


@pytest.fixture(scope="module")
def plan():
    return print_plan(PLAN)


def stands_in_order(text, *parts):
    at = 0
    for part in parts:
        found = text.find(squeezed(part), at)
        assert found >= 0, f"{part!r} is not on the page, or not after what came before"
        at = found + len(squeezed(part))


def test_an_ordinary_plan_is_one_page_of_a4(plan):
    with opened(plan) as pdf:
        assert len(pdf.pages) == 1
        width, height = (round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)


def test_the_page_says_what_it_is_to_a_screen_reader(plan):
    with opened(plan) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked is True
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        with pdf.open_metadata() as about:
            assert about["dc:title"] == "Danielle's plan"
            assert about["pdfuaid:part"] == "1"


def test_easy_read_says_all_of_it_in_big_type_without_a_table():
    easy = print_plan(replace(PLAN, size="easy"))
    stands_in_order(
        text_of(easy),
        "Danielle's plan",
        "“My boy at weekends.”",
        "I keep my flat.",
        "Ring the council",
        "Imran: Go with her to advice",
        "Yes, I agree",
        "“A kind neighbour.”",
        "Home Danielle: Mostly fine Imran: Hard",
        "When we look again",
    )
    kinds, _ = tags_of(easy)
    assert "/Table" not in kinds
    assert kinds.count("/H1") == 1


def test_big_print_has_no_small_letter(plan):
    large = print_plan(replace(PLAN, size="large"))
    assert smallest_type(large) >= 16 > smallest_type(plan)
    stands_in_order(text_of(large), "I keep my flat.", "Go with her to advice", "Promised")


def test_what_is_new_stands_before_the_goals():
    line = NewsLine("Goal 1", "Imran: Added a promise", Words("I go with you."))
    new = print_plan(replace(PLAN, since=date(2026, 2, 3), news=(line,)))
    stands_in_order(
        text_of(new),
        "What is new since 3 February 2026",
        "Goal 1: Imran: Added a promise: I go with you.",
        "I keep my flat.",
    )
    none = text_of(print_plan(replace(PLAN, since=date(2026, 2, 3))))
    assert squeezed("What is new since 3 February 2026 Nothing has changed.") in none


def test_headings_and_table_headers_are_tagged(plan):
    kinds, _ = tags_of(plan)
    headings = [kind for kind in kinds if kind[1:2] == "H" and kind[2:].isdigit()]
    # Reasons, two goals, strengths, differences; each difference; when we look again.
    assert headings == ["/H1", *["/H2"] * 5, *["/H3"] * 3, "/H2"]
    # Two tables of steps with four columns, one of strengths with three.
    assert kinds.count("/TH") == 11
    assert kinds.count("/Table") == 3


def test_all_of_the_plan_is_on_the_page_in_reading_order_with_the_person_first(plan):
    stands_in_order(
        text_of(plan),
        "Danielle's plan",
        "with Imran",
        "3 March 2026",
        "My boy at weekends.",
        "Goal 1",
        "I keep my flat.",
        "Home: what makes it hard",
        "Danielle Ring the council Fri 6 March Doing",
        "Imran Go with her to advice Tue 10 March Promised",
        "Danielle Bring the letter Tue 10 March Done",
        "Danielle: Yes, I agree. “As long as I ring them, not you.”",
        "Imran: Yes, I agree",
        "Goal 2",
        "You agreed on 24 February, but the words are new.",
        "What is good now",
        "Danielle Imran",
        "Home “A kind neighbour.” “Eight months in one flat.”",
        "Where we see it differently",
        "Home: How home is now",
        "Danielle: Mostly fine “It is mine and I keep it going.”",
        "Imran: Hard “Rent is two months behind.”",
        "We talked on 3 March. Both views stay on this page. We look again on Fri 3 April.",
        "Staying safe",
        "When we look again",
        "This page is yours.",
    )


def test_no_letter_is_smaller_than_eleven_points(plan):
    assert smallest_type(plan) >= 11
    assert smallest_type(print_plan(replace(PLAN, goals=(FLAT,) * 6))) >= 11


@pytest.mark.parametrize("goals", [(), (FLAT,), (FLAT, FLAT), (FLAT, FLAT, FLAT)], ids=len)
@pytest.mark.parametrize("differences", range(4))
def test_the_air_of_a_page_is_never_more_than_fits(goals, differences):
    page = replace(PLAN, goals=goals, differences=PLAN.differences[:differences])
    if len(goals) == 3 and differences > 1:
        page = replace(page, strengths=(), come_back=())
    with opened(print_plan(page)) as pdf:
        assert len(pdf.pages) == 1


def test_what_does_not_fit_goes_to_a_second_page_that_says_so():
    long = print_plan(replace(PLAN, goals=(FLAT,) * 4))
    with opened(long) as pdf:
        assert len(pdf.pages) == 2
    assert text_of(long).count(squeezed("Ring the council")) == 4
    edges = text_of(long, with_edges=True)
    assert squeezed("More on page 2") in edges
    assert squeezed("This carries on from page 1") in edges
    assert squeezed("Page 2 of 2") in edges


def test_the_foot_of_the_page_has_the_day_the_code_and_the_number(plan):
    assert squeezed("3 March 2026 · Plan 7f3a-91c0 Page 1 of 1") in text_of(plan, with_edges=True)


def test_days_are_written_in_the_language_of_the_person():
    plan = print_plan(replace(PLAN, language="cy"))
    with opened(plan) as pdf:
        assert pdf.Root.Lang == "cy"
    assert squeezed("3 Mawrth 2026") in text_of(plan)


def test_words_in_another_language_say_so():
    said_in_welsh = replace(FLAT, words=Words("Dw i'n cadw fy fflat.", "cy"))
    _, languages = tags_of(print_plan(replace(PLAN, goals=(said_in_welsh,))))
    assert "cy" in languages


def test_a_language_that_nobody_knows_is_the_pages_own():
    odd = print_plan(replace(PLAN, reasons=(Words("Home.", "zz-!!'\""),)))
    assert "Home." in text_of(odd)


def test_a_step_next_year_says_which_year():
    step = StepLine("person", "Danielle", Words("Ask again"), date(2027, 1, 4), "Promised")
    plan = print_plan(replace(PLAN, goals=(replace(FLAT, steps=(step,)),)))
    assert squeezed("Mon 4 January 2027") in text_of(plan)


def test_a_plan_without_goals_leaves_room_and_promises_nothing():
    text = text_of(print_plan(NO_PLAN))
    assert squeezed("No goal yet") in text
    assert squeezed("This page is yours.") in text
    assert squeezed("what Kofi will do") not in text


def test_a_practice_plan_and_one_made_alone_say_so():
    sentence = "Imran wrote this without Danielle, because she was ill."
    text = text_of(print_plan(replace(PLAN, is_practice=True, made_without_person=sentence)))
    assert squeezed("Practice. This is not a real person.") in text
    assert squeezed(sentence) in text


def test_what_was_not_answered_and_what_has_to_happen_are_on_the_page():
    line = "Danielle chose not to answer this on 3 March 2026."
    must = "Meet Imran each Tuesday."
    text = text_of(print_plan(replace(PLAN, not_answered=(line,), requirements=(must,))))
    assert squeezed(line) in text
    assert squeezed(must) in text
