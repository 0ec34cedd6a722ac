"""The people of every story, all made up, and plain builders that take literal values."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from tandem.people.models import Allocation, Episode, Mode, Organisation, Person, Role, Team, User

BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_user(organisation, called, *roles, team=None, email=None):
    user = User(
        organisation=organisation,
        team=team,
        called=called,
        name=f"{called} Example",
        email=email or f"{called.lower()}@example.test",
        roles=list(roles),
    )
    user.set_unusable_password()
    user.save()
    # No page opens for staff who have only one way to prove who they are.
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user


def make_person(organisation, called, *, worker=None, team=None, mode=Mode.STATUTORY, **more):
    ends_on = more.pop("ends_on", None)
    person = Person(organisation=organisation, called=called, **more)
    person.name_keys()
    person.save()
    Episode.objects.create(
        person=person,
        mode=mode,
        order_type="community_order" if mode == Mode.STATUTORY else "",
        starts_on=date(2026, 1, 5),
        ends_on=ends_on,
    )
    Allocation.objects.create(person=person, worker=worker, team=team, began_at=BEGAN)
    return person


@pytest.fixture
def cast(db):
    """Danielle and Imran; Aled with Priya, then Tom; Kofi with Maureen; and who must never see."""
    north = Organisation.objects.create(name="Northmoor Probation", mode=Mode.STATUTORY)
    team = Team.objects.create(organisation=north, name="Team North")
    other_team = Team.objects.create(organisation=north, name="Team South")
    harbour = Organisation.objects.create(name="Harbour Light", mode=Mode.VOLUNTARY)
    cast = SimpleNamespace(north=north, team=team, other_team=other_team, harbour=harbour)
    cast.imran = make_user(north, "Imran", Role.WORKER, team=team)
    cast.priya = make_user(north, "Priya", Role.WORKER, team=team)
    cast.tom = make_user(north, "Tom", Role.WORKER, team=other_team)
    cast.carys = make_user(north, "Carys", Role.MANAGER, team=team)
    cast.bea = make_user(north, "Bea", Role.ADMINISTRATOR)
    cast.maureen = make_user(harbour, "Maureen", Role.WORKER)
    cast.ade = make_user(harbour, "Ade", Role.WORKER)
    cast.danielle = make_person(
        north,
        "Danielle",
        worker=cast.imran,
        team=team,
        reference="X200001",
        given_names="Danielle",
        family_name="Marsh",
        ends_on=date(2026, 10, 5),
    )
    cast.aled = make_person(
        north,
        "Aled",
        worker=cast.priya,
        team=team,
        reference="X200002",
        given_names="Aled",
        family_name="Ŵyn-Jones",
        page_language="cy",
        ends_on=date(2027, 3, 1),
    )
    cast.kofi = make_person(harbour, "Kofi", worker=cast.maureen, mode=Mode.VOLUNTARY)
    return cast


def act():
    return uuid4()


@pytest.fixture
def sign_in(client):
    """Sign a member of staff in: `sign_in(cast.imran)` gives the client."""

    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in
