"""What a worker writes about a talk that they led, and whether their coach may read it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.models import Reflection
from tandem.assessments.practice import Skill
from tandem.lib.refused import Refused
from tandem.people.models import User
from tandem.voices.models import Entry


@transaction.atomic
def reflect(*, worker: User, talk: Entry, act: UUID, words: str, is_shared: bool) -> None:
    """Kept once for one act. Only whoever led the talk reflects on it."""
    if talk.author_id != worker.pk:
        raise Refused(_("Another worker led this talk."))
    now = timezone.now()
    Reflection.objects.get_or_create(
        pk=act,
        defaults={
            "worker": worker,
            "talk": talk,
            "skill": Skill.SETTLING,
            "words": words,
            "written_at": now,
            "shared_at": now if is_shared else None,
        },
    )


def share(*, worker: User, reflection: UUID, is_shared: bool) -> None:
    """Shared, or taken back. Nobody else's is found."""
    own = Reflection.objects.filter(pk=reflection, worker=worker)
    if not own.update(shared_at=timezone.now() if is_shared else None):
        raise Refused(_("This is not here."))
