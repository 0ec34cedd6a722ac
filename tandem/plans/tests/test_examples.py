"""What was decided before off the usual path: told to a team without names, and looked for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from conftest import as_role
from tandem.audit.models import Event
from tandem.own_page.looks import looks_at
from tandem.people.models import Allocation, Role
from tandem.plans.models import Example
from tandem.plans.tests.stories import off_the_path, sit, told_to_the_team
from tandem.plans.unnamed import tells
from tests.page import Pages

pytestmark = pytest.mark.django_db
WORDS = "We met at the library: Danielle does not go out after dark."
TOLD = {
    "area": "home",
    "decided": "Met in a public place.",
    "why": "Going out late felt unsafe.",
    "came": "No meeting was missed.",
    "advice": "Ask early where to meet.",
}


@pytest.fixture
def line(cast):
    return off_the_path(cast.imran, cast.danielle, WORDS)


@pytest.fixture
def told(cast, line):
    return told_to_the_team(cast.carys, line, **TOLD)


def desk(user):
    client = Pages()
    client.force_login(user)
    return client


def look(user, words="", area=""):
    sent = {"words": words, "area": area}
    return desk(user).post("/unusual/earlier", sent).content.decode()


def tell(user, line, **more):
    sent = {"act": str(uuid4()), "number": "0", "unnamed": "on", **TOLD, **more}
    return desk(user).post(f"/unusual/{line}/example", sent)


def test_a_colleague_finds_it_by_words_and_area_and_learns_of_nobody(cast, told):
    for page in (look(cast.priya, "PUBLIC place"), look(cast.priya, "early", "home")):
        for name in ("decided", "why", "came", "advice"):
            assert TOLD[name] in page
        for secret in ("Danielle", "X200001", "Imran", "Carys", "library", "Good thinking."):
            assert secret not in page
    for page in (look(cast.priya, "public bicycle"), look(cast.priya, "", "money")):
        assert TOLD["decided"] not in page
        assert "No example has all of these words." in page
    events = Event.objects.filter(person=cast.danielle.pk, user=cast.priya.pk)
    assert {(one.place, one.what) for one in events} == {("plans:examples", "decided before")}
    # She read no record, so the person is not told that somebody opened it.
    assert not any("worker" in roles for _day, roles in looks_at(cast.danielle))


def test_another_team_and_another_organisation_are_told_nothing(cast, told):
    cast.tom.roles = [Role.MANAGER]
    cast.tom.save()
    for user in (cast.tom, cast.ade):
        assert TOLD["decided"] not in look(user, "public")
        assert desk(user).post(f"/unusual/{told}/example/end", {"act": uuid4()}).status_code == 404
    assert desk(cast.bea).get("/unusual/earlier").status_code == 404


def test_own_lines_are_found_with_the_word_back_and_those_of_others_are_not(cast, told):
    assert not any("worker" in roles for _day, roles in looks_at(cast.danielle))
    page = look(cast.imran, "library")
    # Her name stands there: she is told, as of the page of these lines.
    assert any("worker" in roles for _day, roles in looks_at(cast.danielle))
    assert WORDS in page
    assert "Good thinking." in page
    assert WORDS in look(cast.carys, "", "home")
    assert WORDS not in look(cast.carys, "", "money")
    assert WORDS not in look(cast.priya, "library")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("It was Danielle’s idea.", "Danielle’s"),
        ("MARSH said so.", "MARSH"),
        ("See x200001.", "x200001"),
        ("Imran met her there.", "Imran"),
        ("The plan: ‘Danielle’…", "Danielle"),
        ("An idea—Marsh’s own.", "Marsh’s"),
        ("Priya had her before.", "Priya"),
        ("It began on 3 May.", "3 May"),
        ("Ers 3 Mawrth 2026.", "3 Mawrth"),
        ("Near HU1 3ES.", "HU1 3ES"),
        ("Ring 01482 123456.", "01482 123456"),
        ("Since 3.4.2026.", "3.4.2026"),
        ("Ask lou@work.test.", "lou@work.test"),
    ],
)
def test_a_word_that_tells_who_it_is_about_is_refused_and_kept(cast, told, words, part):
    began, ended = timezone.now() - timedelta(days=400), timezone.now() - timedelta(days=300)
    held = {"person": cast.danielle, "worker": cast.priya, "team": cast.priya.team}
    Allocation.objects.create(**held, began_at=began, ended_at=ended)
    page = tell(cast.carys, told, number="1", why=words)
    assert page.status_code == 422
    told_back = page.content.decode()
    assert f"“{part.rstrip('.')}" in told_back
    assert "Say it without." in told_back
    assert Example.objects.count() == 1


def test_words_that_tell_nobody_are_left_alone():
    names = ["Will Ŵyn-Jones", "A", "X1"]
    assert tells("Within 10 days, 2 of 3 came.", names) == ""
    assert tells("A good way.", names) == ""
    assert tells("I met wyn.", names) == "wyn"


def test_who_coaches_changes_it_as_a_next_row_and_takes_it_back(cast, told):
    assert tell(cast.carys, told, number="1", came="He has work now.").url == "/unusual/earlier"
    page = look(cast.priya)
    assert "He has work now." in page
    assert TOLD["came"] not in page
    assert "Tell it no more" not in page
    # Written from a page that has not seen the change.
    late = tell(cast.carys, told, number="1", came="Late.")
    assert late.status_code == 422
    assert "Somebody has changed it by now." in late.content.decode()
    act = uuid4()
    for _twice in range(2):
        ended = desk(cast.carys).post(f"/unusual/{told}/example/end", {"act": act})
        assert ended.url == "/unusual/earlier"
    assert "He has work now." not in look(cast.imran)
    assert list(Example.objects.order_by("number").values_list("is_offered", "by__called")) == [
        (True, "Carys"),
        (True, "Carys"),
        (False, "Carys"),
    ]


def test_only_a_manager_who_has_seen_it_and_did_not_write_it_tells_it(cast, line):
    assert tell(cast.carys, line).status_code == 404  # not seen yet
    assert tell(cast.imran, line).status_code == 404
    told_to_the_team(cast.carys, line)
    cast.imran.roles = [Role.WORKER, Role.MANAGER]
    cast.imran.save()
    assert tell(cast.imran, line, number="1").status_code == 404
    unread = tell(cast.carys, line, number="1", unnamed="")
    assert "Read it again, then tick this." in unread.content.decode()


def test_nothing_is_told_of_a_line_whose_words_were_erased(cast, told):
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_saying(%s)", [told])
    as_role(connection, settings.WEB_ROLE)
    assert TOLD["decided"] not in look(cast.priya)


def test_no_screen_of_a_sitting_shows_it(cast, told):
    pages = Pages()
    sitting = sit(pages, cast.imran, cast.danielle)
    for page in ("plan", "plan/pages/unusual"):
        seen = pages.get(f"/together/{sitting.pk}/{page}").content.decode()
        assert WORDS in seen
        assert TOLD["decided"] not in seen
    plan = desk(cast.imran).get(f"/people/{cast.danielle.pk}/plan").content.decode()
    assert 'href="/unusual/earlier"' in plan
    assert "The team can read it as an example" in desk(cast.imran).get("/unusual").content.decode()
