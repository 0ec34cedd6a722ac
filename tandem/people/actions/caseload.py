"""Bring a caseload in from a file: all that is sound, nothing half, twice is as once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.actions import nothing_shown
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import people_for, shown
from tandem.people.actions.files import come_in_alone, keep_file
from tandem.people.actor import Actor, Staff, System
from tandem.people.caseload import rules, words
from tandem.people.caseload.episodes import Course, Episode
from tandem.people.caseload.problems import Fault, Problem, Unreadable
from tandem.people.caseload.reading import read
from tandem.people.caseload.report import Report
from tandem.people.caseload.rows import Here, Row, Setting
from tandem.people.caseload.staff import Team, Worker
from tandem.people.models import (
    Allocation,
    Organisation,
    Person,
    Role,
    WaitingFile,
)
from tandem.people.models import Episode as EpisodeRow

AT_ONCE = 500


def keep_caseload(*, by: Staff, raw: bytes, filename: str) -> WaitingFile:
    """Keep a caseload that can be read, for its dry run."""
    try:
        read(raw)
    except Unreadable as unreadable:
        raise Refused(words.of_file(unreadable.problem)) from None
    nothing_shown()
    return keep_file(by=by, brings="caseload", raw=raw, filename=filename)


@transaction.atomic
def import_caseload(
    *, by: Actor, organisation: Organisation, raw: bytes, filename: str, dry_run: bool
) -> Report:
    """Judge every row, and unless this is a dry run bring in those that are sound.

    Raises Refused when nothing of the file can be read.
    """
    try:
        table = read(raw)
    except Unreadable as unreadable:
        raise Refused(words.of_file(unreadable.problem)) from None
    if not dry_run:
        come_in_alone(organisation)
    setting = _setting(by, organisation)
    rows = rules.judge(table, setting)
    if not dry_run:
        rows = _bring_in(by, organisation, rows)
    _leave_trace(by, rows, dry_run=dry_run)
    return Report(
        table=table,
        rows=tuple(rows),
        dry_run=dry_run,
        notes=tuple(_notes(setting, table.columns.read)),
        staff={one.id: one.name for one in setting.workers}
        | {one.id: one.name for one in setting.teams},
    )


def _setting(by: Actor, organisation: Organisation) -> Setting:
    users = organisation.users.filter(is_active=True, roles__contains=[Role.WORKER])
    workers = tuple(
        Worker(user.pk, user.name, user.email, user.team_id) for user in users.order_by("name")
    )
    teams = tuple(Team(team.pk, team.name) for team in organisation.teams.order_by("name"))
    may_give: frozenset[UUID] | None = frozenset()
    own_worker = own_team = None
    match by:
        case System():
            may_give, ours = None, None
        case Staff(user=user) if user.has(Role.ADMINISTRATOR):
            may_give, ours = None, None
        case Staff(user=user):
            ours = frozenset(people_for(by, "correct").values_list("pk", flat=True))
            own_team = user.team_id
            if user.has(Role.WORKER):
                may_give, own_worker = frozenset({user.pk}), user.pk
            elif user.has(Role.MANAGER):
                may_give = frozenset(one.id for one in workers if one.team == user.team_id)
        case _:
            raise Refused(_("You cannot bring people in."))
    return Setting(
        today=timezone.localdate(),
        mode=organisation.mode,
        workers=workers,
        teams=teams,
        here=tuple(_here(organisation, ours)),
        may_give=may_give,
        own_worker=own_worker,
        own_team=own_team,
    )


def _here(organisation: Organisation, ours: frozenset[UUID] | None) -> Iterator[Here]:
    people = Person.objects.filter(organisation=organisation, is_practice=False)
    episodes: dict[UUID, list[Episode]] = defaultdict(list)
    for row in EpisodeRow.objects.filter(person__in=people).order_by("created_at"):
        known = Episode(row.pk, row.mode, row.order_type, row.starts_on, row.ends_on)
        episodes[row.person_id].append(known)
    places = {
        one.person_id: one for one in Allocation.objects.filter(person__in=people, ended_at=None)
    }
    for person in people.order_by("created_at"):
        place = places.get(person.pk)
        yield Here(
            id=person.pk,
            facts={name: getattr(person, name) for name in rules.STORED},
            episodes=tuple(
                sorted(episodes[person.pk], key=lambda one: str(one.starts_on or "")),
            ),
            worker=place.worker_id if place else None,
            team=place.team_id if place else None,
            is_ours=ours is None or person.pk in ours,
        )


def _notes(setting: Setting, read_as: dict[str, int]) -> Iterator[str]:
    yield _("Dates have the day first, or the year first with four numbers.")
    yield _("An empty cell changes nothing.")
    if "mode" not in read_as and "order_type" not in read_as:
        mode = words.value("mode", setting.mode)
        yield _("No column says the mode, so it is %(mode)s.") % {"mode": mode}
    if "full_name" in read_as:
        yield _("A name in full is read where a row has no given names and no family name.")
        yield _("Its family name stands before a comma, or is its last word.")
        yield _("Who has no other name to be called by is called by it.")
    if "preferred_language" in read_as:
        yield _("Where the preferred language is Welsh or English, their pages are in it.")
    if setting.own_worker:
        yield _("You bring in your own people. A row that names no worker is yours.")


def _bring_in(by: Actor, organisation: Organisation, rows: list[Row]) -> list[Row]:
    done = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        try:
            with transaction.atomic():
                done += _write(organisation, part)
        except DatabaseError:
            # One row fails the part, so each is tried alone.
            done += [_write_one(organisation, row) for row in part]
    return done


def _write_one(organisation: Organisation, row: Row) -> Row:
    try:
        with transaction.atomic():
            return _write(organisation, [row])[0]
    except DatabaseError:
        fault = Fault("", "", Problem("not_stored"))
        return replace(row, outcome="refused", faults=(fault,))


def _write(organisation: Organisation, rows: Sequence[Row]) -> list[Row]:
    now = timezone.now()
    done = [replace(row, person=uuid4()) if row.outcome == "added" else row for row in rows]
    added = [row for row in done if row.outcome == "added"]
    changed = [row for row in done if row.outcome == "changed"]
    Person.objects.bulk_create(_new_person(organisation, row) for row in added)
    people = Person.objects.in_bulk([row.person for row in changed if row.facts])
    for row in changed:
        if row.facts and row.person:
            person = people[row.person]
            for name, value in row.facts.items():
                setattr(person, name, value)
            person.name_keys()
            person.save()
    moved = [row for row in changed if row.is_moved]
    Allocation.objects.filter(person__in=[row.person for row in moved], ended_at=None).update(
        ended_at=now
    )
    Allocation.objects.bulk_create(
        Allocation(person_id=row.person, worker_id=row.worker, team_id=row.team, began_at=now)
        for row in added + moved
        if row.person
    )
    courses = [(row.person, row.course) for row in added + changed if row.course and row.person]
    EpisodeRow.objects.bulk_create(
        _episode(pk, course) for pk, course in courses if course.before is None
    )
    for pk, course in courses:
        if course.before is not None:
            _episode(pk, course).save(update_fields=["mode", "order_type", "starts_on", "ends_on"])
    return done


def _new_person(organisation: Organisation, row: Row) -> Person:
    person = Person(pk=row.person, organisation=organisation, **row.facts)
    person.name_keys()
    return person


def _episode(person: UUID, course: Course) -> EpisodeRow:
    after = course.after
    row = EpisodeRow(
        person_id=person,
        mode=after.mode,
        order_type=after.order_type,
        starts_on=after.starts_on,
        ends_on=after.ends_on,
    )
    if after.id:
        row.pk = after.id
        row._state.adding = False
    return row


def _leave_trace(by: Actor, rows: list[Row], *, dry_run: bool) -> None:
    """One event for each person: brought in, changed in these fields, or only looked at."""
    groups: dict[tuple[Verb, str], list[UUID]] = defaultdict(list)
    for row in rows:
        if row.person is None or row.outcome == "refused":
            continue
        if row.outcome == "added":
            groups[Verb.COLLECT, "caseload file"].append(row.person)
        elif row.outcome == "changed" and not dry_run:
            fields = " ".join(one.field for one in row.changes)
            groups[Verb.ALTER, f"caseload file: {fields}"].append(row.person)
        else:
            groups[Verb.CONSULT, "caseload file"].append(row.person)
    for (verb, what), people in groups.items():
        shown(by, people, what=what, verb=verb)
    nothing_shown()
