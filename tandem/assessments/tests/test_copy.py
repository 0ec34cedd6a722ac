"""The sheet for the official record: what each section takes, and that both voices are in it."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.copy_page import SECTIONS
from tandem.assessments.tests import talking
from tandem.instruments import loader
from tandem.people.models import Mode
from tandem.voices.models import Entry
from tests.page import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    client = Pages()
    client.force_login(cast.imran)
    return client


def boxes(desk, person):
    body = desk.get(reverse("assessments:copy", args=[person.pk])).content.decode()
    return dict(re.findall(r'<textarea[^>]* id="copy-(\w+)"[^>]*>(.*?)</textarea>', body, re.S))


def test_every_marked_part_of_the_sheet_is_in_exactly_one_section():
    taken = [part for _name, parts in SECTIONS.values() for part in parts]
    areas = loader.newest("whole-life").areas
    assert sorted(taken) == sorted(part.key for area in areas if area.number for part in area.parts)


def test_a_section_holds_both_voices_and_how_they_compare(cast, desk):
    at = talking.sit(cast.imran, cast.danielle)
    talking.home_apart(at)
    talking.say(at, "person", "home.better", "A door\nthat locks <b>&")
    found = boxes(desk, cast.danielle)
    assert list(found) == ["home"]
    lines = found["home"].splitlines()
    assert re.fullmatch(r"Danielle said on \d+ \w+ \d{4}:", lines[0])
    assert lines[1] == "- How is home for you now? Mostly fine"
    theirs = next(at for at, one in enumerate(lines) if one.startswith("Imran said on"))
    assert (
        lines[theirs + 1] == "- How do you see home for Danielle now? Hard (Imran’s own judgement)"
    )
    # One line for one answer, and nothing of it is markup.
    assert any(one.endswith("A door that locks &lt;b&gt;&amp;") for one in lines)
    assert lines[lines.index("How the two views compare:") + 1].startswith("- How is home")


def test_drink_and_drugs_go_to_their_own_sections(cast, desk):
    at = talking.sit(cast.imran, cast.danielle)
    talking.say(at, "person", "drink.alcohol.better", "Less at home.")
    talking.say(at, "person", "drink.drugs.better", "None for a week.")
    found = boxes(desk, cast.danielle)
    assert "Less at home." in found["alcohol"]
    assert "None for a week." not in found["alcohol"]
    assert "None for a week." in found["drugs"]


def test_what_is_shut_is_not_there(cast, desk):
    maureen = Pages()
    maureen.force_login(cast.maureen)
    at = talking.sit(cast.maureen, cast.kofi, mode=Mode.VOLUNTARY)
    talking.say(at, "person", "happened.better", "Words from before.")
    talking.say(at, "person", "home.better", "A garden.")
    found = boxes(maureen, cast.kofi)
    assert list(found) == ["home"]


def test_without_a_sheet_it_says_so(cast, desk):
    body = desk.get(reverse("assessments:copy", args=[cast.danielle.pk])).content.decode()
    assert "Nothing has been said yet, so there is nothing to copy." in body
    assert 'id="copy-' not in body


def test_who_sees_it_differently_goes_into_the_record_too(cast, sign_in):
    at = talking.sit(cast.imran, cast.danielle)
    talking.say(at, "person", "home.now", "good")
    sent = {"act": uuid4(), "seen": "1", "party": "person", "words": "I keep it clean."}
    at.client.post(reverse("together:differ", args=[at.sitting.pk, "home.now"]), sent)
    remark = Entry.objects.get(kind="differ")
    answer = sent | {"act": uuid4(), "party": "worker", "words": "I saw that.", "to": remark.pk}
    at.client.post(reverse("together:differ", args=[at.sitting.pk, "home.now"]), answer)
    client = sign_in(cast.imran)
    copied = client.get(reverse("assessments:copy", args=[cast.danielle.pk])).content.decode()
    read = client.get(reverse("assessments:read", args=[cast.danielle.pk])).content.decode()
    assert "Seen differently:\n- How is home for you now? Danielle: I keep it clean." in copied
    assert "  Imran: I saw that." in copied
    assert "I keep it clean." in read
    assert "I saw that." in read


def test_where_a_talk_ended_goes_where_the_two_views_go(cast, desk):
    at = talking.sit(cast.imran, cast.danielle)
    talking.home_apart(at)
    address = reverse("assessments:read", args=[cast.danielle.pk])
    assert "We talked on" not in desk.get(address).content.decode()
    talk = talking.open_talk(at)
    talking.step(at, talk, "where", outcome="differently")
    line = boxes(desk, cast.danielle)["home"].split("How the two views compare:\n")[1]
    assert line.startswith("- How is home for you now? ")
    assert "We talked on" in line.splitlines()[0]
    assert "We talked on" in desk.get(address).content.decode()


def test_how_a_reason_about_risk_can_sound_stands_beside_each_at_the_desk_alone(cast, desk):
    at = talking.sit(cast.imran, cast.danielle)
    talking.home_apart(at)
    address = reverse("assessments:read", args=[cast.danielle.pk])
    assert "How to say a reason about risk" not in desk.get(address).content.decode()
    talking.harm_apart(at)
    assert desk.get(address).content.decode().count("How to say a reason about risk") == 1
    assert "How to say a reason" not in talking.page(at, "area", area="home")
