"""Builders for the tests of preparations: a link that was given, and the phone that opened it."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

from tandem.people.actor import Staff
from tandem.preparation.access import COOKIE
from tandem.preparation.actions import give
from tandem.preparation.models import Preparation
from tests.page import Pages

PIN = "4711"


def given(worker, person, days=14):
    token = give(by=Staff(worker), person=person, ends_on=timezone.localdate() + timedelta(days))
    return SimpleNamespace(
        token=token,
        worker=worker,
        person=person,
        row=Preparation.objects.get(person=person, ended_at=None),
        phone=Pages(),
    )


def open_on(phone, at, pin=PIN):
    return phone.post(f"/n/{at.token}", {"pin": pin})


def opened(worker, person, **more):
    at = given(worker, person, **more)
    answer = open_on(at.phone, at)
    assert (answer.status_code, answer["Location"]) == (302, "/notes"), answer.content.decode()
    assert at.phone.cookies[COOKIE].value
    return at


def write(at, area="home", **values):
    """Fill in questions of an area: `now="good"` for home.now, and `_` for a further dot."""
    data = {}
    for key, value in values.items():
        to = f"{area}.{key.replace('__', '.')}"
        data |= {to: value, f"act:{to}": str(uuid4()), f"was:{to}": "0"}
    return at.phone.post(f"/notes/{area}", data)


def read(at, path="/notes"):
    answer = at.phone.get(path)
    assert answer.status_code == 200
    return answer.content.decode()
