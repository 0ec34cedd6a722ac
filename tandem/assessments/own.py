"""An organisation's own instruments, as they are asked in its rooms: of those that it brought in,
the ones that a room can ask."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.models import Offering, OwnInstrument
from tandem.assessments.queries import released
from tandem.instruments.schema import Instrument


def offered_own(organisation: UUID) -> list[Instrument]:
    """The newest version of each that is offered and can be asked, by their names."""
    own = OwnInstrument.objects.filter(organisation=organisation)
    newest = own.order_by("name", "-version").distinct("name")
    out = out_of_use(organisation)
    found = [released(one.release_id) for one in newest if one.name not in out]
    return [one for one in found if not any(not_asked(one))]


def newest_own(organisation: UUID, name: str) -> Instrument | None:
    """The newest version, whether or not it is offered; None if a room cannot ask it."""
    own = OwnInstrument.objects.filter(organisation=organisation, name=name)
    digest = own.order_by("-version").values_list("release", flat=True).first()
    found = released(digest) if digest else None
    return None if found is None or any(not_asked(found)) else found


def out_of_use(organisation: UUID) -> set[str]:
    """The names of those that are offered no longer. Where one was begun it goes on."""
    newest = Offering.objects.filter(organisation=organisation).order_by("name", "-id")
    return {one.name for one in newest.distinct("name") if not one.is_offered}


def not_asked(instrument: Instrument) -> Iterator[str]:
    """Why a room cannot ask it, a sentence each."""
    if not instrument.areas:
        yield _("It has no areas.")
    if any(item.party == "both" for area in instrument.areas for item in area.items):
        yield _("It asks both together. Ask each of the two, as a pair.")
