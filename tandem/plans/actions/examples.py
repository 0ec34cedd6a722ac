"""Who coaches tells a line of "Not the usual way" to their team without names, or takes it back."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.actions.acts import made_before
from tandem.people.actor import Staff
from tandem.plans.coaching import Line
from tandem.plans.examples import TOLD, example_of, may_offer, names_of, workers_of
from tandem.plans.models import Example
from tandem.plans.reasons import language
from tandem.plans.unnamed import tells


@transaction.atomic
def offer_example(*, by: Staff, line: Line, act: UUID, number: int, area: str, **told: str) -> None:
    """`line` is within reach; `number` is the newest that was seen of it. Of two at one moment the
    first stands, and the other is told."""
    said = {"line_id": line.id, "is_offered": True, "area": area, **told}
    if made_before(Example.objects.filter(pk=act), act, said):
        return
    if not may_offer(by) or line.is_own or line.seen is None:
        raise Refused(_("A manager who has seen it and did not write it can tell it to others."))
    names = names_of(line.person, *workers_of(line.person), by.user, line.author)
    if any(tells(told[name], names) for name in TOLD):
        raise Refused(_("Something in it can tell who it is about."))
    _add(by, act, number, said)


@transaction.atomic
def end_example(*, by: Staff, example: Example, act: UUID) -> None:
    """Anyone who manages the team takes it back, also when the person is in another one by now."""
    said = {"line_id": example.line_id, "is_offered": False}
    if made_before(Example.objects.filter(pk=act), act, said):
        return
    if not may_offer(by):
        raise Refused(_("A manager of the team takes it back."))
    if example.is_offered:
        _add(by, act, example.number, said)


def _add(by: Staff, act: UUID, number: int, said: dict[str, Any]) -> None:
    standing = example_of(by, said["line_id"])
    if (standing.number if standing else 0) == number:
        row = {"pk": act, "language": language(), "by": by.user, "at": timezone.now()}
        key = {"line_id": said["line_id"], "team_id": by.user.team_id, "number": number + 1}
        rest = {name: value for name, value in said.items() if name != "line_id"}
        if Example.objects.get_or_create(**key, defaults=row | rest)[1]:
            return
    raise Refused(_("Somebody has changed it by now. Load the page again to see how it stands."))
