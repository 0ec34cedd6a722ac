"""How both see it and how talks ended: counted by hand here, and never told of few."""

import re
from datetime import UTC, datetime, timedelta
from threading import Thread as Running
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from conftest import as_role
from tandem.assessments.queries import sheet_thread
from tandem.insight.actions import LOCK, take_tallies, take_tally
from tandem.insight.models import KeptTally
from tandem.insight.queries import tallies_of
from tandem.insight.rules.small import Hidden
from tandem.insight.rules.tallies import After, Ends, Marks, Tally, after_talks, told_of
from tandem.insight.talks import Ended, ends_of
from tandem.instruments.loader import newest
from tandem.lib.shares import tenths
from tandem.people.actor import Staff
from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party
from tests.cast import make_person
from tests.page import Pages


def say(worker, person, kind, about, party, value, *, way=""):
    setting = Setting(
        by=Staff(worker), sitting=None, typed_by="worker", language="en", seen=0, way=way
    )
    thread = sheet_thread(person).pk
    done = append(thread, uuid4(), setting, kind=kind, about=about, party=party, value=value)
    return done.entry


def talk(worker, person, *outcomes, about="home.now"):
    """A talk about one thing that ended so; the newest end is the one that counts."""
    opened = say(worker, person, Kind.TALK, about, Party.BOTH, {"step": "open", "version": 1})
    for outcome in outcomes:
        end = {"talk": str(opened.pk), "outcome": outcome}
        say(worker, person, Kind.SETTLE, about, Party.BOTH, end)


def mark(worker, person, mine, theirs=None, *, area="home", way=""):
    say(worker, person, Kind.ANSWER, f"{area}.now", Party.PERSON, mine, way=way)
    if theirs:
        say(worker, person, Kind.ANSWER, f"{area}.w.now", Party.WORKER, theirs, way=way)


@pytest.fixture
def north(cast):
    """In the team: seven see it differently, five persons think again (two of these seven in
    another thing), one asks someone else. Elsewhere in the organisation: six see it differently."""

    def people(count, name, **where):
        return [make_person(cast.north, f"{name}{n}", **where) for n in range(count)]

    cast.ours = people(24, "P", worker=cast.imran, team=cast.team)
    cast.others = people(12, "Q", worker=cast.tom, team=cast.other_team)
    for person in cast.ours[:7]:
        talk(cast.imran, person, "come_back", "differently")
    for person in cast.ours[5:10]:
        talk(cast.imran, person, "person", about="money.now")
    talk(cast.imran, cast.ours[20], "someone_else")
    for person in cast.others[:6]:
        talk(cast.tom, person, "differently")
    talk(cast.ade, cast.kofi, "differently")
    return cast


def tally_of(cast):
    take_tally(cast.north.pk)
    return tallies_of(cast.north.pk, cast.team.pk)


def told(cast):
    tallies = tally_of(cast)
    return told_of(tallies.team, ["home", "money"], tallies.whole), told_of(tallies.whole, ["home"])


def test_the_newest_end_counts_once_for_each_person(north):
    tallies = tally_of(north)
    assert tallies.team.ends.by_outcome == {
        "person": 5, "worker": 0, "both": 0, "differently": 7, "come_back": 0, "someone_else": 1
    }  # fmt: skip
    assert tallies.whole.ends.by_outcome == tallies.team.ends.by_outcome | {"differently": 13}
    assert (tallies.team.ends.people, tallies.whole.ends.people) == (11, 17)
    assert (tallies.team.ends.days, tallies.whole.ends.days) == (0, 0)


def test_a_small_count_is_not_said_nor_left_over(north):
    team, whole = told(north)
    assert team.by_outcome["differently"] == 7
    # None of the others think again: to say five would tell it of all of them.
    assert team.by_outcome["person"] is Hidden.NOT_SAID
    assert team.by_outcome["someone_else"] is Hidden.FEW
    assert whole.by_outcome["person"] == 5


