from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.models import FairnessTap
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.privacy.screen import closed
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.models import Entry, Kind, Party, Thread


@transaction.atomic
def tap_fair(
    *,
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    talk: Entry,
    answer: str,
    worker_may_see: bool = False,
    wants_someone: bool = False,
) -> None:
    """Keep the person's own tap, once for one act, only where the person is alone with it.

    The worker reads the log and never this table. So what the person lets the worker see is said
    in the log as well, and nothing else is. The audit row says that it was done, never what.
    """
    if not room.is_persons_device:
        raise Refused(_("Only the person can answer this, on their own screen."))
    shown(room.by, [room.person.pk], what="fair", verb=Verb.COLLECT)
    FairnessTap.objects.defer(*closed(FairnessTap)).get_or_create(
        pk=act,
        defaults={
            "sitting": room.sitting,
            "talk": talk,
            "answer": answer,
            "worker_may_see": worker_may_see,
            "wants_someone": wants_someone,
            "at": timezone.now(),
        },
    )
    if worker_may_see:
        append(
            thread.pk,
            uuid5(act, "fair"),
            setting,
            kind=Kind.TALK,
            about=talk.about,
            party=Party.PERSON,
            value={"talk": str(talk.pk), "step": "fair", "said": {"fair": answer}},
        )
