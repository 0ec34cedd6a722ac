"""The short checks: each is answered in the room, through each door, in each language."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from tandem.assessments.checks import ANEW, CHECKS, is_time_again
from tandem.assessments.queries import existing_sheet, instrument_of, sheet_thread
from tandem.assessments.tests.talking import entries, join, sit
from tandem.people.models import Mode
from tandem.sittings.models import Held, Sitting
from tandem.voices.fold import standing
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in, told_of
from tests.page import Pages, read

SPOKEN = frozenset({"answer"})
STATUTORY = [name for name in CHECKS if name != "voluntary-check"]


def sat(cast, door, *, mode=Mode.STATUTORY, language="en"):
    at = sit(cast.imran, cast.danielle, held=Held.PAPER if door == "desk" else Held.SIDE_BY_SIDE)
    Sitting.objects.filter(pk=at.sitting.pk).update(mode=mode)
    if door == "beside":
        at = join(at)
    at.client.cookies["tandem_language"] = language
    return at


def url(at, name, check, **parts):
    return at.room.url(f"check_{name}", check=check, **parts)


def told_to(item):
    """Something that may be answered here, as a form sends it; and what is stored then."""
    match item.kind:
        case "one" | "scale":
            first = item.choices[-1].key
            return {item.key: first}, first
        case "many":
            keys = [one.key for one in item.choices[:2]]
            return {item.key: keys}, keys
        case "ten":
            return {item.key: "7"}, 7
        case "number":
            return {item.key: "12"}, 12
        case "date":
            return {item.key: "2026-12-01"}, "2026-12-01"
        case "words_and_date":
            sent = {f"{item.key}:words": "I ring.", f"{item.key}:day": "2026-12-01"}
            return sent, {"words": "I ring.", "due_on": "2026-12-01"}
    return {item.key: f"About {item.key}."}, f"About {item.key}."


def complete(at, check):
    """Answer all that the forms of each area ask, until they ask nothing more."""
    thread = sheet_thread(at.person, check)
    stored = {}
    for area in instrument_of(thread).areas:
        while True:
            shown = read(at.client.get(url(at, "area", check, area=area.key)).content.decode())
            acts = {one.get("name"): one.get("value") for one in shown.all("input")}
            asked = [i for i in area.items if f"act:{i.key}" in acts and i.key not in stored]
            if not asked:
                break
            form = {"seen": str(thread.head)}
            for item in asked:
                sent, value = told_to(item)
                form |= {f"act:{item.key}": acts[f"act:{item.key}"], f"was:{item.key}": "0", **sent}
                stored[item.key] = value
            answer = at.client.post(url(at, "answer", check, area=area.key), form, budget=140)
            assert answer.status_code == 302, answer.content.decode()
    return thread, stored


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("door", ["together", "beside", "desk"])
@pytest.mark.parametrize("check", CHECKS)
def test_each_is_completed_through_each_door_in_each_language(cast, check, door, language):
    at = sat(cast, door, mode=Mode.VOLUNTARY, language=language)
    thread, stored = complete(at, check)
    stand = standing(said_in(thread.pk), SPOKEN)
    assert {key: one.value for (key, _party), one in stand.items()} == stored
    parties = {party for _key, party in stand}
    items = list(instrument_of(thread).items)
    spoken = {item.party for item in items if door != "beside" or item.party == "person"}
    assert parties == spoken
    # All that is asked of those who speak here was answered.
    assert {i.key for i in items if i.party in spoken} == stored.keys()
    assert {one.language for one in stand.values()} == {language}
    assert {one.sitting for one in stand.values()} == {at.sitting.pk}


@pytest.mark.parametrize("check", STATUTORY)
def test_each_but_that_of_voluntary_places_is_asked_in_statutory_work(cast, check):
    at = sat(cast, "together")
    _thread, stored = complete(at, check)
    assert stored


def test_what_belongs_to_voluntary_places_is_nowhere_in_statutory_work(cast):
    at = sat(cast, "together")
    assert b"voluntary-check" not in at.client.get(at.room.url("checks")).content
    page = at.client.get(url(at, "area", "voluntary-check", area="here"))
    assert page.status_code == 404


@pytest.mark.parametrize("check", ["whole-life", "talk", "agreement", "after-session", "nothing"])
def test_nothing_else_is_a_short_check(cast, check):
    at = sat(cast, "together")
    for name, parts in (("areas", {}), ("rounds", {}), ("area", {"area": "home"})):
        assert at.client.get(url(at, name, check, **parts)).status_code == 404


def test_the_sheet_stays_what_it_was_whatever_check_is_newer(cast):
    at = sat(cast, "together")
    complete(at, "good-life")
    assert instrument_of(existing_sheet(at.person)).name == "whole-life"
    told = told_of(at.person.pk, ["sheet"])
    assert instrument_of(told["sheet"].thread).name == "whole-life"
    assert entries(at) == 0
    assert told_of(at.person.pk, ["sheet"], checks=["good-life"])["good-life"].said


def test_what_is_asked_anew_starts_empty_and_its_rounds_are_kept(cast):
    first = sat(cast, "together")
    thread, stored = complete(first, "engagement")
    Sitting.objects.filter(pk=first.sitting.pk).update(
        ended_at=first.sitting.started_at, locked_sign_in=None
    )
    again = sat(cast, "together")
    area = instrument_of(thread).areas[0].key
    page = read(again.client.get(url(again, "area", "engagement", area=area)).content.decode())
    assert not [one for one in page.all("input") if "checked" in one.attrs]
    complete(again, "engagement")
    assert len(said_in(thread.pk)) == 2 * len(stored)
    shown = read(again.client.get(url(again, "rounds", "engagement")).content.decode())
    assert len(shown.all("section")) >= 2
    assert Thread.objects.filter(person=again.person, release__name="engagement").count() == 1


@pytest.mark.parametrize("check", sorted(set(CHECKS) - ANEW - {"voluntary-check"}))
def test_what_is_not_asked_anew_stands_at_the_next_sitting(cast, check):
    first = sat(cast, "together")
    thread, stored = complete(first, check)
    Sitting.objects.filter(pk=first.sitting.pk).update(
        ended_at=first.sitting.started_at, locked_sign_in=None
    )
    again = sat(cast, "together")
    before = len(said_in(thread.pk))
    area = instrument_of(thread).areas[0]
    text = again.client.get(url(again, "area", check, area=area.key)).content.decode()
    page = read(text)
    words = next(i for i in area.items if i.kind == "words" and i.party == "person")
    boxes = {one.get("id"): one.text.strip() for one in page.all("textarea")}
    assert boxes[words.key] == stored[words.key]
    assert len(said_in(thread.pk)) == before


def test_a_check_says_when_it_was_last_answered(cast):
    at = sat(cast, "together")
    complete(at, "readiness")
    shown = at.client.get(at.room.url("checks")).content.decode()
    assert "Last answered on" in shown
    assert str(dt.date.today().year) in shown


def test_a_difference_in_a_check_can_be_talked_about_and_seen_otherwise(cast):
    at = sat(cast, "together")
    thread = sheet_thread(at.person, "engagement")
    form = {"seen": "0"}
    for key, value in (("doing.kept", "yes"), ("doing.w.kept", "not_yet")):
        form |= {f"act:{key}": str(uuid4()), f"was:{key}": "0", key: value}
    at.client.post(url(at, "answer", "engagement", area="doing"), form, budget=40)
    talk = url(at, "talk", "engagement", item="doing.kept")
    shown = at.client.get(url(at, "area", "engagement", area="doing")).content.decode()
    assert f'href="{talk}"' in shown
    listed = at.client.get(url(at, "differences", "engagement")).content.decode()
    assert f'href="{talk}"' in listed
    opened = at.client.post(talk, {"act": str(uuid4()), "seen": "0"}, budget=40)
    assert opened.status_code == 302
    assert opened["Location"].startswith(talk)
    assert at.client.get(opened["Location"]).status_code == 200
    differ = url(at, "differ", "engagement", item="doing.w.kept")
    sent = {"act": str(uuid4()), "seen": "0", "party": "person", "words": "I was ill.", "to": ""}
    assert at.client.post(differ, sent, budget=40)["Location"] == differ
    assert {one.kind for one in said_in(thread.pk)} == {"answer", "talk", "differ"}
    # The sheet itself knows nothing of it.
    assert talk not in at.client.get(at.room.url("differences")).content.decode()
    assert at.client.get(at.room.url("talk", item="doing.kept")).status_code == 404


def test_what_a_worker_offers_in_a_hello_stands_on_the_plan(cast):
    at = sat(cast, "together")
    complete(at, "hello")
    plan = at.client.get(at.room.url("plan")).content.decode()
    assert "I ring." in plan
    assert "1 December" in plan


def test_each_is_offered_where_it_fits(cast):
    at = sat(cast, "together")
    helps = at.room.url("check_areas", check="what-helps")
    assert helps in at.client.get(at.room.url("area", area="matters")).content.decode()
    assert helps not in at.client.get(at.room.url("area", area="home")).content.decode()
    good = at.room.url("check_areas", check="good-life")
    assert good in at.client.get(at.room.url("add_goal")).content.decode()
    assert at.room.url("checks") in at.client.get(at.room.url("areas")).content.decode()


def test_the_desk_reads_every_round_and_says_when_a_month_has_passed(cast):
    at = sat(cast, "together")
    complete(at, "engagement")
    complete(at, "readiness")
    Sitting.objects.filter(pk=at.sitting.pk).update(
        ended_at=at.sitting.started_at, locked_sign_in=None
    )
    desk = Pages()
    desk.force_login(cast.imran)
    shown = desk.get(f"/people/{at.person.pk}/checks").content.decode()
    assert "How we work together" in shown
    assert "About ladder.what." in shown
    assert "last done" not in desk.get(f"/people/{at.person.pk}/").content.decode()


def test_a_month_is_thirty_days_and_what_was_never_asked_is_not_missed():
    today = dt.date(2026, 11, 22)
    assert not is_time_again(None, today)
    assert not is_time_again(dt.date(2026, 10, 24), today)
    assert is_time_again(dt.date(2026, 10, 23), today)


def test_a_mark_that_waits_for_the_other_stands_in_no_round_yet(cast):
    """Nor is it opened by what the other said in an older round."""
    first = sat(cast, "together")
    thread, _stored = complete(first, "engagement")
    Sitting.objects.filter(pk=first.sitting.pk).update(
        ended_at=first.sitting.started_at, locked_sign_in=None
    )
    again = sat(cast, "together")
    answer = url(again, "answer", "engagement", area="doing")
    again.client.post(answer, {"way": "each_first", "seen": "0"}, budget=40)
    mark = {"act:doing.part": str(uuid4()), "was:doing.part": "0", "doing.part": "mostly"}
    again.client.post(answer, {"seen": "0", **mark}, budget=40)
    assert said_in(thread.pk)[-1].value == "mostly"
    desk = Pages()
    desk.force_login(cast.imran)
    shown = again.client.get(url(again, "rounds", "engagement")).content.decode()
    assert "Mostly" not in shown
    assert "Mostly" not in desk.get(f"/people/{again.person.pk}/checks").content.decode()
    theirs = {"act:doing.w.part": str(uuid4()), "was:doing.w.part": "0", "doing.w.part": "yes"}
    again.client.post(answer, {"seen": "0", **theirs}, budget=40)
    assert "Mostly" in again.client.get(url(again, "rounds", "engagement")).content.decode()


def test_an_answer_from_the_desk_is_read_in_the_next_round(cast, sign_in):
    """Of what is asked anew each time, a remark is answered between two rounds."""
    at = sat(cast, "together")
    there = url(at, "differ", "engagement", item="doing.kept")
    sent = {"act": uuid4(), "seen": "0", "party": "person", "words": "I rang first."}
    assert at.client.post(there, sent).status_code == 302
    remark = Entry.objects.get(kind="differ")
    Sitting.objects.update(ended_at=timezone.now(), locked_sign_in=None)
    answered = {
        "act": uuid4(),
        "party": "worker",
        "to": remark.pk,
        "words": "You did. I put it right.",
    }
    desk = sign_in(cast.imran)
    assert desk.post(f"/people/{cast.danielle.pk}/answers", answered).status_code == 302
    later = sat(cast, "together")
    page = later.client.get(url(later, "differ", "engagement", item="doing.kept"))
    assert "I rang first." in page.content.decode()
    assert "You did. I put it right." in page.content.decode()
