"""Marks made each first: nothing of one can be read anywhere before both are there."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from tandem.assessments.queries import area_said, instrument_of
from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.documents.tests.reading import squeezed, text_of
from tandem.sittings.models import Held
from tandem.voices import chain
from tandem.voices.actions import facts
from tandem.voices.models import Entry
from tandem.voices.verify import verify
from tests.page import Pages

JSON = {"HTTP_ACCEPT": "application/json"}
HAS_MARKED = "has marked. It is shown when both have."
SECRET = "Zebras in the kitchen."
# What is new with every answer of the server, whatever is in it.
PASSING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r'|name="csrfmiddlewaretoken" value="[^"]+"|\d\d:\d\d'
)
ROOM = ("areas", "differences", "chart", "first", "plan")
DESK = ("assessments:read", "assessments:copy", "home:person", "plans:read")
PAIRS = [("home.now", "home.w.now"), ("home.link", "home.w.link"), ("home.harm", "home.w.harm")]


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    at.user = cast.imran
    say(at, "worker", "home.w.strength", "She keeps the rent letters in order.")
    say(at, "person", "notice/home", "answer", kind="prompt")
    way(at)
    join(at)
    return at


def way(at, to="each_first"):
    return post(at, "answer", {"way": to}, area="home")


def mark(at, key, value, *, was=0, **more):
    data = {f"act:{key}": str(uuid4()), f"was:{key}": str(was), "seen": "0", "by_act": "1"}
    address = at.room.url("answer", area="home")
    return at.client.post(address, data | {key: value} | more, **JSON, budget=40)


def rows(at):
    return at.client.get(at.room.url("rows", area="home") + "?since=0", **JSON)


def read_in(at):
    """Everything that a screen of the room can show."""
    found = {name: page(at, name) for name in ROOM}
    found["area"] = page(at, "area", area="home")
    found["again"] = page(at, "area", area="home", query="?again=home.now")
    found["story"] = page(at, "story", item="home.now")
    found["rows"] = rows(at).content.decode()
    return {name: PASSING.sub("-", text) for name, text in found.items()}


def read_at_the_desk(at):
    """The same sheet for its worker alone: read, copied, printed, and what a plan can come from."""
    client = at_desk(at)
    found = {}
    for name in DESK:
        answer = client.get(reverse(name, kwargs={"person": at.person.pk}))
        assert answer.status_code == 200, name
        found[name] = PASSING.sub("-", answer.content.decode())
    story = {"person": at.person.pk, "item": "home.now"}
    found["story"] = client.get(reverse("plans:story", kwargs=story)).content.decode()
    found["story"] = PASSING.sub("-", found["story"])
    address = reverse("assessments:print", kwargs={"person": at.person.pk})
    found["print"] = text_of(client.get(address).content)
    found["people"] = PASSING.sub("-", client.get(reverse("home:people")).content.decode())
    return found


def at_desk(at):
    """Another sign-in of the same worker."""
    client = Pages()
    client.force_login(at.user)
    return client


def others(at, giver):
    """The screens that may not show it: the shared one, the other party's own, the desk."""
    screens = [read_in(at), read_at_the_desk(at)]
    return [*screens, read_in(at.phone)] if giver == "worker" else screens


def prints_of(at, giver, key, values, words, device):
    """What all other screens show for each of the values, each in a world of its own."""
    for value in values:
        world = transaction.savepoint()
        answers = [mark(device, key, value)]
        if words:
            answers.append(mark(device, f"{key}.words", f"{SECRET} {value}"))
        assert {answer.status_code for answer in answers} == {200}
        told = [PASSING.sub("-", one.content.decode()) for one in answers if device is at]
        yield value, [told, *others(at, giver)]
        transaction.savepoint_rollback(world)


@pytest.mark.parametrize("device", ["shared", "own"])
@pytest.mark.parametrize(("key", "other"), PAIRS)
def test_until_both_have_marked_every_other_screen_is_the_same_whatever_the_mark(
    at, key, other, device
):
    item = instrument_of(at.thread).item(key)
    values = [choice.key for choice in item.choices]
    has_words = bool(instrument_of(at.thread).followers(key))
    screen = at if device == "shared" else at.phone
    shown = list(prints_of(at, "person", key, values, has_words, screen))
    for value, seen in shown[1:]:
        assert seen == shown[0][1], value
    assert SECRET not in str(shown)
    assert HAS_MARKED in shown[0][1][1]["area"]


@pytest.mark.parametrize(("own", "key"), PAIRS[:1])
def test_the_workers_mark_waits_for_the_persons(at, own, key):
    item = instrument_of(at.thread).item(key)
    values = [choice.key for choice in item.choices]
    shown = list(prints_of(at, "worker", key, values, False, at))
    for value, seen in shown[1:]:
        assert seen == shown[0][1], value
    assert HAS_MARKED in shown[0][1][3]["area"], "on her own device"


