"""Bring levels in from a file, and take one off that was wrong. A level never changes."""

from collections import defaultdict
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.actions import nothing_shown
from tandem.audit.models import Verb
from tandem.levels import words
from tandem.levels.columns import LEVELS
from tandem.levels.models import Level, TakenOff
from tandem.levels.report import Report
from tandem.levels.rules import Given, Here, Row, judge
from tandem.lib.refused import Refused
from tandem.people.access import people_for, shown
from tandem.people.actions.files import come_in_alone, keep_file
from tandem.people.actor import Actor, Staff, System
from tandem.people.caseload.problems import Unreadable
from tandem.people.caseload.reading import Table, read
from tandem.people.caseload.values import reference_key
from tandem.people.models import Mode, Organisation, Person, Role, WaitingFile
from tandem.people.queries import modes_of

AT_ONCE = 500


def keep_levels(*, by: Staff, raw: bytes, filename: str) -> WaitingFile:
    """Keep a file of levels that can be read, for its dry run."""
    _read(raw)
    nothing_shown()
    return keep_file(by=by, brings="levels", raw=raw, filename=filename)


@transaction.atomic
def import_levels(
    *, by: Actor, organisation: Organisation, raw: bytes, filename: str, dry_run: bool
) -> Report:
    """Judge every row, and unless this is a dry run bring in those that are sound.

    Raises Refused when nothing of the file can be read.
    """
    table = _read(raw)
    if not dry_run:
        come_in_alone(organisation)
    rows = judge(table, _here(by, organisation), timezone.localdate())
    if not dry_run:
        now = timezone.now()
        user = by.user if isinstance(by, Staff) else None
        Level.objects.bulk_create(
            (
                Level(person_id=row.person, brought_at=now, brought_by=user, **asdict(row.given))
                for row in rows
                if row.outcome == "added" and row.given and row.person
            ),
            batch_size=AT_ONCE,
        )
    _leave_trace(by, rows, dry_run=dry_run)
    return Report(table, tuple(rows), dry_run)


@transaction.atomic
def take_off(*, by: Staff, person: Person, level: Level, why: str) -> None:
    """It is shown no more; what it said, who took it off and why are kept. Twice is as once."""
    if not why.strip():
        raise Refused(_("Say why it is wrong, in a few words."))
    shown(by, [person.pk], what="level taken off", verb=Verb.ALTER)
    TakenOff.objects.get_or_create(
        level=level, defaults={"by": by.user, "why": why.strip()[:300], "at": timezone.now()}
    )


def _read(raw: bytes) -> Table:
    try:
        return read(raw, LEVELS)
    except Unreadable as unreadable:
        raise Refused(words.of_file(unreadable.problem)) from None


def _here(by: Actor, organisation: Organisation) -> dict[str, Here]:
    """Whom the file may be about, by reference: those whose facts this actor may correct."""
    people = Person.objects.filter(organisation=organisation, is_practice=False)
    match by:
        case System():
            pass
        case Staff(user=user) if user.has(Role.ADMINISTRATOR):
            pass
        case Staff():
            people = people.filter(pk__in=people_for(by, "correct").values("pk"))
        case _:
            raise Refused(_("You cannot bring levels in."))
    known = dict(people.exclude(reference="").values_list("pk", "reference"))
    modes = modes_of(known)
    levels: dict[UUID, set[Given]] = defaultdict(set)
    off: dict[UUID, set[Given]] = defaultdict(set)
    for one in Level.objects.filter(person__in=known).select_related("taken_off"):
        (off if hasattr(one, "taken_off") else levels)[one.person_id].add(given_of(one))
    return {
        reference_key(reference): Here(
            pk, modes[pk] == Mode.STATUTORY, frozenset(levels[pk]), frozenset(off[pk])
        )
        for pk, reference in known.items()
    }


def given_of(level: Level) -> Given:
    return Given(**{name: getattr(level, name) for name in Given.__dataclass_fields__})


def _leave_trace(by: Actor, rows: list[Row], *, dry_run: bool) -> None:
    added = {row.person for row in rows if row.outcome == "added" and row.person}
    looked = {row.person for row in rows if row.person} - added
    verb = Verb.CONSULT if dry_run else Verb.COLLECT
    shown(by, sorted(added), what="file of levels", verb=verb)
    shown(by, sorted(looked), what="file of levels", verb=Verb.CONSULT)
    nothing_shown()
