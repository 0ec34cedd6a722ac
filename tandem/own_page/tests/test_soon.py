"""Asking: for something, with a dated answer; and to talk soon, with a name and a clock."""

from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given as over
from hypothesis import strategies as st

from tandem.lib.working_days import is_working_day
from tandem.own_page.models import Cover, TalkSoon
from tandem.own_page.rules import TOLD, due, is_told
from tandem.own_page.soon import hours
from tandem.own_page.tests.holding import PIN, holding, read
from tandem.people.actor import Staff
from tandem.plans.tests.stories import home_sheet
from tandem.restricted.actions import open_compartment
from tandem.restricted.tests.apart import keep_note, let_read
from tandem.voices.models import Entry, Kind
from tests.page import without_tokens

LONDON = timezone.get_default_timezone()
FRIDAY = datetime(2026, 3, 6, 14, 30, tzinfo=LONDON)


@pytest.fixture
def at(cast):
    return holding(cast.imran, cast.danielle)


def ask_soon(at, reach="", act=None):
    return at.phone.post("/page/soon", {"act": str(act or uuid4()), "reach": reach})


# The clock.


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        ((6, 9, 0), (6, 13, 0)),  # Friday morning
        ((6, 13, 0), (6, 17, 0)),
        ((6, 14, 30), (9, 10, 30)),  # Friday afternoon: Monday
        ((7, 23, 0), (9, 13, 0)),  # Saturday night
        ((9, 3, 0), (9, 13, 0)),
        ((9, 17, 0), (10, 13, 0)),
    ],
)
def test_the_clock_runs_in_working_hours_only(asked, by):
    def moment(day, hour, minute):
        return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)

    assert due(moment(*asked), hours()) == moment(*by)


def test_nobody_answers_at_easter():
    asked = datetime(2026, 4, 2, 15, 0, tzinfo=LONDON)
    assert due(asked, hours()) == datetime(2026, 4, 7, 11, 0, tzinfo=LONDON)


@over(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(0, 3000))
def test_who_asks_later_is_never_answered_sooner(asked, minutes):
    first = asked.replace(tzinfo=LONDON)
    later = first + timedelta(minutes=minutes)
    told = due(first, hours())
    assert first < told <= due(later, hours())
    assert told.isoweekday() in hours().days
    assert hours().opens < told.time() <= hours().closes
    assert is_working_day(told.date())
    # Easter and Christmas are the longest.
    assert told - first <= timedelta(days=5)


# Talking soon.


def test_it_goes_to_the_worker_and_whoever_covers_with_a_day_and_an_hour(cast, at, sign_in):
    Cover.objects.create(team=cast.team, user=cast.priya)
    with time_machine.travel(FRIDAY, tick=False):
        at = holding(cast.imran, cast.danielle)
        page = read(at, "/page/soon")
        assert "Imran or Priya" in page
        assert "not at night" in page
        assert ask_soon(at, "After 3.").status_code == 302
        assert "Imran or Priya gets back to you by 9 March at 10:30." in read(at)
        for user in (cast.imran, cast.priya):
            home = sign_in(user).get("/").content.decode()
            assert "Needs to talk soon" in home
            assert "After 3." in home
            assert "Due by 9 March at 10:30." in home
        for user in (cast.tom, cast.carys, cast.maureen):
            assert "Needs to talk soon" not in sign_in(user).get("/").content.decode()
    with time_machine.travel(FRIDAY + timedelta(days=4)):
        home = sign_in(cast.carys).get("/").content.decode()
        assert "It was due by 9 March at 10:30." in home
        soon = TalkSoon.objects.get()
        answer = sign_in(cast.priya).post(f"/soon/{soon.pk}", {"words": "We rang."})
        assert answer.status_code == 302
    with time_machine.travel(FRIDAY, tick=False):
        page = read(at)
        assert "<bdi>Priya</bdi> answered on 10 March" in page
        assert "We rang." in page
        assert "Needs to talk soon" not in sign_in(cast.imran).get("/").content.decode()


def test_asked_twice_the_first_time_stands(cast, at):
    act = uuid4()
    for _twice in range(2):
        assert ask_soon(at, "After 3.", act=act).status_code == 302
    again = ask_soon(at, "On my sister's phone.")
    assert again.status_code == 409
    page = unescape(again.content.decode())
    assert "You asked already, and that still stands." in page
    assert "On my sister's phone." in page
    soon = TalkSoon.objects.get()
    assert (soon.pk, soon.reach) == (act, "After 3.")
    with pytest.raises(IntegrityError):
        TalkSoon.objects.create(
            pk=uuid4(), person=cast.danielle, asked_at=timezone.now(), due_at=timezone.now()
        )


