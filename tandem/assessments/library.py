"""The instruments that an organisation has: those that come with Tandem, and its own."""

from __future__ import annotations

from tandem.assessments.models import OwnInstrument
from tandem.instruments import loader
from tandem.instruments.schema import Instrument
from tandem.people.models import Organisation


def shipped_names() -> frozenset[str]:
    return frozenset(name for name, _version in loader.names())


def versions_of(organisation: Organisation, name: str) -> list[Instrument]:
    """All versions of one instrument, the newest first; none if there is no such instrument."""
    if name in shipped_names():
        found = [loader.released(name, version) for had, version in loader.names() if had == name]
    else:
        own = OwnInstrument.objects.filter(organisation=organisation, name=name)
        found = [loader.parse(one.release.body) for one in own.select_related("release")]
    return sorted(found, key=lambda one: -one.version)
