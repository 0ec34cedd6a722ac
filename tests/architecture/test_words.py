"""The words of the instruments: plain in English, complete in Welsh, and never changed once out."""

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from tandem.instruments import loader
from tandem.instruments.easy import easy
from tandem.instruments.words import Words, placeholders
from tandem.lib.readability import (
    WELSH_NOT_USED,
    check_strings,
    grade,
    plain_words,
    syllables,
)

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Frames of pages that the person reads, parts that stand on them, and the words in their templates.
FRAMES = re.compile(
    r"{% extends (?:(?:room\.)?frame|"
    r'"assessments/talk_frame\.html"|"preparation/frame\.html"|'
    r'"ui/(?:together|handed|beside|plain)\.html")'
)
PARTS = (
    *("_card.html", "_row.html", "row.html", "answered.html", "together.html", "handed.html"),
    *("_requirements.html", "requirement_parts.html", "_left_out.html", "_leaves.html"),
    *("_plan.html", "_parts.html", "_story.html", "_rounds.html", "talk_parts.html"),
    *("remark_parts.html", "talk_frame.html", "levels/parts.html"),
)
SAID = re.compile(r'\b_\("([^"]+)"|ngettext\("([^"]+)", "([^"]+)"')
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


def test_welsh_has_no_word_that_says_what_somebody_is_not():
    lines = [*easy().areas.values(), *(line for lines in easy().notices.values() for line in lines)]
    said = [words.raw("cy") for _where, words in EVERY] + [line.words.raw("cy") for line in lines]
    assert [text for text in said if WELSH_NOT_USED.search(text)] == []
    for text in ("Y troseddwyr", "diffyg dirnadaeth", "Mae hi'n beryglus.", "ei nghleientiaid"):
        assert WELSH_NOT_USED.search(text), text


def pages_of_the_person():
    """What the templates of these pages say, with where it stands."""
    for file in sorted(ROOT.glob("tandem/*/templates/**/*.html")):
        text = file.read_text("utf-8")
        here = f"{file.parent.name}/{file.name}"
        if FRAMES.search(text) or file.name in PARTS or here in PARTS:
            for said in SAID.finditer(text):
                yield from ((file.name, words) for words in said.groups() if words)


def test_the_pages_of_the_person_are_as_plain_as_the_questions():
    found = sorted(set(pages_of_the_person()))
    assert len(found) > 200
    assert check_strings(found, plain_words(HERE / "plain_words.txt")) == []


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
    assert sorted({name for name, _version in EASY}) == [
        "after-session",
        "engagement",
        "good-life",
        "hello",
        "readiness",
        "voluntary-check",
        "what-helps",
        "whole-life",
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


def test_what_easy_read_shows_beside_them_is_as_short():
    from tandem.lib.readability import sentences_in

    lines = [*easy().areas.values(), *(line for lines in easy().notices.values() for line in lines)]
    for line in lines:
        for sentence in sentences_in(line.words.raw("en")):
            assert len(sentence) <= EASY_WORDS, line
            known = [word for word in sentence if word not in ("probation", "organisation")]
            assert max(map(syllables, known)) <= EASY_SYLLABLES, line
        assert placeholders(line.words.raw("en")) == placeholders(line.words.raw("cy"))
        assert max(len(one) for one in sentences_in(line.words.raw("cy"))) <= 18, line


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