def test_it_is_answered_once_with_words_and_by_nobody_else(cast, at, sign_in):
    ask_soon(at)
    address = f"/soon/{TalkSoon.objects.get().pk}"
    for user in (cast.priya, cast.carys, cast.tom, cast.ade):
        assert sign_in(user).post(address, {"words": "No."}).status_code == 404
    imran = sign_in(cast.imran)
    assert imran.post(address, {"words": " "}).status_code == 409
    assert imran.post(address, {"words": "We met."}).status_code == 302
    assert imran.post(address, {"words": "x" * 1001}).status_code == 409
    late = imran.post(address, {"words": "We met too."})
    assert late.status_code == 409
    assert "Somebody has answered this already." in late.content.decode()
    assert "We met too." in late.content.decode()
    assert TalkSoon.objects.get().answer == "We met."
    ask_soon(at)
    assert TalkSoon.objects.count() == 2


def test_where_nobody_is_named_nobody_is_promised(cast):
    at = holding(cast.imran, cast.danielle)
    cast.danielle.allocations.update(ended_at=timezone.now())
    assert "Nobody is named to answer now." in read(at, "/page/soon")
    ask_soon(at)
    assert not TalkSoon.objects.exists()


def test_a_team_names_who_covers(cast, sign_in):
    client = sign_in(cast.imran)
    page = client.get("/cover").content.decode()
    assert "Priya Example" in page
    assert "Tom Example" not in page
    assert client.post("/cover", {"user": str(cast.tom.pk)}).status_code == 400
    for user in (cast.priya, cast.imran):
        assert client.post("/cover", {"user": str(user.pk)}).status_code == 302
    assert Cover.objects.get().user == cast.imran


# Asking for something.


def test_what_is_asked_alone_waits_for_a_dated_answer(cast, at, sign_in):
    act = str(uuid4())
    sent = {"act": act, "what": "talk", "words": "About my flat."}
    for _twice in range(2):
        assert at.phone.post("/page/asks", sent)["Location"] == "/page/asks"
    entry = Entry.objects.get(kind=Kind.ASK)
    assert (entry.party, entry.typed_by, entry.sitting) == ("person", "person", None)
    assert "About my flat." in read(at, "/page/asks")
    assert "About my flat." in read(at, "/page/plan")
    client = sign_in(cast.imran)
    assert "About my flat." in client.get(f"/people/{cast.danielle.pk}/answers").content.decode()


def test_an_ask_without_words_is_a_sentence_and_keeps_the_choice(at):
    answer = at.phone.post("/page/asks", {"act": str(uuid4()), "what": "time", "words": " "})
    assert answer.status_code == 422
    assert "Write what you ask for." in answer.content.decode()


def test_words_that_were_typed_survive_the_pin(at):
    at.phone.post("/page/leave")
    sent = {"act": str(uuid4()), "what": "talk", "words": "Kanarivogel"}
    page = at.phone.post("/page/asks", sent).content.decode()
    assert 'value="Kanarivogel"' in page
    assert at.phone.post("/page/asks", sent | {"pin": PIN}).status_code == 302
    assert "Kanarivogel" in read(at, "/page/asks")


def test_an_ask_of_another_person_is_not_there(cast, at):
    others = holding(cast.priya, cast.aled)
    others.phone.post("/page/asks", {"act": str(uuid4()), "what": "talk", "words": "Mine."})
    theirs = Entry.objects.get(kind=Kind.ASK).about.removeprefix("ask/")
    sent = {"act": str(uuid4()), "words": "", "is_it": "that_is_it"}
    assert at.phone.post(f"/page/asks/{theirs}", sent).status_code == 404


# What they said, and who looked.


def test_the_person_reads_what_they_said(cast, at):
    home_sheet(cast.imran, cast.danielle)
    said = Entry.objects.filter(party="person", thread__kind="sheet").first()
    assert said
    page = read(at, "/page/words")
    assert "<h2>Home</h2>" in page


def test_who_looked_is_told_by_role_and_day(cast, at, sign_in):
    assert "Nobody yet." in read(at, "/page/looks")
    sign_in(cast.carys).get("/")
    assert "Nobody yet." in read(at, "/page/looks")
    sign_in(cast.carys).get(f"/people/{cast.danielle.pk}/")
    sign_in(cast.imran).get(f"/people/{cast.danielle.pk}/plan")
    page = read(at, "/page/looks")
    assert "a worker, a manager" in page
    assert "Carys" not in page


def test_a_look_at_restricted_notes_leaves_no_trace_there(cast, at, sign_in):
    page = without_tokens(read(at, "/page/looks"))
    keep_note(cast.imran, cast.danielle)
    let_read(cast.bea, cast.carys)
    sign_in(cast.carys).get(f"/people/{cast.danielle.pk}/restricted")
    why = "We talk with the school."
    open_compartment(by=Staff(cast.carys), person=cast.danielle, compartment="victim", reason=why)
    assert without_tokens(read(at, "/page/looks")) == page


def test_nothing_of_restricted_notes_or_lists_is_told():
    assert not any(is_told(f"restricted:{page}") for page in ("keep", "open", "readers"))
    assert not is_told("home:people")
    assert not any("restricted" in one for one in TOLD)
