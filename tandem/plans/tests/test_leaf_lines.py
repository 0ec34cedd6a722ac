"""A line of a leaf can be seen differently, stands in Easy Read, and is the person's to edit."""

from uuid import uuid4

import pytest
from django.test import Client

from tandem.documents.tests.reading import squeezed, text_of
from tandem.own_page.tests.holding import holding, read
from tandem.plans.actions.remarks import see_line_differently
from tandem.plans.owed import owed_to
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import at_the_desk, brings, join_as_person, sit
from tandem.voices.models import Entry
from tests.page import Pages

NAMES = {"person": "Danielle", "worker": "Imran"}


@pytest.mark.parametrize("door", ["together", "beside"])
def test_it_can_be_seen_differently_and_that_has_its_dated_answer(cast, client, door):
    line = brings(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    plan = f"/{door}/{sitting.pk}/plan"
    page = f"{plan}/pages/bring/{line}/differ"
    told = {"act": uuid4(), "party": "person", "words": "I mend cars too."}
    assert at.post(page, told).status_code == 302
    assert at.post(page, told | {"act": uuid4(), "words": " "}).status_code == 400
    for each in (page, f"{plan}/pages/bring", plan, f"{plan}/part"):
        assert "I mend cars too." in text(at.get(each)), each
    for way in ("", "?way=easy", "?way=large"):
        paper = text_of(at.get(f"{plan}/print{way}").content)
        for words in ("What I bring", "I mend bikes.", "I mend cars too."):
            assert squeezed(words) in paper, way
    (owed,) = owed_to(cast.danielle, NAMES, "statutory")
    assert (owed.question, owed.line.words) == ("I mend bikes.", "I mend cars too.")
    assert at.get(f"{plan}/pages/safe/{line}/differ").status_code == 404
    assert at.get(f"{plan}/pages/none/{line}/differ").status_code == 404


def test_the_person_edits_what_they_bring_on_their_own_page(cast):
    desk = brings(cast.imran, cast.danielle)
    see_line_differently(
        person=cast.danielle,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        about=f"leaf/bring/skills/{desk}",
        party="worker",
        words="And kettles.",
    )
    at = holding(cast.imran, cast.danielle)
    for words in ("I mend bikes.", "And kettles."):
        assert words in read(at, "/page/bring")
    line = str(uuid4())
    told = {"act": line, "part": "people", "words": "My aunt.", "party": "person"}
    for _twice in range(2):
        assert at.phone.post("/page/bring", told).status_code == 302
    assert "My aunt." in read(at, "/page/plan")
    entry = Entry.objects.get(about=f"leaf/bring/people/{line}")
    assert (entry.party, entry.typed_by, entry.sitting) == ("person", "person", None)
    refused = at.phone.post("/page/bring", told | {"act": str(uuid4()), "words": " "})
    assert refused.status_code == 422
    assert "Write something first." in refused.content.decode()
    wrong = at.phone.post("/page/bring", told | {"act": str(uuid4()), "party": "worker"})
    assert wrong.status_code == 422
    away = {"act": str(uuid4()), "away": str(desk)}
    assert at.phone.post("/page/bring", away).status_code == 302
    assert "I mend bikes." not in read(at, "/page/bring")
    assert "There is nothing here now." in Pages().get("/page/bring").content.decode()
