"""What a worker did about what makes meetings work for the person: dated words beside the wish."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.queries import instrument_of
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.people.actor import Staff
from tandem.people.models import Person
from tandem.voices.actions import Setting, append
from tandem.voices.models import Entry, Kind, Party, Thread


@transaction.atomic
def say_done(
    *, by: Staff, person: Person, thread: Thread, setting: Setting, act: UUID, wish: str, words: str
) -> Entry:
    """`wish` is the key of the question that the person answered."""
    asked = {item.key for item in instrument_of(thread).items if item.told_before}
    is_said = Entry.objects.filter(thread=thread, about=wish, party="person", kind=Kind.ANSWER)
    if wish not in asked or not is_said.exists():
        raise Refused(_("There is no such wish here."))
    if not words:
        raise Refused(_("Write what was done. A few words are enough."))
    done = append(
        thread.pk,
        act,
        setting,
        kind=Kind.STEP,
        about=wish,
        party=Party.WORKER,
        value={"words": words},
    )
    shown(by, [person.pk], what="wish", verb=Verb.COLLECT)
    return done.entry
