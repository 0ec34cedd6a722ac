"""What the order asks for: written down at the desk, put in order together, never dropped."""

import tomllib
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from tandem.documents.tests.reading import squeezed, text_of
from tandem.lib.readability import check_strings, plain_words
from tandem.lib.refused import Refused
from tandem.plans.actions.requirements import note_done
from tandem.plans.models import Requirement
from tandem.plans.requirements import FILE, kinds
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import (
    at_the_desk,
    end,
    home_sheet,
    join_as_person,
    keep_the_flat,
    ordered,
    sit,
)
from tandem.sittings.models import Held
from tandem.voices.models import Entry
from tests.architecture.test_words import HERE

NEXT = time_machine.travel("2026-03-02 10:00", tick=False)


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.imran)
    return client, f"/people/{cast.danielle.pk}/requirements"


FORM = {
    "kind": "unpaid_work",
    "words": "40 hours of unpaid work.",
    "amount": "40",
    "unit": "hours",
    "choice": "negotiable",
    "ends_on_day": "5",
    "ends_on_month": "9",
    "ends_on_year": "2026",
}


@NEXT
def test_it_is_written_down_at_the_desk_counted_and_ended_by_a_record(desk, cast):
    client, at = desk
    assert "Nothing is written down yet." in text(client.get(at))
    act = uuid4()
    for _twice in range(2):
        assert client.post(f"{at}/new", FORM | {"act": act}).status_code == 302
    row = Requirement.objects.get()
    page = text(client.get(at))
    for words in (
        "Community order: 5 January 2026 to 5 October 2026",
        "40 hours of unpaid work.",
        "This has to happen. How and when, we can choose together.",
        "Until 5 September 2026. 0 of 40 hours are done. To be in time, it takes 2 hours a week.",
    ):
        assert words in page
    assert client.post(f"{at}/{row.pk}", {"act": uuid4(), "done": "41"}).status_code == 422
    assert client.post(f"{at}/{row.pk}", {"act": uuid4(), "done": "12"}).status_code == 302
    assert "12 of 40 hours are done." in text(client.get(at))
    ended = {"how": "varied", "ended_on_day": "1", "ended_on_month": "3", "ended_on_year": "2026"}
    refused = client.post(f"{at}/{row.pk}/end", ended)
    assert refused.status_code == 422
    assert "Write why it is asked no more." in text(refused)
    ended["why"] = "The judge made it 30 hours."
    assert client.post(f"{at}/{row.pk}/end", ended).status_code == 302
    page = text(client.get(at))
    assert "Asked no more" in page
    assert "The court or the licence changed it. 1 March 2026. The judge made it 30 hours." in page
    for gone in (f"{at}/{row.pk}", f"{at}/{row.pk}/end"):
        assert client.get(gone).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "escape"}, "Choose what it is."),
        ({"unit": ""}, "Choose hours or days."),
        ({"amount": "some"}, "Write a whole number, like 40."),
        ({"choice": ""}, "Choose what can be chosen."),
        (
            {"starts_on_day": "6", "starts_on_month": "9", "starts_on_year": "2026"},
            "This day is before the first one.",
        ),
    ],
)
def test_what_cannot_be_read_is_not_written_down(desk, wrong, sentence):
    client, at = desk
    page = client.post(f"{at}/new", FORM | {"act": uuid4()} | wrong)
    assert page.status_code == 422
    assert sentence in text(page)
    assert not Requirement.objects.exists()


@NEXT
@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_the_room_puts_them_in_order_and_says_when(cast, client, door):
    first = ordered(cast.imran, cast.danielle)
    second = ordered(cast.imran, cast.danielle, "activity", amount=10, unit="days")
    ordered(cast.imran, cast.danielle, "curfew", amount=None, unit="")
    sitting = sit(
        client, cast.imran, cast.danielle, held=Held.PAPER if door == "desk" else Held.SIDE_BY_SIDE
    )
    at = join_as_person(Client(), sitting) if door == "beside" else client
    base = f"/{door}/{sitting.pk}/plan"
    lane = f"{base}/requirements"
    page = text(at.get(lane))
    assert "We have not said when we do this: Unpaid work; Activity days." in page
    for row, a_week in ((first, "5"), (second, "1")):
        when = f"{lane}/{row.pk}/when"
        assert at.get(when).status_code == 200
        assert at.post(when, {"act": uuid4(), "a_week": a_week}).status_code == 302
    page = text(at.get(lane))
    assert "All of this fits before 5 October 2026." in page
    assert "With 5 hours a week it is done by 26 April 2026." in page
    move = {"act": uuid4(), "requirement": second.pk, "move": "earlier"}
    for _twice in range(2):
        assert at.post(lane, move).status_code == 302
    page = text(at.get(base))
    assert page.index("Activity days") < page.index("Unpaid work") < page.index("Curfew")
    late = {"act": uuid4(), "a_week": "1", "begin_on_day": "1", "begin_on_month": "6",
            "begin_on_year": "2026"}  # fmt: skip
    at.post(f"{lane}/{first.pk}/when", late)
    for address in (base, lane, f"{base}/part"):
        page = text(at.get(address))
        assert "Not all of this fits before 5 October 2026. This does not fit: Unpaid work." in page
        assert "That is too late." in page
    assert at.post(lane, move | {"act": uuid4(), "move": "out"}).status_code == 404
    moved = Entry.objects.filter(about="requirements").get()
    assert (moved.kind, moved.party) == ("note", "person" if door == "beside" else "both")


