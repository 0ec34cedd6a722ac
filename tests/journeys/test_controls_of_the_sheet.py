"""Every control of a sheet that two share, and of what is shut."""

import pytest

from tests.journeys.controls import walk_through, ways

SCENES = ["sheet", "shut"]


@pytest.mark.parametrize(("scene", "manner"), ways(SCENES))
def test_what_is_entered_is_kept_as_it_was_entered(scene, manner, opened, place):
    walk_through(scene, manner, opened, place)
