"""Every control of the desk, of the organisation and of signing in."""

import pytest

from tests.journeys.controls import walk_through, ways

SCENES = ["desk", "preparing", "own page", "fund", "many", "organisation", "author", "passkeys"]


@pytest.mark.parametrize(("scene", "manner"), ways(SCENES))
def test_what_is_entered_is_kept_as_it_was_entered(scene, manner, opened, place):
    walk_through(scene, manner, opened, place)
