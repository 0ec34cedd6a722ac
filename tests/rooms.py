"""A room in which somebody sits: Imran's client, locked to a sitting with Danielle."""

import pytest
from django.urls import reverse

from tandem.sittings.actions.sittings import see_screen
from tandem.sittings.models import Sitting

PIN = "2580"


@pytest.fixture
def just_started(cast, sign_in):
    """Imran's client, locked to a sitting with Danielle."""
    client = sign_in(cast.imran)
    address = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
    client.post(address, {"held": "side", "pin": PIN})
    client.sitting = Sitting.objects.get(person=cast.danielle)
    return client


@pytest.fixture
def together(just_started):
    """The same, after Danielle's tap that she can see the screen."""
    see_screen(sitting=just_started.sitting)
    return just_started


def room(client, name, **more):
    return reverse(f"together:{name}", kwargs={"sitting": client.sitting.pk, **more})
