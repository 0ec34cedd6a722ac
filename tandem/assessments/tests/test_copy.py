"""The sheet for the official record: what each section takes, and that both voices are in it."""

import re

import pytest
from django.urls import reverse

from tandem.assessments.copy_page import SECTIONS
from tandem.assessments.tests import talking
from tandem.instruments import loader
from tandem.people.models import Mode
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
    assert lines[theirs + 1] == "- How do you see home for Danielle now? Hard"
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
    assert "<textarea" not in body
