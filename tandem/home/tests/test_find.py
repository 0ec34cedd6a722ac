"""Finding somebody: by reference, by any part of a name, and by a name with a slip in it."""

from datetime import date
from random import Random

import pytest
from django.conf import settings
from django.db import connection

from conftest import as_role
from tandem.audit.models import Event
from tandem.home import queries
from tandem.home.seed.names import draw
from tandem.lib.text import apart
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Person, Role
from tests.cast import BEGAN, make_person, make_user

TODAY = date(2026, 3, 2)
CLOSE = "Close to what you typed"


def found(by, words):
    page = queries.people(Staff(by), TODAY, words=words)
    return [one.person.called for one in page.people], [one.person.called for one in page.close]


@pytest.mark.parametrize(
    ("typed", "name", "slips"),
    [
        ("danielle", "danielle", 0),
        ("daniele", "danielle", 1),
        ("daniellle", "danielle", 1),
        ("danielke", "danielle", 1),
        ("dnaielle", "danielle", 1),
        ("", "ann", 3),
        ("ca", "abc", 3),
    ],
)
def test_slips_are_letters_too_much_too_few_other_ones_and_swaps(typed, name, slips):
    assert apart(typed, name) == apart(name, typed) == slips


@pytest.mark.parametrize("words", ["X200001", "x200001", " X200001 "])
def test_a_reference_finds_its_person_alone(cast, words):
    make_person(cast.north, "X200001x", worker=cast.imran)
    assert found(cast.imran, words) == (["Danielle"], [])


@pytest.mark.parametrize(
    "words", ["Daniele", "Danielle Mrash", "marsch", "DANIELLEMARSH", "Marsh Danelle"]
)
def test_a_slip_finds_who_was_meant_under_its_own_heading(cast, words):
    assert found(cast.imran, words) == ([], ["Danielle"])


def test_welsh_letters_are_close_too(cast):
    assert found(cast.priya, "Wyn Jonse") == ([], ["Aled"])


@pytest.mark.parametrize("words", ["xq", "12", "1990", "Gwendolen", "zzzzzz", "دانيال"])
def test_what_is_close_to_nobody_finds_nobody(cast, words):
    assert found(cast.imran, words) == ([], [])


def test_a_year_of_birth_is_looked_for_beside_the_name(cast):
    for year in (1990, 1991):
        make_person(cast.north, f"Ann {year - 1989}", worker=cast.tom, born_on=date(year, 5, 4))
    assert found(cast.tom, "ann 1991") == (["Ann 2"], ["Ann 1"])
    assert found(cast.tom, "amn 1991") == ([], ["Ann 2"])
    assert found(cast.tom, "1990") == (["Ann 1"], [])


def test_a_name_in_another_script_is_found_by_a_slip(cast):
    make_person(cast.north, "عبد الرحمن", worker=cast.tom)
    assert found(cast.tom, "عبد الرحمان") == ([], ["عبد الرحمن"])


@pytest.mark.parametrize("words", ["dani", "Daniele Mrash 1990"])
@pytest.mark.parametrize(("who", "owner"), [("imran", "worker_id"), ("carys", "team_id")])
def test_only_one_s_own_people_are_looked_through(
    cast, who, owner, words, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9) as asked:
        found(getattr(cast, who), words)
    # Who was found is read by their keys, with what is said of their meetings.
    words = (one["sql"].replace("LIKE 'meeting/%'", "") for one in asked)
    looking = [sql for sql in words if "LIKE" in sql or "similarity" in sql]
    assert looking
    assert all("people_person" not in one for one in looking)
    assert all(f'"glances_glance"."{owner}" = ' in one for one in looking)


@pytest.mark.parametrize("who", ["tom", "maureen", "priya"])
@pytest.mark.parametrize("words", ["Daniele Mrash", "X200001", "Danielle"])
def test_a_slip_finds_nobody_out_of_reach(cast, who, words):
    assert found(getattr(cast, who), words) == ([], [])


@pytest.mark.parametrize(
    "words", ["Daniele Mrash", "Danielle Marsch 1990", "Danelle", "Zanielle Marsh"]
)
def test_whoever_reaches_everyone_finds_by_a_slip_too(cast, words):
    cast.danielle.born_on = date(1990, 5, 4)
    cast.danielle.save()
    cast.imran.roles = [str(Role.WORKER), str(Role.ADMINISTRATOR)]
    assert found(cast.imran, words) == ([], ["Danielle"])


def test_many_who_are_found_come_in_the_order_of_the_list(cast, monkeypatch):
    for number in range(4):
        make_person(cast.north, f"Ann {number}", worker=cast.tom, ends_on=TODAY)
    few = found(cast.tom, "ann")
    monkeypatch.setattr(queries, "FEW", 1)
    assert found(cast.tom, "ann") == few == ([f"Ann {number}" for number in range(4)], [])


def test_who_is_close_leaves_a_trace_like_who_is_found(cast, sign_in):
    page = sign_in(cast.imran).post("/", {"words": "Daniele"}).content.decode()
    assert CLOSE in page
    assert "Nobody here has this name or reference." in page
    assert [event.person for event in Event.objects.all()] == [cast.danielle.pk]


def test_nothing_is_close_when_nothing_was_typed(cast, sign_in):
    assert CLOSE not in sign_in(cast.imran).get("/").content.decode()


def slipped(dice, name):
    """One slip somewhere in the name."""
    at = dice.randrange(len(name))
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        [
            name[:at] + letter + name[at:],
            name[:at] + name[at + 1 :],
            name[: max(0, at - 1)] + name[at : at + 1] + name[max(0, at - 1) : at] + name[at + 1 :],
            name[:at] + letter + name[at + 1 :],
        ]
    )


@pytest.mark.django_db
def test_nineteen_of_twenty_slips_find_who_was_meant_among_the_first_five(cast):
    """Of 3,000 made-up people within one manager's reach, by full name and year of birth."""
    dice = Random(7)
    people = []
    for number in range(3000):
        name = draw(dice, "")
        person = Person(
            organisation=cast.north,
            called=name.called,
            given_names=name.given_names,
            family_name=name.family_name,
            reference=f"S{number:06}",
            born_on=date(dice.randint(1950, 2006), dice.randint(1, 12), dice.randint(1, 28)),
        )
        person.name_keys()
        people.append(person)
    Person.objects.bulk_create(people)
    lead = make_user(cast.north, "Lead", Role.MANAGER, team=cast.other_team)
    Allocation.objects.bulk_create(
        Allocation(person=person, team=cast.other_team, began_at=BEGAN) for person in people
    )
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, people_allocation")  # as the server does by itself
    as_role(connection, settings.WEB_ROLE)
    asked = dice.sample(people, 120)
    missed = []
    for person in asked:
        typed = f"{slipped(dice, person.full_name)} {person.born_on.year}"
        page = queries.people(Staff(lead), TODAY, words=typed)
        if person.pk not in page.shown[:5]:
            missed.append((typed, person.full_name))
    assert len(missed) <= 6, missed
