import pytest
from django.db import connection

from conftest import as_role
from tandem.people.actor import Staff
from tandem.voices.actions import open_thread
from tandem.voices.models import Party, Thread
from tandem.voices.tests.saying import say


@pytest.fixture
def quiet_pool(caplog):
    """A pool says so when a connection was cut off; here that is done on purpose."""
    caplog.set_level("ERROR", "psycopg.pool")


@pytest.fixture
def threads(cast):
    by = Staff(cast.imran, "d" * 60)
    made = []
    for person in (cast.danielle, cast.aled):
        thread = open_thread(person, kind="plan")
        for number in range(12):
            say(thread, by, number, (Party.PERSON, Party.WORKER)[number % 2])
        made.append(Thread.objects.get(pk=thread.pk))
    return made


@pytest.fixture
def as_owner(threads):
    """All that a person with the keys of the database can do: own the tables, stop the triggers."""
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in ("voices_entry", "voices_saying"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return threads  # the test's transaction is rolled back, triggers and all