def test_days_are_those_of_the_talk_in_the_middle():
    ends = [Ended(uuid4(), 1, "both", days) for days in (0, 9, 9, 2, 30)]
    assert ends_of(ends).days == 9
    assert ends_of(ends[:4]).days == 2
    few = Tally(people=40, ends=Ends(people=4, days=9))
    whole = Tally(people=90, ends=Ends(people=8, days=9))
    assert told_of(few, []).days is Hidden.NOT_SAID
    assert told_of(whole, []).days == 9
    # Of the four others it would be told by telling it of both.
    assert told_of(Tally(ends=Ends(people=5, days=9)), [], whole).days is Hidden.NOT_SAID


def test_each_area_says_how_many_have_both_voices_and_which_way_they_lie(north):
    for person in north.ours[:6]:
        mark(north.imran, person, "mostly_fine", "hard")
    for person in north.ours[6:9]:
        mark(north.imran, person, "hard", "good")
    mark(north.imran, north.ours[9], "hard", "hard")
    for person in north.ours[10:15]:
        mark(north.imran, person, "hard")
    team, whole = told(north)
    marks = tallies_of(north.north.pk, north.team.pk).team.areas["home"]
    assert marks == Marks(people=10, spoken=15, both=10, steps=[3, 0, 1, 0, 6])
    assert (
        team.areas == whole.areas | {"money": None} == {"home": (7, (3, 1, 1, 1, 6)), "money": None}
    )


def test_what_nobody_may_see_is_not_counted(north):
    """What waits for the other party, what is passed on, and practice."""
    for person in north.ours[:12]:
        mark(north.imran, person, "hard", way="each_first")
    say(north.imran, north.ours[0], Kind.PASS, "home.w.now", Party.WORKER, None)
    assert tally_of(north).team.areas == {"home": Marks(spoken=1)}


def test_a_team_is_not_told_of_where_few_others_are_left():
    ten = Marks(people=10, spoken=10, both=10, steps=[2, 2, 2, 2, 2])
    nineteen = Marks(people=19, spoken=19, both=19, steps=[3, 4, 4, 4, 4])
    tally = Tally(people=10, areas={"home": ten}, after=After(10, 5, {"kept": [5, 3, 2]}))
    whole = Tally(people=19, areas={"home": nineteen}, after=After(19, 9, {"kept": [9, 5, 5]}))
    told = told_of(tally, ["home"], whole)
    assert (told.areas["home"], told.met, told.since) == (None, None, {})
    told = told_of(tally, ["home"])
    assert (told.areas["home"], told.met, told.since) == ((9, (2,) * 5), 5, {"kept": (5, 3, 2)})
    nine = Tally(people=9, areas={"home": Marks(9, 9, 9, [9, 0, 0, 0, 0])}, after=After(9, 9, {}))
    assert (told_of(nine, ["home"]).areas["home"], told_of(nine, []).met) == (None, None)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=6).filter(any))
def test_a_share_is_near_and_never_all_nor_nobody(counts):
    found = tenths(counts)
    for n, count in zip(found, counts, strict=True):
        assert 1 <= n <= 9
        assert abs(n - 10 * count / sum(counts)) <= 1


def test_shares_that_are_neither_make_ten():
    assert tenths([1, 1, 1]) == (4, 3, 3)
    assert tenths([6, 3, 1]) == (6, 3, 1)


def test_all_is_told_as_nearly_all():
    assert tenths([40, 0]) == tenths([39, 1]) == (9, 1)


NOW = datetime(2026, 11, 1, tzinfo=UTC)


def said(days_ago, kind, about="", value=None, party="person"):
    at = NOW - timedelta(days=days_ago)
    return SimpleNamespace(
        kind=kind, about=about, value=value, party=party, recorded_at=at, seq=1000 - days_ago
    )


def after(ends, sat=(), told=()):
    return after_talks(
        [said(n, "settle", value={"outcome": "both"}) for n in ends],
        [NOW - timedelta(days=n) for n in sat],
        newest("engagement"),
        told,
        NOW,
    )


