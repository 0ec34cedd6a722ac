"""Every control of the talks and the plan."""

import pytest

from tests.journeys.controls import walk_through, ways

SCENES = ["plan"]


@pytest.mark.parametrize(("scene", "manner"), ways(SCENES))
def test_what_is_entered_is_kept_as_it_was_entered(scene, manner, opened, place):
    walk_through(scene, manner, opened, place)
