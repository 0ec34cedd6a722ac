"""A line of a leaf can be seen differently, stands in Easy Read, and is the person's to edit."""

from uuid import uuid4

import pytest
from django.test import Client

from tandem.documents.tests.reading import squeezed, text_of
from tandem.own_page.tests.holding import holding, read
from tandem.plans.actions.leaves import add_line
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
        assert words in read(at, "/page/pages/1")
    line = str(uuid4())
    told = {"act": line, "part": "people", "words": "My aunt.", "party": "person"}
    for _twice in range(2):
        assert at.phone.post("/page/pages/1", told).status_code == 302
    assert "My aunt." in read(at, "/page/plan")
    entry = Entry.objects.get(about=f"leaf/bring/people/{line}")
    assert (entry.party, entry.typed_by, entry.sitting) == ("person", "person", None)
    refused = at.phone.post("/page/pages/1", told | {"act": str(uuid4()), "words": " "})
    assert refused.status_code == 422
    assert "Write something first." in refused.content.decode()
    wrong = at.phone.post("/page/pages/1", told | {"act": str(uuid4()), "party": "worker"})
    assert wrong.status_code == 422
    away = {"act": str(uuid4()), "away": str(desk)}
    assert at.phone.post("/page/pages/1", away).status_code == 302
    assert "I mend bikes." not in read(at, "/page/pages/1")
    assert "There is nothing here now." in Pages().get("/page/pages/1").content.decode()


def test_on_the_page_that_both_write_the_person_adds_their_own_words_and_changes_no_others(cast):
    told = {"leaf": "safe", "part": "helps", "words": "I ring on Fridays."}
    line = uuid4()
    add_line(
        person=cast.danielle, setting=at_the_desk(cast.imran), act=line, party="worker", **told
    )
    at = holding(cast.imran, cast.danielle)
    page = "/page/pages/2"
    for name in ("What I bring", "How we stay safe", "My reasons", "Dream first"):
        assert name in read(at, "/page")
    seen = read(at, page)
    assert "I ring on Fridays." in seen
    # Who reads it and when, and what to do if not safe now.
    assert "reads this on working days, not at night" in seen
    assert "Take it away" not in seen
    own = {"act": str(uuid4()), "part": "signs", "words": "I stop to eat.", "party": "person"}
    assert at.phone.post(page, own).status_code == 302
    entry = Entry.objects.get(about=f"leaf/safe/signs/{own['act']}")
    assert (entry.party, entry.typed_by, entry.sitting) == ("person", "person", None)
    # What only the worker says has no form, and theirs is not the person's to take away.
    for part in ("worker", "must", "nothing"):
        sent = own | {"act": str(uuid4()), "part": part}
        assert at.phone.post(page, sent).status_code == 200
    assert 'id="part-must"' not in read(at, page)
    away = {"act": str(uuid4()), "away": str(line)}
    assert at.phone.post(page, away).status_code == 409
    assert "I ring on Fridays." in read(at, page)
    assert Entry.objects.filter(about__startswith="leaf/safe/").count() == 2
    # "Not the usual way" is the worker's alone.
    for number in (0, 5):
        assert at.phone.get(f"/page/pages/{number}").status_code == 404
