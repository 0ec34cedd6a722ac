"""A shared screen cannot fetch what is not declared for it, however the query is written."""

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat, Upper

from tandem.people.models import Allocation, Person, User
from tandem.privacy.screen import (
    NotForThisScreen,
    closed,
    closed_in,
    forget,
    off_screen,
    shared_screen,
)
from tandem.voices.models import Entry

pytestmark = pytest.mark.django_db


def test_what_is_declared_is_open_and_the_rest_is_closed():
    assert "called" not in closed(Person)
    assert {"reference", "born_on", "family_name", "communication_needs"} <= set(closed(Person))
    assert closed(User, "worker") == ["worker__email", "worker__name"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(Person.objects.all()),
        lambda: list(Person.objects.values_list("born_on")),
        lambda: list(Person.objects.annotate(x=Upper("family_name")).values_list("x")),
        lambda: list(
            Person.objects.annotate(x=Concat("called", Value(" "), "family_name")).values("x")
        ),
        lambda: list(Person.objects.values_list("organisation__users__email")),
        # The same table twice: the second stands under an alias.
        lambda: list(
            User.objects.filter(team__users__called="Priya")
            .annotate(x=F("organisation__users__email"))
            .values("called", "x")
        ),
        lambda: list(Allocation.objects.select_related("worker").defer(*closed(Allocation))),
        lambda: list(Person.objects.values("reference").union(Person.objects.values("called"))),
        lambda: list(Person.objects.values("sex").distinct()),
        lambda: Person.objects.get(called="Danielle"),
        lambda: Person.objects.defer(*closed(Person)).get(called="Danielle").born_on,
        lambda: Person.objects.defer(*closed(Person)).get(called="Danielle").full_name,
        lambda: next(iter(Person.objects.raw("SELECT * FROM people_person"))).sex,
    ],
)
def test_no_query_gives_back_a_closed_field(cast, ask):
    with pytest.raises(NotForThisScreen) as refused, shared_screen():
        ask()
    assert "Marsh" not in str(refused.value)
    ask()


def test_declared_fields_and_comparisons_stay_possible(cast):
    with shared_screen():
        found = Person.objects.defer(*closed(Person)).get(reference="X200001")
        assert found.called == "Danielle"
        assert Person.objects.filter(family_name="Marsh").exists()
        assert Person.objects.order_by("sort").values_list("called", flat=True)[0] == "Kofi"
        list(Entry.objects.select_related("saying", "author").defer(*closed(User, "author")))
        Person.objects.filter(pk=found.pk).update(sex="female")


def test_a_row_that_was_read_before_is_forgotten(cast):
    user = User.objects.get(pk=cast.imran.pk)
    forget(user)
    forget(user)
    assert user.called == "Imran"
    with pytest.raises(NotForThisScreen), shared_screen():
        _ = user.email


def test_what_is_off_the_screen_may_read_and_what_follows_may_not(cast):
    with shared_screen():
        with off_screen():
            assert Person.objects.get(pk=cast.danielle.pk).reference == "X200001"
        with pytest.raises(NotForThisScreen):
            Person.objects.get(pk=cast.danielle.pk)


def test_rows_that_a_statement_gives_back_count():
    assert closed_in('UPDATE "people_person" SET "sex" = %s') == frozenset()
    assert closed_in(
        'INSERT INTO "people_person" ("sex") VALUES (%s) RETURNING "people_person"."born_on"'
    ) == {"people_person.born_on"}
    assert closed_in('WITH x AS (SELECT "people_person"."sex" FROM "people_person") SELECT 1') == {
        "people_person.sex"
    }
