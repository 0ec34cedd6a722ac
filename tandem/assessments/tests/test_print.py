from uuid import uuid4

import pytest
from django.db import transaction

from tandem.assessments.queries import sheet_thread
from tandem.audit.models import Event
from tandem.documents.tests.reading import squeezed, text_of
from tandem.people.actor import Staff
from tandem.sittings.actions.sittings import finish_sitting, see_screen, start_sitting
from tandem.sittings.gate import digest
from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party


@pytest.fixture
def sitting(cast):
    """Imran types for Danielle on paper; what is said later is not of that sitting."""
    by = Staff(cast.imran, "desk")
    held = start_sitting(by=by, person=cast.danielle, held="paper", pin="")

    def say(party, about, value, *, kind=Kind.ANSWER, sitting=held.pk):
        setting = Setting(by=by, sitting=sitting, typed_by="worker", language="en", seen=0)
        with transaction.atomic():
            append(
                sheet_thread(cast.danielle).pk,
                uuid4(),
                setting,
                kind=kind,
                about=about,
                party=Party(party),
                value=value,
            )

    say("person", "home.strength", ["safe"])
    say("person", "home.strength.words", "It is mine.")
    say("person", "home.now", "mostly_fine")
    say("person", "home.ready", {}, kind=Kind.PASS)
    say("worker", "home.w.strength", "Eight months kept.")
    say("worker", "home.w.now", "hard")
    finish_sitting(by=by, sitting=held)
    say("person", "home.now", "very_hard", sitting=None)
    return held


def printed(client, url):
    answered = client.get(url)
    assert answered.status_code == 200
    assert answered["Content-Type"] == "application/pdf"
    return text_of(answered.content)


def test_a_sitting_prints_as_it_stood_at_its_end(cast, sign_in, sitting):
    client = sign_in(cast.imran)
    page = printed(client, f"/people/{cast.danielle.pk}/sheet/{sitting.pk}/print")
    for words in (
        "On paper, typed in later",
        "I feel safe",
        "“It is mine.”",
        "Mostly fine",
        "typed by Imran",
        "Not answering today",
        "“Eight months kept.”",
        "Danielle sees more going well here.",
    ):
        assert squeezed(words) in page, words
    assert squeezed("Very hard") not in page
    now = printed(client, f"/people/{cast.danielle.pk}/sheet/print")
    assert squeezed("Very hard") in now
    newest = Event.objects.filter(person=cast.danielle.pk).order_by("pk").last()
    assert (newest.verb, newest.what) == ("disclose", "sheet on paper")


def test_a_blank_sheet_asks_and_tells_nothing_that_was_said(cast, sign_in, sitting):
    client = sign_in(cast.imran)
    page = printed(client, f"/people/{cast.danielle.pk}/sheet/blank?area=home&area=nowhere")
    for words in (
        "How is home for you now?",
        "Very hard",
        "What have you seen Danielle do well here?",
        "By when",
        "Imran works for probation.",
    ):
        assert squeezed(words) in page, words
    assert squeezed("It is mine.") not in page
    assert squeezed("What comes in") not in page


def test_a_blank_sheet_is_chosen_area_by_area(cast, sign_in):
    page = sign_in(cast.imran).get(f"/people/{cast.danielle.pk}/sheet/paper").content.decode()
    assert f"/people/{cast.danielle.pk}/sheet/blank?area=home" in page
    assert "area=safe" in page
    page = sign_in(cast.maureen).get(f"/people/{cast.kofi.pk}/sheet/paper").content.decode()
    assert "area=home" in page
    assert "area=safe" not in page


def test_in_voluntary_work_the_blank_sheet_leaves_harm_shut(cast, sign_in):
    client = sign_in(cast.maureen)
    page = printed(client, f"/people/{cast.kofi.pk}/sheet/blank")
    assert squeezed("How is home for you now?") in page
    assert squeezed("trouble with the law") not in page
    assert squeezed("Staying safe") not in page


def test_the_room_prints_the_areas_of_today(cast, client, sitting):
    client.force_login(cast.imran)
    by = Staff(cast.imran, digest(client.session.session_key))
    held = start_sitting(by=by, person=cast.danielle, held="side", pin="2580")
    see_screen(sitting=held)
    setting = Setting(by=by, sitting=held.pk, typed_by="person", language="en", seen=0)
    with transaction.atomic():
        append(
            sheet_thread(cast.danielle).pk,
            uuid4(),
            setting,
            kind=Kind.PICK,
            about="pick/today",
            party=Party.PERSON,
            value=["money"],
        )
    page = printed(client, f"/together/{held.pk}/blank")
    assert squeezed("What comes in") in page
    assert squeezed("Where you sleep") not in page


@pytest.mark.parametrize("who", ["tom", "bea", "ade"])
def test_paper_is_not_there_for_others(cast, sign_in, sitting, who):
    client = sign_in(getattr(cast, who))
    for path in ("sheet/print", f"sheet/{sitting.pk}/print", "sheet/blank", "sheet/paper"):
        assert client.get(f"/people/{cast.danielle.pk}/{path}").status_code == 404


def test_a_sheet_that_is_not_there_is_404(cast, sign_in, sitting):
    client = sign_in(cast.imran)
    assert client.get(f"/people/{cast.danielle.pk}/sheet/{uuid4()}/print").status_code == 404
    client = sign_in(cast.maureen)
    assert client.get(f"/people/{cast.kofi.pk}/sheet/print").status_code == 404
