"""Made-up people never meet real ones."""

import pytest

from tandem.config import database, demo
from tandem.config.tests import machine
from tandem.config.tests.machine import tandem

pytestmark = pytest.mark.machine


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.parametrize("command", ["demo", "serve --demo --port 0"])
def test_a_folder_that_may_hold_real_people_gets_no_demo(state, command):
    with database.opened(state):
        machine.write(state, "Real")
    refused = tandem(*command.split(), "--state", state)
    assert refused.returncode == 1
    assert "may hold real people" in refused.stderr
    assert not demo.is_demo(state)
    with database.opened(state):
        assert machine.written(state) == ["Real"]


def test_a_demo_whose_making_was_cut_short_is_begun_again(state):
    with database.opened(state) as opened:
        machine.write(state, "Half")
        (state / "demo").write_text(demo.FILLING)
        demo.start(state, opened)
        assert not database.has_tables(opened)
        assert demo.is_demo(state)


def test_a_finished_demo_is_kept(state):
    with database.opened(state) as opened:
        machine.write(state, "Made up")
        (state / "demo").write_text(demo.FILLED)
        demo.start(state, opened)
        demo.fill(state)
        assert machine.written(state) == ["Made up"]