def test_each_may_be_seen_differently_and_is_owed_an_answer(cast, client):
    row = ordered(cast.imran, cast.danielle, words="40 hours of unpaid work.")
    sitting = sit(client, cast.imran, cast.danielle)
    at = f"/together/{sitting.pk}/plan/requirements/{row.pk}/differ"
    told = {"act": uuid4(), "party": "person", "words": "I cannot lift.", "to": "", "is_it": ""}
    assert client.post(at, told).status_code == 302
    assert "I cannot lift." in text(client.get(at))
    assert "I cannot lift." in text(client.get(f"/together/{sitting.pk}/plan/requirements"))
    desk = Client()
    desk.force_login(cast.imran)
    owed = text(desk.get(f"/people/{cast.danielle.pk}/answers"))
    assert "40 hours of unpaid work." in owed
    assert "I cannot lift." in owed


def test_nothing_drops_or_changes_one(cast):
    row = ordered(cast.imran, cast.danielle)
    for change in (row.delete, row.save):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    end(cast.imran, cast.danielle, row)
    with pytest.raises(Refused):
        end(cast.imran, cast.danielle, row, why="Another reason.")
    with pytest.raises(Refused):
        note_done(
            person=cast.danielle,
            requirement=ordered(cast.imran, cast.danielle, amount=None, unit=""),
            setting=at_the_desk(cast.imran),
            act=uuid4(),
            done=1,
        )


@NEXT
def test_it_stands_on_the_printed_plan(cast, client, sign_in):
    home_sheet(cast.imran, cast.danielle)
    keep_the_flat(cast.imran, cast.danielle)
    ordered(cast.imran, cast.danielle, ends_on=date(2026, 9, 5))
    paper = text_of(sign_in(cast.imran).get(f"/people/{cast.danielle.pk}/plan/print").content)
    line = "Unpaid work. Until 5 September 2026. 0 of 40 hours are done."
    assert squeezed(line) in paper


def test_in_voluntary_work_none_of_it_is_there(cast, client):
    sitting = sit(client, cast.maureen, cast.kofi)
    base = f"/together/{sitting.pk}/plan"
    pk = uuid4()
    gone = [f"{base}/requirements", f"{base}/requirements/{pk}/when",
            f"{base}/requirements/{pk}/differ"]  # fmt: skip
    other = Client()
    other.force_login(cast.maureen)
    desk = f"/people/{cast.kofi.pk}/requirements"
    theirs = [desk, f"{desk}/new", f"{desk}/{pk}", f"{desk}/{pk}/end"]
    for at, address in [*((client, one) for one in gone), *((other, one) for one in theirs)]:
        assert at.get(address).status_code == 404
        assert address == desk or at.post(address).status_code == 404
    pages = [
        client.get(base),
        client.get(f"{base}/part"),
        other.get(f"/people/{cast.kofi.pk}/plan"),
    ]
    for page in pages:
        assert b"requirements" not in page.content
        assert "have to happen" not in text(page)


def test_the_kinds_are_plain_and_in_both_languages():
    raw = tomllib.loads(FILE.read_text("utf-8"))
    assert kinds().keys() == raw.keys()
    said = [(key, text) for key, one in raw.items() for text in (one["en"], one["line"]["en"])]
    assert [key for key, one in raw.items() if one["line"]["cy"] == one["line"]["en"]] == []
    assert check_strings(said, plain_words(HERE / "plain_words.txt")) == []
    assert {one.unit for one in kinds().values()} == {"", "hours", "days"}
