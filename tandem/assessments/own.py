"""An organisation's own instruments, as they are asked in its rooms."""

from __future__ import annotations

from uuid import UUID

from tandem.assessments.models import Offering, OwnInstrument
from tandem.assessments.queries import released
from tandem.instruments.schema import Instrument


def offered_own(organisation: UUID) -> list[Instrument]:
    """The newest version of each that is offered, by their names."""
    own = OwnInstrument.objects.filter(organisation=organisation)
    newest = own.order_by("name", "-version").distinct("name")
    out = out_of_use(organisation)
    return [released(one.release_id) for one in newest if one.name not in out]


def newest_own(organisation: UUID, name: str) -> Instrument | None:
    """The newest version, whether or not it is offered."""
    own = OwnInstrument.objects.filter(organisation=organisation, name=name)
    digest = own.order_by("-version").values_list("release", flat=True).first()
    return released(digest) if digest else None


def out_of_use(organisation: UUID) -> set[str]:
    """The names of those that are offered no longer. Where one was begun it goes on."""
    newest = Offering.objects.filter(organisation=organisation).order_by("name", "-id")
    return {one.name for one in newest.distinct("name") if not one.is_offered}
