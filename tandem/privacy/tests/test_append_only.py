"""What was said, tapped or seen is added and never changed: the role may not, and nobody can."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from conftest import as_role

pytestmark = pytest.mark.django_db

TABLES = {
    "voices_entry": "about",
    "voices_saying": "value",
    "voices_seal": "root",
    "voices_sealed": "digest",
    "assessments_fairnesstap": "answer",
    "assessments_aftertoday": "answers",
    "assessments_owninstrument": "name",
    "assessments_offering": "name",
    "instruments_release": "body",
    "insight_kepttally": "counted",
    "plans_requirement": "words",
    "plans_requirementend": "why",
    "plans_seenbycoach": "words",
    "plans_example": "decided",
    "levels_level": "source",
    "levels_takenoff": "why",
    "restricted_note": "compartment",
    "restricted_opening": "compartment",
    "fund_terms": "name",
    "fund_request": "amount",
    "fund_happening": "words",
    "fund_transfer": "amount",
    "fund_receipt": "kind",
    "audit_event": "what",
}


def tries(table, column):
    return (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    )


def refusal(statement):
    with (
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
    return str(refused.value)


@pytest.mark.parametrize("table", TABLES)
def test_the_running_product_has_no_privilege_to_change_it(table):
    for statement in tries(table, TABLES[table]):
        assert refusal(statement).startswith("permission denied for table")


@pytest.mark.parametrize("table", TABLES)
def test_the_owner_is_refused_by_the_table_itself(table):
    as_role(connection, "")
    for statement in tries(table, TABLES[table]):
        assert "is append-only" in refusal(statement)


def test_a_month_of_the_audit_cannot_be_changed_apart_from_the_whole():
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'audit_event'::regclass"
        )
        months = [name for (name,) in cursor.fetchall()]
    assert len(months) > 24
    for month in months:
        for statement in tries(month, "what"):
            assert "is append-only" in refusal(statement)


def test_a_month_that_is_made_later_is_guarded_too():
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_partitions('2040-05-01', 0)")
    assert "is append-only" in refusal("DELETE FROM audit_event_2040_05")


def test_no_word_of_the_running_product_opens_the_door_of_erasure():
    none = "00000000-0000-0000-0000-000000000000"
    assert "permission denied" in refusal(f"SELECT erase_saying('{none}')")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tandem.erasing', 'on', true)")
    for table in TABLES:
        assert "permission denied" in refusal(f"DELETE FROM {table}")


def test_the_owners_door_of_erasure_opens_for_one_saying_and_shuts_again():
    none = "00000000-0000-0000-0000-000000000000"
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT erase_saying('{none}')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM audit_event")
        assert cursor.fetchone() == (0,)
    assert "is append-only" in refusal("DELETE FROM voices_saying")


def test_every_table_that_the_product_only_adds_to_refuses_changes():
    """Whoever declares SELECT and INSERT alone for a table gives it the trigger as well."""
    from django.apps import apps

    only_added = {
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "WEB_MAY", None) == ("SELECT", "INSERT")
    }
    assert only_added == set(TABLES)
