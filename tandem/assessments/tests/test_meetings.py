"""What "How we work best" changes: what the worker is told before, and when a break is offered."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tandem.assessments.rules.breaks import is_break_due
from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.instruments import loader
from tandem.voices.fold import Said
from tests.page import Pages

NOW = dt.datetime(2026, 3, 9, 10, 0, tzinfo=dt.UTC)
BREAKS = loader.newest("whole-life").item("how.breaks")
BREAK = "asked for breaks"


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


def asked(*choices, kind="answer"):
    said = (uuid4(), 1, kind, "how.breaks", "person", list(choices), "person", "en")
    return {("how.breaks", "person"): Said(*said, NOW.date(), NOW)}


@pytest.mark.parametrize(
    ("stand", "minutes", "is_due"),
    [
        ({}, 30, False),
        (asked("without"), 30, False),
        (asked("half_way"), 19, False),
        (asked("half_way"), 20, True),
        (asked("short", "will_say"), 45, True),
        (asked("half_way"), 300, False),
        (asked(kind="pass"), 30, False),
    ],
)
def test_a_break_is_offered_to_who_asked_once_it_is_time(stand, minutes, is_due):
    now = NOW + dt.timedelta(minutes=minutes)
    assert is_break_due([BREAKS], stand, begun=NOW, now=now) == is_due


def test_the_page_of_areas_offers_it_on_both_screens(at, monkeypatch):
    say(at, "person", "how.breaks", ["half_way"])
    assert BREAK not in page(at, "areas")
    later = timezone.now() + dt.timedelta(minutes=25)
    monkeypatch.setattr("tandem.assessments.areas_page.timezone.now", lambda: later)
    assert BREAK in page(at, "areas")
    assert BREAK in page(join(at), "areas")


def test_the_worker_reads_before_a_sitting_what_makes_meetings_work(at, cast):
    say(at, "person", "how.who", ["friend"])
    say(at, "person", "how.who.words", "My friend Cerys.")
    say(at, "person", "how.times", ["school", "prayer"])
    say(at, "person", "how.reading", ["bigger"])
    say(at, "person", "how.calm", [])
    post(at, "leave", {"pin": "2580"})
    desk = Pages()
    desk.force_login(cast.imran)
    # Wishes, steps and the own page stand on it at once.
    url = reverse("home:person", args=[at.person.pk])
    seen = desk.generic("GET", url, budget=16).content.decode()
    assert "What makes meetings work for" in seen
    assert "My friend Cerys." in seen
    assert "The school run; Prayer times" in seen
    # What shapes the pages by itself is not told twice, and what was taken back is not told.
    assert "How do you like to read?" not in seen
    assert "safe and calm" not in seen


def test_nothing_is_told_of_who_said_nothing(cast):
    desk = Pages()
    desk.force_login(cast.imran)
    seen = desk.get(reverse("home:person", args=[cast.danielle.pk])).content.decode()
    assert "What makes meetings work" not in seen
