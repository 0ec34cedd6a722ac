import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tandem.assessments.models import SheetSummary
from tandem.audit.models import Event
from tandem.instruments.models import Release
from tandem.people.actions.persons import ensure_practice_person
from tandem.plans.models import Goal, Step
from tandem.sittings.models import Sitting
from tandem.voices.models import Thread
from tests.cast import make_person


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def step_due(person, day, **more):
    thread, _ = Thread.objects.get_or_create(person=person, kind="plan")
    goal = Goal.objects.create(
        thread=thread,
        number=thread.goals.count() + 1,
        words="I keep my flat",
        language="en",
        origin="person",
    )
    return Step.objects.create(
        goal=goal, number=1, words="Ring", language="en", who="person", due_on=day, **more
    )


def summary(person, **counts):
    release = Release.objects.first()
    thread = Thread.objects.create(person=person, kind="sheet", release=release)
    return SheetSummary.objects.create(thread=thread, **counts)


@pytest.fixture
def today():
    return timezone.localdate()


def called(page):
    rows = page.split('class="people-who"')[1:]
    return [row.split("<bdi>")[1].split("</bdi>")[0] for row in rows]


def test_what_is_due_comes_first_then_names(cast, sign_in, today):
    told = {"worker": cast.imran, "team": cast.team}
    ann = make_person(cast.north, "Ann", family_name="Zed", **told)
    ben = make_person(cast.north, "Ben", family_name="Young", **told)
    make_person(cast.north, "Cai", family_name="Abel", **told)
    soon = make_person(cast.north, "Dee", ends_on=today + timedelta(days=20), **told)
    make_person(cast.north, "Eve", ends_on=today + timedelta(days=40), family_name="X", **told)
    step_due(ann, today + timedelta(days=9))
    step_due(ben, today - timedelta(days=3), state="done")
    summary(ben, come_back_on=today - timedelta(days=1), open_differences=2)
    page = text_of(sign_in(cast.imran).get("/"))
    assert called(page) == ["Ben", "Ann", "Dee", "Cai", "Danielle", "Eve"]
    assert "1 thing to come back to" in page
    assert "1 order ends within 30 days" in page
    assert "2 open differences" in page
    assert soon.called in page


def test_only_one_s_own_people_are_here_and_each_leaves_its_trace(cast, sign_in):
    assert called(text_of(sign_in(cast.imran).get("/"))) == ["Danielle"]
    [event] = Event.objects.all()
    assert (event.person, event.what, event.place) == (
        cast.danielle.pk,
        "my people",
        "home:people",
    )


def test_a_manager_sees_the_team_and_who_supports_whom(cast, sign_in):
    page = text_of(sign_in(cast.carys).get("/"))
    assert called(page) == ["Danielle", "Aled"]
    assert "with <bdi>Imran</bdi>" in page
    assert "Start together" not in page


def test_a_manager_is_told_who_waits_for_a_worker(cast, sign_in):
    make_person(cast.north, "Kit", team=cast.team)
    make_person(cast.north, "Kay", team=cast.other_team)
    assert "1 person has no worker" in text_of(sign_in(cast.carys).get("/"))
    assert "no worker" not in text_of(sign_in(cast.imran).get("/"))


def test_an_administrator_is_led_to_the_organisation(cast, sign_in):
    assert sign_in(cast.bea).get("/").url == reverse("people:organisation")


def test_nobody_signed_in_is_asked_to_sign_in(client, db):
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("words", ["wyn", "WYN-J", "aled", "jones ale", "200002", "ŵyn"])
def test_any_part_of_a_name_or_reference_finds_someone(cast, sign_in, words):
    assert called(text_of(sign_in(cast.priya).post("/", {"words": words}))) == ["Aled"]


@pytest.mark.parametrize("words", ["Danielle", "nobody", "-", "%", "x" * 200])
def test_a_search_finds_nobody_else(cast, sign_in, words):
    page = text_of(sign_in(cast.priya).post("/", {"words": words}))
    assert called(page) == []
    assert "Nobody here has this name or reference." in page


def test_a_search_that_is_too_long_says_so_and_keeps_what_was_typed(cast, sign_in):
    page = text_of(sign_in(cast.priya).post("/", {"words": "<" * 201, "after": "rubbish"}))
    assert "This is too long to look for." in page
    assert "&lt;" * 201 in page


def test_a_name_in_the_address_is_not_searched_for(cast, sign_in):
    assert called(text_of(sign_in(cast.priya).get("/?words=nobody"))) == ["Aled"]


