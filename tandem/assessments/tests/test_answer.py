"""Saving on the sheet: one act, one entry, whoever's hands and however often it is sent."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tandem.assessments.actions import answers
from tandem.assessments.queries import area_said, sheet_thread
from tandem.sittings.actions.joining import invite_device
from tandem.sittings.actions.sittings import see_screen
from tandem.sittings.models import Guest
from tandem.voices.models import Act, Entry
from tests.rooms import room

JSON = {"HTTP_ACCEPT": "application/json"}


def say(client, key, value, *, act=None, area=None, by_act="1", **more):
    """Post one item as the script does."""
    act = act or uuid4()
    data = {f"act:{key}": str(act), "was:" + key: "0", "seen": "0", **more}
    if by_act:
        data["by_act"] = by_act
    if value is not None:
        data[key] = value
    return client.post(room(client, "answer", area=area or key.split(".")[0]), data, **JSON)


def entries(cast):
    return list(Entry.objects.filter(thread=sheet_thread(cast.danielle)).order_by("seq"))


def test_a_mark_is_stored_with_whose_it_is_and_who_typed_it(together, cast):
    answer = say(together, "home.now", "mostly_fine")
    assert answer.status_code == 200
    assert answer.json()["at"] == 1
    assert "item-home.now" in answer.json()["rows"]["home.now"]
    [entry] = entries(cast)
    assert (entry.about, entry.party, entry.typed_by) == ("home.now", "person", "worker")
    assert entry.saying.value == "mostly_fine"
    assert entry.author == cast.imran
    assert entry.sitting == together.sitting.pk


def test_the_same_act_sent_again_makes_no_second_row_and_is_counted(together, cast):
    act = uuid4()
    for _ in range(3):
        assert say(together, "home.now", "hard", act=act).status_code == 200
    assert len(entries(cast)) == 1
    assert Act.objects.get(pk=act).seen == 3


def test_the_same_act_with_another_content_is_refused(together, cast):
    act = uuid4()
    say(together, "home.now", "hard", act=act)
    answer = say(together, "home.now", "good", act=act)
    assert answer.status_code == 409
    assert len(entries(cast)) == 1


def test_an_answer_changed_and_changed_back_is_three_entries(together, cast):
    for value in ("hard", "good", "hard"):
        say(together, "home.now", value)
    assert [entry.saying.value for entry in entries(cast)] == ["hard", "good", "hard"]


def test_a_form_without_script_saves_only_what_changed(together, cast):
    say(together, "home.now", "hard")
    data = {
        "seen": "1",
        "act:home.now": str(uuid4()),
        "was:home.now": "1",
        "home.now": "hard",
        "act:home.strength": str(uuid4()),
        "was:home.strength": "0",
        "home.strength": ["warm", "keep"],
        "act:home.better": str(uuid4()),
        "was:home.better": "0",
        "home.better": "  A lock that works. ",
    }
    answer = together.post(room(together, "answer", area="home"), data)
    assert answer.status_code == 302
    stored = {entry.about: entry.saying.value for entry in entries(cast)}
    assert len(entries(cast)) == 3
    assert stored["home.strength"] == ["warm", "keep"]
    assert stored["home.better"] == "A lock that works."


def test_a_day_left_empty_is_no_fault(together, cast):
    data = {"act:home.w.how.on": str(uuid4()), "was:home.w.how.on": "0", "home.w.how.on": ""}
    assert together.post(room(together, "answer", area="home"), data).status_code == 302
    assert entries(cast) == []


def test_a_form_sent_twice_by_a_double_click_saves_once(together, cast):
    data = {"seen": "0", "act:home.now": str(uuid4()), "was:home.now": "0", "home.now": "hard"}
    for _ in range(2):
        together.post(room(together, "answer", area="home"), data)
    assert len(entries(cast)) == 1


def test_an_old_page_does_not_undo_what_another_screen_said(together, cast):
    say(together, "home.now", "hard")
    say(together, "home.now", "good")
    old = {"seen": "1", "act:home.now": str(uuid4()), "was:home.now": "1", "home.now": "hard"}
    together.post(room(together, "answer", area="home"), old)
    assert [entry.saying.value for entry in entries(cast)] == ["hard", "good"]


def test_not_answering_today_is_stored_as_just_that(together, cast):
    say(together, "home.now", None, not_today="home.now")
    [entry] = entries(cast)
    assert entry.kind == "pass"
    page = together.get(room(together, "area", area="home")).content.decode()
    assert "It is not held against you" in page


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("home.now", "splendid"),
        ("home.matter", "11"),
        ("home.matter", "-1"),
        ("home.strength", "gold"),
        ("home.better", "x" * 10_001),
    ],
)
def test_a_wrong_answer_is_a_sentence_and_stores_nothing(together, cast, key, value):
    answer = say(together, key, value)
    assert answer.status_code == 400
    assert answer.json()["errors"][key].endswith(".")
    page = together.post(
        room(together, "answer", area="home"),
        {f"act:{key}": str(uuid4()), f"was:{key}": "0", key: value},
    )
    assert page.status_code == 400
    assert entries(cast) == []
    if key == "home.better":
        assert value in page.content.decode()


def test_hostile_words_are_stored_as_typed_and_shown_escaped(together, cast):
    words = "<img src=x onerror=alert(1)> {{ 7*7 }} ŵŷ محمد '; DROP TABLE"
    say(together, "home.better", words + "\x00\x07")
    assert entries(cast)[0].saying.value == words
    page = together.get(room(together, "area", area="home")).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def hear_notice(client, choice="answer", area="home"):
    return client.post(
        room(client, "answer", area=area),
        {"notice": choice, "act:start.notice.choice": str(uuid4())},
    )


def test_what_may_be_passed_on_is_asked_after_the_notice_only(together, cast):
    assert say(together, "home.link", "none").status_code == 409
    rows = together.get(room(together, "rows", area="home"), {"since": 0}).json()["rows"]
    assert "home.link" not in rows
    hear_notice(together)
    assert say(together, "home.link", "none").status_code == 200


def test_the_notice_keeps_what_was_typed_above_it(together, cast):
    data = {
        "notice": "answer",
        "act:start.notice.choice": str(uuid4()),
        "act:home.better": str(uuid4()),
        "was:home.better": "0",
        "home.better": "A lock.",
    }
    together.post(room(together, "answer", area="home"), data)
    assert {entry.about for entry in entries(cast)} == {"home.better", "notice/home"}


def test_the_worker_may_speak_after_not_answering_at_the_notice(together, cast):
    say(together, "home.w.strength", "Keeps it clean.")
    hear_notice(together, "not_today")
    assert say(together, "home.w.harm", "more").status_code == 200


def test_two_screens_that_wrote_at_once_are_both_kept_and_shown(together):
    say(together, "home.better", "A lock.")
    made = invite_device(sitting=together.sitting)
    device = Client()
    device.post(reverse("sittings:join_token", args=[made.token]))
    guest = Guest.objects.get(ended_at=None)
    together.post(room(together, "answer_door", guest=guest.pk), {"same": "yes"})
    address = reverse("beside:answer", kwargs={"sitting": together.sitting.pk, "area": "home"})
    data = {
        "by_act": "1",
        "seen": "1",
        "act:home.better": str(uuid4()),
        "was:home.better": "0",
        "home.better": "A window.",
    }
    answer = device.post(address, data, **JSON)
    row = answer.json()["rows"]["home.better"]
    assert "Both are kept" in row
    assert "A lock." in row
    assert "A window." in row
    # Once somebody has seen both and says it again, it is one again.
    again = say(
        together, "home.better", "A lock and a window.", **{"was:home.better": "2", "seen": "2"}
    )
    assert "Both are kept" not in again.json()["rows"]["home.better"]


def test_the_worker_answers_on_harm_only_after_the_person(together, cast):
    hear_notice(together)
    say(together, "home.w.strength", "Keeps it clean.")
    assert say(together, "home.w.harm", "more").status_code == 409
    say(together, "home.harm", "none")
    assert say(together, "home.w.harm", "more").status_code == 200


def test_the_worker_may_answer_after_the_person_chose_not_to(together, cast):
    say(together, "home.w.strength", "Keeps it clean.")
    say(together, "home.harm", None, not_today="home.harm")
    assert say(together, "home.w.harm", "more").status_code == 200


def test_the_rest_of_the_workers_side_opens_after_a_strength(together, cast):
    assert say(together, "home.w.now", "hard").status_code == 409
    say(together, "home.w.strength", "Keeps it clean.")
    assert say(together, "home.w.now", "hard").status_code == 200


def test_what_is_for_the_worker_alone_never_reaches_the_shared_page(together):
    page = together.get(room(together, "area", area="home")).content.decode()
    assert "Did a victim" not in page


def test_the_notice_stands_before_the_questions_that_may_be_passed_on(together):
    address = room(together, "area", area="home")
    assert 'name="home.link"' not in together.get(address).content.decode()
    hear_notice(together)
    assert 'name="home.link"' in together.get(address).content.decode()


def test_rows_give_what_is_new_since_a_number(together):
    say(together, "home.now", "hard")
    say(together, "home.better", "A lock.")
    address = room(together, "rows", area="home")
    assert set(together.get(address, {"since": 1}).json()["rows"]) == {"home.better"}
    assert together.get(address, {"since": 2}).json()["rows"] == {}
    assert together.get(address, {"since": "x"}).status_code == 200


def test_an_unknown_area_and_a_shut_one_look_the_same(cast, sign_in):
    client = sign_in(cast.maureen)
    client.post(
        reverse("sittings:start", kwargs={"person": cast.kofi.pk}), {"held": "side", "pin": "2580"}
    )
    sitting = cast.kofi.sittings.get()
    see_screen(sitting=sitting)
    shut = client.get(reverse("together:area", kwargs={"sitting": sitting.pk, "area": "happened"}))
    none = client.get(reverse("together:area", kwargs={"sitting": sitting.pk, "area": "nothing"}))
    assert (shut.status_code, none.status_code) == (404, 404)


def test_in_voluntary_work_links_to_harm_are_shut_until_the_person_opens_them(cast, sign_in):
    client = sign_in(cast.maureen)
    client.post(
        reverse("sittings:start", kwargs={"person": cast.kofi.pk}), {"held": "side", "pin": "2580"}
    )
    client.sitting = cast.kofi.sittings.get()
    see_screen(sitting=client.sitting)
    assert say(client, "home.link", "none").status_code == 409
    areas = client.get(room(client, "areas")).content.decode()
    assert "What happened" not in areas
    client.post(room(client, "open_shut"), {"act": str(uuid4()), "key": "happened", "open": "yes"})
    assert client.get(room(client, "area", area="happened")).status_code == 200
    client.post(room(client, "open_shut"), {"act": str(uuid4()), "key": "links", "open": "yes"})
    hear_notice(client)
    assert say(client, "home.link", "none").status_code == 200


def test_what_a_save_goes_on_with_is_what_a_new_reading_would_give(together, cast, monkeypatch):
    saves, save = [], answers.answer

    def compared(**given):
        stands = save(**given)
        assert stands.said == area_said(given["thread"], given["area"])
        saves.append(len(stands.said))
        return stands

    monkeypatch.setattr(answers, "answer", compared)
    for value in ("hard", "good", "some"):
        assert say(together, "home.now", value).status_code == 200
    say(together, "home.w.strength", "He keeps it clean.")
    act = uuid4()
    for _ in range(2):
        say(together, "home.w.now", "hard", act=act)
    say(together, "home.strength", ["warm", "keep"])
    say(together, "home.better", " Łódź, a lock. ")
    both = {
        f"{what}:{key}": given
        for key in ("home.now", "home.better")
        for what, given in (("act", str(uuid4())), ("was", "9"))
    }
    together.post(
        room(together, "answer", area="home"),
        {**both, "seen": "9", "home.now": "good", "home.better": "A key."},
    )
    assert saves == [1, 2, 2, 3, 4, 4, 5, 6, 7]
