"""The teams of an organisation."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.actions.acts import made_before
from tandem.people.actor import Actor, Staff, System
from tandem.people.models import Organisation, Role, Team


@transaction.atomic
def add_team(*, by: Actor, organisation: Organisation, name: str, act: UUID | None = None) -> Team:
    may_run(by, organisation)
    if act:
        said = {"organisation": organisation, "name": _one_line(name)}
        if made := made_before(Team.objects.filter(act=act), act, said):
            return made
    return _save(Team(organisation=organisation, act=act), name)


def rename_team(*, by: Actor, team: Team, name: str) -> Team:
    may_run(by, team.organisation)
    return _save(team, name)


def set_answering(
    *, by: Actor, organisation: Organisation, answer_within: int, **who_can_help: str
) -> None:
    may_run(by, organisation)
    organisation.answer_within = answer_within
    organisation.who_can_help = typed(who_can_help["who_can_help"])
    organisation.who_can_help_cy = typed(who_can_help["who_can_help_cy"])
    organisation.save(update_fields=["answer_within", "who_can_help", "who_can_help_cy"])


def _save(team: Team, name: str) -> Team:
    team.name = _one_line(name)
    if not team.name:
        raise Refused(_("Give the team a name."))
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise Refused(_("There is a team with this name.")) from None
    return team


def _one_line(name: str) -> str:
    return " ".join(typed(name).split())


def may_run(by: Actor, organisation: Organisation) -> None:
    match by:
        case System():
            return
        case Staff(user=user) if (
            user.has(Role.ADMINISTRATOR) and user.organisation_id == organisation.pk
        ):
            return
    raise Refused(_("Only an administrator can do this."))
