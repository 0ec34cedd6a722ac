import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.instruments import loader
from tandem.instruments.clean import LONGEST, clean, clean_text
from tandem.lib.refused import Refused

LIFE = loader.released("whole-life", 1)


@pytest.mark.parametrize(
    ("key", "raw", "stored"),
    [
        ("home.fact", "keep", "keep"),
        ("home.now", ["mostly_fine"], "mostly_fine"),
        ("home.strength", ["near", "safe", "safe"], ["safe", "near"]),
        ("home.strength", "safe", ["safe"]),
        ("home.strength", [], []),
        ("home.matter", "10", 10),
        ("home.matter", "0", 0),
        ("home.words", " Mine.\r\nAll\tmine. ", "Mine.\nAll\tmine."),
        ("home.words", "", ""),
        ("home.w.how.on", "2026-03-09", "2026-03-09"),
        (
            "home.w.offer",
            ["Ring", "2026-03-09"],
            {"words": "Ring", "due_on": "2026-03-09"},
        ),
        ("home.w.offer", ["Ring", ""], {"words": "Ring", "due_on": None}),
        ("home.w.offer", "Ring", {"words": "Ring", "due_on": None}),
    ],
)
def test_an_answer_is_stored_in_one_form(key, raw, stored):
    assert clean(LIFE.item(key), raw) == stored


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("home.fact", ""),
        ("home.fact", "castle"),
        ("home.fact", ["keep", "may_lose"]),
        ("home.now", "3"),
        ("home.strength", ["safe", "castle"]),
        ("home.matter", "11"),
        ("home.matter", "-1"),
        ("home.matter", "٣"),
        ("home.matter", "5.5"),
        ("home.words", "x" * (LONGEST + 1)),
        ("home.w.how.on", "9 March"),
        ("home.w.how.on", "0001-01-01"),
        ("home.w.offer", ["", "2026-03-09"]),
        ("home.w.offer", ["Ring", "soon"]),
        ("home.w.offer", ["Ring", "2026-03-09", "more"]),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_a_sentence(key, raw):
    with pytest.raises(Refused) as refusal:
        clean(LIFE.item(key), raw)
    assert refusal.value.sentence.endswith(".")


@given(st.text(max_size=300))
def test_words_keep_every_letter_that_can_be_seen(text):
    kept = clean_text(text)
    assert clean_text(kept) == kept
    assert "\x00" not in kept
    kept.encode("utf-8")
    assert [letter for letter in text if letter.isalnum()] == [
        letter for letter in kept if letter.isalnum()
    ]


def test_words_of_the_greatest_length_are_taken():
    assert len(clean_text("ŵ" * LONGEST)) == LONGEST
