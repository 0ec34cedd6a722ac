"""The next meeting: set, moved, called off; "I cannot come"; what makes meetings work beside it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.assessments.models import SheetSummary
from tandem.documents.plan_page import plan_layout
from tandem.instruments.loader import newest
from tandem.lib.refused import Refused
from tandem.plans.actions.meetings import call_off, cannot_come, plan_meeting
from tandem.plans.asks import ask_lines
from tandem.plans.helps import every, labels
from tandem.plans.meeting_page import clashes
from tandem.plans.meetings import meeting_of, next_time
from tandem.plans.paper import plan_page
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import answer, at_the_desk, join_as_person, sit
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in
from tests.page import Pages

NAMES = {"person": "Danielle", "worker": "Imran"}


def today():
    return timezone.localdate()


def ahead(days=7):
    return today() + timedelta(days=days)


def set_one(cast, act=None, **more):
    """As a page does that was opened just now."""
    seen = Thread.objects.filter(kind="plan", person=cast.danielle).first()
    stands = now(cast) if seen else None
    told = {"on": ahead(), "at": time(10, 30), "how": "office", "party": "both"} | more
    told.setdefault("meeting", stands.id if stands and not stands.is_off else None)
    setting = replace(at_the_desk(cast.imran), seen=seen.head if seen else 0)
    plan_meeting(person=cast.danielle, setting=setting, act=act or uuid4(), **told)
    return now(cast).id


def now(cast, day=None, sat_on=None):
    thread = Thread.objects.get(kind="plan", person=cast.danielle)
    return meeting_of(said_in(thread.pk), NAMES, day or today(), sat_on)


def cannot(cast, meeting, act=None, why="My shift changed."):
    setting = at_the_desk(cast.imran)
    cannot_come(person=cast.danielle, setting=setting, act=act or uuid4(), meeting=meeting, why=why)


def owed(cast):
    found = SheetSummary.objects.filter(thread__person=cast.danielle, thread__kind="plan")
    return found.values_list("owed", "owed_on").get()


@pytest.mark.parametrize("who", ["imran", "carys"])
def test_my_people_names_the_next_meeting_as_the_plan_has_it(cast, who):
    client = Pages()
    client.force_login(getattr(cast, who))

    def listed():
        page = client.get("/").content.decode()
        return re.findall(r"Next meeting: ([^<]+)", " ".join(page.split()))

    assert listed() == []
    one = set_one(cast)
    (when,) = listed()
    assert when.strip() == now(cast).when
    set_one(cast, meeting=one, on=ahead(9))
    (when,) = listed()
    assert when.strip() == now(cast).when
    with time_machine.travel(datetime.now(UTC) + timedelta(days=10)):
        client.force_login(getattr(cast, who))
        assert listed() == []
    call_off(
        person=cast.danielle,
        setting=replace(at_the_desk(cast.imran), seen=9),
        act=uuid4(),
        meeting=one,
        party="both",
        why="My shift.",
    )
    client.force_login(getattr(cast, who))
    assert listed() == []


@pytest.mark.parametrize(
    ("sat_on", "sitting", "says"),
    [(None, None, True), (6, None, True), (7, None, False), (8, None, False), (7, "here", True)],
)
def test_a_meeting_that_was_held_is_not_named_as_the_next_one(sat_on, sitting, says):
    last = {"value": {"on": "2026-03-07", "at": "15:00"}, "on": "2026-03-07", "sitting": sitting}
    sat = date(2026, 3, sat_on) if sat_on else None
    assert bool(next_time(last, date(2026, 3, 7), sat)) is says


def test_it_is_set_once_moved_and_called_off_and_every_word_is_kept(cast):
    act = uuid4()
    first = set_one(cast, act, helps=["text", "nonsense"], who="My sister.")
    assert set_one(cast, act, helps=["text", "nonsense"], who="My sister.") == first
    assert Entry.objects.filter(about=f"meeting/{first}").count() == 1
    one = now(cast)
    assert (one.on, one.at, one.place, one.who) == (
        ahead(),
        time(10, 30),
        "At the office",
        "My sister.",
    )
    assert one.helps == ("A text the day before",)
    assert set_one(cast, on=ahead(9), how="home", where="Flat 2", why="The bus.") == first
    one = now(cast)
    assert (one.on, one.line.words) == (ahead(9), "The bus.")
    assert one.place == "At Danielle's home: Flat 2"
    assert [each.words for each in one.before] == [""]
    told = {"person": cast.danielle, "setting": at_the_desk(cast.imran), "party": "worker"}
    with pytest.raises(Refused):
        call_off(**told, act=uuid4(), meeting=first, why=" ")
    act = uuid4()
    for _twice in range(2):
        call_off(**told, act=act, meeting=first, why="I am ill.")
    one = now(cast)
    assert (one.is_off, one.line.what, one.line.words) == (True, "Called off", "I am ill.")
    with pytest.raises(Refused):
        call_off(**told, act=uuid4(), meeting=first, why="Again.")
    assert now(cast, ahead(10)) is None
    assert set_one(cast, on=ahead(12)) != first


def test_what_makes_no_sense_is_refused(cast):
    for more in ({"how": "boat"}, {"how": "elsewhere"}, {"why": "x" * 1001}):
        with pytest.raises(Refused):
            set_one(cast, **more)
    assert not Entry.objects.filter(about__startswith="meeting/").exists()


def test_a_day_that_passed_is_told_without_blame_until_they_sit_again(cast):
    set_one(cast)
    assert now(cast, ahead(8)).has_passed
    assert now(cast, ahead(8), sat_on=ahead(7)) is None
    assert not now(cast, ahead(7), sat_on=ahead(6)).has_passed
    set_one(cast, on=ahead(20))
    assert now(cast, ahead(8)).on == ahead(20)


def test_who_cannot_come_is_owed_an_answer_by_that_day_and_a_new_day_is_one(cast):
    meeting, act = set_one(cast, on=ahead(3)), uuid4()
    for _twice in range(2):
        cannot(cast, meeting, act)
    assert now(cast).is_asked_anew
    assert owed(cast) == (1, ahead(3))
    (line,) = ask_lines(said_in(Thread.objects.get(kind="plan").pk), NAMES)
    assert (line.what, line.is_open) == ("I cannot come", True)
    desk = Pages()
    desk.force_login(cast.imran)
    page = desk.get(reverse("plans:answers", args=[cast.danielle.pk]))
    assert "Set another day: that is an answer too" in text(page)
    set_one(cast, on=ahead(5), why="Then later.")
    assert not now(cast).is_asked_anew
    assert owed(cast) == (0, None)
    (line,) = ask_lines(said_in(Thread.objects.get(kind="plan").pk), NAMES)
    assert line.line.waits == "Since then the meeting was moved or called off."
    cannot(cast, meeting, act)  # a repeat changes nothing
    assert owed(cast) == (0, None)
    with pytest.raises(Refused):
        cannot(cast, uuid4())
    with pytest.raises(Refused):
        cannot(cast, meeting, why=" ")


def typed(day, **more):
    parts = {"meet_on_day": day.day, "meet_on_month": day.month, "meet_on_year": day.year}
    return {"act": uuid4(), **parts, "at": "9.30", "how": "phone"} | more


@pytest.mark.parametrize("door", ["together", "beside"])
def test_it_is_set_in_the_room_with_what_helps_beside_it(cast, client, door):
    answer(cast.imran, cast.danielle, "person", "how.times", ["early"])
    answer(cast.imran, cast.danielle, "person", "how.memory", ["text"])
    answer(cast.imran, cast.danielle, "person", "how.who.words", "My friend Cerys.")
    sitting = sit(client, cast.imran, cast.danielle)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    base = f"/{door}/{sitting.pk}/plan"
    page = at.get(f"{base}/meeting").content.decode()
    assert "My friend Cerys." in page
    assert re.search(r'value="text"\s+checked', page)
    refused = at.post(f"{base}/meeting", typed(today() - timedelta(days=1), where="On 0117"))
    assert refused.status_code == 422
    assert "This day has passed" in text(refused)
    assert "On 0117" in refused.content.decode()
    assert at.post(f"{base}/meeting", typed(ahead(), how="elsewhere")).status_code == 422
    assert at.post(f"{base}/meeting", typed(ahead(), at="noonish")).status_code == 422
    assert at.post(f"{base}/meeting", typed(ahead())).status_code == 302
    for part in ("", "/part"):
        assert "at 09:30" in text(at.get(f"{base}{part}"))
    page = text(at.get(f"{base}/meeting"))
    assert "said this about hard times: Early mornings." in page
    off = {"act": uuid4(), "off": "yes", "meeting": now(cast).id, "why": ""}
    assert at.post(f"{base}/meeting", off).status_code == 422
    assert at.post(f"{base}/meeting", off | {"why": "Snow."}).status_code == 302
    assert "is called off" in text(at.get(base))
    entry = Entry.objects.filter(about__startswith="meeting/").latest("seq")
    assert entry.party == ("person" if door == "beside" else "both")


def test_a_day_that_is_set_at_the_end_of_a_meeting_is_a_new_one(cast, client):
    first = set_one(cast, on=today())
    sitting = sit(client, cast.imran, cast.danielle)
    base = f"/together/{sitting.pk}/plan"
    home = reverse("home:person", args=[cast.danielle.pk])
    desk = Pages()
    desk.force_login(cast.imran)
    assert "We meet next on" in text(desk.get(home))  # nothing was said yet
    client.post(f"{base}/asks", {"act": uuid4(), "what": "talk", "words": "My flat."})
    assert "We meet next on" not in text(desk.get(home))
    page = client.get(f"{base}/meeting").content.decode()
    assert "Set a day" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    sent = typed(ahead(), meeting="", seen=seen)
    assert client.post(f"{base}/meeting", sent).status_code == 302
    assert now(cast).id != first
    assert "It was moved." not in text(client.get(base))
    assert "We meet next on" in text(desk.get(home))
    # Once more before evening: it stands until the day is over.
    page = client.get(f"{base}/meeting").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    sent = typed(today(), meeting=now(cast).id, seen=seen)
    assert client.post(f"{base}/meeting", sent).status_code == 302
    assert now(cast, sat_on=today()).on == today()
    assert now(cast, ahead(1), sat_on=today()) is None


def test_who_did_not_see_that_it_was_moved_is_told_and_keeps_their_words(cast):
    first = set_one(cast)
    desk, page = Pages(), reverse("plans:meeting", args=[cast.danielle.pk])
    desk.force_login(cast.imran)
    seen = Thread.objects.get(kind="plan").head
    set_one(cast, on=ahead(9), why="The bus.")
    late = typed(ahead(12), meeting=first, seen=seen, why="My son is ill.", where="The cafe")
    for _moved_and_called_off in range(2):
        refused = desk.post(page, late)
        assert refused.status_code == 422
        assert "This changed while you wrote." in text(refused)
        assert "My son is ill." in text(refused)
        assert 'value="The cafe"' in refused.content.decode()
        told = {"person": cast.danielle, "setting": at_the_desk(cast.imran), "party": "worker"}
        if not now(cast).is_off:
            call_off(**told, act=uuid4(), meeting=first, why="Snow.")
    head = Thread.objects.get(kind="plan").head
    assert f'name="seen" value="{head}"' in refused.content.decode()
    assert desk.post(page, late | {"seen": head, "meeting": ""}).status_code == 302
    assert now(cast).on == ahead(12)


@pytest.mark.parametrize(
    ("written", "asked"), [("2", "14:00"), ("6.45", "18:45"), ("0:30", "12:30"), ("06:30", "")]
)
def test_an_early_hour_is_asked_again_unless_it_is_written_out(cast, written, asked):
    desk, page = Pages(), reverse("plans:meeting", args=[cast.danielle.pk])
    desk.force_login(cast.imran)
    answer = desk.post(page, typed(ahead(), at=written, seen=0))
    assert answer.status_code == (422 if asked else 302)
    if asked:
        assert f"Do you mean {asked}? Then write that." in text(answer)


def test_the_worker_notes_it_at_the_desk_and_reads_it_there(cast):
    desk = Pages()
    desk.force_login(cast.imran)
    page = reverse("plans:meeting", args=[cast.danielle.pk])
    desk.get(page)
    assert desk.post(page, typed(ahead())).status_code == 302
    assert "We meet next on" in text(desk.get(reverse("home:person", args=[cast.danielle.pk])))
    desk.get(page)
    entry = Entry.objects.get(about__startswith="meeting/")
    assert (entry.party, entry.sitting) == ("worker", None)


def test_paper_says_it_in_one_line_in_the_persons_language(cast):
    set_one(cast, who="My sister")
    told = {"mode": "statutory", "today": today()}
    page = plan_layout(plan_page(cast.danielle, NAMES, **told))
    assert re.match(
        r"We meet next on .+ at 10:30\. At the office\. Also there: My sister\.", page["meeting"]
    )
    cast.danielle.page_language = "cy"
    welsh = plan_page(cast.danielle, NAMES, **told).meeting
    assert welsh
    assert "We meet" not in welsh
    assert plan_page(cast.danielle, NAMES, mode="statutory", today=ahead(8)).meeting == ""


def test_the_file_names_questions_and_answers_that_are_asked():
    instrument = newest("whole-life")
    helps, hard = every()
    named = [one.split("=") for each in helps.values() for one in each.answers]
    for key, option in [*named, *((one.key, one.option) for one in hard)]:
        assert option in [one.key for one in instrument.item(key).choices], key
    assert hard[0].holds(time(9, 59))
    assert not hard[0].holds(time(10))
    assert list(labels()) == list(helps)


def test_a_bank_holiday_is_said(cast):
    with time_machine.travel(datetime(2026, 11, 2, 12, tzinfo=UTC)):
        set_one(cast, on=date(2026, 12, 28))
        (said,) = clashes(now(cast), None, NAMES)
        assert said == "That day is a bank holiday."
        set_one(cast, on=date(2026, 12, 29))
        assert clashes(now(cast), None, NAMES) == []
