"""What a row of a file of levels becomes, and which levels stand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.levels.columns import LEVELS
from tandem.levels.rules import Here, is_out_of_date, judge, standing
from tandem.people.caseload.problems import Unreadable
from tandem.people.caseload.reading import read

TODAY = date(2026, 11, 22)
DANIELLE, KOFI = UUID(int=1), UUID(int=2)
HERE = {"X200001": Here(DANIELLE, is_statutory=True), "K1": Here(KOFI, is_statutory=False)}
HEAD = "CRN,Measure,Kind,Tool,Version,Level,Percent,Months,Source,Date,Valid until\n"
GOOD = "X200001,Any,static,Example,4,Medium,34.4,24,Probation,12/01/2026,12/01/2027"


def rows(*lines, here=HERE, head=HEAD):
    return judge(read((head + "\n".join(lines)).encode(), LEVELS), here, TODAY)


def faults(*lines, **more):
    return [[one.problem.code for one in row.faults] for row in rows(*lines, **more)]


def test_a_sound_row_is_read_whole():
    [row] = rows(GOOD)
    assert (row.outcome, row.person) == ("added", DANIELLE)
    told = row.given
    assert (told.predicts, told.made_of, told.tool, told.version) == (
        "any",
        "static",
        "Example",
        "4",
    )
    assert (told.step, told.out_of_100, told.months, told.source) == ("medium", 34, 24, "Probation")
    assert (told.worked_out_on, told.good_until) == (date(2026, 1, 12), date(2027, 1, 12))


@pytest.mark.parametrize(
    ("number", "kept"), [("0", 0), ("0.4", 0), ("0,5", 1), ("99.5", 100), ("100%", 100), (" 7 ", 7)]
)
def test_numbers_are_rounded_to_people(number, kept):
    quoted = f'"{number}"'
    [row] = rows(GOOD.replace("34.4", quoted))
    assert row.given.out_of_100 == kept


@pytest.mark.parametrize("number", ["-1", "100.6", "101", "NaN", "Infinity", "1e9", "many"])
def test_what_is_no_share_of_100_is_told(number):
    assert faults(GOOD.replace("34.4", number)) == [["not_of_100"]]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("X200001", "", "no_reference_here"),
        ("X200001", "X9", "nobody"),
        ("X200001", "K1", "chose_to_come"),
        ("Any", "", "no_risk"),
        ("Any", "Luck", "unknown_risk"),
        ("static", "stat", "unknown_made_of"),
        ("Example", "", "no_tool"),
        (",4,", ",,", "no_version"),
        ("Medium", "Middling", "unknown_step"),
        ("24", "0", "not_months"),
        ("24", "121", "not_months"),
        ("Probation", "", "no_source"),
        ("12/01/2026", "", "no_day"),
        ("12/01/2026", "23/11/2026", "not_yet"),
        ("12/01/2027", "", "no_end"),
        ("12/01/2027", "11/01/2026", "over_before"),
        ("12/01/2027", "12/01/27", "two_digit_year"),
        ("Example", "x" * 101, "too_long"),
    ],
)
def test_each_fault_is_told_at_its_place(old, new, code):
    assert faults(GOOD.replace(old, new)) == [[code]]


def test_a_level_or_a_number_is_needed():
    assert faults(GOOD.replace("Medium", "").replace("34.4", "")) == [["no_level"]]
    [row] = rows(GOOD.replace("34.4", ""))
    assert (row.given.step, row.given.out_of_100) == ("medium", None)


def test_the_same_again_changes_nothing_and_other_numbers_are_refused():
    [row] = rows(GOOD)
    here = {"X200001": Here(DANIELLE, True, levels=frozenset({row.given}))}
    again, other = rows(GOOD, GOOD.replace("34.4", "35"), here=here)
    assert again.outcome == "same"
    assert [one.problem.code for one in other.faults] == ["other_numbers"]
    first, repeat, third = rows(GOOD, GOOD, GOOD.replace("Medium", "High"))
    assert (first.outcome, repeat.outcome, repeat.repeats) == ("added", "repeat", first.line)
    assert [one.problem.code for one in third.faults] == ["other_numbers"]


def test_what_was_taken_off_stays_off_and_lets_the_right_one_in():
    [row] = rows(GOOD)
    here = {"X200001": Here(DANIELLE, True, taken_off=frozenset({row.given}))}
    again, right = rows(GOOD, GOOD.replace("34.4", "35"), here=here)
    assert [one.problem.code for one in again.faults] == ["taken_off"]
    assert right.outcome == "added"


def test_a_file_without_references_is_told():
    with pytest.raises(Unreadable) as told:
        rows("Danielle,Medium", head="Surname,Level\n")
    assert told.value.problem.code == "no_headings"


@given(st.binary(max_size=400))
def test_any_bytes_are_judged_or_refused(raw):
    try:
        table = read(HEAD.encode() + raw, LEVELS)
    except Unreadable:
        return
    for row in judge(table, HERE, TODAY):
        assert (row.outcome == "refused") == bool(row.faults)


@dataclass(frozen=True)
class One:
    tool: str
    worked_out_on: date
    predicts: str = "any"
    made_of: str = ""


@given(st.permutations([One("A", date(2026, 1, day)) for day in range(1, 6)]))
def test_the_newest_of_a_tool_stands_in_whatever_order_they_came(levels):
    assert standing(levels) == [One("A", date(2026, 1, 5))]


def test_of_one_day_the_later_stands_and_tools_stand_beside_each_other():
    first, second = One("A", date(2026, 1, 1)), One("A", date(2026, 1, 1))
    other = One("B", date(2025, 1, 1))
    found = standing([other, first, second])
    assert found[0] is second
    assert found[1] is other


def test_a_level_is_good_on_its_last_day():
    assert not is_out_of_date(TODAY, TODAY)
    assert is_out_of_date(date(2026, 11, 21), TODAY)
