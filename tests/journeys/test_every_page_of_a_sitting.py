"""See `test_every_page`: the room, at the shared screen and on the person's own device."""

import pytest

from tests.journeys.rounds import goes_round


@pytest.mark.parametrize("role", ["together", "beside"])
def test_every_page_of(role, views, chromium, place):
    goes_round(role, views, chromium, place)
