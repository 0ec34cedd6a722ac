"""What the page of one area offers beside its questions."""

import pytest

from tandem.assessments.tests.talking import join, page, say, sit
from tandem.sittings.actions.sittings import see_screen

LEAVE, DIFFERENTLY = "Leave it there", "I see this differently"


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    see_screen(sitting=at.sitting)
    return at


def row(at, key, area="home"):
    """One item of the page, as it is drawn."""
    seen = page(at, "area", area=area)
    return seen.partition(f'id="item-{key}"')[2].partition("</section>")[0]


def test_a_strength_taken_back_hides_nothing_that_the_worker_said(at):
    say(at, "worker", "home.w.strength", "Keeps it clean.")
    say(at, "worker", "home.w.now", "hard")
    say(at, "worker", "home.w.evidence", "A letter.")
    say(at, "worker", "home.w.strength", "")
    for screen in (at, join(at)):
        assert "Hard" in row(screen, "home.w.now")
        assert "A letter." in row(screen, "home.w.evidence")
    # What was not said waits for a strength again.
    assert "textarea" not in row(at, "home.w.unknown")


def test_on_their_own_device_the_person_can_answer_and_hear_the_workers_words(at):
    say(at, "worker", "home.w.strength", "Keeps it clean.")
    phone = join(at)
    shown = row(phone, "home.w.strength")
    assert DIFFERENTLY in shown
    assert phone.room.url("differ", item="home.w.strength") in shown
    assert 'data-listen="item-home.w.strength"' in shown
    # It is not theirs to pass on, and there is nothing to say about what was not said.
    assert "Not answering today" not in shown
    assert DIFFERENTLY not in row(phone, "home.w.now")
