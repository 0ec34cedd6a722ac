"""The guided talk, page by page, through all three doors."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.tests.talking import (
    entries,
    harm_apart,
    home_apart,
    join,
    next_step,
    open_talk,
    page,
    post,
    say,
    screen_for,
    sit,
    step,
    told,
)
from tandem.levels.tests.told import make_level
from tandem.sittings.models import Held


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    return at


def test_a_whole_talk_keeps_every_step_in_its_own_words(at):
    talk = open_talk(at)
    assert next_step(step(at, talk, "person", view="It is mine.")) == "worker_back"
    back = step(at, talk, "worker_back", heard="You keep it going.", **{"is-it": "yes"})
    assert next_step(back) == "worker"
    assert next_step(step(at, talk, "worker", view="The rent is late.")) == "person_back"
    assert next_step(step(at, talk, "person_back", **{"is-it": "yes"})) == "count"
    said = step(at, talk, "count", person="A letter.", worker="A receipt.")
    assert next_step(said) == "look"
    assert next_step(step(at, talk, "look", at="The rent letter.")) == "where"
    assert next_step(step(at, talk, "where", outcome="differently")) == "plan"
    said = step(at, talk, "plan", changes="yes", changes__words="Ring the council.")
    assert next_step(said) == "note"
    last = step(at, talk, "note", fair="yes")
    assert last.headers["Location"] == at.phone.room.url("talk", item="home.now")
    key = str(talk)
    assert told(at, "talk") == [
        ("both", {"step": "open", "version": 1}),
        ("person", {"talk": key, "step": "person", "said": {"view": "It is mine."}}),
        ("worker", {"talk": key, "step": "worker_back", "said": {"heard": "You keep it going."}}),
        ("person", {"talk": key, "step": "worker_back", "said": {"is_it": "yes"}}),
        ("worker", {"talk": key, "step": "worker", "said": {"view": "The rent is late."}}),
        ("worker", {"talk": key, "step": "person_back", "said": {"is_it": "yes"}}),
        ("person", {"talk": key, "step": "count", "said": {"person": "A letter."}}),
        ("worker", {"talk": key, "step": "count", "said": {"worker": "A receipt."}}),
        ("both", {"talk": key, "step": "look", "said": {"at": "The rent letter."}}),
        ("both", {"talk": key, "step": "where", "said": {"outcome": "differently"}}),
        (
            "both",
            {
                "talk": key,
                "step": "plan",
                "said": {"changes": "yes", "changes.words": "Ring the council."},
            },
        ),
        ("person", {"talk": key, "step": "note", "said": {"fair": "yes"}}),
    ]
    assert told(at, "settle") == [("both", {"talk": key, "outcome": "differently"})]
    seen = page(at, "talk", item="home.now")
    for words in ("It is mine.", "The rent is late.", "A receipt.", "Ring the council."):
        assert words in seen


def test_every_step_can_be_skipped_and_then_nothing_is_settled(at):
    talk = open_talk(at)
    steps = ["person", "worker_back", "worker", "person_back", "count", "look", "where", "plan"]
    for now, onward in zip(steps, [*steps[1:], "note"], strict=True):
        assert next_step(step(at, talk, now, skip="yes")) == onward
    last = step(at, talk, "note", skip="yes")
    assert last.headers["Location"] == at.room.url("talk", item="home.now")
    assert told(at, "settle") == []
    assert "Nothing was written down." in page(at, "talk", item="home.now")
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.open_differences == 1


def test_a_talk_that_was_left_goes_on_where_it_was_left(at):
    talk = open_talk(at)
    step(at, talk, "person", view="It is mine.")
    seen = page(at, "talk", item="home.now")
    assert at.room.url("talk_step", item="home.now", talk=talk, step="worker_back") in seen
    assert "It is mine." in seen
    # Pressing "Talk about it" again finds the same talk.
    assert open_talk(at) == talk
    assert "Go on with the talk" in page(at, "differences")


def test_the_same_act_sent_twice_is_kept_once(at):
    act = {"act": str(uuid4())}
    first = post(at, "talk", act, item="home.now")
    again = post(at, "talk", act, item="home.now")
    assert first.headers["Location"] == again.headers["Location"]
    talk = first.headers["Location"].split("/")[-2]
    for name, data in [
        ("person", {"view": "It is mine."}),
        ("count", {"person": "A letter.", "worker-nothing": "nothing"}),
        ("where", {"outcome": "differently"}),
        ("look", {"skip": "yes"}),
    ]:
        sent = data | {"act": str(uuid4())}
        here = screen_for(at, name, sent)
        for _ in range(3):
            post(here, "talk_step", sent, item="home.now", talk=talk, step=name)
    assert len(told(at, "talk")) == 6
    assert len(told(at, "settle")) == 1


def test_the_same_act_with_other_words_is_refused(at):
    talk = open_talk(at)
    act = {"act": str(uuid4())}
    post(at, "talk_step", act | {"view": "One."}, item="home.now", talk=talk, step="person")
    again = post(at, "talk_step", act | {"view": "Two."}, item="home.now", talk=talk, step="person")
    assert again.status_code == 409


def test_not_quite_leads_back_to_the_one_who_spoke_with_the_first_words_in_the_box(at):
    talk = open_talk(at)
    step(at, talk, "person", view="It is mine.")
    assert next_step(step(at, talk, "worker_back", **{"is-it": "not_quite"})) == "person"
    assert "It is mine.</textarea>" in page(
        at, "talk_step", item="home.now", talk=talk, step="person"
    )
    assert next_step(step(at, talk, "person", view="I built it.")) == "worker_back"
    said = [v["said"].get("view") for _, v in told(at, "talk") if v["step"] == "person"]
    assert said == ["It is mine.", "I built it."]


def test_whoever_thinks_again_gives_a_new_mark_and_the_first_stays(at):
    talk = open_talk(at)
    assert next_step(step(at, talk, "where", outcome="person")) == "again"
    assert told(at, "settle") == []
    seen = page(at, "talk_step", item="home.now", talk=talk, step="again")
    assert "Changing your mind is not being caught out." in seen
    assert 'name="worker-mark"' not in seen
    done = step(at, talk, "again", **{"person-mark": "hard", "person-words": "The letter."})
    assert done.status_code == 302
    assert told(at, "settle") == [("both", {"talk": str(talk), "outcome": "person"})]
    marks = [v for p, v in told(at, "answer") if p == "person"]
    assert marks == ["mostly_fine", "hard"]
    assert "Danielle and Imran see this much the same." in page(at, "differences")
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.open_differences == 0


def test_both_think_again_and_one_mark_may_come_later(at):
    talk = open_talk(at)
    step(at, talk, "where", outcome="both")
    assert next_step(step(at, talk, "again", **{"person-mark": "some"})) == "again"
    assert told(at, "settle") == []
    step(at, talk, "again", **{"worker-mark": "some"})
    assert told(at, "settle") == [("both", {"talk": str(talk), "outcome": "both"})]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a mark."),
        ({"person-mark": "best"}, "Please choose one of the answers."),
        ({"person-words": "I saw it."}, "Choose one of the marks too."),
        ({"person-mark": "hard", "person-words": "x" * 10_001}, "Letters too many: 1."),
        ({"person-mark": "hard", "worker-mark": "best"}, "Please choose one of the answers."),
    ],
)
def test_a_mark_that_cannot_be_kept_is_said_and_neither_is_kept(at, data, sentence):
    talk = open_talk(at)
    step(at, talk, "where", outcome="both")
    before = entries(at)
    answer = step(at, talk, "again", **data)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert entries(at) == before


def test_thinking_again_without_a_new_mark_is_settled_too(at):
    talk = open_talk(at)
    step(at, talk, "where", outcome="worker")
    step(at, talk, "again", skip="yes")
    assert told(at, "settle") == [("both", {"talk": str(talk), "outcome": "worker"})]
    assert "Imran thinks again." in page(at, "differences")


def test_come_back_to_it_keeps_the_day(at):
    talk = open_talk(at)
    day = {"outcome-on_day": "3", "outcome-on_month": "12", "outcome-on_year": "2199"}
    assert next_step(step(at, talk, "where", outcome="come_back", **day)) == "plan"
    assert told(at, "settle")[0][1]["on"] == "2199-12-03"
    at.thread.summary.refresh_from_db()
    assert at.thread.summary.come_back_on.isoformat() == "2199-12-03"
    assert at.thread.summary.open_differences == 0
    assert "We look again on 3 December 2199." in page(at, "differences")


def test_ask_someone_else_keeps_who(at):
    talk = open_talk(at)
    step(at, talk, "where", outcome="someone_else", outcome__who="the housing officer")
    assert told(at, "settle")[0][1]["who"] == "the housing officer"
    assert "We ask someone else: the housing officer." in page(at, "differences")


WRONG = [
    ("person", {}, "Write or choose something."),
    ("worker_back", {}, "Write or choose something."),
    ("count", {"person": "A letter.", "person-nothing": "nothing"}, "Not both."),
    ("look", {"at": "x", "at-nothing": "nothing"}, "Not both."),
    ("where", {"outcome-who": "Gwen"}, "Choose where you are now."),
    ("where", {"outcome": "come_back"}, "Give the day on which you come back to it."),
    (
        "where",
        {
            "outcome": "come_back",
            "outcome-on_day": "1",
            "outcome-on_month": "1",
            "outcome-on_year": "2020",
        },
        "Give a day that is still to come.",
    ),
    (
        "where",
        {
            "outcome": "come_back",
            "outcome-on_day": "31",
            "outcome-on_month": "2",
            "outcome-on_year": "2199",
        },
        "That month has no day 31.",
    ),
    ("where", {"outcome": "someone_else"}, "Write who you will ask."),
    ("where", {"outcome": "won"}, "Please choose one of the answers."),
    ("plan", {"changes-words": "x"}, "Choose yes or no."),
    ("plan", {"changes": "yes"}, "Write what changes."),
    ("note", {"fair": "add"}, "Write what you want to add."),
    ("note", {"fair-words": "Mine."}, "Choose one of the three."),
    ("person", {"view": "x" * 10_001}, "Letters too many: 1."),
]


@pytest.mark.parametrize(("name", "data", "sentence"), WRONG)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(at, name, data, sentence):
    talk = open_talk(at)
    before = entries(at)
    here = screen_for(at, name, data)
    answer = post(here, "talk_step", data, item="home.now", talk=talk, step=name)
    seen = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in seen
    for key, value in data.items():
        if key in ("outcome-who", "changes-words", "fair-words", "person", "at", "view"):
            assert value in seen
    assert entries(at) == before


def test_an_end_that_was_not_chosen_leaves_its_day_and_name_behind(at):
    talk = open_talk(at)
    step(at, talk, "where", outcome="differently", outcome__who="Gwen")
    assert told(at, "settle") == [("both", {"talk": str(talk), "outcome": "differently"})]
    assert told(at, "talk")[-1][1]["said"] == {"outcome": "differently"}


def test_the_call_is_explained_before_where_now_when_it_is_about_harm(at):
    harm_apart(at)
    talk = open_talk(at, "home.harm")
    seen = page(at, "talk_step", item="home.harm", talk=talk, step="where")
    assert "Imran has to make a call on this." in seen
    assert "used for the risk level" in seen
    assert "{worker}" not in seen
    step(at, talk, "where", item="home.harm", outcome="differently")
    assert "Imran&#39;s view is the one used for the risk level" in page(at, "differences")


def test_what_others_worked_out_stands_beside_every_view_of_harm_that_differs(cast, at, sign_in):
    make_level(cast.danielle)

    def at_desk(worker, person):
        answer = sign_in(worker).get(reverse("assessments:read", kwargs={"person": person.pk}))
        assert answer.status_code == 200
        return "Levels that others" in answer.content.decode()

    def beside(name, **more):
        seen = page(at, name, **more)
        return "Levels that others worked out" in seen and "Example predictor" in seen

    assert not beside("differences")
    assert not at_desk(cast.imran, cast.danielle)
    harm_apart(at)
    assert beside("differences")
    assert at_desk(cast.imran, cast.danielle)
    assert beside("talk", item="home.harm")
    assert beside("differ", item="home.harm")
    assert not beside("talk", item="home.now")
    assert not beside("differ", item="home.now")
    kofi = sit(cast.maureen, cast.kofi)
    make_level(cast.kofi)
    say(kofi, "person", "open/home", True, kind="pick")
    harm_apart(kofi)
    assert "Levels that others" not in page(kofi, "differences")
    assert not at_desk(cast.maureen, cast.kofi)


def test_no_call_is_made_about_needs_or_in_voluntary_work(cast, at):
    talk = open_talk(at)
    seen = page(at, "talk_step", item="home.now", talk=talk, step="where")
    assert "make a call" not in seen
    kofi = sit(cast.maureen, cast.kofi)
    say(kofi, "person", "open/home", True, kind="pick")
    harm_apart(kofi)
    talk = open_talk(kofi, "home.harm")
    seen = page(kofi, "talk_step", item="home.harm", talk=talk, step="where")
    assert "make a call" not in seen


def test_answering_again_after_the_end_asks_for_a_new_talk(at):
    talk = open_talk(at)
    step(at, talk, "where", outcome="differently")
    say(at, "person", "home.now", "good")
    seen = page(at, "differences")
    assert "It was answered again since then." in seen
    assert open_talk(at) != talk


def test_change_it_lets_any_step_be_said_again(at):
    talk = open_talk(at)
    step(at, talk, "person", view="It is mine.")
    step(at, talk, "where", outcome="differently")
    assert next_step(step(at, talk, "note", fair="change")) == "note"
    seen = page(at, "talk_step", item="home.now", talk=talk, step="note")
    assert at.room.url("talk_step", item="home.now", talk=talk, step="person") in seen
    assert next_step(step(at, talk, "person", view="I built it.")) == "note"
    last = step(at, talk, "note", fair="add", fair__words="I said more than this.")
    assert last.headers["Location"] == at.phone.room.url("talk", item="home.now")
    assert "I said more than this." in page(at, "talk", item="home.now")


def test_a_device_that_joined_speaks_for_the_person_only(at):
    phone = join(at)
    talk = open_talk(phone)
    assert told(at, "talk")[0][0] == "person"
    assert next_step(step(phone, talk, "person", view="It is mine.")) == "worker_back"
    # The worker's own words, and what both say together, are not for this device.
    for name, data in [
        ("worker", {"view": "I am Imran."}),
        ("look", {"at": "x"}),
        ("plan", {"changes": "no"}),
    ]:
        assert step(phone, talk, name, **data).status_code == 404
        seen = page(phone, "talk_step", item="home.now", talk=talk, step=name)
        assert "answered on the screen you share" in seen
    step(phone, talk, "worker_back", heard="Forged.", **{"is-it": "yes"})
    step(phone, talk, "count", person="A letter.", worker="Forged.")
    said = [(p, v.get("said")) for p, v in told(at, "talk")]
    assert said == [
        ("person", None),
        ("person", {"view": "It is mine."}),
        ("person", {"is_it": "yes"}),
        ("person", {"person": "A letter."}),
    ]


def test_who_thinks_again_on_two_devices(at):
    phone = join(at)
    talk = open_talk(at)
    step(at, talk, "where", outcome="worker")
    assert step(phone, talk, "again", **{"worker-mark": "good"}).status_code == 404
    step(at, talk, "where", outcome="both")
    step(phone, talk, "again", **{"person-mark": "some", "worker-mark": "good"})
    assert told(at, "answer")[-1] == ("person", "some")
    assert told(at, "settle") == []


def test_a_talk_on_paper_is_typed_in_at_the_desk(cast):
    desk = sit(cast.imran, cast.danielle, held=Held.PAPER)
    home_apart(desk)
    talk = open_talk(desk)
    page(desk, "talk_step", item="home.now", talk=talk, step="person")
    step(desk, talk, "person", view="It is mine.")
    step(desk, talk, "where", outcome="differently")
    assert told(desk, "settle") == [("both", {"talk": str(talk), "outcome": "differently"})]
    assert "Hand the screen" not in page(desk, "talk", item="home.now")


def test_what_is_not_there_cannot_be_opened(at, cast):
    talk = open_talk(at)
    tries = [
        ("talk", {"item": "money.now"}),
        ("talk", {"item": "home.fact"}),
        ("talk", {"item": "nothing.at.all"}),
        ("talk_step", {"item": "home.now", "talk": uuid4(), "step": "person"}),
        ("talk_step", {"item": "home.now", "talk": talk, "step": "open"}),
        ("talk_step", {"item": "home.now", "talk": talk, "step": "drop-table"}),
        ("talk_step", {"item": "home.w.now", "talk": talk, "step": "person"}),
        ("talk_step", {"item": "home.now", "talk": talk, "step": "again"}),
    ]
    for name, kwargs in tries:
        assert at.client.get(at.room.url(name, **kwargs)).status_code == 404, kwargs
        assert post(at, name, **kwargs).status_code in (404, 409), kwargs
    assert at.client.post(at.room.url("talk", item="home.now"), {"act": "x"}).status_code == 404
    # Another worker's sitting knows nothing of this talk.
    elsewhere = sit(cast.priya, cast.aled)
    home_apart(elsewhere)
    url = elsewhere.room.url("talk_step", item="home.now", talk=talk, step="person")
    assert elsewhere.client.get(url).status_code == 404


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_a_talk_opens_in_both_languages(at, language):
    at.client.cookies["tandem_language"] = language
    talk = open_talk(at)
    step(at, talk, "where", outcome="both")
    names = ["person", "worker_back", "worker", "person_back", "count", "look", "where", "again"]
    for name in [*names, "plan", "note"]:
        seen = page(at, "talk_step", item="home.now", talk=talk, step=name)
        assert f'lang="{language}"' in seen
        assert seen.count("<h1") == 1
