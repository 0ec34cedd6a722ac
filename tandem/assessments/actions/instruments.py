"""Bring in an instrument of an organisation's own: whole or not at all, and twice is as once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.library import versions_of
from tandem.assessments.models import Offering, OwnInstrument
from tandem.assessments.queries import shipped_names
from tandem.audit.actions import nothing_shown
from tandem.instruments.models import LONGEST_NAME, Release
from tandem.instruments.schema import Instrument
from tandem.instruments.versions import Change, changes, unsaid
from tandem.instruments.xlsform.reading import read
from tandem.instruments.xlsform.told import Told, Unreadable
from tandem.instruments.xlsform.workbook import BECAME, SETTINGS
from tandem.people.actions.files import keep_file
from tandem.people.actions.teams import may_run
from tandem.people.actor import Actor, Staff
from tandem.people.models import Organisation, WaitingFile


def keep_form(*, by: Staff, raw: bytes, filename: str) -> WaitingFile:
    """Keep a form for its dry run."""
    may_run(by, by.user.organisation)
    nothing_shown()
    return keep_file(by=by, brings="instrument", raw=raw, filename=filename)


@transaction.atomic
def offer_instrument(*, by: Staff, name: str, is_offered: bool) -> None:
    """Nothing is deleted: where it was begun it can be read, and goes on."""
    may_run(by, by.user.organisation)
    nothing_shown()
    Offering.objects.create(
        organisation=by.user.organisation, name=name, is_offered=is_offered, by=by.user
    )


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, or would. changes: since the version before, if there is one."""

    instrument: Instrument
    notes: tuple[Told, ...]
    changes: tuple[Change, ...]
    is_new: bool
    sentence: str


@transaction.atomic
def import_instrument(
    *, by: Actor, organisation: Organisation, raw: bytes, filename: str, dry_run: bool
) -> Imported:
    """Raises Unreadable with a sentence for each fault."""
    may_run(by, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one at a time
    found = read(raw, filename)
    made = found.instrument
    here = versions_of(organisation, made.name)
    _check_name(made)
    same = next((one for one in here if one.version == made.version), None)
    if same is None and here and here[0].version > made.version:
        _refuse("version", _("Version %(version)s is here already.") % {"version": here[0].version})
    if same is not None and same.digest != made.digest:
        sentence = _("Version %(version)s is here with other words. A version never changes.")
        _refuse("version", sentence % {"version": made.version})
    before = next((one for one in here if one.version < made.version), None)
    if before and same is None and (left := [Told(one, BECAME) for one in unsaid(before, made)]):
        raise Unreadable(*left)
    if same is None and not dry_run:
        keep_release(organisation, made, found.body)
    return Imported(
        made,
        found.notes,
        tuple(changes(before, made)) if before else (),
        same is None,
        _sentence(made, is_new=same is None, dry_run=dry_run),
    )


def keep_release(organisation: Organisation, made: Instrument, body: str) -> None:
    """Freeze it as an own one of the organisation."""
    release, _made = Release.objects.get_or_create(
        digest=made.digest,
        defaults={"name": made.name, "version": made.version, "body": body, "is_shipped": False},
    )
    OwnInstrument.objects.create(
        organisation=organisation, release=release, name=made.name, version=made.version
    )


def _check_name(made: Instrument) -> None:
    if made.name in shipped_names():
        _refuse(
            "form_id", _("%(name)s comes with Tandem. Choose another id.") % {"name": made.name}
        )
    if len(made.name) > LONGEST_NAME:
        _refuse("form_id", _("This id is too long."))


def _refuse(column: str, sentence: str) -> None:
    raise Unreadable(Told(sentence, SETTINGS, 2, column))


def _sentence(made: Instrument, *, is_new: bool, dry_run: bool) -> str:
    if not is_new:
        sentence = _("%(name)s, version %(version)s, is here already.")
    elif dry_run:
        sentence = _("%(name)s, version %(version)s, can come in. Nothing is saved yet.")
    else:
        sentence = _("%(name)s, version %(version)s, is in.")
    return sentence % {"name": made.name, "version": made.version}
