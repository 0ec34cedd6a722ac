"""The own page: off until it is switched on in person, and off again at once and silently."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given as over
from hypothesis import strategies as st

from tandem.lib.refused import Refused
from tandem.own_page.access import page_of
from tandem.own_page.models import Device, OwnPage
from tandem.own_page.rules import AT_MOST, DEVICE_LIVES, LINK_LIVES, Life, stage
from tandem.own_page.tests.holding import PIN, holding, link_for, mark, read, with_steps
from tandem.own_page.urls import urlpatterns
from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.preparation.rules import IDLE
from tandem.preparation.tests.preparing import opened as preparing
from tandem.sittings.models import Held
from tandem.voices.models import Entry
from tests.page import Pages, without_tokens
from tests.rooms import room

NOTHING = "There is nothing here now."
# Every address of the page but the one that leaves it, which answers alike to everybody.
PATHS = [
    f"/{one.pattern}"
    for one in urlpatterns
    if str(one.pattern).startswith("page") and one.name != "leave"
]


@pytest.fixture
def at(cast):
    return holding(cast.imran, cast.danielle)


def told(client, path, data=None):
    """Everything that an answer says, without what differs between any two."""
    answer = client.get(path) if data is None else client.post(path, data)
    cookies = sorted(f"{one.key}={one.value}" for one in answer.cookies.values() if one.value == "")
    return answer.status_code, cookies, without_tokens(answer.content.decode())


# On.


def test_it_is_off_until_somebody_switches_it_on_in_a_room(cast, together):
    assert not OwnPage.objects.exists()
    page = together.get(room(together, "own_page")).content.decode()
    assert "It is off until they switch it on here." in page
    page = together.post(room(together, "own_page"), {"others": "no"}).content.decode()
    link = page.split('id="link" value="')[1].split('"')[0]
    assert page_of(cast.danielle).worker == cast.imran
    phone = Pages()
    token = link.rpartition("/o/")[2]
    assert token.replace("-", "") not in str(vars(Device.objects.get()))
    assert phone.post(f"/o/{token}", {"pin": PIN})["Location"] == "/page"
    assert phone.get("/page").status_code == 200
    again = together.get(room(together, "own_page")).content.decode()
    assert "It is on, on 1 device." in again
    assert token not in again


@pytest.mark.parametrize("others", ["yes", ""])
def test_it_stays_off_where_others_read_the_phone(together, others):
    answer = together.post(room(together, "own_page"), {"others": others})
    assert answer.status_code == 400
    assert not OwnPage.objects.exists()


@pytest.mark.parametrize(
    ("held", "door"),
    [(Held.VIDEO, "together"), (Held.PHONE, "together"), (Held.PAPER, "desk"), ("side", "beside")],
)
@pytest.mark.django_db
def test_it_is_switched_on_side_by_side_only(cast, held, door):
    with pytest.raises(Refused):
        link_for(cast.imran, cast.danielle, held=held, door=door)


def test_a_link_opens_once_and_on_one_device(cast, at):
    other = Pages()
    assert NOTHING in other.post(f"/o/{at.token}", {"pin": "1357"}).content.decode()
    assert NOTHING in other.get("/page").content.decode()
    assert at.phone.get(f"/o/{at.token}")["Location"] == "/page"


@pytest.mark.django_db
def test_a_link_that_nobody_opened_ends(cast):
    late, replaced = link_for(cast.imran, cast.danielle), ""
    with time_machine.travel(timezone.now() + LINK_LIVES + timedelta(seconds=1)):
        assert NOTHING in Pages().post(f"/o/{late}", {"pin": PIN}).content.decode()
        replaced = link_for(cast.imran, cast.danielle)
        link_for(cast.imran, cast.danielle)
        assert NOTHING in Pages().post(f"/o/{replaced}", {"pin": PIN}).content.decode()


# Off.


def test_switched_off_every_address_answers_as_it_answers_strangers(cast, at, sign_in):
    step, _promise = with_steps(cast.imran, cast.danielle)
    stranger = Pages()
    stranger.cookies["tandem_page"] = "unknown"
    answer = sign_in(cast.imran).post(f"/people/{cast.danielle.pk}/own-page/off")
    assert answer.status_code == 302
    sent = {"act": str(uuid4()), "state": "done", "off": "yes", "end": str(at.page.pk)} | {
        "why": "My shift.",
        "meeting": str(uuid4()),
        "credential": "{}",
    }
    known = {"<uuid:step>": str(step.pk)}
    there = [re.sub(r"<[^>]+>", lambda one: known.get(one[0], str(uuid4())), one) for one in PATHS]
    assert len(there) >= 19
    for path in (*there, f"/o/{at.token}"):
        for data in (None, sent, {"pin": PIN}):
            at.phone.cookies["tandem_page"] = at.secret
            stranger.cookies["tandem_page"] = "unknown"
            assert told(at.phone, path, data) == told(stranger, path, data), path
    assert not Entry.objects.filter(device__startswith="own page").exists()


def test_the_person_switches_it_off_and_it_comes_back_in_person_only(cast, at):
    second = holding(cast.imran, cast.danielle)
    assert at.phone.post("/page/off", {"off": "yes"})["Location"] == "/calendar"
    for one in (at, second):
        assert NOTHING in read(one)
    third = holding(cast.imran, cast.danielle)
    assert "What I do" in read(third)
    assert OwnPage.objects.count() == 2


def test_a_manager_switches_it_off_and_others_cannot(cast, at, sign_in):
    address = f"/people/{cast.danielle.pk}/own-page/off"
    for user in (cast.tom, cast.bea, cast.ade):
        assert sign_in(user).post(address).status_code == 404
    assert page_of(cast.danielle)
    sign_in(cast.carys).post(address)
    assert page_of(cast.danielle) is None


def test_another_worker_later_changes_nothing(cast, at):
    move_person(by=System("test"), person=cast.danielle, worker=cast.priya, team=cast.team)
    assert "<bdi>Priya</bdi> reads this on working days, not at night." in read(at)


# While it is on.


def test_left_alone_it_asks_for_the_pin_and_goes_on_with_what_was_sent(cast, at):
    step, _promise = with_steps(cast.imran, cast.danielle)
    with time_machine.travel(timezone.now() + IDLE + timedelta(minutes=1)):
        page = mark(at, step).content.decode()
        assert "What you wrote is not lost." in page
        sent = {"act": str(uuid4()), "state": "done", "pin": PIN}
        assert at.phone.post(f"/page/steps/{step.pk}", sent).status_code == 302
    step.refresh_from_db()
    assert step.state == "done"


def test_however_busy_it_asks_for_the_pin_after_a_day_at_work(at):
    began = Device.objects.get().unlocked_at
    for after, asks in ((timedelta(), False), (timedelta(minutes=1), True)):
        with time_machine.travel(began + AT_MOST + after, tick=False):
            Device.objects.update(active_at=timezone.now())
            assert ("Your PIN" in read(at)) == asks


def test_a_wrong_pin_opens_nothing(at):
    at.phone.post("/page/leave")
    page = at.phone.post("/page", {"pin": "9999", "goes_to": "page"}).content.decode()
    assert "This did not work." in page
    assert "What I do" not in page
    at.phone.post("/page", {"pin": PIN, "goes_to": "page"})
    assert "What I do" in read(at)


def test_leaving_shows_a_calendar_and_asks_for_the_pin(at):
    assert at.phone.post("/page/leave")["Location"] == "/calendar"
    assert "Your PIN" in read(at)


def test_two_devices_are_listed_and_one_ends_the_other(cast, at):
    second = holding(cast.imran, cast.danielle, pin="2468")
    page = read(at, "/page/devices")
    assert page.count("End this one") == 2
    other = Device.objects.get(page=at.page, token_hash=second_hash(second))
    assert at.phone.post("/page/devices", {"end": str(other.pk)}).status_code == 302
    assert NOTHING in read(second)
    assert "What I do" in read(at)


def second_hash(at):
    from tandem.sittings.gate import digest

    return digest(at.token)


def test_nobody_reaches_the_devices_or_steps_of_another_person(cast, at):
    others = holding(cast.priya, cast.aled)
    theirs = Device.objects.exclude(page=at.page).get()
    assert at.phone.post("/page/devices", {"end": str(theirs.pk)}).status_code == 404
    step, _promise = with_steps(cast.priya, cast.aled)
    for pk in (step.pk, uuid4()):
        answer = at.phone.post(f"/page/steps/{pk}", {"act": str(uuid4()), "state": "done"})
        assert answer.status_code == 404
    assert "Beth rydw i’n ei wneud" in read(others)  # in Aled's language


def test_a_step_is_marked_as_said_by_the_person_alone(cast, at):
    step, promise = with_steps(cast.imran, cast.danielle)
    act = uuid4()
    for _twice in range(2):
        assert mark(at, step, act=act).status_code == 302
    entry = Entry.objects.get(device__startswith="own page")
    assert (entry.party, entry.typed_by, entry.author, entry.sitting) == (
        "person",
        "person",
        None,
        None,
    )
    step.refresh_from_db()
    assert step.state == "done"
    # What somebody else promised is not the person's to mark.
    assert mark(at, promise).status_code == 409


def test_the_person_changes_and_sticks_their_own_step_and_no_promise(cast, at, sign_in):
    step, promise = with_steps(cast.imran, cast.danielle)
    assert "Is it stuck?" in read(at, f"/page/steps/{step.pk}/change")
    for page in ("change", "stuck"):
        assert at.phone.get(f"/page/steps/{promise.pk}/{page}").status_code == 404
    sent = {"act": str(uuid4()), "why": "No phone."}
    assert at.phone.post(f"/page/steps/{step.pk}/stuck", sent).status_code == 302
    assert at.phone.post(f"/page/steps/{step.pk}/stuck", {"why": " "}).status_code == 422
    sent = {"act": str(uuid4()), "words": "I write to them."}
    assert at.phone.post(f"/page/steps/{step.pk}/change", sent).status_code == 302
    assert at.phone.post(f"/page/steps/{step.pk}/change", {"words": " "}).status_code == 422
    page = read(at)
    assert "I write to them." in page
    assert "No phone." in page
    page = sign_in(cast.imran).get(f"/people/{cast.danielle.pk}/").content.decode()
    assert "New from there, since you last sat together:" in page
    assert "Said that a step is stuck" in page


def test_the_page_shows_both_sides_kept_and_late(cast, at):
    _step, promise = with_steps(cast.imran, cast.danielle)
    promise.due_on = timezone.localdate() - timedelta(days=2)
    promise.save()
    page = read(at)
    assert "1 is late." in page
    assert "this day has passed" in page
    assert "Call 999, or Samaritans on 116 123" in page
    assert page.split("<title>")[1].startswith("Notes")


def test_a_page_that_is_left_open_goes_by_itself(at):
    assert at.phone.get("/page")["Refresh"] == "900; url=/calendar"


def test_it_opens_no_room_and_no_page_of_staff(cast, at):
    for path in ("/", f"/people/{cast.danielle.pk}/", f"/people/{cast.danielle.pk}/plan"):
        assert at.phone.get(path).status_code == 302  # to sign in, as for anyone
    assert NOTHING in at.phone.get("/notes").content.decode()


def test_a_sign_in_of_staff_in_the_same_browser_neither_opens_nor_speaks(cast, at):
    step, _promise = with_steps(cast.imran, cast.danielle)
    at.phone.force_login(cast.imran)
    mark(at, step)
    assert Entry.objects.get(device__startswith="own page").author is None
    stranger = Pages()
    stranger.force_login(cast.imran)
    assert NOTHING in stranger.get("/page").content.decode()


def test_both_ways_in_stay_apart_on_one_phone(cast, at):
    prepared = preparing(cast.imran, cast.danielle)
    at.phone.cookies.load(prepared.phone.cookies)
    assert "What do you want to write about?" in read(at, "/notes")
    assert "What I do" in read(at)


def test_what_the_worker_sees_does_not_tell_when_it_was_used(cast, at, sign_in):
    client = sign_in(cast.imran)

    def seen():
        return without_tokens(client.get(f"/people/{cast.danielle.pk}/").content.decode())

    before = seen()
    assert "on 1 device." in before
    read(at)
    at.phone.post("/page/leave")
    assert seen() == before


times = st.none() | st.timedeltas(timedelta(days=-400), timedelta(hours=1))


@over(made=st.timedeltas(timedelta(days=-400), timedelta()), opened=times, active=times,
      unlocked=times, ended=times, off=times)  # fmt: skip
def test_a_page_is_open_only_while_nothing_ended_it(made, opened, active, unlocked, ended, off):
    now = timezone.now()
    when = [None if one is None else now + one for one in (opened, active, unlocked, ended, off)]
    life = Life(now + made, *when)
    found = stage(life, now)
    if life.ended_at or life.off_at:
        assert found == "shut"
    if found in ("open", "idle"):
        assert now - life.opened_at <= DEVICE_LIVES
    if found == "open":
        assert now - life.active_at <= IDLE
        assert now - life.unlocked_at <= AT_MOST
    assert reverse("own_page:page") == "/page"
