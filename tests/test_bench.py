"""What the bench measures and noise does not disturb: counts, bytes, time at work beside a floor.

`./dev bench` holds the product to its goals. Here it is held to its goal where that is met, else to
where it stands; time at work with three quarters as much again, for a machine that has other work
to do, and what is over is measured once more: how busy others are changes by the minute.
Lower a ceiling when the product has earned it.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.machine
PATIENCE = 400  # seconds; about 35 where nothing else runs
SLACK = 1.75

# What is counted: the figure's name, where it is held now, and the goal.
COUNTED = [
    ("save: statements", 18, None),
    ("area of 60: queries with 60 answers on the sheet", 8, 8),
    ("area of 60: queries with 90 answers on the sheet", 8, 8),
    ("plan: queries with 60 answers on the sheet", 8, 8),
    ("plan: queries with 90 answers on the sheet", 8, 8),
    ("area: cold, but fonts", 108, 108),
    ("area: fonts", 45, 45),
    ("area: repeat", 27, 27),
]
# Time at work, as so many times its floor.
WORKED = [
    ("save, 1 client: app CPU", 6, 3),
    ("area of 60: app CPU, floor a Django template", 1.2, 0.42),
    ("plan of 24 steps: app CPU, floor a Django template", 1.2, 0.42),
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return measured(tmp_path_factory.mktemp("bench") / "results.json")


def measured(to):
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--to", str(to)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert to.exists(), done.stdout + done.stderr
    return {figure["metric"]: figure for figure in json.loads(to.read_text())["figures"]}


def test_what_is_counted_stays_within_what_it_is_held_to(figures):
    over = [
        f"{name}: {figures[name]['product']:g} of {held}, the goal is {goal}"
        for name, held, goal in COUNTED
        if figures[name]["product"] > held
    ]
    assert over == []


def test_time_at_work_stays_within_what_it_is_held_to(figures, tmp_path):
    if too_long(figures):
        assert too_long(measured(tmp_path / "results.json")) == []


def too_long(figures):
    return [
        f"{name}: {figures[name]['ratio']:.1f}x its floor of {held}x, the goal is {goal}x"
        for name, held, goal in WORKED
        if figures[name]["ratio"] > held * SLACK
    ]
