"""Who coaches reads what was decided off the usual path, says so, and may write a word back."""

from uuid import uuid4

import pytest

from tandem.audit.models import Event
from tandem.people.models import Role
from tandem.plans.actions.leaves import take_line_away
from tandem.plans.models import SeenByCoach
from tandem.plans.tests.stories import at_the_desk, off_the_path, sit
from tandem.voices.models import Entry
from tests.page import Pages

pytestmark = pytest.mark.django_db
WORDS = "We met at the library: she does not go out after dark."


@pytest.fixture
def line(cast):
    return off_the_path(cast.imran, cast.danielle, WORDS)


def desk(user):
    client = Pages()
    client.force_login(user)
    return client


def read(user):
    return desk(user).get("/unusual").content.decode()


def see(user, line, words="Good thinking.", act=None):
    sent = {"act": str(act or uuid4()), "words": words}
    return desk(user).post(f"/unusual/{line}", sent)


def test_it_waits_for_the_manager_and_the_word_back_reaches_the_worker(cast, line):
    page = read(cast.carys)
    assert WORDS in page
    assert "X200001" in page
    assert "I have seen this" in page
    assert "Nobody has seen this yet." in read(cast.imran)
    act = uuid4()
    for _twice in range(2):
        assert see(cast.carys, line, act=act).url == "/unusual"
    kept = SeenByCoach.objects.get()
    assert (kept.by, kept.words, kept.line_id) == (cast.carys, "Good thinking.", line)
    page = read(cast.imran)
    assert "Good thinking." in page
    assert "<bdi>Carys</bdi> has seen this" in page
    assert "I have seen this" not in read(cast.carys)
    assert Event.objects.filter(person=cast.danielle.pk, what="not the usual way").exists()
    plan = desk(cast.imran).get(f"/people/{cast.danielle.pk}/plan").content.decode()
    assert 'href="/unusual"' in plan


def test_my_people_says_to_who_coaches_how_many_lines_wait(cast, line):
    waits = '<a href="/unusual">1 line waits for your word</a>'
    assert waits in desk(cast.carys).get("/").content.decode()
    assert "for your word" not in desk(cast.imran).get("/").content.decode()
    cast.tom.roles = [Role.MANAGER]
    cast.tom.save()
    assert "for your word" not in desk(cast.tom).get("/").content.decode()
    see(cast.carys, line)
    page = desk(cast.carys).get("/").content.decode()
    assert "for your word" not in page
    assert "Nothing is due." in page


def test_others_do_not_read_it_and_only_a_manager_says_so(cast, line):
    for user in (cast.priya, cast.tom, cast.ade):
        assert WORDS not in read(user)
        assert see(user, line).status_code == 404
    assert see(cast.imran, line).status_code == 404
    assert desk(cast.bea).get("/unusual").status_code == 404
    cast.tom.roles = [Role.MANAGER]
    cast.tom.save()
    assert WORDS not in read(cast.tom)
    assert see(cast.tom, line).status_code == 404
    assert not SeenByCoach.objects.exists()


def test_nobody_has_seen_their_own_line(cast, line):
    cast.imran.roles = [Role.WORKER, Role.MANAGER]
    cast.imran.save()
    assert WORDS in read(cast.imran)
    assert "I have seen this" not in read(cast.imran)
    page = see(cast.imran, line, "Mine.")
    assert page.status_code == 422
    assert "A manager who did not write it" in page.content.decode()


def test_of_two_the_first_stands_and_the_other_keeps_their_words(cast, line):
    cast.priya.roles = [Role.MANAGER]
    cast.priya.save()
    see(cast.carys, line, "")
    page = see(cast.priya, line, "Talk to me first.").content.decode()
    assert "Carys has seen this by now." in page
    assert "Talk to me first." in page
    assert SeenByCoach.objects.get().by == cast.carys


def test_too_many_letters_are_told_and_kept(cast, line):
    page = see(cast.carys, line, "w" * 10_000)
    assert page.status_code == 422
    assert "w" * 10_000 in page.content.decode()


def test_one_that_was_taken_away_is_gone_for_all(cast, line):
    own = Entry.objects.get(pk=line).about.rpartition("/")[2]
    take_line_away(
        person=cast.danielle,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        leaf="unusual",
        line=own,
        by="worker",
    )
    assert "Nothing was decided off the usual path." in read(cast.carys)
    assert see(cast.carys, line).status_code == 404


def test_the_word_back_is_on_no_screen_of_a_sitting(cast, line):
    see(cast.carys, line)
    pages = Pages()
    sitting = sit(pages, cast.imran, cast.danielle)
    for page in ("plan", "plan/pages/unusual"):
        seen = pages.get(f"/together/{sitting.pk}/{page}").content.decode()
        assert WORDS in seen
        assert "Good thinking." not in seen
