"""A promise of a first hello stands on the plan without a goal, and is owed until it is done."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.models import SheetSummary
from tandem.assessments.tests.talking import in_check, join, page, post, sit
from tandem.documents.tests.reading import squeezed, text_of
from tandem.instruments import loader
from tandem.plans.models import Goal, Step
from tandem.sittings.actions.sittings import finish_sitting
from tandem.voices.actions import open_thread
from tandem.voices.models import Entry
from tandem.voices.verify import verify
from tests.page import Pages

COMING = date.today().year + 1
DAY = f"{COMING}-12-01"


@pytest.fixture
def at(cast):
    return in_check(sit(cast.imran, cast.danielle), "hello")


def promise(at, key="hello.w.offer", words="I ring the council.", day=DAY):
    data = {f"act:{key}": str(uuid4()), f"was:{key}": "0", "by_act": "1"}
    data |= {f"{key}:words": words, f"{key}:day": day}
    assert post(at, "answer", data, area="hello").status_code in (200, 302)
    return Entry.objects.filter(thread=at.thread, about=key).latest("seq")


def owed(at):
    row = SheetSummary.objects.filter(thread=at.thread).first()
    return (row.owed, row.owed_on and row.owed_on.isoformat()) if row else (0, None)


def plan(at):
    return page(at, "plan")


def mark(at, entry, state):
    return post(at, "mark_step", {"state": state}, step=entry.pk)


@pytest.fixture
def desk(cast):
    client = Pages()
    client.force_login(cast.imran)
    return client


def test_the_promises_of_both_land_on_the_plan_without_a_goal(at):
    promise(at)
    promise(at, "hello.offer", "I come on Friday.", "")
    body = plan(at)
    assert "Promises from a first hello" in body
    assert "I ring the council." in body
    assert "I come on Friday." in body
    assert "No goal yet." in body
    assert not Step.objects.exists()


def test_it_is_owed_by_its_day_until_it_is_done(at, desk, cast):
    entry = promise(at)
    assert owed(at) == (1, DAY)
    finish_sitting(by=at.room.by, sitting=at.sitting)
    assert "Danielle" in desk.get(reverse("home:owed")).content.decode()
    address = reverse("plans:answers", args=[cast.danielle.pk])
    body = desk.get(address).content.decode()
    assert "I ring the council." in body
    assert f"Promised by 1 December {COMING}." in body
    done = reverse("plans:mark_step", args=[cast.danielle.pk, entry.pk])
    assert desk.post(done, {"act": str(uuid4()), "state": "done"}, budget=40).status_code == 302
    assert owed(at) == (0, None)
    assert "I ring the council." not in desk.get(address).content.decode()
    read = desk.get(reverse("plans:read", args=[cast.danielle.pk])).content.decode()
    assert "I ring the council." in read
    assert read.count("Done") >= 1
    at.thread.refresh_from_db()
    assert verify(at.thread) is None


def test_the_same_tap_twice_is_one_and_an_unknown_state_is_refused(at):
    entry, act = promise(at), str(uuid4())
    for _each in range(2):
        assert (
            post(at, "mark_step", {"state": "doing", "act": act}, step=entry.pk).status_code == 302
        )
    assert Entry.objects.filter(thread=at.thread, kind="step").count() == 1
    # That it stands on a goal is said by putting it there.
    for unknown in ("flying", "on_a_goal"):
        assert mark(at, entry, unknown).status_code == 409
    assert owed(at) == (1, DAY), "what is being done is still owed"


def test_other_words_are_another_promise(at):
    entry = promise(at)
    mark(at, entry, "done")
    promise(at, words="I write to them too.", day="")
    assert owed(at) == (1, None)


def test_on_their_own_device_the_person_marks_their_own_only(at):
    theirs, own = promise(at), promise(at, "hello.offer", "I come on Friday.", "")
    phone = join(at)
    body = plan(phone)
    assert "What has happened since?" in body
    assert mark(phone, own, "done").status_code == 302
    assert mark(phone, theirs, "done").status_code == 409
    assert owed(at) == (1, DAY)


def test_on_a_goal_it_is_a_step_and_no_longer_stands_by_itself(at):
    entry = promise(at)
    thread = open_thread(at.person, kind="plan")
    goal = Goal.objects.create(
        thread=thread, number=1, words="I keep my home.", language="en", origin="person"
    )
    assert "Promise it for goal 1" in plan(at)
    data = {"goal": str(goal.pk), "offer": str(entry.pk)}
    assert post(at, "promise", data).status_code == 302
    assert Step.objects.get().words == "I ring the council."
    assert "Promises from a first hello" not in plan(at)
    assert owed(at) == (0, None)


def test_what_is_no_promise_of_this_person_cannot_be_marked(at, cast):
    assert post(at, "mark_step", {"state": "done"}, step=uuid4()).status_code == 404
    said = promise(at, "hello.offer", "I come on Friday.", "")
    other = sit(cast.priya, cast.aled)
    assert post(other, "mark_step", {"state": "done"}, step=said.pk).status_code == 404


def test_it_stands_on_the_printed_plan(at, desk, cast):
    promise(at)
    finish_sitting(by=at.room.by, sitting=at.sitting)
    words = squeezed(text_of(desk.get(reverse("plans:print", args=[cast.danielle.pk])).content))
    assert squeezed("Promises from a first hello") in words
    assert squeezed("I ring the council.") in words


def test_the_first_hello_asks_each_for_one_promise():
    hello = loader.newest("hello")
    asked = [item.party for item in hello.items if item.becomes_promise]
    assert asked == ["person", "worker"]
