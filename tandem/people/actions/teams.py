"""The teams of an organisation."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.actor import Actor, Staff, System
from tandem.people.models import Organisation, Role, Team


def add_team(*, by: Actor, organisation: Organisation, name: str) -> Team:
    _may_run(by, organisation)
    return _save(Team(organisation=organisation), name)


def rename_team(*, by: Actor, team: Team, name: str) -> Team:
    _may_run(by, team.organisation)
    return _save(team, name)


def _save(team: Team, name: str) -> Team:
    team.name = " ".join(typed(name).split())
    if not team.name:
        raise Refused(_("Give the team a name."))
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise Refused(_("There is a team with this name.")) from None
    return team


def _may_run(by: Actor, organisation: Organisation) -> None:
    match by:
        case System():
            return
        case Staff(user=user) if (
            user.has(Role.ADMINISTRATOR) and user.organisation_id == organisation.pk
        ):
            return
    raise Refused(_("Only an administrator can do this."))
