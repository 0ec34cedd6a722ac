"""The staff and the caseload of the demo. Every name is made up; none is anybody's."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from tandem.people.actions.persons import add_person, ensure_practice_person
from tandem.people.actions.signin import add_user
from tandem.people.actor import System
from tandem.people.models import Mode, Organisation, Person, Role, Team, User

BY = System("demo")
ORGANISATIONS = ("Northmoor Probation", "Harbour Light")


@dataclass(slots=True)
class Cast:
    north: Organisation
    harbour: Organisation
    teams: dict[str, Team] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


# called, full name, roles, team (of Northmoor; none for Harbour Light)
NORTH_STAFF = [
    ("Imran", "Imran Sadiq", [Role.WORKER], "North"),
    ("Priya", "Priya Nair", [Role.WORKER], "North"),
    ("Tom", "Tom Barlow", [Role.WORKER], "North"),
    ("Lowri", "Lowri Green", [Role.WORKER], "North"),
    ("Tunde", "Tunde Okafor", [Role.WORKER], "South"),
    ("Pavan", "Pavan Rao", [Role.WORKER], "South"),
    ("Carys", "Carys Bevan", [Role.MANAGER], "North"),
    ("Bea", "Bea Lindqvist", [Role.ADMINISTRATOR], ""),
]
HARBOUR_STAFF = [
    ("Maureen", "Maureen Adair", [Role.WORKER], ""),
    ("Ade", "Ade Balogun", [Role.WORKER], ""),
    ("Jo", "Jo Whitlock", [Role.MANAGER, Role.ADMINISTRATOR], ""),
]

# called, given names, family name, reference, worker, order, began days ago, ends in days
AROUND = [
    ("Keira", "Keira", "Holt", "X310021", "Imran", "community_order", 220, 305),
    ("Łukasz", "Łukasz", "Zieliński", "X310058", "Imran", "licence", 205, 12),
    ("Siân", "Siân", "D'Souza", "X310095", "Imran", "suspended", 200, 400),
    ("Desmond", "Desmond", "Nwosu", "X310132", "Imran", "community_order", 215, 25),
    ("عبد الله", "عبد الله", "محمد", "X310169", "Imran", "licence", 198, 320),
    ("Prince", "Prince", "", "X310206", "Imran", "community_order", 15, 350),
    ("Parveen", "Parveen", "O'Brien", "X310243", "Priya", "suspended", 240, 275),
    ("Gwyn", "Gwyn", "van-der-Berg", "X310280", "Priya", "community_order", 212, 720),
    ("Amina", "Amina", "Brown", "X310317", "Priya", "licence", 196, 18),
    ("Jean-Luc", "Jean-Luc", "MacDonald", "X310354", "Tom", "licence", 210, 215),
    ("Ngozi", "Ngozi", "Taylor-Featherstonehaugh", "X310391", "Tom", "community_order", 194, 340),
    ("Rhŷs", "Rhŷs", "Ŵyn-Price", "X310428", "Tom", "suspended", 230, 680),
]
WALKED_IN = [("Bilal", "Maureen"), ("Kayleigh", "Maureen"), ("Owain", "Ade"), ("Precious", "Ade")]


def gather() -> Cast:
    """Organisations, staff with their practice people, and everyone on their lists."""
    north, harbour = (
        Organisation.objects.create(name=name, mode=mode)
        for name, mode in zip(ORGANISATIONS, (Mode.STATUTORY, Mode.VOLUNTARY), strict=True)
    )
    cast = Cast(north, harbour)
    for name in ("North", "South"):
        cast.teams[name] = Team.objects.create(organisation=north, name=f"Team {name}")
    cast.teams["Harbour"] = Team.objects.create(organisation=harbour, name="Drop-in")
    for organisation, rows in ((north, NORTH_STAFF), (harbour, HARBOUR_STAFF)):
        for called, name, roles, team in rows:
            own = cast.teams[team or "Harbour"] if team or organisation == harbour else None
            user = add_user(
                organisation=organisation,
                email=f"{called.lower()}@{'northmoor' if team or called == 'Bea' else 'harbour'}"
                ".example",
                name=name,
                called=called,
                roles=[str(role) for role in roles],
                team=own,
            )
            cast.staff[called] = user
            if Role.WORKER in roles:
                ensure_practice_person(user)
    _bring_in(cast)
    return cast


def _bring_in(cast: Cast) -> None:
    today = timezone.localdate()

    def day(ago: int) -> date:
        return today - timedelta(days=ago)

    def add(called: str, worker: str, mode: str, **facts: object) -> Person:
        user = cast.staff[worker]
        person = add_person(
            by=BY,
            organisation=user.organisation,
            called=called,
            mode=mode,
            worker=user,
            team=user.team,
            **facts,  # type: ignore[arg-type]
        )
        cast.people[called] = person
        return person

    add(
        "Danielle",
        "Imran",
        Mode.STATUTORY,
        given_names="Danielle",
        family_name="Marsh",
        reference="X300011",
        pronouns="she, her",
        sex="female",
        born_on=date(1997, 4, 18),
        order_type="community_order",
        starts_on=day(90),
        ends_on=day(90 - 274),
        communication_needs="Not before the school run. Paper, not phone.",
    )
    add(
        "Aled",
        "Priya",
        Mode.STATUTORY,
        given_names="Aled",
        family_name="Ŵyn-Jones",
        reference="X300048",
        pronouns="fe, he",
        sex="male",
        born_on=date(1984, 9, 2),
        preferred_language="Cymraeg",
        page_language="cy",
        order_type="licence",
        starts_on=day(120),
        ends_on=day(-62),
        communication_needs="Easy words, read out loud. Welsh first.",
    )
    add("Kofi", "Maureen", Mode.VOLUNTARY)
    for called, given, family, reference, worker, order, began, ends in AROUND:
        add(
            called,
            worker,
            Mode.STATUTORY,
            given_names=given,
            family_name=family,
            reference=reference,
            order_type=order,
            starts_on=day(began),
            ends_on=day(-ends),
        )
    for called, worker in WALKED_IN:
        add(called, worker, Mode.VOLUNTARY)
