"""`./dev seed` from outside: it fills, fills up, lets in, and keeps away from real people."""

import re
import subprocess
import sys

import pytest

from tandem.config import database, demo
from tandem.config.assets import ROOT
from tandem.config.tests import machine
from tandem.config.tests.machine import Server

pytestmark = pytest.mark.machine


def seed(state, *words, **more):
    return subprocess.run(
        [sys.executable, "-m", "tandem.config.seed", "--state", str(state), *words],
        cwd=ROOT,
        env=machine.environment(**more),
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_a_new_folder_is_filled_and_filled_up_and_lets_one_of_each_role_in(tmp_path):
    state = tmp_path / "seeded"
    done = seed(state, "--people", "120", "--histories", "0.05")
    assert done.returncode == 0, done.stderr
    assert "Caseload facts: 120 people" in done.stdout
    assert re.search(r"Full histories: [1-9]\d? people in", done.stdout)
    assert demo.is_demo(state)
    done = seed(state, "--people", "150", "--histories", "0")
    assert "Caseload facts: 30 people" in done.stdout, done.stderr
    with Server(state) as server:
        roles = re.findall(r"^  [^,]+, ([^,]+), .+: http\S+$", server.said, re.M)
        assert {"worker", "manager", "administrator"} <= set(roles)
        assert len(roles) < 5
    assert machine.processes(state) == []


def test_a_folder_that_may_hold_real_people_is_left_alone(state):
    with database.opened(state):
        machine.write(state, "Real")
    refused = seed(state, "--people", "5")
    assert refused.returncode == 1
    assert "may hold real people" in refused.stderr
    assert not demo.is_demo(state)
    with database.opened(state):
        assert machine.written(state) == ["Real"]


@pytest.mark.parametrize("words", [("0",), ("many",), ("5", "--histories", "2")])
def test_what_cannot_be_made_is_refused_before_anything_is_touched(tmp_path, words):
    refused = seed(tmp_path / "none", "--people", *words)
    assert refused.returncode == 2
    assert "this is a" in refused.stderr
    assert not (tmp_path / "none").exists()
