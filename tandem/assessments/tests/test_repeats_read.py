"""A part that repeats on the sheet, read elsewhere: beside an earlier sitting, in the copy for the
official record, on paper."""

import json
from uuid import uuid4

import pytest

from tandem.assessments import queries
from tandem.assessments.actions.remarks import see_differently
from tandem.assessments.tests.talking import say, setting, sit
from tandem.assessments.tests.test_print import printed
from tandem.assessments.tests.test_then_at_desk import told
from tandem.documents.tests.reading import squeezed
from tandem.instruments import loader
from tandem.instruments.models import Release
from tandem.sittings.actions.sittings import finish_sitting
from tests.page import Pages

SCALE = {
    "steps": {"fine": "Fine", "mixed": "Mixed", "hard": "Hard"},
    "levels": {"hard": 2, "mixed": 1, "fine": 0},
}
MARK = {"kind": "scale", "scale": "how", "rule": "need"}
DEBT = {
    "what": {"party": "person", "kind": "words", "prompt": "What is it?"},
    "now": {"party": "person", "prompt": "How is it?", "pair": "w.now"} | MARK,
    "w.now": {"party": "worker", "prompt": "How does it look?", "pair": "now"} | MARK,
}
PARTS = {"debt": {"name": "Each debt", "at_most": 3, "items": DEBT}}
AREAS = {"money": {"name": "Money", "parts": PARTS}}
BODY = json.dumps(
    {"en": {"name": "whole-life", "version": 9, "scales": {"how": SCALE}, "areas": AREAS}}
)


@pytest.fixture
def desk(cast):
    desk = Pages()
    desk.force_login(cast.imran)
    return desk


def there(at, number, is_there):
    say(at, "both", f"repeat/money.debt.{number}", is_there, kind="pick")


def mark(at, number, what, person, worker):
    key = f"money.debt.{number}" if number > 1 else "money.debt"
    for party, name, value in (
        ("person", "what", what),
        ("person", "now", person),
        ("worker", "w.now", worker),
    ):
        say(at, party, f"{key}.{name}", value)


@pytest.fixture
def two(cast, monkeypatch):
    """Two debts at the first sitting. At the second one is paid, and what she had said to its mark
    is still there; another has come."""
    form = loader.parse(BODY)
    Release.objects.create(
        digest=form.digest, name="whole-life", version=9, body=BODY, is_shipped=False
    )
    monkeypatch.setattr(queries, "newest_release", lambda *_: form.digest)
    first = sit(cast.imran, cast.danielle)
    there(first, 2, True)
    mark(first, 1, "Rent", "fine", "hard")
    mark(first, 2, "The catalogue", "fine", "hard")
    see_differently(
        room=first.room,
        thread=first.thread,
        setting=setting(first),
        about="money.debt.2.w.now",
        party="person",
        words="I pay it each week.",
        act=uuid4(),
    )
    finish_sitting(by=first.room.by, sitting=first.sitting)
    second = sit(cast.imran, cast.danielle)
    there(second, 2, False)
    there(second, 3, True)
    mark(second, 1, "Rent", "mixed", "hard")
    mark(second, 3, "A loan", "hard", "hard")
    finish_sitting(by=second.room.by, sitting=second.sitting)
    return first.sitting.pk, second.sitting.pk


def test_beside_an_earlier_sitting_stand_those_that_are_there(desk, cast, two):
    now = told(desk, cast.danielle, then=two[0])
    assert "The two marks are closer than they were." in now
    assert "Each debt (3)" in now
    assert "Each debt (2)" not in now
    # At that sitting the second one was there.
    then = told(desk, cast.danielle, now=two[0])
    assert "Each debt (2)" in then
    assert "Each debt (3)" not in then


def test_the_copy_for_the_record_has_each_that_is_there_and_every_remark(desk, cast, two):
    copy = desk.get(f"/people/{cast.danielle.pk}/sheet/copy").content.decode()
    assert "What is it? Rent" in copy
    assert "What is it? (3) A loan" in copy
    assert "The catalogue" not in copy
    assert "I pay it each week." in copy


def test_what_was_said_to_one_that_was_taken_off_stays_on_paper(desk, cast, two):
    sheet = f"/people/{cast.danielle.pk}/sheet"
    paper, then = printed(desk, f"{sheet}/print"), printed(desk, f"{sheet}/{two[0]}/print")
    assert squeezed("Each debt (2): Taken off.") in paper
    assert squeezed("Taken off.") not in then
    for page in (paper, then):
        assert squeezed("I pay it each week.") in page
    assert squeezed("The catalogue") not in paper
    assert squeezed("The catalogue") in then
