"""The log under everything that two parties with two devices each can do to it, in any order."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tandem.voices.tests.machine import Log

EXAMPLES, STEPS = int(os.environ.get("LOG_EXAMPLES", 25)), int(os.environ.get("LOG_STEPS", 30))


def walk(machine, examples=EXAMPLES, steps=STEPS, **more):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


@pytest.fixture(autouse=True)
def quiet_pool(caplog):
    """A pool says so when a connection was cut off; here that is done on purpose."""
    caplog.set_level("ERROR", "psycopg.pool")


@pytest.mark.django_db(transaction=True)
def test_nobodys_words_change_but_by_their_own_later_act(cast):
    walk(Log)