@pytest.mark.parametrize(("key", "other"), PAIRS)
def test_both_are_seen_at_once_when_the_second_is_made(at, key, other):
    value = instrument_of(at.thread).item(key).choices[0]
    words = value.words.say("en")
    mark(at, key, value.key)
    assert f'value="{value.key}" checked' not in page(at, "area", area="home")
    theirs = instrument_of(at.thread).item(other).choices[-2]
    answer = mark(at, other, theirs.key).json()
    assert set(answer["rows"]) >= {key, other}
    for screen in (at, at.phone):
        html = page(screen, "area", area="home")
        assert HAS_MARKED not in html
        assert words in html
        assert theirs.words.say("en") in html
    assert f'id="{key}-{value.key}" value="{value.key}" checked' in page(at, "area", area="home")


def test_a_pass_of_either_shows_what_waited(at):
    mark(at, "home.now", "hard")
    mark(at, "home.w.now", "", not_today="home.w.now")
    assert 'id="home.now-hard" value="hard" checked' in page(at, "area", area="home")


def test_its_giver_may_change_it_until_then_and_what_was_changed_is_never_shown(at):
    mark(at, "home.now", "very_hard")
    assert 'name="again" value="home.now"' in page(at, "area", area="home")
    again = page(at, "area", area="home", query="?again=home.now")
    assert 'name="act:home.now"' in again
    assert "checked" not in again.split('id="item-home.now"')[1].split("</section>")[0]
    mark(at, "home.now", "good")
    mark(at, "home.w.now", "hard")
    address = reverse("assessments:read", kwargs={"person": at.person.pk})
    html = at_desk(at).get(address).content.decode()
    assert "Good" in html
    assert "Very hard" not in html
    assert "Each marked first. Then both were shown." in html
    assert Entry.objects.filter(thread=at.thread, about="home.now").count() == 2


def test_on_their_own_device_the_giver_sees_it_and_that_nobody_else_does(at):
    mark(at.phone, "home.now", "hard")
    html = page(at.phone, "area", area="home")
    assert 'id="home.now-hard" value="hard" checked' in html
    assert "Only you see this yet." in html


def test_what_waits_cannot_be_spoken_about_before_it_is_shown(at):
    mark(at, "home.now", "hard")
    for screen in (at, at.phone):
        address = screen.room.url("differ", item="home.now")
        assert address not in page(screen, "area", area="home")
        assert screen.client.get(address).status_code == 404
    assert at.client.get(at.room.url("differ", item="home.w.now")).status_code == 200


def test_each_entry_says_which_way_it_was_made_and_the_chain_proves_it(at):
    mark(at, "home.now", "hard")
    mark(at, "home.better", "A key to my own door.")
    mark(at, "home.w.now", "good")
    mark(at, "home.w.now", "hard")
    made = dict.fromkeys(("home.now", "home.better"), "")
    for entry in Entry.objects.filter(thread=at.thread).order_by("seq"):
        made[entry.about] = made.get(entry.about, "") or entry.way
    assert (made["home.now"], made["home.better"], made["home.w.now"]) == (
        "each_first",
        "",
        "each_first",
    )
    at.thread.refresh_from_db()
    assert verify(at.thread) is None
    entry = Entry.objects.get(thread=at.thread, about="home.now")
    entry.way = ""
    assert chain.link(bytes(entry.previous), facts(entry), bytes(entry.commitment)) != bytes(
        entry.digest
    )


def test_the_two_choose_the_way_for_one_sitting_and_what_waits_goes_on_waiting(at, cast):
    mark(at, "home.now", "hard")
    way(at, "open")
    assert HAS_MARKED in page(at, "area", area="home")
    mark(at, "home.now", "good")
    assert HAS_MARKED in page(at, "area", area="home")
    mark(at, "home.w.now", "good")
    assert HAS_MARKED not in page(at, "area", area="home")
    mark(at, "home.link", "none")
    assert 'id="home.link-none" value="none" checked' in page(at, "area", area="home")


def test_another_sitting_goes_the_way_of_the_area_again(at, cast):
    later = sit(cast.imran, cast.danielle)
    later.user = at.user
    mark(later, "home.now", "hard")
    assert 'id="home.now-hard" value="hard" checked' in page(later, "area", area="home")


def test_what_is_said_on_paper_was_seen_by_both(cast):
    at = sit(cast.imran, cast.danielle, held=Held.PAPER)
    mark(at, "home.now", "hard")
    html = page(at, "area", area="home")
    assert 'value="hard" checked' in html
    assert 'name="way"' not in html


def test_her_own_device_does_not_choose_for_both(at):
    assert 'name="way"' not in page(at.phone, "area", area="home")
    assert post(at.phone, "answer", {"way": "open"}, area="home").status_code == 409


def test_an_area_asks_the_log_no_more_for_it(at, django_assert_num_queries):
    area = instrument_of(at.thread).area("home")
    with django_assert_num_queries(1):
        area_said(at.thread, area)


def test_the_way_is_said_without_scripts_too(at):
    answer = post(at, "answer", {"again": "home.now"}, area="home")
    assert answer["Location"].endswith("?again=home.now#item-home.now")
    assert squeezed("Here each of you marks first.") in squeezed(page(at, "area", area="home"))
