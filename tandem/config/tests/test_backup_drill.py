"""A drill: make a backup, lose everything, put it back, compare row by row."""

import os
import signal

import psycopg
import pytest
from psycopg import sql

from tandem.config import backup, remains
from tandem.config.postgres.cluster import OWNER, WEB, Cluster
from tandem.config.tests import machine
from tandem.config.tests.conftest import let_others_through
from tandem.config.tests.machine import tandem
from tandem.privacy import outbound

pytestmark = pytest.mark.machine


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory):
    """A demo: people, sittings, a log, links that would still work."""
    folder = let_others_through(tmp_path_factory.mktemp("drill"))
    making = machine.started("demo", "--state", folder / "state")
    assert making.wait(4 * machine.PATIENCE) == 0, making.stderr.read()
    return folder / "state"


# What a restore changes on purpose, besides the tables that are left out.
VOID = {
    "people_signinlink": {"used_at"},
    "sittings_joincode": {"used_at"},
    "sittings_guest": {"ended_at"},
    "sittings_sitting": {"locked_sign_in"},
}


def everything(state):
    """Each table's rows as text, sorted, and where each sequence stands."""
    found = {}
    with machine.as_owner(state) as owner:
        rows = owner.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)"
            " FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name"
        ).fetchall()
        for table, columns in rows:
            if table in backup.LEFT_OUT:
                continue
            kept = [sql.Identifier(name) for name in columns if name not in VOID.get(table, ())]
            found[table] = owner.execute(
                sql.SQL("SELECT ROW({})::text FROM {} ORDER BY 1").format(
                    sql.SQL(", ").join(kept), sql.Identifier(table)
                )
            ).fetchall()
        found["sequences"] = owner.execute(
            "SELECT sequencename::text, last_value FROM pg_sequences ORDER BY 1"
        ).fetchall()
    return found


def test_a_drill(lived_in, tmp_path):
    """Make one, lose everything, put it back, and compare row by row."""
    state = machine.own_folder(lived_in, tmp_path / "state")
    file = tmp_path / "copy.tandem"
    with Cluster(state).running():
        with machine.as_owner(state) as owner:
            owner.execute(
                "INSERT INTO people_signinlink (token_hash, purpose, user_id, made_at, expires_at)"
                " SELECT repeat('a', 64), 'reset', id, now(), now() + interval '1 day'"
                " FROM people_user LIMIT 1"
            )
            owner.execute(
                "INSERT INTO django_session VALUES ('before', '', now() + interval '1 day')"
            )
        before = everything(state)
        assert tandem("backup", file, "--state", state).returncode == 0
        with machine.as_owner(state) as owner:
            owner.execute("DROP TABLE people_person, voices_saying CASCADE")
        assert everything(state) != before
    restored = tandem("restore", file, "--state", state, "--replace")
    assert restored.returncode == 0, restored.stderr
    assert "Everyone signs in again" in restored.stdout
    with Cluster(state).running() as cluster:
        after = everything(state)
        for table, rows in before.items():
            assert after[table] == rows, table
        assert set(after) == set(before)
        assert sum(len(rows) for rows in before.values()) > 500, "a drill needs something to lose"
        with machine.as_owner(state) as owner:
            for question in (
                "SELECT count(*) FROM people_signinlink WHERE used_at IS NULL",
                "SELECT count(*) FROM sittings_guest WHERE ended_at IS NULL",
                "SELECT count(*) FROM sittings_sitting WHERE locked_sign_in IS NOT NULL",
                "SELECT count(*) FROM django_session",
            ):
                assert owner.execute(question).fetchone() == (0,), question
        with psycopg.connect(cluster.url(WEB)) as web:
            assert not outbound.may_leave(web)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(outbound.LET_GO)
        checked = tandem("check", "--state", state)
        assert checked.returncode == 0, checked.stdout
        assert "messages are held back since a restore" in checked.stdout
        assert tandem("send-messages", "--state", state).returncode == 0
        with psycopg.connect(cluster.url(WEB)) as web:
            assert outbound.may_leave(web)


def test_a_log_that_was_changed_before_the_backup_is_told(lived_in, tmp_path):
    state = machine.own_folder(lived_in, tmp_path / "state")
    file = tmp_path / "copy.tandem"
    with Cluster(state).running():
        with machine.as_superuser(state) as server:
            server.execute("ALTER TABLE voices_saying DISABLE TRIGGER USER")
            server.execute(
                "UPDATE voices_saying SET value = '\"never said\"' WHERE entry_id ="
                " (SELECT id FROM voices_entry WHERE kind = 'answer' LIMIT 1)"
            )
        assert tandem("backup", file, "--state", state).returncode == 0
    told = tandem("restore", file, "--state", tmp_path / "back")
    assert told.returncode == 1
    assert "put back as it was made, but words in it had been changed" in told.stderr


def test_a_backup_of_tables_of_another_version_is_refused(state, tmp_path):
    """The manifest would say what is not so."""
    with Cluster(state).running() as cluster:
        with psycopg.connect(cluster.url(OWNER)) as owner:
            owner.execute(
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('voices', '0099_later', now())"
            )
        said = tandem("backup", tmp_path / "copy", "--state", state)
    assert said.returncode == 1
    assert "the tables of another version of Tandem" in said.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_backup_that_is_stopped_leaves_no_file(state, tmp_path, number):
    target = tmp_path / "backups" / "copy.tandem"
    target.parent.mkdir()
    with Cluster(state).running(), machine.as_owner(state) as changing, changing.transaction():
        changing.execute("LOCK TABLE people_organisation IN ACCESS EXCLUSIVE MODE")
        backing = machine.started("backup", target, "--state", state)
        machine.until(lambda: machine.waits(state, "LOCK TABLE"))
        backing.send_signal(number)
        backing.wait(machine.PATIENCE)
    assert backing.returncode != 0
    assert not target.exists()
    left = list(target.parent.iterdir())
    assert (left == []) == (number == signal.SIGTERM)
    # What a killed one could not take away goes with the next.
    assert tandem("backup", target, "--state", state).returncode == 0
    assert list(target.parent.iterdir()) == [target]


def test_only_what_nobody_works_on_is_swept_away(tmp_path):
    mine = tmp_path / f"{remains.PREFIX}{os.getpid()}-x"
    others = tmp_path / "kept"
    for folder in (mine, others):
        folder.mkdir()
    remains.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([mine, others])
