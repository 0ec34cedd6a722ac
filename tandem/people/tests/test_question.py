"""A question answers what the queryset that it was built from answers."""

import uuid

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from tandem.lib.question import Question
from tandem.people.models import Allocation, Person, User

pytestmark = pytest.mark.django_db


def of_worker(pk):
    held = Allocation.objects.filter(worker=OuterRef("pk"), ended_at=None)
    return User.objects.annotate(has_people=Exists(held)).select_related("team").filter(pk=pk)


def loaded(row):
    return {f.attname: row.__dict__[f.attname] for f in row._meta.fields if f.attname in vars(row)}


def test_a_row_is_the_querysets_own_with_what_it_follows_and_adds(cast):
    pk = cast.imran.pk
    found, wanted = Question(of_worker, uuid.UUID).first(pk), of_worker(pk).get()
    assert loaded(found) == loaded(wanted)
    assert found.has_people is wanted.has_people is True
    with CaptureQueriesContext(connection) as asked:
        assert loaded(found.team) == loaded(wanted.team)
    assert not asked.captured_queries
    assert not found._state.adding
    assert found == wanted


def test_fields_that_are_left_out_are_left_out(cast):
    question = Question(lambda pk: Person.objects.filter(pk=pk).defer("created_at"), uuid.UUID)
    found = question.first(cast.danielle.pk)
    assert found.get_deferred_fields() == {"created_at"}
    assert found.created_at == cast.danielle.created_at


def test_each_asking_has_its_own_values(cast):
    question = Question(lambda pk: User.objects.filter(pk=pk), uuid.UUID)
    assert question.first(cast.imran.pk) == cast.imran
    assert question.first(uuid.uuid4()) is None
    assert question.first(cast.priya.pk) == cast.priya


def test_nothing_that_is_asked_becomes_part_of_the_words(cast):
    question = Question(lambda name: User.objects.filter(name=name), str)
    for name in ("' OR true --", "%s", "%", cast.imran.name):
        found = question.first(name)
        assert found == (cast.imran if name == cast.imran.name else None)


def test_a_value_that_is_not_used_is_a_fault_of_the_question():
    with pytest.raises(TypeError):
        Question(lambda pk, name: User.objects.filter(pk=pk), uuid.UUID, str).first(1, "x")


def test_rows_are_the_values_that_are_listed(cast):
    def of_team(team):
        return User.objects.filter(team=team).order_by("called").values_list("pk", "team__name")

    assert Question(of_team, int).rows(cast.team.pk) == list(of_team(cast.team.pk))
