"""A promise that stands on the plan without a goal: how it stands is said where it was made."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.promises import ON_A_GOAL, STATES, promises
from tandem.instruments.models import HOME
from tandem.lib.refused import Refused
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.actions.plan import held, say
from tandem.voices.actions import Setting
from tandem.voices.models import Entry, Kind
from tandem.voices.queries import said_in


def is_promise(person: Person, entry: UUID) -> bool:
    """Whether this names what was said on a sheet of the person's, and not a step of a goal."""
    return Entry.objects.filter(pk=entry, thread__person=person, thread__kind="sheet").exists()


@transaction.atomic
def mark_promise(
    *,
    person: Person,
    entry: UUID,
    setting: Setting,
    act: UUID,
    party: str,
    state: str,
    onto_goal: bool = False,
) -> None:
    """`party` is whose voice it is, as for a step; `onto_goal`: it is put on one in the same
    transaction, and stands there from now on."""
    sheet = Entry.objects.get(pk=entry, thread__person=person, thread__kind="sheet").thread_id
    thread = held(sheet)
    instrument = instrument_of(thread)
    found = next((p for p in promises(instrument, said_in(sheet)) if p.entry.id == entry), None)
    if found is None or instrument.name == HOME:
        raise Refused(_("There is nothing here to mark."))
    if state not in STATES and not (onto_goal and state == ON_A_GOAL):
        raise Refused(_("Choose how it stands."))
    if not rules.may_mark(party, found.party):
        raise Refused(_("This is not your step to change. Talk about it together."))
    if found.state != state:
        value = {"of": str(entry), "state": state}
        say(thread, act, setting, kind=Kind.STEP, about=found.item.key, party=party, value=value)
        refresh_summary(thread)
