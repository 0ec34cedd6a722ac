"""The person's own story: the person alone takes words out, and then nobody finds them."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from conftest import as_role
from tandem.assessments.actions.own import take_out
from tandem.assessments.checks import OWN_STORY, OWN_WORDS
from tandem.assessments.tests.talking import in_check, join, page, post, say, setting, sit
from tandem.audit.models import Event, Verb
from tandem.instruments.loader import newest
from tandem.lib.refused import Refused
from tandem.sittings.models import Held, Sitting
from tandem.voices.models import Saying
from tandem.voices.queries import said_in
from tandem.voices.verify import verify
from tests.page import Pages

OLD, NOW, OTHER = "I stole a bike at nine.", "I grew up by the sea.", "The day Kai was born."


@pytest.fixture
def at(cast):
    at = in_check(sit(cast.imran, cast.danielle), OWN_STORY)
    say(at, "person", "story.so_far", OLD)
    say(at, "person", "story.so_far", NOW)
    say(at, "person", "story.turn", OTHER)
    return at


def their(at):
    """The person's own device, on the pages of their story."""
    return in_check(join(at), OWN_STORY)


def out(client, about="story.so_far", **more):
    return post(client, "own", {"act": str(uuid4()), "about": about, "sure": "on", **more})


def test_the_persons_own_words_are_those_of_the_shipped_story():
    area = newest(OWN_STORY).area("story")
    assert tuple(item.key for item in area.items) == OWN_WORDS
    assert {item.party for item in area.items} == {"person"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_on_their_own_device_they_take_them_out_of_every_place(at, language):
    phone = their(at)
    phone.client.cookies["tandem_language"] = language
    assert phone.room.url("own") in page(phone, "area", area="story")
    before = page(phone, "own")
    assert NOW in before
    assert OLD not in before
    assert out(phone)["Location"] == phone.room.url("own") + "?gone"
    after = page(phone, "own")
    assert NOW not in after
    assert OTHER in after
    for one, name, more in (
        (at, "area", {"area": "story"}),
        (at, "story", {"item": "story.so_far"}),
        (phone, "story", {"item": "story.so_far"}),
        (at, "check_rounds", {"check": OWN_STORY}),
    ):
        seen = page(one, name, **more)
        assert OLD not in seen
        assert NOW not in seen
    desk = Pages()
    desk.force_login(at.sitting.worker)
    assert NOW not in desk.get(f"/people/{at.person.pk}/checks").content.decode()
    assert not Saying.objects.filter(value__in=[OLD, NOW]).exists()
    said = said_in(at.thread.pk)
    assert [(one.about, one.value, one.is_erased) for one in said] == [
        ("story.so_far", None, True),
        ("story.so_far", None, True),
        ("story.turn", OTHER, False),
        ("story.so_far", "", False),
    ]


def test_the_log_stays_whole_and_says_that_words_were_taken_out(at):
    out(their(at))
    at.thread.refresh_from_db()
    assert verify(at.thread) is None
    erased = Event.objects.filter(person=at.person.pk, verb=Verb.ERASE)
    assert sorted(erased.values_list("place", flat=True)) == [
        "beside:own",
        "erase_saying",
        "erase_saying",
    ]
    doors = erased.filter(place="erase_saying").values_list("device", flat=True)
    assert set(doors) == {"take_out_own_words"}  # fmt: skip


def test_the_worker_cannot_and_the_page_says_who_can(at):
    seen = page(at, "own")
    assert "Only <bdi>Danielle</bdi> can do this" in seen
    assert 'name="sure"' not in seen
    assert out(at).status_code == 400
    assert NOW in page(at, "own")
    # Nor with the keyboard said to be before them: the screen is handed over for this page alone.
    Sitting.objects.filter(pk=at.sitting.pk).update(typing="person")
    assert out(at).status_code == 400
    assert post(at, "hand", {"what": "own"})["Location"] == at.room.url("own")
    assert at.client.get(at.room.url("areas")).status_code == 404
    assert 'name="sure"' in page(at, "own")
    assert out(at).status_code == 302
    assert NOW not in page(at, "own")
    back = at.client.post(at.room.url("unlock"), {"pin": "2580", "then": "take"}, budget=40)
    assert back["Location"] == at.room.url("own")
    assert 'name="sure"' not in page(at, "own")


def test_at_the_desk_there_is_no_such_page(cast, at):
    desk = sit(cast.imran, cast.danielle, held=Held.PAPER)
    assert desk.client.get(desk.room.url("own")).status_code == 404
    assert out(desk).status_code == 404


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"sure": ""}, "Tick the box first."),
        ({"about": "home.now"}, ""),
        ({"act": "x"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_goes(at, sent, sentence):
    phone = their(at)
    answer = out(phone, **sent)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert Saying.objects.filter(value__in=[OLD, NOW]).count() == 2


def test_sent_twice_is_as_once(at):
    phone, act = their(at), str(uuid4())
    for _ in range(2):
        assert out(phone, act=act).status_code == 302
    assert sum(1 for one in said_in(at.thread.pk) if one.value == "") == 1


def test_the_door_in_the_database_leads_to_these_words_alone(at):
    """Whatever the running product asks of it."""
    with pytest.raises(Refused, match="Only Danielle"):
        take_out(room=at.room, thread=at.thread, setting=setting(at), act=uuid4(), about="hope.now")

    def asked(sheet, place):
        with connection.cursor() as cursor:
            cursor.execute("SELECT take_out_own_words(%s, %s, 99)", [sheet, place])
            return cursor.fetchone()[0]

    home = sit(at.sitting.worker, at.person)
    say(home, "person", "home.now", "hard")
    assert asked(home.thread.pk, "home.now") == 0
    assert asked(home.thread.pk, "story.so_far") == 0
    worker = in_check(home, OWN_STORY)
    say(worker, "worker", "w.seen", "She rings first.")
    assert asked(at.thread.pk, "w.seen") == 0
    assert asked(at.thread.pk, "story.so_far") == 2
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT erase_saying(%s)", [uuid4()])
    as_role(connection, "")


def test_when_they_are_gone_the_page_says_so(at):
    phone = their(at)
    for about in ("story.so_far", "story.turn"):
        out(phone, about)
    assert "There are no words of yours here." in page(phone, "own")
