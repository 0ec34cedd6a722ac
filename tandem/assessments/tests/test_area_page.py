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
