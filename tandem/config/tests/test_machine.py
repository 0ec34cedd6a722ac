"""The whole installation, from outside: it starts, stops, survives and refuses."""

import os
import shutil
import signal
import socket
import time
from pathlib import Path

import psycopg
import pytest

from tandem.config import database
from tandem.config.postgres.cluster import OWNER, SUPERUSER, Cluster
from tandem.config.tests import machine
from tandem.config.tests.conftest import let_others_through
from tandem.config.tests.machine import Server, tandem

pytestmark = pytest.mark.machine
FIFTEEN = Path("/usr/lib/postgresql/15/bin")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_within_five_seconds(state, number):
    with Server(state) as server:
        assert server.get("/healthz") == (200, "ok\n")
        assert machine.processes(state)
        assert server.stop(number) < 5
    assert server.process.returncode == 0
    assert "Traceback" not in server.said
    assert machine.processes(state) == []


def test_a_form_half_sent_does_not_keep_it_from_stopping(state):
    half = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf"
    with Server(state) as server, socket.create_connection(("127.0.0.1", server.port)) as visitor:
        visitor.sendall(half)
        assert server.stop() < 5
    assert server.process.returncode == 0


def test_what_was_written_survives_the_killing_of_the_launcher(state):
    with Server(state) as server:
        machine.write(state, "Kept")
        server.process.kill()
        server.process.wait()
    with Server(state):
        assert machine.written(state) == ["Kept"]


def test_what_was_written_survives_the_killing_of_the_database(state):
    with Server(state) as server:
        machine.write(state, "Kept")
        os.kill(machine.postmaster(state), signal.SIGKILL)
        server.stop()
    with Server(state):
        assert machine.written(state) == ["Kept"]


def answers(server, before):
    """By a database that is another one than before."""
    try:
        return machine.postmaster(server.state) != before and server.get("/healthz")[0] == 200
    except (OSError, IndexError):  # its file is being written
        return False


def test_a_killed_database_is_started_again_beneath_the_running_product(state):
    with Server(state) as server:
        machine.write(state, "Kept")
        before = machine.postmaster(state)
        os.kill(before, signal.SIGKILL)
        deadline = time.monotonic() + machine.PATIENCE
        while not answers(server, before):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert machine.postmaster(state) != before
        assert machine.written(state) == ["Kept"]


def test_what_was_written_survives_the_killing_of_everything(state):
    with Server(state) as server:
        machine.write(state, "Kept")
        server.process.kill()
        for pid in machine.processes(state):
            os.kill(pid, signal.SIGKILL)
        server.process.wait()
    with Server(state):
        assert machine.written(state) == ["Kept"]


def test_a_process_number_that_now_belongs_to_something_else_does_not_matter(state):
    with Server(state) as server:
        machine.write(state, "Kept")
        server.process.kill()
        os.kill(machine.postmaster(state), signal.SIGKILL)
        server.process.wait()
    left = state / "database/cluster/postmaster.pid"
    lines = left.read_text().splitlines()
    left.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with Server(state):
        assert machine.written(state) == ["Kept"]


def test_several_processes_answer_and_all_leave(state):
    with Server(state, "--workers", "2") as server:
        assert server.get("/healthz") == (200, "ok\n")
        # As a service manager does it: every process is told at once.
        for pid in machine.descendants(server.process.pid):
            os.kill(pid, signal.SIGTERM)
        assert server.stop() < 5
    assert server.process.returncode == 0
    assert "Traceback" not in server.said


def test_several_processes_do_not_outlive_a_killed_launcher(state):
    with Server(state, "--workers", "2") as server:
        port = server.port
        server.process.kill()
        server.process.wait()
    with Server(state, "--workers", "2", port=port) as again:
        assert again.get("/healthz") == (200, "ok\n")
        assert again.stop() < 5
    assert again.process.returncode == 0


def test_a_database_of_another_major_is_left_alone(state):
    kept = state / "database/cluster/PG_VERSION"
    kept.write_text("14\n")
    said = tandem("serve", "--state", state, "--port", "0")
    assert said.returncode == 1
    assert said.stderr.startswith("tandem: The data in")
    assert "PostgreSQL 14" in said.stderr
    assert "tandem restore FILE --state DIR" in said.stderr


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_database_that_may_lose_what_it_saved_is_refused(state, setting):
    with Cluster(state).running(), machine.as_superuser(state) as server:
        server.execute(f"ALTER SYSTEM SET {setting} = off")
    said = tandem("serve", "--state", state, "--port", "0")
    assert said.returncode == 1
    assert f"{setting} switched off" in said.stderr


