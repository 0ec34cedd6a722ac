"""Who coaches says that they have seen a line, with a word back to the worker or without."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.actions.acts import made_before
from tandem.people.actor import Staff
from tandem.people.models import Role
from tandem.plans.coaching import Line
from tandem.plans.models import SeenByCoach


@transaction.atomic
def see_line(*, by: Staff, line: Line, act: UUID, words: str) -> None:
    """`line` is within reach. Of two at one moment the first stands, and the other is told."""
    if made_before(SeenByCoach.objects.filter(pk=act), act, {"line_id": line.id, "words": words}):
        return
    if not by.user.has(Role.MANAGER) or line.is_own:
        raise Refused(_("A manager who did not write it says that they have seen it."))
    row = {"pk": act, "by": by.user, "words": words, "at": timezone.now()}
    found, is_new = SeenByCoach.objects.get_or_create(line_id=line.id, defaults=row)
    if not is_new:
        raise Refused(_("%(name)s has seen this by now.") % {"name": found.by.called})
