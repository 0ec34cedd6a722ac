"""Who supports whom. A move ends one allocation and begins another."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.access import shown
from tandem.people.actor import Actor, Staff, System
from tandem.people.models import Allocation, Organisation, Person, Role, Team, User


@transaction.atomic
def move_person(
    *,
    by: Actor,
    person: Person,
    worker: User | None,
    team: Team | None = None,
    reason: str = "",
) -> Allocation:
    """Give the person to another worker, or to a team that will find one. The caller has found
    the person through `person_for(by, ..., to="move")`."""
    if person.is_practice:
        raise Refused(_("A practice person stays with their worker."))
    # Two moves at once: the second waits, then sees the first.
    Person.objects.select_for_update().get(pk=person.pk)
    _check(person.organisation, worker, team)
    team = team or (worker.team if worker else None)
    if worker is None and team is None:
        raise Refused(_("Choose a worker or a team."))
    now = timezone.now()
    current = person.allocations.filter(ended_at=None)
    held = current.first()
    if held and (held.worker, held.team) == (worker, team):
        raise Refused(_("They are there already. Choose another worker or team."))
    current.update(ended_at=now)
    moved = Allocation.objects.create(
        person=person,
        worker=worker,
        team=team,
        began_at=now,
        reason=" ".join(typed(reason).split())[:300],
    )
    shown(by, [person.pk], what="worker team", verb=Verb.ALTER)
    return moved


def place_for(
    by: Actor, organisation: Organisation, worker: User | None, team: Team | None
) -> tuple[User | None, Team | None]:
    """Where a new person goes, if whoever brings them in may put them there."""
    _check(organisation, worker, team)
    match by:
        case System():
            pass
        case Staff(user=user) if user.organisation_id != organisation.pk:
            raise Refused(_("You cannot bring people in here."))
        case Staff(user=user) if user.has(Role.ADMINISTRATOR):
            pass
        case Staff(user=user) if user.has(Role.MANAGER) and (worker is None or worker != user):
            if worker is None and user.has(Role.WORKER) and team is None:
                worker = user
            elif user.team is None or (worker and worker.team_id != user.team_id):
                raise Refused(_("Choose a worker of your team."))
            else:
                team = team or user.team
                if team != user.team:
                    raise Refused(_("Choose your own team."))
        case Staff(user=user) if user.has(Role.WORKER) and worker in (None, user):
            worker = user
        case _:
            raise Refused(_("You cannot bring people in here."))
    return worker, team or (worker.team if worker else None)


def _check(organisation: Organisation, worker: User | None, team: Team | None) -> None:
    if worker and (worker.organisation_id != organisation.pk or not worker.has(Role.WORKER)):
        raise Refused(_("Choose a worker of this organisation."))
    if team and team.organisation_id != organisation.pk:
        raise Refused(_("Choose a team of this organisation."))
