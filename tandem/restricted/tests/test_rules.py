from datetime import date
from uuid import UUID

from tandem.restricted.rules import Kept, is_to_be_reviewed, standing

ONE, TWO, THREE, FOUR = (UUID(int=number) for number in range(1, 5))


def test_a_correction_stands_in_place_of_what_it_corrects_and_holds_it_behind():
    notes = [Kept(FOUR), Kept(THREE, TWO), Kept(TWO, ONE), Kept(ONE)]
    assert standing(notes) == [[FOUR], [THREE, TWO, ONE]]


def test_a_note_whose_past_is_elsewhere_stands_by_itself():
    assert standing([Kept(TWO, ONE)]) == [[TWO]]
    assert standing([]) == []


def test_it_is_looked_at_again_on_its_day_and_after():
    day = date(2026, 3, 27)
    assert not is_to_be_reviewed(day, date(2026, 3, 26))
    assert is_to_be_reviewed(day, day)
