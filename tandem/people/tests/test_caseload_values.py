from datetime import date

import pytest

from tandem.people.caseload import values
from tandem.people.caseload.values import Wrong

READ = date(1990, 7, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "04/07/1990",
        "4/7/1990",
        "04-07-1990",
        "04.07.1990",
        "4 7 1990",
        "1990-07-04",
        "1990/7/4",
        "4 July 1990",
        "04-Jul-1990",
        "4 Gorffennaf 1990",
        "04-Gor-1990",
        "4th July, 1990",
        "1990-07-04T00:00:00",
        "04/07/1990 00:00",
        " 04/07/1990 ",
    ],
)
def test_a_date_that_can_mean_one_day_is_read(cell):
    assert values.day(cell) == READ


@pytest.mark.parametrize(
    ("cell", "code", "said"),
    [
        ("31/02/1990", "no_such_day", {"day": "31", "latest": "28/02/1990"}),
        ("04/07/90", "two_digit_year", {"early": "04/07/1990", "late": "04/07/2090"}),
        ("4 Jul 05", "two_digit_year", {"early": "04/07/1905", "late": "04/07/2005"}),
        ("32874", "spreadsheet_number", {"meant": "01/01/1990"}),
        ("32874.0", "spreadsheet_number", {"meant": "01/01/1990"}),
        ("07/25/1990", "month_first", {"month": "25", "meant": "25/07/1990"}),
        ("40/40/1990", "no_such_month", {"month": "40"}),
        ("00/01/1990", "no_such_day", {"day": "0", "latest": "31/01/1990"}),
        ("31/12/9999x", "not_a_date", {}),
        ("next Tuesday", "not_a_date", {}),
        ("999999", "not_a_date", {}),
        ("0000-00-00", "no_such_month", {"month": "0"}),
        ("4/7/199", "not_a_date", {}),
    ],
)
def test_a_date_that_is_none_or_two_is_asked_about(cell, code, said):
    with pytest.raises(Wrong) as wrong:
        values.day(cell)
    assert (wrong.value.problem.code, dict(wrong.value.problem.values)) == (code, said)


@pytest.mark.parametrize(
    ("cell", "code", "said"),
    [
        ("04/07/90", "two_digit_birth", {"early": "04/07/1990"}),
        ("04/07/05", "two_digit_year", {"early": "04/07/1905", "late": "04/07/2005"}),
        ("23/11/2026", "born_in_future", {}),
        ("31/12/1899", "born_too_early", {}),
    ],
)
def test_a_birth_has_been_and_a_living_person_had_it(cell, code, said):
    with pytest.raises(Wrong) as wrong:
        values.birth(cell, today=date(2026, 11, 22))
    assert (wrong.value.problem.code, dict(wrong.value.problem.values)) == (code, said)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Voluntary", ("voluntary", "")),
        ("SSO", ("statutory", "suspended")),
        ("Community Order", ("statutory", "community_order")),
        ("", ("", "")),
    ],
)
def test_an_order_type_says_the_mode(cell, meant):
    assert values.order(cell) == meant


def test_a_mark_against_formulas_is_taken_off_again():
    assert values.text("family_name", "'=SUM(A1)") == "=SUM(A1)"
    assert values.text("family_name", "'t Hooft") == "'t Hooft"


def test_only_a_note_keeps_its_lines():
    assert values.text("family_name", "van\nder  Berg") == "van der Berg"
    assert values.text("communication_needs", "one\r\ntwo") == "one\ntwo"


def test_too_long_is_said_with_both_lengths():
    with pytest.raises(Wrong) as wrong:
        values.text("pronouns", "x" * 61)
    assert wrong.value.problem.values == {"letters": "61", "longest": "60"}


def test_a_name_that_nobody_can_see_is_none():
    assert values.text("called", "\u200b \u202e") == ""
