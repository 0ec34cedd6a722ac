from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.models import FairnessTap
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.sittings.room import Room


@transaction.atomic
def tap_fair(
    *,
    room: Room,
    act: UUID,
    talk: UUID,
    answer: str,
    worker_may_see: bool = False,
    wants_someone: bool = False,
) -> None:
    """Keep the person's own tap, once for one act. Only where the person is alone with it.

    The audit row says that something was written, and never what.
    """
    if not room.is_persons_device:
        raise Refused(_("Only the person can answer this, on their own screen."))
    shown(room.by, [room.person.pk], what="fair", verb=Verb.COLLECT)
    FairnessTap.objects.get_or_create(
        pk=act,
        defaults={
            "sitting": room.sitting,
            "talk_id": talk,
            "answer": answer,
            "worker_may_see": worker_may_see,
            "wants_someone": wants_someone,
            "at": timezone.now(),
        },
    )
