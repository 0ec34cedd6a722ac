"""The instruments that an organisation has: those that come with Tandem, and its own."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count
from django.db.models.functions import Coalesce

from tandem.assessments.models import OwnInstrument
from tandem.assessments.queries import released, shipped_names
from tandem.instruments import loader
from tandem.instruments.schema import Instrument
from tandem.people.models import Organisation
from tandem.voices.models import Thread


def library_of(organisation: Organisation) -> dict[str, list[Instrument]]:
    """All versions of each instrument by its name, the newest first."""
    found: dict[str, list[Instrument]] = defaultdict(list)
    for name, version in loader.names():
        found[name].append(loader.released(name, version))
    own = OwnInstrument.objects.filter(organisation=organisation).order_by("name")
    for one in own:
        found[one.name].append(released(one.release_id))
    return {name: sorted(all_of, key=lambda one: -one.version) for name, all_of in found.items()}


def versions_of(organisation: Organisation, name: str) -> list[Instrument]:
    """All versions of one instrument, the newest first; none if there is no such instrument."""
    if name in shipped_names():
        found = [loader.released(name, version) for had, version in loader.names() if had == name]
    else:
        own = OwnInstrument.objects.filter(organisation=organisation, name=name)
        found = [released(one.release_id) for one in own]
    return sorted(found, key=lambda one: -one.version)


def begun(organisation: Organisation, name: str) -> list[tuple[int, str, int]]:
    """(version, team, how many people have a sheet of it), the newest version first. Who they are
    is not asked for. The team is "" for people whom no team supports."""
    on = Coalesce("stands_on__version", "release__version")
    sheets = Thread.objects.filter(
        kind="sheet",
        release__name=name,
        person__organisation=organisation,
        person__is_practice=False,
        person__allocations__ended_at=None,
    )
    counted = sheets.values_list(on, "person__allocations__team__name").annotate(
        people=Count("person", distinct=True)
    )
    return sorted(
        ((version, team or "", people) for version, team, people in counted),
        key=lambda row: (-row[0], row[1]),
    )
