"""What a person asks for gets a dated answer; until then it counts in what the worker owes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tandem.assessments.models import SheetSummary
from tandem.lib.refused import Refused
from tandem.lib.working_days import working_days_after
from tandem.plans.actions.asks import answer_ask, ask, say_to_answer
from tandem.plans.asks import ask_lines, counted, plan_asks
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import at_the_desk, join_as_person, sit
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in
from tests.page import Pages

NAMES = {"person": "Danielle", "worker": "Imran"}
WORDS = "Can we meet after school is out?"


@pytest.fixture
def asked(cast):
    act = uuid4()
    for _twice in range(2):
        one = ask(
            person=cast.danielle,
            setting=at_the_desk(cast.imran),
            act=act,
            words=WORDS,
            what="time",
        )
    return one


def reply(cast, to, words, act=None):
    answer_ask(
        person=cast.danielle,
        setting=at_the_desk(cast.imran),
        act=act or uuid4(),
        to=to,
        words=words,
    )


def say(cast, to, is_it, words=""):
    say_to_answer(
        person=cast.danielle,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        to=to,
        is_it=is_it,
        words=words,
    )


def lines(cast):
    return ask_lines(said_in(Thread.objects.get(kind="plan").pk), NAMES)


def owed():
    return SheetSummary.objects.values_list("owed", "owed_on").get(thread__kind="plan")


def due():
    return working_days_after(timezone.localdate(), 10)


def test_what_is_asked_is_owed_until_it_is_answered(cast, asked):
    assert Entry.objects.filter(kind="ask").count() == 1
    (one,) = lines(cast)
    assert (one.id, one.line.words, one.is_open, one.answer_by) == (asked, WORDS, True, due())
    assert one.is_late(due() + timedelta(1))
    assert not one.is_late(due())
    assert owed() == (1, due())
    act = uuid4()
    for _twice in range(2):
        reply(cast, asked, "Yes, at four.", act)
    assert owed() == (0, None)
    (one,) = lines(cast)
    assert [each.words for each in one.line.replies] == ["Yes, at four."]
    assert (one.is_open, one.is_over, one.line.is_answered) == (False, False, True)


def test_the_person_may_still_ask_and_may_say_that_is_it(cast, asked):
    with pytest.raises(Refused):
        say(cast, asked, "that_is_it")  # there is no answer yet
    reply(cast, asked, "Not this week.")
    say(cast, asked, "still", "And the week after?")
    assert owed() == (1, due())
    (one,) = lines(cast)
    assert one.line.replies[-1].is_it == "I still ask for this"
    reply(cast, asked, "Yes.")
    say(cast, asked, "that_is_it")
    assert owed() == (0, None)
    assert lines(cast)[0].is_over


def test_what_waits_stands_first_then_the_newest(cast, asked):
    reply(cast, asked, "Yes.")
    for words in ("First.", "Second."):
        setting = at_the_desk(cast.imran)
        ask(person=cast.danielle, setting=setting, act=uuid4(), words=words)
    assert [one.line.words for one in lines(cast)] == ["Second.", "First.", WORDS]


@pytest.mark.parametrize(
    ("words", "what"), [("", "talk"), (" \n", "talk"), ("x" * 1001, "talk"), (WORDS, "<b>")]
)
def test_an_ask_without_words_or_without_end_is_refused(cast, words, what):
    setting = at_the_desk(cast.imran)
    with pytest.raises(Refused):
        ask(person=cast.danielle, setting=setting, act=uuid4(), words=words, what=what)
    with pytest.raises(Refused):
        reply(cast, uuid4(), "Nobody asked this.")
    assert not Entry.objects.filter(kind="ask").exists()


def test_nothing_asked_counts_nothing():
    assert plan_asks([]) == []
    assert (counted([]).owed, counted([]).come_back_on) == (0, None)


@pytest.mark.parametrize("door", ["together", "beside"])
def test_the_person_asks_in_the_room_and_reads_the_answer_there(cast, client, door):
    sitting = sit(client, cast.imran, cast.danielle)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    base = f"/{door}/{sitting.pk}/plan"
    assert "Ask for something" in text(at.get(base))
    long = at.post(f"{base}/asks", {"act": uuid4(), "what": "help", "words": "Llan" * 300})
    assert long.status_code == 422
    assert "LlanLlan" in long.content.decode()
    sent = {"act": uuid4(), "what": "help", "words": WORDS}
    assert at.post(f"{base}/asks", sent).status_code == 302
    entry = Entry.objects.get(kind="ask")
    assert (entry.party, entry.typed_by) == ("person", "person" if door == "beside" else "worker")
    for page in (base, f"{base}/part", f"{base}/asks"):
        assert WORDS in text(at.get(page)), page
    (one,) = lines(cast)
    mine = f"{base}/asks/{one.id}"
    answered = at.post(mine, {"act": uuid4(), "words": "I ring them."})
    assert answered.status_code == (404 if door == "beside" else 302)
    if door == "beside":
        reply(cast, one.id, "I ring them.")
    assert "I ring them." in text(at.get(f"{base}/asks"))
    assert at.post(mine, {"act": uuid4(), "is_it": "that_is_it"}).status_code == 302
    assert WORDS not in text(at.get(base))
    refused = at.post(mine, {"act": uuid4(), "is_it": "still", "words": "And now?"})
    assert refused.status_code == 422
    assert "And now?" in text(refused)
    assert at.post(f"{base}/asks/{uuid4()}", {"act": uuid4(), "words": "x"}).status_code == 404


def test_the_worker_answers_at_the_desk(cast, asked):
    desk = Pages()
    desk.force_login(cast.imran)
    assert "1 answer is owed" in text(desk.get("/owed"))
    at = f"/people/{cast.danielle.pk}/answers"
    page = text(desk.get(at))
    assert "Meet on another day or time" in page
    assert WORDS in page
    to = Entry.objects.get(kind="ask").pk
    sent = {"act": uuid4(), "words": "Yes, at four.", "party": "worker", "to": to}
    assert desk.post(at, sent).status_code == 302
    assert owed() == (0, None)
    assert "Yes, at four." in text(desk.get(f"/people/{cast.danielle.pk}/plan"))


def test_an_answer_that_is_late_says_so(cast, asked):
    desk = Pages()
    desk.force_login(cast.imran)
    SheetSummary.objects.update(owed_on=date(2026, 1, 5))
    assert "The first was due on" in text(desk.get("/owed"))
