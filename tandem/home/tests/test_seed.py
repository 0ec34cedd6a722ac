"""The made-up caseload: believable, repeatable, grown by what is missing, never beside the real."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.db import connection

from conftest import as_role
from tandem.assessments.models import SheetSummary
from tandem.home.seed import count, fill, names, units
from tandem.home.seed.caseload import Facts, fill_unit
from tandem.lib.refused import Refused
from tandem.people.models import Allocation, Episode, Organisation, Person, Role, User
from tandem.plans.models import Goal, Step
from tandem.sittings.models import Sitting
from tandem.voices.models import Act, Entry, Saying, Thread

TODAY = date(2026, 11, 20)


@pytest.fixture
def owner(db):
    """The connection of the test, as the role that owns the tables."""
    as_role(connection, "")
    connection.ensure_connection()
    yield connection.connection
    as_role(connection, "tandem_web")


def rows_of(model, *but):
    names = [each.column for each in model._meta.concrete_fields if each.column not in but]
    return sorted(map(str, model.objects.values_list(*names)))


def everybody():
    tables = [rows_of(Person), rows_of(User, "team_id"), rows_of(Episode)]
    return [*tables, rows_of(Allocation, "team_id")]


def test_a_small_caseload_has_charities_and_teams_with_workers_managers_and_people(owner):
    done = fill(owner, people=200, histories=0, today=TODAY)
    assert done.facts.people == 200
    real = Person.objects.filter(is_practice=False)
    assert real.count() == 200
    assert set(Organisation.objects.values_list("mode", flat=True)) == {"statutory", "voluntary"}
    workers = User.objects.filter(roles__contains=[Role.WORKER])
    assert Person.objects.filter(is_practice=True).count() == workers.count()
    assert User.objects.filter(roles__contains=[Role.MANAGER]).count() == 2
    assert User.objects.filter(roles__contains=[Role.ADMINISTRATOR]).count() == 2
    assert real.exclude(allocations__ended_at=None).count() == 0
    assert Allocation.objects.exclude(ended_at=None).exists()


def test_the_same_seed_on_the_same_day_makes_the_same_rows(owner):
    made = []
    for _ in range(2):
        saved = connection.savepoint()
        fill(owner, people=150, histories=0, today=TODAY)
        made.append(everybody())
        connection.savepoint_rollback(saved)
    assert made[0] == made[1]


def test_a_caseload_grows_by_what_is_missing(owner):
    saved = connection.savepoint()
    fill(owner, people=260, histories=0, today=TODAY)
    at_once = everybody()
    connection.savepoint_rollback(saved)
    for people in (1, 90, 170, 260):
        fill(owner, people=people, histories=0, today=TODAY)
        assert count(owner, "tandem") == people
    assert everybody() == at_once
    assert fill(owner, people=200, histories=0, today=TODAY).facts.people == 0


def test_an_index_that_a_filling_cut_short_left_out_comes_back(owner):
    fill(owner, people=1, histories=0, today=TODAY)
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    known = set(owner.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"))
    owner.execute("DROP INDEX glance_worker_due, person_search")
    fill(owner, people=1, histories=0, today=TODAY)
    assert (
        set(owner.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")) == known
    )


def test_made_up_people_are_never_put_beside_real_ones(owner, settings):
    Organisation.objects.create(name="Somewhere Real", mode="statutory")
    with pytest.raises(Refused, match="Somewhere Real"):
        fill(owner, people=5)
    settings.IS_DEMO = True
    with pytest.raises(Refused, match="Somewhere Real"):
        fill(owner, people=5)
    assert not Person.objects.exists()


def test_made_up_people_may_stand_beside_those_of_the_demo(owner, settings):
    Organisation.objects.create(name="Northmoor Probation", mode="statutory")
    with pytest.raises(Refused):
        fill(owner, people=5)
    settings.IS_DEMO = True
    fill(owner, people=5, histories=0)
    assert Person.objects.filter(is_practice=False).count() == 5


def test_names_are_many_and_some_are_common():
    random = Random("names")
    drawn = [names.draw(random, "male") for _ in range(20_000)]
    whole = Counter((one.given_names, one.family_name) for one in drawn)
    assert len(whole) > 15_000
    assert whole.most_common(1)[0][1] < 40
    families = Counter(one.family_name for one in drawn)
    assert families.most_common(1)[0][1] > 200
    assert any("ŵ" in one.lower() or "ŷ" in one for one in families)
    assert any("'" in one for one in families)
    assert any("-" in one for one in families)
    assert "" in families
    assert any(len(one) > 24 for one in families)


def test_two_people_hardly_ever_share_name_and_birthday():
    facts = Facts()
    for unit in units("tandem", 10_000):
        list(fill_unit(facts, unit, 1, of=range(10_000), has_staff=False, today=TODAY))
    at = [facts.people.columns.index(each) for each in ("given_names", "family_name", "born_on")]
    people = [line.split("\t") for line in facts.people.lines]
    whole = Counter(tuple(one[place] for place in at) for one in people if "Practice" not in one)
    # 50 million pairs; some ten thousand birthdays; names that meet once in some ten thousand.
    assert sum(many - 1 for (_given, _family, born), many in whole.items() if born != "\\N") <= 3


HISTORY = (Sitting, Thread, Entry, Saying, Act, SheetSummary, Goal, Step)


def test_the_same_seed_tells_the_same_histories_at_once_or_later(owner):
    made = []
    for steps in ([(60, 0.2)], [(60, 0.2)], [(20, 0), (40, 0.1), (60, 0.2)]):
        saved = connection.savepoint()
        for people, share in steps:
            fill(owner, people=people, histories=share, today=TODAY)
        made.append([rows_of(model) for model in HISTORY])
        connection.savepoint_rollback(saved)
    assert made[0][0]
    assert made[0] == made[1] == made[2]
