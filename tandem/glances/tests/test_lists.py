"""The list is in one order for everybody, through whichever index it is read."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tandem.assessments.models import SheetSummary
from tandem.glances import queries
from tandem.glances.models import Glance
from tandem.glances.tests.live import first_on, live
from tandem.instruments.models import Release
from tandem.people.access import people_for, reach_of
from tandem.people.actions.persons import ensure_practice_person
from tandem.people.actor import Staff
from tandem.people.models import Episode, Person, Role
from tandem.people.queries import without_worker
from tandem.plans.models import Goal, Step
from tandem.voices.models import Thread
from tests.cast import make_person

PEOPLE = 90


@pytest.fixture
def today():
    return timezone.localdate()


def near(dice, today):
    return today + timedelta(days=dice.randint(-20, 45))


def somebody(dice, cast, today, number):
    """Anyone may have any of it, and several of it; few names, so that many are the same."""
    worker = dice.choice([cast.imran, cast.priya, cast.tom, None])
    person = make_person(
        cast.north,
        f"P{number}",
        family_name=dice.choice(["Abel", "Beech", "Ŵyn"]),
        worker=worker,
        team=dice.choice([cast.team, cast.other_team, None]),
        ends_on=dice.choice([None, near(dice, today)]),
    )
    for _ in range(dice.randint(0, 2)):
        Episode.objects.create(person=person, mode="voluntary", ends_on=near(dice, today))
    if dice.random() < 0.5:
        plan = Thread.objects.create(person=person, kind="plan")
        goal = Goal.objects.create(
            thread=plan,
            number=1,
            words="I rest",
            language="en",
            origin="person",
            state=dice.choice(["active", "active", "done"]),
        )
        for place in range(dice.randint(1, 3)):
            Step.objects.create(
                goal=goal,
                number=place,
                words="Ring",
                language="en",
                who="person",
                due_on=dice.choice([None, near(dice, today)]),
                state=dice.choice(["to_do", "doing", "done"]),
            )
    if dice.random() < 0.4:
        sheet = Thread.objects.create(person=person, kind="sheet", release=Release.objects.first())
        SheetSummary.objects.create(
            thread=sheet,
            open_differences=dice.randint(0, 2),
            come_back_on=dice.choice([None, near(dice, today)]),
        )


@pytest.fixture
def crowd(cast, today):
    dice = Random(41)
    for number in range(PEOPLE):
        somebody(dice, cast, today, number)
    ensure_practice_person(cast.imran)
    return cast


ROLES = {
    "a worker": [Role.WORKER],
    "a manager": [Role.MANAGER],
    "both": [Role.WORKER, Role.MANAGER],
    "a worker who runs the organisation": [Role.WORKER, Role.ADMINISTRATOR],
}


def expected(by, today):
    rows = [live(one) for one in people_for(by).filter(is_practice=False)]
    until = today + queries.ENDS_WITHIN
    keyed = sorted((first_on(row, today, until), row["sort"], row["person_id"]) for row in rows)
    return [key[2] for key in keyed]


@pytest.mark.parametrize("roles", ROLES.values(), ids=ROLES)
def test_due_first_then_name_for_everyone_within_reach_and_nobody_twice(crowd, today, roles):
    crowd.imran.roles = [str(role) for role in roles]
    by = Staff(crowd.imran)
    found, after = [], None
    while part := queries.lines(reach_of(by), today, most=7, after=after):
        found += [line.person for line in part]
        after = part[-1].place
        assert queries.place_of(reach_of(by), after.person, today) == after
    assert found == expected(by, today)
    assert queries.how_many(reach_of(by), most=1000) == len(found)
    assert queries.how_many(reach_of(by), most=7) == 7
    assert {one.pk for one in queries.within(reach_of(by))} == set(found)


def test_a_list_for_no_role_is_empty(crowd, today):
    crowd.imran.roles = []
    reach = reach_of(Staff(crowd.imran))
    assert queries.lines(reach, today, most=7) == []
    assert queries.how_many(reach, most=7) == 0
    assert not queries.within(reach).exists()
    assert queries.place_of(reach, crowd.danielle.pk, today) is None
    assert queries.waits_today(reach, today, most=7) == queries.Today()


def test_someone_out_of_reach_has_no_place(crowd, today):
    assert queries.place_of(reach_of(Staff(crowd.maureen)), crowd.danielle.pk, today) is None


@pytest.mark.parametrize("roles", ROLES.values(), ids=ROLES)
def test_what_waits_today_is_counted_over_everyone_within_reach(crowd, today, roles):
    crowd.imran.roles = [str(role) for role in roles]
    by = Staff(crowd.imran)
    rows = [live(one) for one in people_for(by).filter(is_practice=False)]
    until = today + queries.ENDS_WITHIN
    assert queries.waits_today(reach_of(by), today, most=1000) == queries.Today(
        steps=sum(day <= today for row in rows for day in row["steps_on"]),
        come_backs=sum(bool(row["back_on"] and row["back_on"] <= today) for row in rows),
        ends=sum(today <= day <= until for row in rows for day in row["ends_on"]),
        differences=sum(row["differences"] for row in rows),
    )


@pytest.mark.parametrize("who", ["carys", "bea"])
def test_who_waits_for_a_worker_is_counted_as_the_page_of_allocations_has_it(crowd, who):
    crowd.tom.is_active = False
    crowd.tom.save()
    by = Staff(getattr(crowd, who))
    assert queries.waiting(reach_of(by, "move"), most=1000) == without_worker(by).count() > 0
    assert queries.waiting(reach_of(by, "move"), most=2) == 2


def test_a_worker_is_not_told_who_waits(crowd):
    assert queries.waiting(reach_of(Staff(crowd.imran), "move"), most=9) == 0


def test_the_rows_are_what_they_are_made_from(crowd):
    rows = {row["person_id"]: row for row in Glance.objects.values(*live(crowd.danielle))}
    assert rows == {one.pk: live(one) for one in Person.objects.all()}


def test_a_corrected_name_is_found_at_once(cast):
    danielle = cast.danielle
    danielle.called, danielle.born_on = "Dani", date(1991, 2, 3)
    danielle.name_keys()
    danielle.save()
    danielle.refresh_from_db()
    assert Glance.objects.filter(pk=danielle.pk).values(*live(danielle)).get() == live(danielle)


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE glances_glance SET differences = 0",
        "DELETE FROM glances_ending",
        "SELECT glances_rebuild()",
    ],
)
def test_the_running_product_writes_no_row_by_hand(cast, forbidden):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forbidden)
