import pytest
from django.test import Client

from tandem.plans.tests.stories import (
    home_sheet,
    join_as_person,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.sittings.models import Held


@pytest.fixture
def room(cast, client):
    """Danielle's room; `room("beside")` gives a client at that door and its address."""
    home_sheet(cast.imran, cast.danielle)

    def opened(door):
        held = Held.PAPER if door == "desk" else Held.SIDE_BY_SIDE
        sitting = sit(client, cast.imran, cast.danielle, held=held)
        at = join_as_person(Client(), sitting) if door == "beside" else client
        return at, f"/{door}/{sitting.pk}"

    return opened


@pytest.fixture
def goal(cast, room):
    goal = keep_the_flat(cast.imran, cast.danielle)
    ring_the_council(cast.imran, goal)
    ring_the_council(cast.imran, goal, who="worker", words="I go with you.")
    return goal
