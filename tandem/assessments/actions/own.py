"""The person's own story is theirs: they may take its words out for good."""

from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.assessments.checks import OWN_WORDS
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party, Thread


def is_theirs_to_say(room: Room) -> bool:
    """The person acts here themself: on their own device, or on the screen that was handed to them
    for this."""
    return room.door == "beside" or (room.door == "together" and room.sitting.handed == "own")


@transaction.atomic
def take_out(*, room: Room, thread: Thread, setting: Setting, act: UUID, about: str) -> int:
    """Erase what the person ever said here; that it was said, and when, stays in the log. Gives
    how many times something stood here."""
    if about not in OWN_WORDS or not is_theirs_to_say(room):
        raise Refused(_("Only %(person)s can do this.") % {"person": room.person.called})
    shown(room.by, [room.person.pk], what="own words", verb=Verb.ERASE)
    # From here on nothing stands here; and whoever looks at the log sees when that was.
    done = append(
        thread.pk, act, setting, kind=Kind.ANSWER, about=about, party=Party.PERSON, value=""
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT take_out_own_words(%s, %s, %s)", [thread.pk, about, done.entry.seq])
        ((gone,),) = cursor.fetchall()
    return int(gone)
