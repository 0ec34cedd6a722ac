"""Danielle's own page: switched on in a sitting, opened on her phone, used since; and the day on
which the two meet next."""

from datetime import time
from uuid import uuid4

from django.db import transaction

from tandem.home.demo.scene import Scene, as_of, days_ago
from tandem.lib.working_days import working_days_after
from tandem.own_page.actions import devices
from tandem.people.actor import Holder
from tandem.people.models import Person
from tandem.plans.actions.meetings import plan_meeting
from tandem.plans.actions.steps import mark_step
from tandem.plans.models import Step
from tandem.voices.actions import Setting

PIN = "4711"


def switch_on(sitting: Scene) -> None:
    devices.open_link(token=devices.switch_on(room=sitting.room()), pin=PIN)


def meet_next(sitting: Scene) -> None:
    """What helps that day is what she said makes meetings work."""
    sitting.says(how__memory=["text"], how__times=["school"])
    plan_meeting(
        person=sitting.person,
        setting=sitting.setting(sitting.room()),
        act=uuid4(),
        party="both",
        on=working_days_after(days_ago(0).date(), 5),
        at=time(11),
        how="office",
        helps=["text"],
    )


@transaction.atomic
def at_home(person: Person, step: Step) -> None:
    """She marks a step of her own, alone."""
    device = person.own_pages.get(off_at=None).devices.get()
    by = Holder(device.pk, person.pk)
    with as_of(days_ago(2, hour=19)):
        setting = Setting(by, None, "person", "en", 0)
        mark_step(step=step, setting=setting, act=uuid4(), party="person", state="doing")
