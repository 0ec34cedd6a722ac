"""The running product's role may do what each model declares, and nothing else."""

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from tandem.config import grants
from tandem.lib.refused import Refused


def test_every_model_of_ours_declares_what_the_product_may_do():
    for model in apps.get_models(include_auto_created=True):
        grants.of(model)


def test_a_model_without_a_declaration_is_refused():
    class Silent(models.Model):
        class Meta:
            app_label = "audit"
            managed = False

    try:
        with pytest.raises(Refused, match=r"audit\.Silent does not declare WEB_MAY"):
            grants.of(Silent)
        Silent.WEB_MAY = ("SELECT", "TRUNCATE")
        with pytest.raises(Refused, match="cannot be granted"):
            grants.of(Silent)
        Silent.WEB_MAY = "SELECT"
        with pytest.raises(Refused, match="cannot be granted"):
            grants.of(Silent)
    finally:
        del apps.all_models["audit"]["silent"]
        apps.clear_cache()


def test_a_library_may_do_everything_with_its_own_rows():
    assert grants.of(apps.get_model("sessions.Session")) == grants.EVERYTHING


@pytest.mark.django_db
def test_the_database_grants_what_the_models_declare():
    assert grants.differences(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE voices_entry SET about = ''",
        "DELETE FROM voices_entry",
        "TRUNCATE voices_entry CASCADE",
        "DELETE FROM audit_event",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "CREATE TABLE public.mine (id int)",
        "ALTER TABLE voices_entry DISABLE TRIGGER ALL",
    ],
)
def test_the_running_role_is_refused(forbidden):
    with (
        pytest.raises(ProgrammingError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(forbidden)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
