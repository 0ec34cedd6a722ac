"""The life of a link: unused, opened, idle, off, over. All who may not are told one thing."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from hypothesis import given as over
from hypothesis import strategies as st

from conftest import as_role
from tandem.people.actions.allocations import move_person
from tandem.people.actor import Staff
from tandem.preparation.access import COOKIE
from tandem.preparation.actions import switch_off, tidy
from tandem.preparation.devices import MISSES_A_MINUTE, MOST_MISSES
from tandem.preparation.models import Draft, Preparation
from tandem.preparation.rules import IDLE, Life, stage
from tandem.preparation.tests.preparing import PIN, given, open_on, opened, read, write
from tandem.sittings.actions.sittings import finish_sitting, start_sitting
from tests.page import Pages, without_tokens

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def plain(answer):
    """Without what differs between any two answers: tokens, and the address itself."""
    body = without_tokens(answer.content.decode())
    return answer.status_code, body.replace(f'"{answer.request["PATH_INFO"]}"', "PATH")


def nothing():
    answer = Pages().get("/notes")
    assert "There is nothing here now." in answer.content.decode()
    return plain(answer)


def test_a_link_opens_once_and_then_only_on_that_phone(cast):
    at = opened(cast.imran, cast.danielle)
    assert "What do you want to write about?" in read(at)
    other = Pages()
    assert plain(open_on(other, at))[1] == plain(open_on(Pages(), given_unknown()))[1]
    assert COOKIE not in other.cookies
    assert "What do you want to write about?" in read(at)


def given_unknown():
    class At:
        token = "AAAABBBBCCCC"

    return At()


def test_the_page_to_open_a_link_says_the_same_of_every_link(cast):
    at = given(cast.imran, cast.danielle)
    phone = Pages()

    def page(token):
        body = without_tokens(phone.get(f"/n/{token}").content.decode())
        return body.replace(token, "TOKEN")

    good = page(at.token)
    assert page("AAAABBBBCCCC") == good
    open_on(Pages(), at)
    assert page(at.token) == good


def test_a_link_can_be_typed_in_small_letters_with_dashes(cast):
    at = given(cast.imran, cast.danielle)
    token = at.token.lower()
    answer = at.phone.post(f"/n/{token[:4]}-{token[4:8]}-{token[8:]}", {"pin": PIN})
    assert answer["Location"] == "/notes"


def test_a_pin_that_is_no_pin_uses_nothing_up(cast):
    at = given(cast.imran, cast.danielle)
    assert "Choose a PIN of 4 to 8 digits" in open_on(at.phone, at, "1111").content.decode()
    assert open_on(at.phone, at)["Location"] == "/notes"


def test_the_link_of_this_phone_leads_back_to_its_notes(cast):
    at = opened(cast.imran, cast.danielle)
    assert at.phone.get(f"/n/{at.token}")["Location"] == "/notes"


def test_left_alone_the_pages_ask_for_the_pin(cast):
    at = opened(cast.imran, cast.danielle)
    write(at, now="good")
    Preparation.objects.update(active_at=timezone.now() - IDLE - timedelta(seconds=1))
    for path in ("/notes", "/notes/home", "/notes/share", "/notes/delete"):
        page = read(at, path)
        assert "Your PIN" in page
        assert "Imran" not in page
    assert "This did not work" in at.phone.post("/notes/home", {"pin": "9999"}).content.decode()
    answer = at.phone.post("/notes/home", {"pin": PIN, "goes_to": "page"})
    assert (answer.status_code, answer["Location"]) == (302, "/notes/home")
    assert "Only you can see it" in read(at, "/notes/home")


def test_what_was_sent_when_idle_is_kept_once_the_pin_is_given(cast):
    at = opened(cast.imran, cast.danielle)
    Preparation.objects.update(active_at=timezone.now() - IDLE - timedelta(seconds=1))
    asked = write(at, strength__words="I cook.").content.decode()
    assert "What you wrote is not lost" in asked
    assert not Draft.objects.exists()
    kept = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked))
    kept.pop("csrfmiddlewaretoken")
    at.phone.post("/notes/home", kept | {"pin": PIN})
    assert Draft.objects.get().value == "I cook."


def test_five_wrong_pins_make_it_rest(cast):
    at = opened(cast.imran, cast.danielle)
    at.phone.post("/notes/leave")
    for _try in range(5):
        at.phone.post("/notes", {"pin": "0001", "goes_to": "page"})
    assert "This did not work" in at.phone.post("/notes", {"pin": PIN}).content.decode()
    Preparation.objects.update(pin_missed_at=timezone.now() - timedelta(minutes=6))
    answer = at.phone.post("/notes", {"pin": PIN, "goes_to": "page"})
    assert answer["Location"] == "/notes"


def test_leaving_quickly_shows_a_calendar_and_the_way_back_asks_for_the_pin(cast):
    at = opened(cast.imran, cast.danielle)
    write(at, strength__words="I cook.")
    answer = at.phone.post("/notes/leave")
    assert answer["Location"] == "/calendar"
    assert "cache" in answer["Clear-Site-Data"]
    assert plain(at.phone.get("/calendar")) == plain(Pages().get("/calendar"))
    assert "I cook." not in read(at, "/notes/home")


def switched_off(at):
    switch_off(by=Staff(at.worker), person=at.person)


def past_its_day(at):
    # Nobody may move the day but the owner of the tables.
    as_role(connection, "")
    Preparation.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    as_role(connection, settings.WEB_ROLE)


def met(at):
    by = Staff(at.worker, "desk")
    finish_sitting(by=by, sitting=start_sitting(by=by, person=at.person, held="paper", pin=""))


def moved(at, to):
    move_person(by=Staff(at.worker), person=at.person, worker=to, team=None, reason="away")


@pytest.mark.parametrize("how", [switched_off, past_its_day, met, "moved", "stopped", "anew"])
@pytest.mark.parametrize("first", ["unused", "opened", "idle"])
def test_once_it_is_over_it_looks_like_no_link_at_all_and_no_draft_stays(cast, how, first):
    at = given(cast.imran, cast.danielle)
    if first != "unused":
        open_on(at.phone, at)
        write(at, strength__words="I cook.")
    if first == "idle":
        at.phone.post("/notes/leave")
    match how:
        case "moved":
            moved(at, cast.priya)
        case "stopped":
            type(cast.imran).objects.filter(pk=cast.imran.pk).update(is_active=False)
        case "anew":
            given(cast.imran, cast.danielle)
        case _:
            how(at)
    for path in ("/notes", "/notes/home", "/notes/share", "/notes/delete"):
        assert plain(at.phone.get(path)) == nothing()
        assert plain(at.phone.post(path, {"pin": PIN})) == nothing()
    assert plain(open_on(Pages(), at)) == plain(open_on(Pages(), given_unknown()))
    tidy()
    assert not Draft.objects.exists()
    assert Preparation.objects.filter(ended_at=None).count() == (how == "anew")


def test_while_they_sit_the_phone_can_still_share(cast):
    at = opened(cast.imran, cast.danielle)
    start_sitting(by=Staff(cast.imran, "x"), person=cast.danielle, held="side", pin="2580")
    assert "What do you want to write about?" in read(at)


def test_too_many_wrong_links_in_a_minute_open_nothing(cast):
    at = given(cast.imran, cast.danielle)
    cache.set(f"notes-misses-{timezone.now():%Y%m%d%H%M}", MISSES_A_MINUTE)
    assert plain(open_on(at.phone, at)) == nothing()


def test_tidying_leaves_alone_what_goes_on(cast):
    at = opened(cast.imran, cast.danielle)
    write(at, strength__words="I cook.")
    assert tidy() == 0
    assert Draft.objects.count() == 1


NOW = timezone.now()
TIMES = st.none() | st.timedeltas(-timedelta(days=40), timedelta(0)).map(lambda ago: NOW + ago)


@over(
    st.dates(NOW.date() - timedelta(days=2), NOW.date() + timedelta(days=2)),
    TIMES,
    TIMES,
    TIMES,
    st.booleans(),
    st.booleans(),
)
def test_a_link_is_open_only_opened_lately_used_and_not_over(
    ends_on, opened_at, active_at, ended_at, has_met, has_moved
):
    life = Life(ends_on, opened_at, active_at, ended_at, has_met, has_moved)
    found = stage(life, NOW, NOW.date())
    is_over = bool(ended_at) or has_met or has_moved or ends_on < NOW.date()
    assert (found == "shut") == is_over
    if found == "open":
        assert opened_at
        assert active_at
        assert NOW - active_at <= IDLE
    # What is shut stays shut, however time goes on and whatever is used.
    if is_over:
        later = Life(ends_on, NOW, NOW, ended_at, has_met, has_moved)
        assert stage(later, NOW + timedelta(days=1), NOW.date() + timedelta(days=1)) == "shut"


def test_a_pin_that_is_guessed_at_for_long_ends_the_link_with_its_drafts(cast):
    at = opened(cast.imran, cast.danielle)
    write(at, strength__words="I cook.")
    assert Draft.objects.exists()
    for tried in range(MOST_MISSES):
        # The right one does not begin the count anew: it is of the whole life of the link.
        if tried == MOST_MISSES // 2:
            assert at.phone.post("/notes", {"pin": PIN, "goes_to": "page"}).status_code == 302
        at.phone.post("/notes/leave")
        at.phone.post("/notes", {"pin": "0001"})
        Preparation.objects.update(pin_missed_at=timezone.now() - timedelta(minutes=6))
    assert not Draft.objects.exists()
    assert Preparation.objects.get().ended_at
    right = {"pin": PIN}
    assert plain(at.phone.post("/notes", right)) == plain(Pages().post("/notes", right))
