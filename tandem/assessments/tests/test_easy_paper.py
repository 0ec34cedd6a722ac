"""Easy Read on paper: the blank sheet and the card."""

import pytest
from django.utils.translation import override

from tandem.assessments.card import card
from tandem.assessments.tests.talking import page, post, sit
from tandem.documents.tests.reading import squeezed, text_of
from tandem.ui.pictures import on_paper, symbols


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_blank_sheet_comes_in_easy_words_with_pictures(cast, sign_in, language):
    cast.danielle.page_language = language
    cast.danielle.save()
    client = sign_in(cast.imran)
    at = f"/people/{cast.danielle.pk}/sheet/blank?area=home"
    full, easy = (client.get(f"{at}{more}").content for more in ("", "&words=easy"))
    told = {
        "en": ("Home is where you sleep.", "What is hard about home?", "Not much"),
        "cy": ("Cartref yw'r lle rydych chi'n cysgu.", "Beth sy'n anodd am gartref?"),
    }
    for words in told[language]:
        assert squeezed(words) in squeezed(text_of(easy))
        assert squeezed(words) not in squeezed(text_of(full))
    if language == "en":
        assert squeezed("Or if a child may not be safe.") in squeezed(text_of(easy))
        # The worker's side stays as it is.
        assert squeezed("How do you see home for Danielle now?") in squeezed(text_of(easy))


def test_the_page_of_blank_sheets_leads_to_both(cast, sign_in):
    client = sign_in(cast.imran)
    at = f"/people/{cast.danielle.pk}/sheet/paper"
    seen = client.get(f"{at}?side=own").content.decode()
    assert f"{at}?side=own&amp;words=easy" in seen
    easy = client.get(f"{at}?side=own&words=easy").content.decode()
    assert "sheet/blank?area=home&amp;side=own&amp;words=easy" in easy
    assert f'{at}?side=own"' in easy


def test_the_room_prints_as_its_pages_are_shown(cast):
    at = sit(cast.imran, cast.danielle)
    address = at.room.url("blank") + "?area=home"
    assert "Home is where" not in text_of(at.client.get(address).content)
    post(at, "answer", {"words": "easy"}, area="home")
    assert squeezed("Home is where you sleep.") in squeezed(text_of(at.client.get(address).content))


def test_each_line_of_the_easy_card_has_its_picture(cast):
    with override("en"):
        for part in card(cast.north, is_easy=True).parts:
            assert len(part.pictures) == len(part.lines)
            assert set(part.pictures) <= set(symbols())
        assert all(not part.pictures for part in card(cast.north, is_easy=False).parts)
    at = sit(cast.imran, cast.danielle)
    assert 'class="picture"' in at.client.get(at.room.url("card") + "?easy").content.decode()
    assert 'class="picture"' not in page(at, "card")


def test_a_drawing_on_paper_stands_alone():
    assert on_paper("house").startswith(b"<svg xmlns")
    assert on_paper("nothing-like-it") == b""