@pytest.mark.parametrize(
    ("ends", "sat", "found"),
    [
        ([], [10], (0, 0)),
        # Too new to be asked.
        ([27], [20], (0, 0)),
        ([28], [28], (1, 0)),
        ([60], [60, 33], (1, 1)),
        ([60], [60, 31], (1, 0)),
        # The newest that is old enough.
        ([90, 40, 5], [80, 3], (1, 0)),
    ],
)
def test_who_sat_together_again(ends, sat, found):
    counted = after(ends, sat)
    assert (counted.asked, counted.met) == found


def test_what_people_say_of_themselves_before_and_after_a_talk():
    told = [
        said(50, "answer", "doing.kept", "little"),
        said(20, "answer", "doing.kept", "mostly"),
        said(2, "answer", "doing.kept", "not_yet"),
        said(50, "answer", "doing.part", "yes"),
        said(20, "answer", "doing.part", "little"),
        said(50, "answer", "doing.step", "yes"),
        said(20, "answer", "doing.w.kept", "yes", party="worker"),
    ]
    found = {"doing.kept": [1, 0, 0], "doing.part": [0, 0, 1]}
    # After the newest talk nothing was said, so the one before it is looked at.
    assert after([30, 1], told=told).since == found
    assert after([90], told=told).since == {}


def test_it_is_counted_once_a_month_and_each_day_while_there_is_nothing_to_tell(cast, time_machine):
    def on():
        taken = KeptTally.objects.filter(organisation=cast.north, team=None).order_by("on")
        return [str(day) for day in taken.values_list("on", flat=True)]

    time_machine.move_to(datetime(2027, 3, 30, 9, tzinfo=UTC))
    take_tallies()
    take_tallies()
    assert on() == ["2027-03-30"]
    for n in range(10):
        person = make_person(cast.north, f"P{n}", worker=cast.imran, team=cast.team)
        mark(cast.imran, person, "hard", "hard")
    take_tallies()
    assert on() == ["2027-03-30"]
    time_machine.shift(timedelta(days=1))
    take_tallies(is_calm=True)
    assert on() == ["2027-03-30", "2027-03-31"]
    assert tallies_of(cast.north.pk, None).whole.tells
    time_machine.shift(timedelta(days=1))
    assert take_tallies() > 0
    time_machine.shift(timedelta(days=29))
    assert take_tallies() > 0  # of organisations with nothing to tell
    assert on() == ["2027-03-30", "2027-03-31", "2027-04-01"]


@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_counts():
    taken = []

    def other():
        taken.append(take_tallies())
        connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        running = Running(target=other)
        running.start()
        running.join(20)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    assert taken == [0]


def seen(user):
    client = Pages()
    client.force_login(user)
    answer = client.get("/figures/differences")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_says_why_it_is_no_target(north):
    assert "Nothing is counted yet" in seen(north.carys)
    for person in north.ours[:10]:
        mark(north.imran, person, "mostly_fine", "hard")
    for person in north.others:
        mark(north.tom, person, "hard", "hard")
    take_tally(north.north.pk)
    page = seen(north.carys)
    assert "Agreeing is not the aim" in page
    assert f"Counted on {timezone.localdate().day} " in page
    team, _, whole = page.partition(north.north.name + " How both")
    assert "They see it differently 7 " in team
    assert "They see it differently 13 " in whole
    assert "Home 9 or more 1 or fewer 1 or fewer 1 or fewer 1 or fewer 9 or more" in team
    assert "Home 9 or more 1 or fewer 1 or fewer 5 1 or fewer 5" in whole
    for name in ("Imran", "Tom"):
        assert name not in page
    worker = Pages()
    worker.force_login(north.imran)
    assert worker.get("/figures/differences").status_code == 404


def test_what_is_kept_comes_back_as_it_was(north):
    mark(north.imran, north.ours[0], "hard", "good")
    tally_of(north)
    as_role(connection, "")
    for taken in KeptTally.objects.all():
        assert Tally.read(taken.counted).kept() == taken.counted
