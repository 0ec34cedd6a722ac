"""Said by, typed by and spoken by are three facts, each kept and each shown."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.documents.tests.reading import squeezed, text_of
from tandem.voices.models import Entry
from tandem.voices.verify import verify
from tests.page import Pages

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    assert post(at, "prompt", {"voice": "an interpreter"}, step="who").status_code == 302
    at.sitting.refresh_from_db()
    return at


def speaks(at, who):
    assert post(at, "answer", {"speaks": who}, area="home").status_code == 302


def answer(at, key, value):
    data = {f"act:{key}": str(uuid4()), f"was:{key}": "0", "seen": "0", "by_act": "1", key: value}
    address = at.room.url("answer", area="home")
    assert at.client.post(address, data, **JSON, budget=40).status_code == 200
    return Entry.objects.filter(thread=at.thread, about=key).latest("seq")


def test_each_entry_made_while_somebody_speaks_for_the_person_says_so(at):
    spoken = answer(at, "home.better", "A key to my own door.")
    assert (spoken.party, spoken.typed_by, spoken.voiced_by) == (
        "person",
        "worker",
        "an interpreter",
    )
    own = answer(at, "home.w.strength", "She keeps the rent letters.")
    assert own.voiced_by == "", "the worker speaks for themselves"
    at.thread.refresh_from_db()
    assert verify(at.thread) is None


def test_it_stops_at_once_when_the_person_speaks_and_goes_on_with_one_tap(at):
    speaks(at, "person")
    assert answer(at, "home.better", "A key.").voiced_by == ""
    speaks(at, "other")
    assert answer(at, "home.better", "A key to my own door.").voiced_by == "an interpreter"


def test_on_their_own_device_the_person_speaks_themselves(at):
    phone = join(at)
    assert answer(phone, "home.better", "A key.").voiced_by == ""
    assert 'name="speaks"' not in page(phone, "area", area="home")
    speaks_on_phone = post(phone, "answer", {"speaks": "person"}, area="home")
    at.sitting.refresh_from_db()
    assert speaks_on_phone.status_code == 302
    assert at.sitting.is_voiced


def test_nobody_is_asked_where_nobody_speaks_for_them(cast):
    at = sit(cast.imran, cast.danielle)
    assert 'name="speaks"' not in page(at, "area", area="home")
    assert "Does someone speak for" in page(at, "prompt", step="who")
    assert "Does someone speak for" not in page(at, "prompt", step="purpose")


def test_a_name_that_is_too_long_is_told_at_its_box(cast):
    at = sit(cast.imran, cast.danielle)
    refused = post(at, "prompt", {"voice": "z" * 41}, step="who")
    assert refused.status_code == 400
    assert "z" * 41 in refused.content.decode()


def test_it_stands_beside_what_was_said_wherever_that_is_read(at, cast):
    answer(at, "home.now", "hard")
    say(at, "worker", "home.w.now", "good")
    told = "spoken by <bdi>an interpreter</bdi>"
    for name, more in (("area", {"area": "home"}), ("differences", {}), ("story", {})):
        more = more or ({"item": "home.now"} if name == "story" else {})
        assert told in page(at, name, **more), name
    client = Pages()
    client.force_login(cast.imran)
    of = {"person": cast.danielle.pk}
    assert told in client.get(reverse("assessments:read", kwargs=of)).content.decode()
    copied = client.get(reverse("assessments:copy", kwargs=of)).content.decode()
    assert "(spoken by an interpreter)" in copied
    printed = text_of(client.get(reverse("assessments:print", kwargs=of)).content)
    assert squeezed("spoken by an interpreter") in squeezed(printed)
