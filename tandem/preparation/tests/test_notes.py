"""What the person writes alone: theirs until shared, then said once in their own words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tandem.assessments import names
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.assessments.tests import talking
from tandem.audit.models import Event
from tandem.people.actor import Preparer
from tandem.preparation.actions import share
from tandem.preparation.models import Draft, Preparation
from tandem.preparation.tests.preparing import opened, read, write
from tandem.sittings.models import Held
from tandem.voices.queries import said_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(cast):
    return opened(cast.imran, cast.danielle)


def said(at):
    return said_in(sheet_thread(at.person).pk)


def test_an_answer_is_kept_for_the_person_and_not_said(at):
    assert write(at, now="good", strength__words="I cook.").status_code == 302
    page = read(at, "/notes/home")
    assert page.count("Kept for you. Only you can see it.") == 2
    assert "I cook." in page
    assert said(at) == []


def test_one_answer_is_shared_and_the_rest_is_not(at):
    write(at, now="good", strength__words="I cook.")
    at.phone.post("/notes/home", {"share": "home.now"})
    assert [(one.about, one.value) for one in said(at)] == [("home.now", "good")]
    page = read(at, "/notes/home")
    assert "Shared with" in page
    assert page.count("Kept for you. Only you can see it.") == 1


def test_what_is_shared_is_the_persons_own_word_from_their_own_device(at):
    write(at, now="good")
    at.phone.post("/notes/share", {"all": "yes"})
    (one,) = said(at)
    assert (one.party, one.typed_by, one.sitting, one.author) == ("person", "person", None, "")
    assert one.device == f"preparation {at.row.pk}"
    assert Event.objects.filter(device=one.device, verb="collect", person=at.person.pk).exists()


def test_sharing_twice_says_it_once(at):
    write(at, now="good")
    at.phone.post("/notes/share", {"all": "yes"})
    at.phone.post("/notes/share", {"all": "yes"})
    at.phone.post("/notes/home", {"share": "home.now"})
    # As if the answer to the first had been lost with what it kept.
    Draft.objects.update(shared_at=None)
    share(by=Preparer(at.row.pk, at.person.pk), person=at.person, mode="statutory")
    assert len(said(at)) == 1


def test_sent_twice_it_is_kept_once_and_stays_shared(at):
    data = {"home.now": "good", "act:home.now": "11111111-1111-4111-8111-111111111111"}
    at.phone.post("/notes/home", data)
    at.phone.post("/notes/home", {"share": "home.now"})
    at.phone.post("/notes/home", data)
    assert Draft.objects.get().shared_at


def test_a_change_after_sharing_is_the_persons_alone_again(at):
    write(at, now="good")
    at.phone.post("/notes/home", {"share": "home.now"})
    write(at, now="hard")
    assert [one.value for one in said(at)] == ["good"]
    at.phone.post("/notes/home", {"share": "home.now"})
    assert [one.value for one in said(at)] == ["good", "hard"]


def test_ticked_answers_are_shared_and_none_ticked_is_said(at):
    write(at, now="good", strength__words="I cook.")
    assert "Tick what you want to share." in at.phone.post("/notes/share").content.decode()
    at.phone.post("/notes/share", {"about": ["home.strength.words"]})
    assert [one.about for one in said(at)] == ["home.strength.words"]


def test_one_draft_or_all_are_deleted_at_once_and_what_was_shared_stays(at):
    write(at, now="good", strength__words="I cook.")
    at.phone.post("/notes/home", {"delete": "home.strength"})
    assert Draft.objects.get().about == "home.now"
    at.phone.post("/notes/home", {"share": "home.now"})
    write(at, area="money", now="hard")
    at.phone.post("/notes/delete")
    assert [draft.about for draft in Draft.objects.all()] == ["home.now"]
    assert len(said(at)) == 1


def test_an_emptied_box_is_no_draft(at):
    write(at, strength__words="I cook.")
    draft = Draft.objects.get()
    at.phone.post(
        "/notes/home",
        {
            "home.strength.words": "",
            "act:home.strength.words": "22222222-2222-4222-8222-222222222222",
            "was:home.strength.words": str(draft.pk),
        },
    )
    assert not Draft.objects.exists()


def test_what_may_have_to_be_passed_on_is_not_asked_alone(at):
    instrument = instrument_of(sheet_thread(at.person))
    pages = ""
    for area in instrument.areas:
        answer = at.phone.get(f"/notes/{area.key}")
        pages += answer.content.decode() if answer.status_code == 200 else ""
    left_out = [item for area in instrument.areas for item in area.items if item.needs_notice]
    assert left_out
    for item in left_out:
        assert f'"item-{item.key}"' not in pages
    write(at, harm="safe")
    assert not Draft.objects.exists()
    assert 'id="item-home.w.now"' not in pages


def test_what_is_too_long_is_refused_at_its_box_and_the_rest_is_kept(at):
    answer = write(at, now="good", strength__words="z" * 10_001)
    assert answer.status_code == 400
    assert "zzz" in answer.content.decode()
    assert Draft.objects.get().about == "home.now"


def test_a_voluntary_sheet_asks_nothing_that_is_shut(cast):
    at = opened(cast.maureen, cast.kofi)
    instrument = instrument_of(sheet_thread(cast.kofi))
    shut = [area.key for area in instrument.areas if area.shut_in_voluntary]
    assert shut
    for key in shut:
        assert at.phone.get(f"/notes/{key}").status_code == 404
        assert f"/notes/{key}" not in read(at)


def test_in_the_room_it_is_told_who_wrote_it_before_and_where(at, cast):
    write(at, now="good")
    at.phone.post("/notes/home", {"share": "home.now"})
    room = talking.sit(cast.imran, cast.danielle)
    assert "wrote this before we met" in talking.page(room, "area", area="home")
    areas = talking.page(room, "areas")
    assert areas.count("wrote about this before we met") == 1
    # Said anew in the room, it is an ordinary answer over the other one.
    talking.say(room, "person", "home.now", "hard")
    assert "wrote this before we met" not in talking.page(room, "area", area="home")


def test_the_desk_reads_that_it_was_written_before(at, cast, sign_in):
    write(at, now="good")
    at.phone.post("/notes/home", {"share": "home.now"})
    page = sign_in(cast.imran).get(f"/people/{cast.danielle.pk}/sheet").content.decode()
    assert "wrote this before we met" in page


def test_a_later_sitting_does_not_mark_what_an_earlier_one_talked_about(at, cast):
    write(at, now="good")
    at.phone.post("/notes/home", {"share": "home.now"})
    before = talking.sit(cast.imran, cast.danielle, held=Held.PAPER)
    talking.say(before, "worker", "money.w.now", "hard")
    room = talking.sit(cast.imran, cast.danielle)
    assert "wrote about this" not in talking.page(room, "areas")


def test_a_mark_that_is_shared_counts_like_any_other(at, cast):
    room = talking.sit(cast.imran, cast.danielle)
    talking.say(room, "worker", "home.w.now", "hard")
    write(at, now="good")
    at.phone.post("/notes/home", {"share": "home.now"})
    assert sheet_thread(cast.danielle).summary.open_differences == 1


def test_pages_leave_an_audit_row_that_names_the_phone(at):
    before = Event.objects.count()
    read(at, "/notes/home")
    event = Event.objects.order_by("-id")[0]
    assert Event.objects.count() == before + 1
    assert (event.person, event.user, event.device) == (
        at.person.pk,
        None,
        f"preparation {at.row.pk}",
    )


def test_use_is_noted_once_a_minute(at):
    Preparation.objects.update(active_at=timezone.now() - timedelta(minutes=5))
    read(at)
    first = Preparation.objects.get().active_at
    read(at)
    assert Preparation.objects.get().active_at == first


def test_the_questions_come_in_easy_words_when_the_person_wants_them(at):
    item = instrument_of(sheet_thread(at.person)).item("home.now")
    easy = item.easy.say("en", {"person": "Danielle", "worker": "Imran"})
    assert easy not in read(at, "/notes/home")
    answer = at.phone.post(
        "/notes/home",
        {
            "words": "easy",
            "home.strength.words": "I cook.",
            "act:home.strength.words": "33333333-3333-4333-8333-333333333333",
        },
    )
    assert answer.status_code == 302
    page = read(at, "/notes/home")
    assert easy in page
    assert "I cook." in page


def test_what_was_prepared_is_news_at_the_next_meeting_and_old_a_month_later(at, cast, monkeypatch):
    write(at, now="good")
    at.phone.post("/notes/home", {"share": "home.now"})
    room = talking.sit(cast.imran, cast.danielle)
    assert "still right" not in talking.page(room, "area", area="home")
    monkeypatch.setattr(names, "PREPARED_AHEAD", timedelta(days=-1))
    assert "still right" in talking.page(room, "area", area="home")
