from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.rules.carry import RELEASE
from tandem.assessments.versions import newer_than
from tandem.audit.models import Verb
from tandem.instruments.schema import Instrument
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party, Thread


@transaction.atomic
def carry_over(*, thread: Thread, to: Instrument, setting: Setting) -> bool:
    """From here on the sheet asks by the newer version; False where it does so already.

    Nothing is copied: each entry stays what it is, under the key that asks the same."""
    held = _held(thread)
    if held.release_now == to.digest:
        return False
    newer = newer_than(held)
    if newer is None or newer.digest != to.digest:
        raise Refused(_("This is not the newest version. Look again at what changed."))
    _say(held, {"from": held.release_now, "to": to.digest}, setting)
    Thread.objects.filter(pk=held.pk).update(stands_on=to.digest)
    held.stands_on_id = thread.stands_on_id = to.digest
    refresh_summary(held)
    return True


@transaction.atomic
def stay(*, thread: Thread, on: Instrument, setting: Setting) -> None:
    """The sheet stays on its version; nobody is asked again before there is another one."""
    _say(_held(thread), {"stay": on.digest}, setting)


def _held(thread: Thread) -> Thread:
    """Locked, so that two who choose at once make one change."""
    found: Thread = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    found.person = thread.person
    return found


def _say(thread: Thread, value: dict[str, str], setting: Setting) -> None:
    append(
        thread.pk,
        uuid4(),
        setting,
        kind=Kind.CARRY,
        about=RELEASE,
        party=Party.WORKER,
        value=value,
    )
    shown(setting.by, [thread.person_id], what="carry_over", verb=Verb.ALTER)
