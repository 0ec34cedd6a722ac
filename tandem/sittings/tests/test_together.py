"""Together mode: the server keeps a sign-in inside its sitting until the worker proves themself."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tandem.config import urls
from tandem.lib.refused import Refused
from tandem.people.actions.allocations import move_person
from tandem.people.actor import Staff, System
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.gate import BEFORE_THE_TAP
from tandem.sittings.models import Held, Sitting
from tandem.voices.models import Entry
from tests.rooms import PIN, room


def test_starting_locks_the_sign_in_and_opens_the_first_page(just_started):
    assert just_started.sitting.locked_sign_in
    answer = just_started.get(room(just_started, "here"))
    assert answer.status_code == 302
    assert answer["Location"] == room(just_started, "welcome")


# What may stand in the addresses of a room.
PARTS = {
    "area": "home",
    "check": "engagement",
    "item": "home.now",
    "step": "room",
    "talk": uuid4(),
    "goal": uuid4(),
    "ask": uuid4(),
    "obstacle": uuid4(),
    "guest": uuid4(),
    "since": uuid4(),
    "fork": uuid4(),
    "entry": uuid4(),
    "line": uuid4(),
    "leaf": "bring",
    "level": uuid4(),
    "requirement": uuid4(),
    "asked": uuid4(),
}


def pages_of_the_room():
    """Every address of the room, from the list of addresses itself."""
    for include in urls.room:
        for pattern in include.url_patterns:
            parts = {key: PARTS[key] for key in pattern.pattern.converters}
            if pattern.name in ("change_step", "mark_step", "differ_step", "stick_step"):
                parts["step"] = uuid4()
            yield pattern.name, parts


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_the_room_opens_or_stores_before_the_tap(just_started, method):
    shut = []
    for name, parts in pages_of_the_room():
        if f"together:{name}" in BEFORE_THE_TAP:
            continue
        answer = getattr(just_started, method)(room(just_started, name, **parts), {"area": "home"})
        assert (answer.status_code, answer["Location"]) == (302, room(just_started, "here")), name
        shut.append(name)
    assert len(shut) > 35
    assert not Entry.objects.exists()


def test_what_comes_before_the_tap_opens(just_started):
    for name in ("welcome", "leave"):
        assert just_started.get(room(just_started, name)).status_code == 200
    assert just_started.get(room(just_started, "prompt", step="room")).status_code == 200
    # One page before it cannot be passed over.
    reads = room(just_started, "prompt", step="reads")
    assert just_started.get(room(just_started, "screen"))["Location"] == reads


def test_by_phone_nobody_waits_for_a_tap_on_a_screen_that_they_cannot_see(just_started):
    Sitting.objects.update(held="phone")
    assert just_started.get(room(just_started, "areas")).status_code == 200


def test_a_locked_sign_in_opens_no_other_address_known_or_unknown(together, cast):
    addresses = [
        "/",
        "/organisation",
        "/people/import",
        f"/people/{cast.danielle.pk}/",
        f"/people/{cast.aled.pk}/",
        "/no/such/page",
        "/together/00000000-0000-0000-0000-000000000000/areas",
        "/sign-in/",
    ]
    bodies = set()
    for address in addresses:
        answer = together.get(address)
        assert answer.status_code == 404, address
        assert "Danielle" not in answer.content.decode()
        bodies.add(answer.content)
    assert len(bodies) == 1


def test_a_second_tab_of_the_same_sign_in_is_locked_too(together, client, cast):
    client.cookies = together.cookies
    assert client.get("/").status_code == 404


def test_another_sign_in_of_the_same_worker_is_not_locked(together, cast, django_user_model):
    other = Client()
    other.force_login(cast.imran)
    assert other.get(room(together, "areas")).status_code == 404


def test_the_pin_leaves_and_a_wrong_one_does_not(together):
    wrong = together.post(room(together, "leave"), {"pin": "1111", "then": "pause"})
    assert wrong.status_code == 200
    assert "That did not open it" in wrong.content.decode()
    assert together.get("/").status_code == 404
    right = together.post(room(together, "leave"), {"pin": PIN, "then": "pause"})
    assert right.status_code == 302
    together.sitting.refresh_from_db()
    assert together.sitting.locked_sign_in is None
    assert together.sitting.ended_at is None
    assert together.get("/").status_code == 200


def test_nothing_at_all_is_no_guess(together):
    for _ in range(6):
        page = together.post(room(together, "leave"), {"then": "pause"})
        assert "This needs an answer." in page.content.decode()
    answer = together.post(room(together, "leave"), {"then": "pause", "pin": PIN})
    assert answer.status_code == 302


def test_after_five_misses_the_pin_rests(together):
    for _ in range(5):
        together.post(room(together, "leave"), {"pin": "1111", "then": "pause"})
    answer = together.post(room(together, "leave"), {"pin": PIN, "then": "pause"})
    assert answer.status_code == 200
    together.sitting.refresh_from_db()
    assert together.sitting.locked_sign_in


def test_the_password_leaves_too(together, cast):
    cast.imran.set_password("a long enough passphrase")
    cast.imran.save()
    together.force_login(cast.imran)
    # The new sign-in is another one; lock it to the sitting as `resume` would.
    address = reverse("sittings:resume", kwargs={"sitting": together.sitting.pk})
    together.post(address, {"pin": PIN})
    answer = together.post(
        room(together, "leave"), {"password": "a long enough passphrase", "then": "finish"}
    )
    assert answer.status_code == 302
    together.sitting.refresh_from_db()
    assert together.sitting.ended_at


def test_the_shutter_shows_a_page_that_says_nothing_until_they_go_on(together):
    together.post(room(together, "cover"))
    for name in ("areas", "here", "leave"):
        answer = together.get(room(together, name))
        assert answer["Location"] == room(together, "cover")
    covered = together.get(room(together, "cover")).content.decode()
    assert "Danielle" not in covered
    assert "Imran" not in covered
    together.post(room(together, "uncover"))
    assert together.get(room(together, "areas")).status_code == 200


def test_a_handed_over_screen_opens_its_own_page_only_until_unlocked(together):
    together.post(room(together, "hand"), {"what": "agree"})
    assert together.get(room(together, "areas")).status_code == 404
    assert together.get(room(together, "agree")).status_code == 200
    wrong = together.post(room(together, "unlock"), {"pin": "9999", "then": "take"})
    assert wrong.status_code == 200
    together.post(room(together, "unlock"), {"pin": PIN, "then": "take"})
    assert together.get(room(together, "areas")).status_code == 200


def test_the_keyboard_is_passed_and_what_was_typed_is_saved_first(together, cast):
    data = {
        "typing": "person",
        "act:home.better": "7e57ed00-0000-4000-8000-000000000007",
        "was:home.better": "0",
        "home.better": "A lock.",
    }
    together.post(room(together, "answer", area="home"), data)
    together.sitting.refresh_from_db()
    assert together.sitting.typing == "person"
    assert Entry.objects.get(about="home.better").typed_by == "worker"


def test_a_pin_of_one_digit_repeated_is_refused_and_nothing_starts(cast, sign_in):
    client = sign_in(cast.imran)
    address = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
    for pin in ("", "1111", "12", "abcd", "123456789"):
        answer = client.post(address, {"held": "side", "pin": pin})
        assert answer.status_code == 200
    assert not Sitting.objects.exists()


def test_a_paper_sitting_locks_nothing_and_needs_its_day(cast, sign_in):
    client = sign_in(cast.imran)
    address = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
    assert client.post(address, {"held": "paper"}).status_code == 200
    answer = client.post(
        address,
        {"held": "paper", "held_on_day": "3", "held_on_month": "2", "held_on_year": "2026"},
    )
    assert answer.status_code == 302
    sitting = Sitting.objects.get()
    assert sitting.held == Held.PAPER
    assert sitting.held_on == date(2026, 2, 3)
    assert sitting.locked_sign_in is None
    desk = reverse("desk:areas", kwargs={"sitting": sitting.pk})
    assert client.get(desk).status_code == 200
    assert client.get("/").status_code == 200


def test_a_day_to_come_is_refused(cast):
    with pytest.raises(Refused):
        start_sitting(
            by=Staff(cast.imran, "d"),
            person=cast.danielle,
            held=Held.PAPER,
            pin="",
            held_on=date(2999, 1, 1),
        )


def test_nobody_but_the_own_worker_can_start(cast, sign_in):
    for user in (cast.priya, cast.tom, cast.carys, cast.bea, cast.maureen):
        client = sign_in(user)
        address = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
        assert client.post(address, {"held": "side", "pin": PIN}).status_code == 404
    assert not Sitting.objects.exists()


def test_far_too_much_at_once_is_a_sentence(together):
    answer = together.post(room(together, "answer", area="home"), {"home.better": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_a_worker_from_whom_the_person_was_moved_can_still_leave(together, cast):
    move_person(
        by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.other_team, reason=""
    )
    assert together.get(room(together, "areas")).status_code == 404
    assert together.get(room(together, "leave")).status_code == 200
    answer = together.post(room(together, "leave"), {"pin": PIN, "then": "finish"})
    assert answer["Location"] == "/"
    together.sitting.refresh_from_db()
    assert together.sitting.ended_at


def test_another_sign_in_of_the_worker_never_wakes_the_shared_screen_as_a_desk(together, cast):
    other = Client()
    other.force_login(cast.imran)
    address = reverse("sittings:resume", kwargs={"sitting": together.sitting.pk})
    assert other.post(address, {"pin": "1470"}).status_code == 302
    assert other.get(room(together, "areas")).status_code == 200
    assert together.get("/")["Location"].startswith("/sign-in/")


def test_a_paper_sitting_is_finished_from_its_own_pages(cast, sign_in):
    client = sign_in(cast.imran)
    client.post(
        reverse("sittings:start", kwargs={"person": cast.danielle.pk}),
        {"held": "paper", "held_on_day": "3", "held_on_month": "2", "held_on_year": "2026"},
    )
    sitting = Sitting.objects.get()
    finish = reverse("sittings:finish", kwargs={"sitting": sitting.pk})
    page = client.get(reverse("desk:areas", kwargs={"sitting": sitting.pk})).content.decode()
    assert finish in page
    client.post(finish)
    sitting.refresh_from_db()
    assert sitting.ended_at


def test_the_shutter_gives_nothing_away_though_it_still_saves(together):
    together.post(room(together, "cover"))
    data = {
        "by_act": "1",
        "act:home.better": "7e57ed00-0000-4000-8000-000000000009",
        "was:home.better": "0",
        "home.better": "A lock.",
    }
    answer = together.post(
        room(together, "answer", area="home"), data, HTTP_ACCEPT="application/json"
    )
    assert answer.json()["rows"] == {}
    assert Entry.objects.get(about="home.better")


def test_what_is_for_the_worker_alone_is_said_before_the_sitting(cast, sign_in):
    client = sign_in(cast.imran)
    address = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
    assert "Did a victim" in client.get(address).content.decode()


def test_bigger_words_are_shown_when_they_were_asked_for(together):
    key = "start.how.look"
    data = {f"act:{key}": "7e57ed00-0000-4000-8000-000000000008", key: "bigger"}
    together.post(room(together, "prompt", step="how"), data)
    assert 'class="large bigger"' in together.get(room(together, "areas")).content.decode()


def test_the_language_button_leads_back_to_a_page_also_from_a_refused_form(together):
    answer = together.post(
        room(together, "pick"),
        {"act": "7e57ed00-0000-4000-8000-00000000000a", "area": ["home", "money", "days", "body"]},
    )
    assert answer.status_code == 400
    assert f'name="next" value="{room(together, "areas")}"' in answer.content.decode()
