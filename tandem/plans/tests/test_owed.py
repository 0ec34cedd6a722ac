"""Every "I see this differently" gets a dated answer; what is owed is counted and listed."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tandem.assessments.models import SheetSummary
from tandem.assessments.tests.talking import (
    home_apart,
    join,
    open_talk,
    page,
    post,
    say,
    sit,
    step,
)
from tandem.documents.tests.reading import squeezed, text_of
from tandem.lib.working_days import working_days_after
from tandem.plans.tests.stories import home_sheet, keep_the_flat, ring_the_council
from tandem.voices.models import Entry
from tests.page import Pages

THIS = "home.w.evidence"


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    say(at, "worker", THIS, "A letter about the rent.")
    return at


@pytest.fixture
def desk(cast):
    desk = Pages()
    desk.force_login(cast.imran)
    return desk


def remark(at, words="That letter was old.", party="person", name="differ", **more):
    place = {"item": THIS} if name == "differ" else more.pop("place")
    return post(at, name, {"party": party, "words": words, **more}, **place)


def first():
    return str(Entry.objects.filter(kind="differ").order_by("seq").first().pk)


def owed(at):
    at.thread.summary.refresh_from_db()
    return at.thread.summary.owed, at.thread.summary.owed_on


def due(days=10):
    return working_days_after(timezone.localdate(), days)


def told(seen):
    seen = seen[seen.index("<main") : seen.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen)).strip()


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 4, date(2026, 3, 6)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
    ],
)
def test_working_days_pass_over_the_end_of_the_week(day, count, then):
    assert working_days_after(day, count) == then


def test_an_answer_is_owed_until_the_worker_gives_it(at):
    remark(at)
    assert owed(at) == (1, due())
    remark(at, "I will ask for a new one.", "worker", to=first())
    assert owed(at) == (0, None)
    seen = told(page(at, "differ", item=THIS))
    assert "I will ask for a new one." in seen
    assert "is that it?" in seen


def test_the_organisation_says_how_many_days(at, cast):
    cast.north.answer_within = 3
    cast.north.save()
    remark(at)
    assert owed(at) == (1, due(3))


def test_that_is_it_ends_it_and_still_opens_it_again(at):
    remark(at)
    phone = join(at)
    assert remark(phone, "", is_it="that_is_it", to=first()).status_code == 409
    remark(at, "I will ask for a new one.", "worker", to=first())
    assert remark(at, "", "worker", is_it="that_is_it", to=first()).status_code == 409
    act = str(uuid4())
    for _ in range(2):
        again = remark(phone, "You said that in May.", is_it="still", to=first(), act=act)
        assert again.status_code == 302
    assert owed(at) == (1, due())
    seen = told(page(at, "differ", item=THIS))
    assert "I still see it differently" in seen
    assert "You said that in May." in seen
    remark(at, "Here it is.", "worker", to=first())
    assert owed(at) == (0, None)
    act = str(uuid4())
    for _ in range(2):
        done = remark(phone, "Thank you.", is_it="that_is_it", to=first(), act=act)
        assert done.status_code == 302
    assert owed(at) == (0, None)
    seen = told(page(at, "differences"))
    assert "That is it" in seen
    assert "Thank you." in seen
    assert remark(phone, "", is_it="maybe", to=first()).status_code == 400


def test_what_the_worker_remarked_is_not_owed_by_the_worker(at):
    remark(at, "I do not think so.", "worker")
    assert owed(at) == (0, None)


def test_it_is_listed_at_the_desk_and_answered_there(at, cast, desk):
    assert "Nobody waits for an answer" in desk.get("/owed").content.decode()
    remark(at)
    assert "You owe 1 answer" in told(desk.get("/").content.decode())
    assert "You owe 1 answer" in told(desk.get(f"/people/{cast.danielle.pk}/").content.decode())
    listed = told(desk.get("/owed").content.decode())
    assert "Danielle" in listed
    assert "1 answer is owed" in listed
    address = f"/people/{cast.danielle.pk}/answers"
    assert "That letter was old." in desk.get(address).content.decode()
    sent = {"act": str(uuid4()), "party": "worker", "to": first(), "words": " "}
    assert desk.post(address, sent).status_code == 400
    sent["words"] = "I will ask for a new one."
    assert desk.post(address, sent, budget=40).status_code == 302
    assert owed(at) == (0, None)
    assert "waits for no answer" in told(desk.get(address).content.decode())
    assert "I will ask for a new one." in page(join(at), "differ", item=THIS)
    again = desk.post(address, {**sent, "act": str(uuid4()), "to": str(uuid4())}, budget=40)
    assert again.status_code == 409
    assert "I will ask for a new one." in again.content.decode()


def test_the_oldest_comes_first_and_others_people_never(at, cast, desk):
    remark(at)
    other = sit(cast.priya, cast.aled)
    say(other, "worker", THIS, "A letter.")
    post(other, "differ", {"party": "person", "words": "No."}, item=THIS)
    assert "Aled" not in desk.get("/owed").content.decode()
    assert desk.get(f"/people/{cast.aled.pk}/answers").status_code == 404
    manager = Pages()
    manager.force_login(cast.carys)
    assert "Aled" not in manager.get("/owed").content.decode()


def test_a_late_answer_says_so(at, desk, cast):
    say(at, "person", THIS, {"words": "No.", "answer_by": "2026-01-05"}, kind="differ")
    assert "The first was due on 5 January 2026" in told(desk.get("/owed").content.decode())
    seen = told(desk.get(f"/people/{cast.danielle.pk}/answers").content.decode())
    assert "The answer was due on 5 January 2026." in seen


@pytest.mark.parametrize("what", ["goal", "step"])
def test_a_line_of_the_plan_can_be_seen_differently(at, cast, desk, what):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    line = goal if what == "goal" else ring_the_council(cast.imran, goal)
    place = {what: line.pk}
    phone = join(at)
    remark(phone, "That is not my <b>word</b>.", name=f"differ_{what}", place=place)
    summary = SheetSummary.objects.get(thread=goal.thread)
    assert (summary.owed, summary.owed_on, summary.open_differences) == (1, due(), 1)
    assert remark(phone, "x", "worker", name=f"differ_{what}", place=place).status_code == 409
    for name, more in (("plan", {}), ("goal", {"goal": goal.pk}), (f"differ_{what}", place)):
        seen = page(at, name, **more)
        assert "That is not my &lt;b&gt;word&lt;/b&gt;." in seen, name
    goal.refresh_from_db()
    assert goal.words == "I keep my flat."
    address = f"/people/{cast.danielle.pk}/answers"
    sent = {"act": str(uuid4()), "party": "worker", "to": first(), "words": "Then we change it."}
    assert desk.post(address, sent, budget=40).status_code == 302
    remark(phone, "", is_it="that_is_it", to=first(), name=f"differ_{what}", place=place)
    summary.refresh_from_db()
    assert summary.owed == 0
    printed = squeezed(text_of(desk.get(f"/people/{cast.danielle.pk}/plan/print").content))
    assert squeezed("That is not my <b>word</b>.") in printed
    assert squeezed("Then we change it.") in printed


def test_the_printed_sheet_carries_it(at, cast, desk):
    remark(at)
    remark(at, "I will ask for a new one.", "worker", to=first())
    say(at, "person", "money.better", "x")
    printed = squeezed(text_of(desk.get(f"/people/{cast.danielle.pk}/sheet/print").content))
    for words in ("I see this differently", "That letter was old.", "I will ask for a new one."):
        assert squeezed(words) in printed


def test_asking_someone_else_is_owed_until_what_came_back_is_told(at, cast, desk):
    home_apart(at)
    talk = open_talk(at)
    day = {"outcome-on_day": "3", "outcome-on_month": "12", "outcome-on_year": "2199"}
    step(at, talk, "where", outcome="someone_else", outcome__who="the housing officer", **day)
    assert owed(at) == (1, date(2199, 12, 3))
    seen = told(page(at, "differences"))
    assert "We ask someone else: the housing officer." in seen
    assert "Imran tells what came back by 3 December 2199." in seen
    address = f"/people/{cast.danielle.pk}/answers"
    assert "the housing officer" in told(desk.get(address).content.decode())
    end = Entry.objects.get(kind="settle").pk
    sent = {"act": str(uuid4()), "party": "worker", "to": str(end), "words": "It can be paid off."}
    assert desk.post(address, sent, budget=40).status_code == 302
    assert owed(at) == (0, None)
    seen = told(page(at, "differences"))
    assert "We asked someone else: the housing officer." in seen
    assert "Imran: It can be paid off." in seen
    assert "Go on with the talk" in seen
    assert at.thread.summary.open_differences == 1
    assert "It can be paid off." in told(page(at, "story", item="home.now"))


def test_without_a_day_someone_else_is_asked_within_the_days_of_the_organisation(at):
    home_apart(at)
    step(at, open_talk(at), "where", outcome="someone_else", outcome__who="Gwen")
    assert owed(at) == (1, due())
