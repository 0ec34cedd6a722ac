"""The card about "I see this differently": for anyone, about nobody, in plain words."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from tandem.assessments.card import card, printed
from tandem.assessments.tests.talking import join, page, sit
from tandem.documents.tests.reading import opened, smallest_type, squeezed, tags_of, text_of
from tandem.lib.readability import check_strings
from tests.page import Pages


@pytest.mark.parametrize("is_easy", [False, True])
def test_every_line_is_plain(db, is_easy):
    with override("en"):
        told = card(None, is_easy=is_easy)
    lines = [(part.title, line) for part in told.parts for line in part.lines]
    assert check_strings(lines, frozenset()) == []
    assert len(told.parts) == 4


@pytest.mark.parametrize("is_easy", [False, True])
def test_welsh_says_each_line_in_welsh(db, is_easy):
    with override("en"):
        english = card(None, is_easy=is_easy)
    with override("cy"):
        welsh = card(None, is_easy=is_easy)
    pairs = zip(english.parts, welsh.parts, strict=True)
    for ours, theirs in pairs:
        assert ours.title != theirs.title
        assert len(ours.lines) == len(theirs.lines)
        assert not set(ours.lines) & set(theirs.lines)


def test_anyone_may_read_it_and_nobody_is_in_it(cast):
    seen = Pages().get("/card").content.decode()
    assert "at most 10 working days" in seen
    assert "You can bring someone with you." in seen
    easy = Pages().get("/card?easy").content.decode()
    assert "We write down your words." in easy
    for name in ("Danielle", "Imran", "Northmoor"):
        assert name not in seen + easy


def test_in_the_room_it_says_what_the_organisation_says(cast):
    cast.north.answer_within = 3
    cast.north.who_can_help = "Ring <b>Gwen</b> on Mondays.\n\nAsk at the desk."
    cast.north.save()
    at = sit(cast.imran, cast.danielle)
    for screen in (at, join(at)):
        seen = page(screen, "card")
        assert "at most 3 working days" in seen
        assert "Ring &lt;b&gt;Gwen&lt;/b&gt; on Mondays." in seen
        assert screen.client.get(screen.room.url("print_card")).content.startswith(b"%PDF")
    assert "Gwen" not in Pages().get("/card").content.decode()


@pytest.mark.parametrize("is_easy", [False, True])
def test_it_prints_on_one_tagged_page(db, is_easy):
    with override("en"):
        told = replace(card(None, is_easy=is_easy), organisation="Northmoor")
    pdf = printed(told)
    assert smallest_type(pdf) >= 11
    kinds, _ = tags_of(pdf)
    assert [kinds.count(kind) for kind in ("/H1", "/H2")] == [1, 4]
    with opened(pdf) as found:
        assert len(found.pages) == 1
    text = text_of(pdf)
    for part in told.parts:
        for line in part.lines:
            assert squeezed(line) in text


def test_an_administrator_says_how_soon_and_who_helps(cast):
    client = Pages()
    client.force_login(cast.bea)
    told = {"answer_within": "5", "who_can_help": "Ask Gwen.", "who_can_help_cy": "Holwch Gwen."}
    for wrong in ("", "0", "61", "soon"):
        answer = client.post("/organisation/answering", {**told, "answer_within": wrong})
        assert answer.status_code in (200, 400, 422)
        assert "Give a number" in answer.content.decode()
    assert client.post("/organisation/answering", told).status_code == 302
    cast.north.refresh_from_db()
    assert (cast.north.answer_within, cast.north.who_can_help) == (5, "Ask Gwen.")
    with override("cy"):
        assert "Holwch Gwen." in card(cast.north, is_easy=True).parts[-1].lines
