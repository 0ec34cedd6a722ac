"""What was asked under another key in an older version: where it is read, and by whom."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from tandem.assessments import queries
from tandem.assessments.actions.carry import carry_over
from tandem.assessments.queries import area_said, instrument_of
from tandem.assessments.read_page import older_lines
from tandem.assessments.rules.carry import asked_as
from tandem.assessments.speaker import speaker
from tandem.assessments.tests.talking import say, setting, sit
from tandem.instruments import loader
from tandem.instruments.models import Release
from tandem.voices.actions import append
from tandem.voices.models import Kind, Party

WORDS = {"party": "person", "kind": "words"}
SCALE = {
    "steps": {"fine": "Fine", "mixed": "Mixed", "hard": "Hard"},
    "levels": {"hard": 2, "mixed": 1, "fine": 0},
}
MARK = {"kind": "scale", "scale": "how", "rule": "need"}


def version(number, areas, **became):
    head = {"name": "whole-life", "version": number, "scales": {"how": SCALE}, "areas": areas}
    return json.dumps({"en": head | ({"became": became} if became else {})})


def asked(prompt, **more):
    return WORDS | {"prompt": prompt} | more


def test_what_was_said_of_the_second_child_is_asked_of_the_second_child():
    child = {"name": "Each child", "at_most": 3}
    names = {"school": asked("Which school?"), "friends": asked("Which friends?")}
    older = version(8, {"family": {"name": "Family", "parts": {"child": child | {"items": names}}}})
    kid = child | {"items": {"school": asked("Which school?")}}
    other = {"who": asked("Who are they?"), "where": asked("Where are they?")}
    newer = version(
        9,
        {
            "family": {"name": "Family", "parts": {"kid": kid}},
            "friends": {"name": "Friends", "items": other},
        },
        moved={"family.child.school": "family.kid.school"},
        split={"family.child.friends": ["friends.who", "friends.where"]},
    )
    to = asked_as([loader.parse(older), loader.parse(newer)])
    assert to["family.child.school"] == ("family.kid.school",)
    assert to["family.child.2.school"] == ("family.kid.2.school",)
    assert to["family.child.6.friends"] == ("friends.who", "friends.where")


@pytest.fixture
def at(cast, monkeypatch):
    """A sheet that goes over to a version which asks the person's mark elsewhere, asks the worker's
    no more, and asks one question as two, of which one is for some orders alone."""
    now = {"party": "person", "prompt": "How is home?", "pair": "w.now"} | MARK
    worker = {"party": "worker", "prompt": "How does it look?", "pair": "now"} | MARK
    older = version(
        8,
        {
            "home": {
                "name": "Home",
                "items": {"now": now, "w.now": worker, "why": asked("Why so?")},
            }
        },
    )
    newer = version(
        9,
        {
            "home": {"name": "Home", "items": {"where": asked("Why there?")}},
            "town": {
                "name": "Town",
                "items": {"now": asked("How is home?", kind="scale", scale="how")},
            },
            "court": {
                "name": "Court",
                "mode": "statutory",
                "items": {"why": asked("Why the court?")},
            },
        },
        moved={"home.now": "town.now"},
        split={"home.why": ["home.where", "court.why"]},
        dropped=["home.w.now"],
    )
    first, second = loader.parse(older), loader.parse(newer)
    for made, body in ((first, older), (second, newer)):
        Release.objects.create(
            digest=made.digest, name="whole-life", version=made.version, body=body
        )
    monkeypatch.setattr(queries, "newest_release", lambda *_: first.digest)
    monkeypatch.setattr(loader, "newest", lambda _name: second)
    made = sit(cast.imran, cast.danielle)
    made.goes_over = lambda: carry_over(thread=made.thread, to=second, setting=setting(made))
    return made


def mark(at, party, about, value):
    each_first = replace(setting(at), way="each_first")
    with transaction.atomic():
        append(
            at.thread.pk,
            uuid4(),
            each_first,
            kind=Kind.ANSWER,
            about=about,
            party=Party(party),
            value=value,
        )


def read(at, area, mode="statutory"):
    said = area_said(at.thread, instrument_of(at.thread).area(area))
    return older_lines(at.thread, said, speaker(at.room), mode=mode, area=area)


def test_a_mark_is_read_where_it_is_asked_now_once_both_had_marked(at):
    mark(at, "person", "home.now", "hard")
    mark(at, "worker", "home.w.now", "fine")
    at.goes_over()
    assert [line.words for line in read(at, "town")] == ["Hard"]


def test_a_mark_that_waited_is_not_read_where_it_is_asked_now(at):
    mark(at, "person", "home.now", "hard")
    at.goes_over()
    assert read(at, "town") == []


def test_beside_an_older_question_stands_nothing_that_is_shut_in_this_mode(at):
    say(at, "person", "home.why", "The rent.")
    at.goes_over()
    assert [line.now for line in read(at, "home")] == [("Why there?", "Why the court?")]
    assert [line.now for line in read(at, "home", "voluntary")] == [("Why there?",)]
