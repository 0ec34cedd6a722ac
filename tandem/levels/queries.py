from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.levels.models import Level, TakenOff
from tandem.levels.rules import standing
from tandem.people.models import Person


def levels_of(person: Person) -> list[Level]:
    """What stands: of each tool the newest, but for what was taken off."""
    rows = Level.objects.filter(person=person, taken_off=None)
    return standing(rows.order_by("brought_at", "id"))


def gone_of(person: Person, levels: Iterable[UUID]) -> list[Level]:
    """Those of these that stand no more: replaced, or taken off (`is_off`)."""
    stand = {one.pk for one in levels_of(person)}
    rows = Level.objects.filter(person=person, pk__in=set(levels) - stand)
    is_off = Exists(TakenOff.objects.filter(level=OuterRef("pk")))
    return list(rows.annotate(is_off=is_off).order_by("-worked_out_on", "-brought_at"))


def earlier_of(person: Person) -> list[Level]:
    """What stood before it, the newest first."""
    stand = {one.pk for one in levels_of(person)}
    rows = Level.objects.filter(person=person, taken_off=None).exclude(pk__in=stand)
    return list(rows.order_by("-worked_out_on", "-brought_at"))
