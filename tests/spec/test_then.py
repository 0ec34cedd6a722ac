"""What moved between two sittings: which sittings left something, and which way marks went."""

import uuid
from datetime import UTC, date, datetime

import pytest

from tandem.assessments.rules.differences import gaps
from tandem.assessments.rules.then import as_stood, is_harder, moved, sittings_in
from tandem.instruments import loader
from tandem.voices.fold import Said

FIRST, SECOND, THIRD = (uuid.UUID(int=number) for number in (1, 2, 3))
DAYS = {FIRST: date(2026, 9, 7), SECOND: date(2026, 10, 5), THIRD: date(2026, 11, 2)}


def answer(seq, sitting, about, value):
    party = "worker" if ".w." in about else "person"
    return Said(
        uuid.UUID(int=100 + seq), seq, "answer", about, party, value, party, "en",
        DAYS.get(sitting, date(2026, 11, 9)), datetime(2026, 11, 9, tzinfo=UTC), sitting,
    )  # fmt: skip


def both(person, worker, seq=1, sitting=FIRST):
    return [
        answer(seq, sitting, "home.now", person),
        answer(seq + 1, sitting, "home.w.now", worker),
    ]


def gap(*log):
    return gaps(loader.newest("whole-life"), [one for part in log for one in part])["home.now"]


def test_the_sittings_of_a_log_stand_newest_first_without_the_present_one():
    log = [*both("hard", "hard"), *both("some", "hard", 3, SECOND), *both("good", "good", 5, THIRD)]
    log.append(answer(7, None, "money.now", "hard"))
    assert [(one.sitting, one.on, one.until) for one in sittings_in(log, but=THIRD)] == [
        (SECOND, DAYS[SECOND], 4),
        (FIRST, DAYS[FIRST], 2),
    ]
    assert as_stood(log, sittings_in(log, but=THIRD)[1]) == log[:2]


def test_a_sitting_that_went_on_after_another_ends_with_its_last_word():
    log = [*both("hard", "hard"), *both("some", "hard", 3, SECOND), *both("good", "hard", 5, FIRST)]
    assert [one.sitting for one in sittings_in(log)] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("then", "now", "way"),
    [
        (("very_hard", "good"), ("some", "good"), "closer"),
        (("good", "good"), ("hard", "good"), "apart"),
        (("hard", "good"), ("good", "hard"), None),
        (("hard", "hard"), ("good", "good"), None),
    ],
)
def test_marks_come_closer_go_apart_or_neither(then, now, way):
    assert moved(gap(both(*then)), gap(both(*now))) == way


def test_what_cannot_be_compared_did_not_move():
    alone = gap([answer(1, FIRST, "home.now", "hard")])
    assert moved(alone, gap(both("hard", "good"))) is None
    assert moved(None, gap(both("hard", "good"))) is None
    assert not is_harder(None, alone)


def test_harder_is_by_the_persons_own_mark_alone():
    assert is_harder(gap(both("good", "good")), gap(both("some", "good")))
    assert not is_harder(gap(both("some", "good")), gap(both("some", "very_hard")))
    assert not is_harder(gap(both("some", "good")), gap(both("good", "good")))
