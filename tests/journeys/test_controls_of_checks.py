"""Every question of the small checks, entered by finger on a narrow screen."""

import pytest

from tests.journeys.controls import walk_through, ways

SCENES = ["checks"]


@pytest.mark.parametrize(("scene", "manner"), ways(SCENES))
def test_what_is_entered_is_kept_as_it_was_entered(scene, manner, opened, place):
    walk_through(scene, manner, opened, place)
