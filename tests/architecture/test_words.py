"""The words of the instruments: plain in English, complete in Welsh, and never changed once out."""

import dataclasses
import tomllib
from pathlib import Path

import pytest

from tandem.instruments import loader
from tandem.instruments.words import Words, placeholders
from tandem.lib.readability import check_strings, grade, plain_words, syllables

HERE = Path(__file__).parent
INSTRUMENTS = loader.names()


def words_of(thing, where):
    """Every text under a thing, with the place where it was found."""
    if isinstance(thing, Words):
        yield where, thing
    elif dataclasses.is_dataclass(thing):
        at = getattr(thing, "key", None) or where
        for field in dataclasses.fields(thing):
            yield from words_of(getattr(thing, field.name), f"{at}.{field.name}")
    elif isinstance(thing, tuple):
        for one in thing:
            yield from words_of(one, where)
    elif hasattr(thing, "items"):
        for key, one in thing.items():
            yield from words_of(one, f"{where}.{key}")


def every_words():
    found = {}
    for name, version in INSTRUMENTS:
        for where, words in words_of(loader.released(name, version), name):
            found.setdefault(words, f"{name} {version}, {where}")
    return [(where, words) for words, where in found.items()]


EVERY = every_words()


def leaves(table, place=()):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*place, key))
        else:
            yield (*place, key)


def test_english_words_are_plain():
    allowed = plain_words(HERE / "plain_words.txt")
    assert check_strings([(where, words.raw("en")) for where, words in EVERY], allowed) == []


def test_welsh_words_are_welsh():
    same = plain_words(HERE / "same_words.txt")
    english = [
        f"{where}: {words.raw('cy')!r}"
        for where, words in EVERY
        if words.raw("cy").strip().lower() == words.raw("en").strip().lower()
        and words.raw("en").lower() not in same
    ]
    assert english == []


def test_a_name_stands_in_both_languages_or_in_neither():
    apart = [
        where
        for where, words in EVERY
        if placeholders(words.raw("en")) != placeholders(words.raw("cy"))
    ]
    assert apart == []


def test_no_sentence_is_long_in_welsh_either():
    from tandem.lib.readability import sentences_in

    long = [
        " ".join(sentence)
        for _, words in EVERY
        for sentence in sentences_in(words.raw("cy"))
        if len(sentence) > 25
    ]
    assert long == []


@pytest.mark.parametrize(("name", "version"), INSTRUMENTS)
def test_no_welsh_words_are_left_over(name, version):
    folder = loader.DATA / name
    english = set(leaves(tomllib.loads((folder / f"{version}.toml").read_text("utf-8"))))
    welsh = set(leaves(tomllib.loads((folder / f"{version}.cy.toml").read_text("utf-8"))))
    assert welsh - english == set()


EASY = [
    (name, version)
    for name, version in INSTRUMENTS
    if any(item.easy for item in loader.released(name, version).items)
]
# The longest sentence, and the longest word in syllables, of Easy Read.
EASY_WORDS, EASY_SYLLABLES = 10, 2


def test_the_checks_that_come_with_tandem_have_easy_read():
    assert [name for name, _version in EASY] == [
        "after-session",
        "engagement",
        "good-life",
        "hello",
        "readiness",
        "voluntary-check",
        "what-helps",
    ]


@pytest.mark.parametrize(("name", "version"), EASY)
def test_easy_read_covers_the_persons_whole_side_in_short_words(name, version):
    from tandem.lib.readability import sentences_in

    asked = [item for item in loader.released(name, version).items if item.party == "person"]
    assert [item.key for item in asked if item.easy is None] == []
    said = [item.easy for item in asked]
    said += [choice.easy for item in asked for choice in item.easy_choices]
    said += [ten.words for item in asked for ten in item.easy_tens]
    for words in said:
        for sentence in sentences_in(words.raw("en")):
            assert len(sentence) <= EASY_WORDS, words
            assert max(map(syllables, sentence)) <= EASY_SYLLABLES, words


def test_released_instruments_are_unchanged():
    assert list(loader.lock_lines()) == loader.locked(), (
        "A released instrument changed. Write its next version instead of changing it."
    )


@pytest.mark.parametrize(
    ("word", "count"),
    [("home", 1), ("money", 2), ("probation", 3), ("disability", 5), ("Samaritans", 4), ("116", 1)],
)
def test_syllables_are_counted_as_spoken(word, count):
    assert syllables(word) == count


def test_a_name_counts_as_one_easy_word():
    assert grade("{person} sees a need here that {worker} does not.") == grade(
        "%(name)s sees a need here that Sam does not."
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "We necessitate multidisciplinary consultation on all organisational considerations.",
            "grade",
        ),
        ("I go " * 11 + "home.", "a sentence of 23 words"),
        ("Rehabilitation", "6 syllables"),
        ("Every offender counts.", "'offender'"),
        ("The case is closed.", "'case'"),
        ("He lacks insight.", "'lacks insight'"),
        ("She is non-compliant.", "'non-compliant'"),
        ("Manipulative, in denial.", "'Manipulative'"),
        ("A deficit in thinking.", "'deficit'"),
    ],
)
def test_words_that_are_too_hard_are_told(text, fault):
    (first, *_) = check_strings([("here", text)])
    assert first.startswith("here: ")
    assert fault in " ".join(check_strings([("here", text)]))


def test_plain_words_pass():
    assert check_strings([("here", "Keep your phone on, just in case.")]) == []
    assert check_strings([("here", "I have a disability")], frozenset({"disability"})) == []
