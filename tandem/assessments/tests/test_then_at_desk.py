"""Then and now at the desk: both views at any sitting beside those at an earlier one."""

import re

import pytest

from tandem.assessments.tests.talking import say, sit
from tandem.sittings.actions.sittings import finish_sitting
from tandem.ui.charts import GapRow, dot_and_line
from tandem.ui.wheel import INNER, OUTER, SIZE, wheel
from tests.page import Pages


@pytest.fixture
def desk(cast):
    desk = Pages()
    desk.force_login(cast.imran)
    return desk


@pytest.fixture
def three(cast):
    """Three sittings: the gap at home opens, then closes."""
    found = []
    for person, worker in (("hard", "hard"), ("good", "hard"), ("good", "mostly_fine")):
        at = sit(cast.imran, cast.danielle)
        say(at, "person", "home.now", person)
        say(at, "worker", "home.w.now", worker)
        finish_sitting(by=at.room.by, sitting=at.sitting)
        found.append(at.sitting.pk)
    return found


def told(client, person, **asked):
    seen = client.get(f"/people/{person.pk}/sheet/then", asked).content.decode()
    seen = seen[seen.index("<main") : seen.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen))


def test_any_two_sittings_stand_beside_each_other(desk, cast, three):
    assert "before" not in told(desk, cast.danielle).split("Show as a table")[0]
    now = told(desk, cast.danielle, then=three[1])
    assert "The two marks are closer than they were." in now
    second = told(desk, cast.danielle, now=three[1], then=three[0])
    assert "The two marks are further apart than they were." in second
    assert "Danielle sees more going well" in second
    assert "It is harder" not in second


def test_it_never_looks_ahead_nor_at_what_is_not_there(desk, cast, three):
    address = f"/people/{cast.danielle.pk}/sheet/then"
    assert desk.get(address, {"now": three[0], "then": three[2]}).status_code == 404
    assert desk.get(address, {"then": cast.danielle.pk}).status_code == 404
    assert desk.get(address, {"then": "x"}).status_code == 404


def test_the_wheel_stands_beside_the_table_and_joins_nothing(desk, cast, three):
    seen = desk.get(f"/people/{cast.danielle.pk}/sheet/then").content.decode()
    assert seen.index("<table") < seen.index('class="wheel"')
    drawn = seen[seen.index('class="wheel"') :]
    assert "polygon" not in drawn
    assert 'aria-hidden="true"' in drawn


def test_marks_stand_on_their_spoke_at_their_step():
    steps = ["Very hard", "Hard", "Some", "Fine", "Good"]
    rows = [GapRow("Home", person=4, worker=0), GapRow("Money", person=2), GapRow("Work")]
    chart = dot_and_line(rows, title="", person="D", worker="I", steps=steps)
    found = wheel(chart)
    home, money, work = found.spokes
    person, worker = home.marks
    assert (person.x, person.y) == (SIZE / 2 - 7, SIZE / 2 - OUTER)
    assert (worker.x, worker.y) == (SIZE / 2 + 7, SIZE / 2 - INNER)
    assert len(money.marks) == 1
    assert work.marks == ()
    assert found.rings == (INNER, 52.5, 77.0, 101.5, OUTER)