def test_twenty_five_at_a_time_and_nobody_twice_or_never(cast, sign_in, today):
    for number in range(58):
        person = make_person(cast.north, f"P{number:02}", worker=cast.tom, team=cast.other_team)
        if number % 3 == 0:
            step_due(person, today + timedelta(days=number % 2))
    client = sign_in(cast.tom)
    page = text_of(client.get("/"))
    seen = called(page)
    assert "33 more" in page
    while 'name="after" value="' in page:
        after = page.split('name="after" value="')[1].split('"')[0]
        page = text_of(client.post("/", {"words": "", "after": after}))
        seen += called(page)
    assert len(seen) == len(set(seen)) == 58


def test_the_page_asks_the_database_no_more_however_many_there_are(cast, sign_in):
    client = sign_in(cast.tom)
    make_person(cast.north, "First", worker=cast.tom)
    client.get("/")

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/")
        return [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]

    few = asked()
    for number in range(30):
        make_person(cast.north, f"P{number}", worker=cast.tom)
    assert len(asked()) == len(few) <= 12


def test_the_practice_person_stands_apart_and_is_never_counted(cast, sign_in, today):
    robin = ensure_practice_person(cast.imran)
    step_due(robin, today)
    page = text_of(sign_in(cast.imran).get("/"))
    assert called(page) == ["Danielle", "Robin"]
    assert "Practice person: made up" in page
    assert "1 step is due" not in page
    page = text_of(sign_in(cast.imran).get(reverse("home:person", args=[robin.pk])))
    assert "Practice. Nothing here is about a real person." in page


def test_an_empty_page_says_what_will_be_here(cast, sign_in):
    page = text_of(sign_in(cast.tom).get("/"))
    assert "The people you support will be here" in page


def test_the_person_s_page_says_who_they_are_and_what_is_due(cast, sign_in, today):
    step_due(cast.danielle, date(2031, 3, 1))
    Sitting.objects.create(
        person=cast.danielle,
        worker=cast.imran,
        mode="statutory",
        held="side",
        held_on=today,
        started_at=timezone.now(),
    )
    url = reverse("home:person", args=[cast.danielle.pk])
    page = text_of(sign_in(cast.imran).get(url))
    assert "<title>A person – Tandem</title>" in page
    for words in ("Danielle Marsh", "X200001", "1 March 2031", "Side by side", "Imran Example"):
        assert words in page


@pytest.mark.parametrize("who", ["tom", "priya", "maureen", "bea"])
def test_a_person_s_page_does_not_exist_for_a_stranger(cast, sign_in, who):
    url = reverse("home:person", args=[cast.danielle.pk])
    assert sign_in(getattr(cast, who)).get(url).status_code == 404


def test_markup_in_a_name_is_text(cast, sign_in):
    make_person(cast.north, "<img src=x onerror=alert(1)>", worker=cast.tom)
    page = text_of(sign_in(cast.tom).get("/"))
    assert "<img" not in page
    assert "&lt;img" in page


def test_two_who_are_called_the_same_are_told_apart_by_eye_and_by_ear(cast, sign_in):
    told = {"worker": cast.imran, "team": cast.team}
    make_person(cast.north, "Sam", born_on=date(1984, 3, 3), reference="A1", **told)
    make_person(cast.north, "Sam", **told)
    page = text_of(sign_in(cast.imran).get("/"))
    rows = {row.split("</li>")[0] for row in page.split('class="people-who"')[1:]}
    told_apart = [row for row in rows if "<bdi>Sam</bdi>" in row]
    heard = {" ".join(re.sub("<[^>]+>", "", row.split("</a>")[0]).split()) for row in told_apart}
    assert len(told_apart) == len(heard) == 2
    assert any("A1" in one and "born 3 March 1984" in one for one in heard)
    assert any(re.search(r"added .+ at \d\d:\d\d", one) for one in heard)
    assert all(row.count("Sam") > 1 for row in told_apart)
    [danielle] = [row for row in rows if "<bdi>Danielle</bdi>" in row]
    assert "born" not in danielle
    assert "added" not in danielle


def test_two_sittings_of_one_day_are_told_apart(cast, sign_in):
    for hour in (9, 14):
        at = timezone.make_aware(datetime(2026, 1, 5, hour, 30))
        Sitting.objects.create(
            person=cast.danielle,
            worker=cast.imran,
            mode="statutory",
            held="side",
            held_on=at.date(),
            started_at=at,
            ended_at=at,
        )
    page = text_of(sign_in(cast.imran).get(reverse("home:person", args=[cast.danielle.pk])))
    assert "begun 5 January 2026 at 09:30" in page or "begun 5 January at 09:30" in page
    assert page.count("at 14:30") == 2
