"""A file that somebody brings waits here between its dry run and its import."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.actor import Staff
from tandem.people.models import Organisation, WaitingFile

Brings = Literal["caseload", "instrument", "levels"]

KEPT = timedelta(days=1)


@transaction.atomic
def keep_file(*, by: Staff, brings: Brings, raw: bytes, filename: str) -> WaitingFile:
    """Keep it for whoever brought it. Files of more than a day ago go."""
    WaitingFile.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    return WaitingFile.objects.create(by=by.user, brings=brings, raw=raw, name=filename[-200:])


def file_of(by: Staff, brings: Brings, pk: UUID) -> WaitingFile | None:
    since = timezone.now() - KEPT
    own = WaitingFile.objects.filter(by=by.user, brings=brings, made_at__gte=since)
    return own.filter(pk=pk).first()


def drop_file(*, by: Staff, file: WaitingFile) -> None:
    WaitingFile.objects.filter(pk=file.pk, by=by.user).delete()


def come_in_alone(organisation: Organisation) -> None:
    """One file of an organisation at a time: what is judged stays true until it is written."""
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update(nowait=True).get(pk=organisation.pk)
    except OperationalError:
        raise Refused(_("Another file is coming in right now. Try again in a minute.")) from None
