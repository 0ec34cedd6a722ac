from hypothesis import given

from tandem.instruments.branches import branch_of, lines, put, table_of
from tandem.instruments.conditions import asks_in, holds, read
from tandem.instruments.conditions import table_of as written
from tandem.instruments.tests.test_conditions import CONDITIONS

SOME = [{"home.now": now, "many": [now], "ten": ten} for now in ("good", "bad") for ten in (0, 9)]


@given(CONDITIONS)
def test_every_condition_can_be_shown_in_lines_and_says_the_same_then(condition):
    branch = branch_of(written(condition))
    again = read(table_of(branch), "here")
    for answers in (*SOME, {}):
        assert holds(again, answers) == holds(condition, answers)
    assert branch_of(table_of(branch)) == branch
    assert {one.item for one in lines(branch)} == {one.item for one in asks_in(condition)}


@given(CONDITIONS)
def test_what_is_left_when_a_line_is_taken_off_is_sound(condition):
    left = put(branch_of(written(condition)), (0,), None)
    if left is not None:
        read(table_of(left), "here")
