"""The page of an area of a form of 500 questions is as little work as any other."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.assessments import queries
from tandem.assessments.rules import sheet as rules
from tandem.assessments.tests.talking import page, say, sit
from tandem.instruments import loader, routing
from tandem.instruments.models import Release
from tandem.instruments.tests.forms import big

AREA = "area_9"


@pytest.fixture
def form():
    return loader.parse(big())


@pytest.fixture
def at(cast, form, monkeypatch):
    Release.objects.create(
        digest=form.digest, name="whole-life", version=9, body=big(), is_shipped=False
    )
    monkeypatch.setattr(queries, "newest_release", lambda *_: form.digest)
    at = sit(cast.imran, cast.danielle)
    for item in form.area(AREA).items[:20]:
        say(at, item.party, item.key, 7)
    page(at, "area", area=AREA)  # what is kept for all pages is made
    return at


def test_it_asks_the_database_as_little_as_any_other(at):
    with CaptureQueriesContext(connection) as asked:
        page(at, "area", area=AREA)
    assert len(asked) <= 9


def test_each_of_its_own_questions_is_routed_once_and_none_of_the_others(at, form, monkeypatch):
    """Counted, so that it says the same on any machine: a square of 500 would show."""
    routed = []

    def counted(item, *more, **named):
        routed.append(item.key)
        return routing.is_asked(item, *more, **named)

    monkeypatch.setattr(rules, "is_asked", counted)
    page(at, "area", area=AREA)
    own = {item.key for item in form.area(AREA).items}
    assert routed
    assert set(routed) <= own
    # A page reads its sheet a few times over: for its rows, for what is shut, for what is compared.
    assert len(routed) <= 3 * len(own)


def test_an_area_is_drawn_in_under_150_ms_one_that_repeats_too(at):
    """CPU time of the whole request, best of five: each of 50 questions, and twelve children with
    what was said of them. The figures are in EVIDENCE.md."""
    say(at, "person", "children.each.called", "Mia")
    for number in range(2, 13):
        say(at, "both", f"repeat/children.each.{number}", True, kind="pick")
        say(at, "person", f"children.each.{number}.called", f"Child {number}")
    plain = Client()  # ours reads every page that it opens
    plain.cookies = at.client.cookies
    for area in ("children", AREA):
        best = 9.0
        for _ in range(5):
            before = time.process_time()
            drawn = plain.get(at.room.url("area", area=area)).content.decode()
            best = min(best, time.process_time() - before)
        assert drawn.count("data-item=") == (12 if area == "children" else 50)
        print(f"{area}: {best * 1000:.0f} ms")
        assert best < 0.150, area
