"""Builders for the tests of own pages: switched on in a room, and the phone that opened it."""

from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

from tandem.own_page.access import COOKIE, page_of
from tandem.own_page.actions.devices import switch_on
from tandem.people.actor import Staff
from tandem.plans.tests.stories import home_sheet, keep_the_flat, ring_the_council
from tandem.sittings.models import Held, Sitting
from tandem.sittings.room import Room
from tests.page import Pages

PIN = "4711"


def link_for(worker, person, held=Held.SIDE_BY_SIDE, door="together"):
    sitting = Sitting(
        person=person,
        worker=worker,
        mode="statutory",
        held=held,
        held_on=timezone.localdate(),
        started_at=timezone.now(),
    )
    return switch_on(room=Room(door, Staff(worker), sitting, person))


def holding(worker, person, pin=PIN):
    """A phone on which the page is open."""
    token = link_for(worker, person)
    at = SimpleNamespace(token=token, worker=worker, person=person, phone=Pages())
    answer = at.phone.post(f"/o/{token}", {"pin": pin})
    assert (answer.status_code, answer["Location"]) == (302, "/page"), answer.content.decode()
    assert at.phone.cookies[COOKIE].value
    at.secret = at.phone.cookies[COOKIE].value
    at.page = page_of(person)
    return at


def with_steps(worker, person):
    """A plan with a step of the person's and a promise of the worker's."""
    home_sheet(worker, person)
    goal = keep_the_flat(worker, person)
    return ring_the_council(worker, goal), ring_the_council(worker, goal, who="worker")


def mark(at, step, state="done", act=None):
    return at.phone.post(f"/page/steps/{step.pk}", {"act": str(act or uuid4()), "state": state})


def read(at, path="/page"):
    answer = at.phone.get(path)
    assert answer.status_code == 200
    return answer.content.decode()
