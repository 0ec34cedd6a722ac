from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.checks import AFTER
from tandem.assessments.models import AfterToday
from tandem.assessments.queries import newest_release, sheet_thread
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.privacy.screen import closed
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party


@transaction.atomic
def say_after_today(
    *,
    room: Room,
    setting: Setting,
    act: UUID,
    answers: Mapping[str, str],
    worker_may_see: bool = False,
) -> None:
    """Keep the person's taps, once for a sitting, only where the person is alone with them.

    The worker reads the log and never this table. So what the person lets the worker see is said
    in the log as well, and nothing else is. The audit row says that it was done, never what.
    """
    if not room.is_persons_device:
        raise Refused(_("Only the person can answer this, on their own screen."))
    shown(room.by, [room.person.pk], what="after today", verb=Verb.COLLECT)
    if not answers:
        return
    kept, is_new = AfterToday.objects.defer(*closed(AfterToday)).get_or_create(
        sitting=room.sitting,
        defaults={
            "id": act,
            "release_id": newest_release(AFTER),
            "answers": dict(answers),
            "worker_may_see": worker_may_see,
            "at": timezone.now(),
        },
    )
    if is_new and worker_may_see:
        thread = sheet_thread(room.person, AFTER)
        for key, answer in answers.items():
            append(
                thread.pk,
                uuid5(kept.pk, key),
                setting,
                kind=Kind.ANSWER,
                about=key,
                party=Party.PERSON,
                value=answer,
            )
