"""What a worker writes about a talk is theirs alone until they share it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.models import Reflection
from tandem.assessments.tests.talking import home_apart, join, open_talk, page, sit
from tests.page import Pages


@pytest.fixture
def talk(cast):
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    at.talk = open_talk(at)
    return at


def signed_in(user):
    client = Pages()
    client.force_login(user)
    return client


def address(at):
    return f"/people/{at.person.pk}/talks/{at.talk}/reflection"


def write(client, at, words="I asked instead of guessing.", **more):
    return client.post(address(at), {"act": str(uuid4()), "words": words, **more})


def test_only_whoever_led_the_talk_thinks_about_it(talk, cast):
    desk = signed_in(cast.imran)
    seen = desk.get(address(talk)).content.decode()
    assert "Settling a difference" in seen
    assert write(desk, talk).status_code == 302
    assert "I asked instead of guessing." in desk.get(address(talk)).content.decode()
    for other in (cast.carys, cast.priya, cast.bea):
        assert signed_in(other).get(address(talk)).status_code == 404
    assert talk.client.get(address(talk)).status_code == 404  # while they sit together
    assert write(desk, talk, words=" ").status_code == 400


def test_the_same_act_twice_is_one(talk, cast):
    desk, act = signed_in(cast.imran), str(uuid4())
    for _ in range(2):
        assert write(desk, talk, act=act).status_code == 302
    assert Reflection.objects.count() == 1


def test_the_manager_reads_it_once_it_is_shared_and_not_after_it_was_taken_back(talk, cast):
    desk, manager = signed_in(cast.imran), signed_in(cast.carys)
    write(desk, talk)
    assert "I asked" not in manager.get("/reflections").content.decode()
    one = str(Reflection.objects.get().pk)
    assert desk.post(address(talk), {"share": one}).status_code == 302
    seen = manager.get("/reflections").content.decode()
    assert "I asked instead of guessing." in seen
    assert "Danielle" not in seen
    desk.post(address(talk), {"share": one})
    assert "I asked" not in manager.get("/reflections").content.decode()
    assert desk.post(address(talk), {"share": str(uuid4())}).status_code == 404
    assert desk.post(address(talk), {"share": "x"}).status_code == 404
    assert signed_in(cast.imran).get("/reflections").status_code == 404


def test_another_teams_manager_reads_nothing(talk, cast):
    write(signed_in(cast.imran), talk, is_shared="on")
    cast.carys.team = cast.other_team
    cast.carys.save()
    assert "I asked" not in signed_in(cast.carys).get("/reflections").content.decode()


def test_the_story_at_the_desk_leads_there_and_the_room_never(talk, cast):
    link = address(talk)
    desk = signed_in(cast.imran)
    assert link in desk.get(f"/people/{cast.danielle.pk}/story/home.now").content.decode()
    manager = signed_in(cast.carys)
    assert link not in manager.get(f"/people/{cast.danielle.pk}/story/home.now").content.decode()
    for screen in (talk, join(talk)):
        assert "reflection" not in page(screen, "story", item="home.now")


def test_reasons_are_offered_before_the_sitting_and_never_in_it(talk, cast):
    words = "You have kept this flat for eight months."
    desk = signed_in(cast.imran)
    start = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
    assert words in desk.get(start).content.decode()
    assert words not in page(talk, "area", area="home")
