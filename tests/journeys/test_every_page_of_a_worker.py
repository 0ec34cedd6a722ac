"""See `test_every_page`: the desk of those who support people."""

import pytest

from tests.journeys.rounds import goes_round


@pytest.mark.parametrize("role", ["worker", "voluntary"])
def test_every_page_of(role, views, chromium, place):
    goes_round(role, views, chromium, place)