@pytest.fixture(scope="module")
def serving(made, tmp_path_factory):
    folder = let_others_through(tmp_path_factory.mktemp("serving"))
    with Server(machine.own_folder(made, folder / "state")) as server:
        yield server


def test_one_data_folder_is_served_once(serving):
    said = tandem("serve", "--state", serving.state, "--port", "0")
    assert said.returncode == 1
    assert "runs on the data folder" in said.stderr


def test_the_product_never_learns_the_owners_address(serving):
    known = Path(f"/proc/{serving.process.pid}/environ")
    if known.exists():
        assert OWNER.encode() not in known.read_bytes()


def test_the_running_product_is_never_the_owner_of_the_tables(serving, tmp_path):
    owner = Cluster(serving.state).url(OWNER)
    said = tandem(
        *("serve", "--state", tmp_path / "second", "--port", "0"),
        DATABASE_URL=owner,
        TANDEM_WEB_DATABASE_URL=owner,
    )
    assert said.returncode == 1
    assert "needs a role of its own" in said.stderr


def test_an_administrators_first_link_is_told_to_whoever_started_it(serving):
    assert f"Make the first administrator here, once: {serving.address}/" in serving.said


def test_another_postgresql_serves_as_well(state, tmp_path):
    """On Debian's own 15 where it is there, else on a second server of the package's."""
    elsewhere = tmp_path / "elsewhere"
    with Cluster(elsewhere, FIFTEEN if FIFTEEN.exists() else None).running() as cluster:
        with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as server:
            server.execute("CREATE ROLE keeper LOGIN CREATEROLE")
            server.execute("CREATE DATABASE records OWNER keeper")
        given = {"DATABASE_URL": cluster.url("keeper", "records")}
        mine = tmp_path / "mine"
        with Server(mine, **given) as running:
            assert running.get("/healthz") == (200, "ok\n")
        checked = tandem("check", "--state", mine, **given)
        assert (checked.returncode, checked.stderr) == (0, "")
        copied = tandem("backup", tmp_path / "copy", "--state", mine, **given)
        assert copied.returncode == 0, copied.stderr
        # Another data folder does not know the password, and must not change it.
        said = tandem("migrate", "--state", tmp_path / "third", **given)
        assert "Set TANDEM_WEB_DATABASE_URL" in said.stderr
    assert not (mine / "database").exists()


def test_a_role_that_may_not_make_roles_is_told_what_to_ask_for(tmp_path):
    with Cluster(tmp_path / "elsewhere").running() as cluster:
        with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as server:
            server.execute("CREATE ROLE keeper LOGIN")
            server.execute("CREATE DATABASE records OWNER keeper")
        given = cluster.url("keeper", "records")
        said = tandem("migrate", "--state", tmp_path / "mine", DATABASE_URL=given)
    assert said.returncode == 1
    assert "Ask whoever keeps the database for a second role" in said.stderr


def test_a_folder_that_the_databases_user_cannot_reach_links_to_one_that_it_can(tmp_path):
    """Which happens to root only: anyone else runs the database themselves."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    state = closed / "state"
    with Cluster(state).running() as cluster:
        assert cluster.answers()
    assert (state / "database").is_symlink() == (os.getuid() == 0)
    with Cluster(state).running() as cluster:
        assert cluster.answers()
    if os.getuid() == 0:
        shutil.rmtree((state / "database").resolve())


def test_a_long_path_does_not_stop_the_database(tmp_path):
    state = tmp_path / ("very-" * 20) / "long, with spaces"
    state.parent.mkdir()
    with Cluster(state).running() as cluster:
        assert cluster.answers()
        assert str(cluster.socket_folder) not in str(state)


def test_the_last_to_leave_stops_the_database(state):
    with Cluster(state).running() as first:
        with Cluster(state).running():
            assert first.answers()
        assert first.answers()
    assert machine.processes(state) == []


def test_a_port_that_is_taken_is_a_sentence(state):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = tandem("serve", "--state", state, "--port", str(taken.getsockname()[1]))
    assert said.returncode == 1
    assert said.stderr.endswith("in use by another program. Choose another with --port.\n")


def test_a_damaged_address_of_a_database_is_a_sentence(tmp_path):
    for wrong in ("mysql://x", "postgresql://nobody@127.0.0.1:1/none"):
        said = tandem("migrate", "--state", tmp_path / "state", DATABASE_URL=wrong)
        assert said.returncode == 1
        assert said.stderr.startswith("tandem: ")
        assert "Traceback" not in said.stderr


def test_secrets_are_for_this_user_only(state):
    database.make_folder(state)
    assert (state / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (state / "database").stat().st_mode & 0o777 == 0o700
