"""Every control of a sitting that was held on paper."""

import pytest

from tests.journeys.controls import walk_through, ways

SCENES = ["paper"]


@pytest.mark.parametrize(("scene", "manner"), ways(SCENES))
def test_what_is_entered_is_kept_as_it_was_entered(scene, manner, opened, place):
    walk_through(scene, manner, opened, place)
