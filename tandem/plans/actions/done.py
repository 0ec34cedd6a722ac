"""Whether the plan tells at its top what was done lately: the person says so."""

from uuid import UUID

from django.db import transaction

from tandem.people.models import Person
from tandem.plans.actions.plan import held_plan, say
from tandem.plans.done import ABOUT
from tandem.voices.actions import Setting
from tandem.voices.models import Kind


@transaction.atomic
def tell_done(*, person: Person, setting: Setting, act: UUID, told: bool) -> None:
    thread = held_plan(person)
    say(thread, act, setting, kind=Kind.NOTE, about=ABOUT, party="person", value={"told": told})
