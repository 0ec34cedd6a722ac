"""The log under everything that two parties with two devices each can do to it, in any order."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tandem.voices.tests.machine import Log

pytestmark = pytest.mark.usefixtures("quiet_pool")

EXAMPLES, STEPS = int(os.environ.get("LOG_EXAMPLES", 25)), int(os.environ.get("LOG_STEPS", 30))


def walk(machine, examples=EXAMPLES, steps=STEPS, **more):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_nobodys_words_change_but_by_their_own_later_act(cast):
    walk(Log)
