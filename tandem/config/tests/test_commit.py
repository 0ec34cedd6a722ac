"""A commit that PostgreSQL itself doubts is not called a success."""

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import as_role

DOUBTFUL = """
CREATE TABLE doubtful (id integer);
CREATE FUNCTION doubt() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE WARNING 'canceling wait for synchronous replication'; RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER doubt AFTER INSERT ON doubtful
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION doubt();
"""


@pytest.fixture
def doubtful(transactional_db):
    """A table on which each commit ends in a warning, as one does that its standby never got."""
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute(DOUBTFUL)
    yield
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE doubtful; DROP FUNCTION doubt()")


def test_a_commit_that_may_not_last_is_an_error(doubtful):
    with (
        pytest.raises(DatabaseError, match="This commit may not last"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO doubtful VALUES (1)")
    # And the connection goes on.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM doubtful")
        assert cursor.fetchone() == (1,)


def test_a_warning_before_the_commit_is_only_a_warning(doubtful):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE WARNING 'look out'; END $$")
