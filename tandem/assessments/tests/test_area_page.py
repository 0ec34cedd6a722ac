"""What the page of one area offers beside its questions."""

import pytest

from tandem.assessments.tests.talking import join, page, say, sit

LEAVE, DIFFERENTLY = "Leave it there", "I see this differently"


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


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


@pytest.mark.parametrize("answer", ["mostly_fine", "good"])
def test_a_good_answer_can_be_left_there(at, answer):
    say(at, "person", "home.now", answer)
    for screen in (at, join(at)):
        shown = row(screen, "home.now")
        assert LEAVE in shown
        assert 'name="onward" value="areas"' in shown
        assert LEAVE not in row(screen, "home.strength")
    seen = page(at, "area", area="home")
    assert "<summary>Say more</summary>" in seen
    assert '<details class="say-more" data-more>' in seen


@pytest.mark.parametrize("answer", ["some", "hard", "very_hard"])
def test_any_other_answer_is_asked_more_about(at, answer):
    say(at, "person", "home.now", answer)
    assert LEAVE not in page(at, "area", area="home")


def test_in_an_area_of_two_parts_it_leads_to_the_second_and_then_away(at):
    say(at, "person", "drink.alcohol.now", "good")
    shown = row(at, "drink.alcohol.now", area="drink")
    assert LEAVE in shown
    assert 'href="#part-drink.drugs"' in shown
    say(at, "person", "drink.drugs.now", "good")
    assert 'name="onward" value="areas"' in row(at, "drink.drugs.now", area="drink")


def test_the_area_counts_as_looked_at(at):
    at.client.post(
        at.room.url("pick"),
        {"act": "0190f3c2-0000-7000-8000-000000000001", "area": ["home", "money"]},
        budget=40,
    )
    assert "Go to Home" in page(at, "areas")
    say(at, "person", "home.now", "good")
    sent = {"onward": "areas", "seen": "1"}
    answer = at.client.post(at.room.url("answer", area="home"), sent, budget=40)
    assert answer.headers["Location"] == at.room.url("areas")
    assert "Go to Money" in page(at, "areas")
