"""When two marks are a difference, how it is said, and what becomes of it."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tandem.assessments.rules.differences import (
    differences,
    gaps,
    open_differences,
)
from tandem.assessments.rules.remarks import open_remarks, remarks, summary
from tandem.instruments.loader import newest
from tandem.voices.fold import Said

SHEET = newest("whole-life")
TALK = "7f000000-0000-4000-8000-000000000001"


def said(*rows):
    """A thread from rows of (party, kind, about, value), numbered from 1."""
    return [
        Said(
            id=UUID(int=seq),
            seq=seq,
            kind=kind,
            about=about,
            party=party,
            value=value,
            typed_by="worker",
            language="en",
            happened_on=date(2026, 3, 9),
            recorded_at=datetime(2026, 3, 9, 10, seq, tzinfo=UTC),
        )
        for seq, (party, kind, about, value) in enumerate(rows, 1)
    ]


def person(mark, about="home.now"):
    return ("person", "answer", about, mark)


def worker(mark, about="home.w.now"):
    return ("worker", "answer", about, mark)


def settle(outcome, **more):
    return ("both", "settle", "home.now", {"talk": TALK, "outcome": outcome, **more})


PASSED = ("person", "pass", "home.now", None)

# what is compared, the person's mark, the worker's mark: the sentence, the steps apart
SENTENCES = [
    # need: how it is now
    ("now", "good", "good", "gap.same", 0),
    ("now", "good", "mostly_fine", "gap.same", 1),
    ("now", "mostly_fine", "some", "gap.same", 1),
    ("now", "mostly_fine", "hard", "gap.person_more_well", 2),
    ("now", "good", "some", "gap.person_more_well", 2),
    ("now", "some", "very_hard", "gap.person_more_well", 2),
    ("now", "mostly_fine", "very_hard", "gap.person_more_well", 3),
    ("now", "hard", "mostly_fine", "gap.worker_more_well", 2),
    ("now", "very_hard", "some", "gap.worker_more_well", 2),
    ("now", "some", "good", "gap.worker_more_well", 2),
    ("now", "hard", "good", "gap.person_need", 3),
    ("now", "very_hard", "good", "gap.person_need", 4),
    ("now", "good", "hard", "gap.worker_need", 3),
    ("now", "good", "very_hard", "gap.worker_need", 4),
    # trouble: the link to trouble with the law
    ("link", "out", "less", "gap.same", 0),
    ("link", "out", "none", "gap.same", 1),
    ("link", "both", "more", "gap.same", 1),
    ("link", "none", "both", "gap.worker_more_trouble", 2),
    ("link", "out", "more", "gap.worker_more_trouble", 4),
    ("link", "into", "none", "gap.person_more_trouble", 3),
    ("link", "unsure", "more", "gap.person_not_sure", None),
    ("link", "into", "unknown", "gap.worker_not_sure", None),
    ("link", "unsure", "unknown", "gap.both_not_sure", None),
    # harm: the chance that someone gets hurt
    ("harm", "safe", "less", "gap.same", 0),
    ("harm", "safe", "more", "gap.worker_more_harm", 4),
    ("harm", "none", "both", "gap.worker_more_harm", 2),
    ("harm", "hurt", "less", "gap.person_more_harm", 4),
    ("harm", "unsure", "less", "gap.person_not_sure", None),
    # one voice only
    ("now", "good", None, "gap.only_person", None),
    ("now", None, "hard", "gap.only_worker", None),
    ("harm", "safe", None, "gap.only_person", None),
]


@pytest.mark.parametrize(("what", "mine", "theirs", "sentence", "steps"), SENTENCES)
def test_a_gap_is_said_in_names_never_in_numbers(what, mine, theirs, sentence, steps):
    rows = []
    if mine:
        rows.append(person(mine, f"home.{what}"))
    if theirs:
        rows.append(worker(theirs, f"home.w.{what}"))
    gap = gaps(SHEET, said(*rows))[f"home.{what}"]
    assert (gap.sentence, gap.size) == (sentence, steps)
    assert gap.is_difference == (steps is not None and steps >= 2)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_sentence_has_its_words_in_both_languages(language):
    names = {"person": "Danielle", "worker": "Imran"}
    for *_, key, _steps in SENTENCES:
        sentence = SHEET.sentence(key).say(language, names)
        assert "Danielle" in sentence or "Imran" in sentence


def test_the_sentence_of_the_first_story():
    sentence = gaps(SHEET, said(person("mostly_fine"), worker("hard")))["home.now"].sentence
    names = {"person": "Danielle", "worker": "Imran"}
    assert SHEET.sentence(sentence).say("en", names) == "Danielle sees more going well here."


def test_not_answering_today_is_said_whatever_the_worker_wrote():
    gap = gaps(SHEET, said(PASSED, worker("hard")))["home.w.now"]
    assert gap.sentence == "gap.not_today"
    assert not gap.is_difference


def test_an_item_nobody_answered_has_no_gap():
    assert gaps(SHEET, said(("person", "answer", "home.fact", "keep"))) == {}


def test_which_party_sees_more():
    assert gaps(SHEET, said(person("good"), worker("hard")))["home.now"].more == "worker"
    assert gaps(SHEET, said(person("hard"), worker("good")))["home.now"].more == "person"
    assert gaps(SHEET, said(person("good"), worker("good")))["home.now"].more is None


# what was said, in order: the state of the difference, or None when there is none
APART = [person("mostly_fine"), worker("hard")]
STORIES = [
    ([], None),
    (APART, "open"),
    ([person("mostly_fine"), worker("some")], None),
    ([*APART, PASSED], None),
    ([*APART, PASSED, person("mostly_fine")], "open"),
    # a talk ends, each way
    ([*APART, settle("differently")], "settled"),
    ([*APART, settle("come_back", on="2026-04-02")], "come_back"),
    ([*APART, settle("someone_else", who="the housing officer")], "someone_else"),
    # who thinks again answers anew before the talk ends
    ([*APART, person("hard"), settle("person")], "settled"),
    ([*APART, worker("some"), settle("worker")], "settled"),
    ([*APART, person("some"), worker("some"), settle("both")], "settled"),
    # smaller and still there: settled all the same
    ([person("good"), worker("very_hard"), worker("hard"), settle("worker")], "settled"),
    # answering again opens it again, whoever does it, even with the same mark
    ([*APART, settle("differently"), person("good")], "open"),
    ([*APART, settle("differently"), worker("very_hard")], "open"),
    ([*APART, settle("differently"), person("mostly_fine")], "open"),
    ([*APART, settle("come_back", on="2026-04-02"), worker("hard")], "open"),
    ([*APART, settle("differently"), person("hard")], None),
    ([*APART, person("hard"), settle("person"), person("good")], "open"),
    # and a second talk ends it a second time
    ([*APART, settle("differently"), person("good"), settle("differently")], "settled"),
    # what is said elsewhere, or about the plan, opens nothing
    ([*APART, settle("differently"), person("good", "money.now")], "settled"),
    (
        [*APART, settle("differently"), ("person", "answer", "home.words", "My garden.")],
        "settled",
    ),
    (
        [*APART, settle("differently"), ("person", "talk", "home.now", {"step": "note"})],
        "settled",
    ),
]


@pytest.mark.parametrize(("rows", "state"), STORIES)
def test_what_becomes_of_a_difference(rows, state):
    found = differences(SHEET, said(*rows))
    assert [difference.state for difference in found] == ([state] if state else [])


def test_the_words_that_belong_to_a_mark_open_it_again_too():
    rows = [
        person("out", "home.link"),
        worker("more", "home.w.link"),
        ("both", "settle", "home.link", {"outcome": "differently"}),
    ]
    assert differences(SHEET, said(*rows))[0].state == "settled"
    rows.append(("worker", "answer", "home.w.link.words", "Two arrests on that street."))
    found = differences(SHEET, said(*rows))[0]
    assert found.state == "open"
    assert found.was_opened_again
    assert found.gap.worker.words.value == "Two arrests on that street."


def test_a_difference_opened_again_still_knows_how_the_last_talk_ended():
    rows = [*APART, settle("come_back", on="2026-04-02"), person("good")]
    found = differences(SHEET, said(*rows))[0]
    assert found.settled.outcome == "come_back"
    assert found.come_back_on is None
    assert open_differences(SHEET, said(*rows)) == [found]


def test_differences_come_in_the_order_of_the_sheet_with_their_area():
    rows = [
        person("good", "drink.drugs.now"),
        worker("hard", "drink.drugs.w.now"),
        person("good", "money.now"),
        worker("some", "money.w.now"),
    ]
    found = differences(SHEET, said(*rows))
    assert [(d.area, d.part, d.rule, d.gap.size) for d in found] == [
        ("money", "money", "need", 2),
        ("drink", "drink.drugs", "need", 3),
    ]


REMARK = (
    "person",
    "differ",
    "home.w.evidence",
    {"words": "That letter was old.", "answer_by": "2026-03-16"},
)


def answer_to(seq, party="worker"):
    return (party, "differ", "home.w.evidence", {"words": "I see.", "to": str(UUID(int=seq))})


# what was said after the remark: whether it is still open
REMARKS = [
    ([], True),
    ([answer_to(1)], False),
    ([answer_to(1, party="person")], True),
    ([answer_to(7)], True),
    ([REMARK], True),
    ([("worker", "answer", "home.w.evidence", "A new letter.")], True),
]


@pytest.mark.parametrize(("rows", "is_open"), REMARKS)
def test_i_see_this_differently_waits_until_the_other_party_answers_it(rows, is_open):
    found = remarks(SHEET, said(REMARK, *rows))
    assert found[0].is_open == is_open
    assert (found[0].words, found[0].party) == ("That letter was old.", "person")


def test_a_talk_that_ends_answers_what_was_remarked_on_either_of_its_items():
    rows = [*APART, ("person", "differ", "home.w.now", {"words": "It is mine."})]
    assert len(open_remarks(SHEET, said(*rows))) == 1
    assert open_remarks(SHEET, said(*rows, settle("differently"))) == []


# what was said: how many wait, and the next day
SUMMARIES = [
    ([], 0, None),
    (APART, 1, None),
    ([*APART, REMARK], 2, date(2026, 3, 16)),
    ([*APART, settle("come_back", on="2026-03-12"), REMARK], 1, date(2026, 3, 12)),
    ([*APART, settle("come_back", on="2026-03-12"), person("good")], 1, None),
    ([*APART, settle("someone_else", who="Gwen")], 0, None),
]


@pytest.mark.parametrize(("rows", "waiting", "day"), SUMMARIES)
def test_what_the_list_of_people_shows(rows, waiting, day):
    found = summary(SHEET, said(*rows))
    assert (found.open_differences, found.come_back_on) == (waiting, day)
