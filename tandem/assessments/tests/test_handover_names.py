"""After a change of worker, words and views keep the name of the worker who gave them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tandem.assessments.names import names_at_desk
from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.people.models import Allocation
from tandem.sittings.actions.sittings import finish_sitting
from tests.cast import BEGAN


@pytest.fixture
def moved(cast):
    """Imran said what he saw, and picked; then Danielle was moved to Tom."""
    at = sit(cast.imran, cast.danielle)
    say(at, "person", "home.now", "good")
    say(at, "worker", "home.w.strength", "Keeps it clean.")
    say(at, "worker", "home.w.now", "very_hard")
    say(at, "worker", "home.w.hard", "Rent is late.")
    post(at, "pick_first", {"area": "money", "party": "person"})
    post(at, "pick_first", {"area": "home", "party": "worker"})
    finish_sitting(by=at.room.by, sitting=at.sitting)
    move_person(by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.team, reason="")


@pytest.fixture
def next_one(cast, moved):
    return sit(cast.tom, cast.danielle)


def text(seen):
    seen = seen[seen.index("<main") : seen.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen)).strip()


def test_the_new_worker_is_not_told_to_hold_the_old_ones_view(next_one):
    for name, more in (("area", {"area": "home"}), ("differences", {}), ("plan", {})):
        seen = page(next_one, name, **more)
        assert "Imran sees a need here." in seen, name
        assert "Tom sees a need here." not in seen, name


def test_the_step_where_the_earlier_mark_stands_says_whose_it_is(next_one):
    seen = page(next_one, "area", area="home")
    others = re.findall(r'class="step-other">.*?<bdi>(\w+)', seen, re.S)
    assert sorted(set(others)) == ["Danielle", "Imran"]
    # In the boxes of today's worker too.
    assert seen.count("said by <bdi>Imran</bdi>") == 3
    assert "typed by <bdi>Imran</bdi>" in seen


def test_next_to_an_answer_stands_who_gave_it(next_one):
    for screen in (next_one, join(next_one)):
        seen = text(page(screen, "differ", item="home.w.hard"))
        assert "Imran Rent is late." in seen
        assert "Tom Rent is late." not in seen


def test_the_page_of_areas_counts_under_the_name_of_who_answered(next_one):
    seen = text(page(next_one, "areas"))
    assert "3 answers : Imran" in seen
    assert "3 answers : Tom" not in seen
    say(next_one, "worker", "home.w.unknown", "The landlord.")
    assert "4 answers : Imran, Tom" in text(page(next_one, "areas"))


def test_who_picked_first_is_named_and_the_next_one_picks_anew(next_one):
    for screen in (next_one, join(next_one)):
        seen = page(screen, "first")
        assert "Imran picked Home first." in text(seen)
        assert "Danielle and Imran picked differently." in text(seen)
        workers = seen.partition('class="side side-worker"')[2]
        assert 'aria-pressed="true"' not in workers
    post(next_one, "pick_first", {"area": "money", "party": "worker"})
    seen = text(page(next_one, "first"))
    assert "Imran picked" not in seen


@pytest.mark.parametrize("reader", ["tom", "carys"])
def test_at_the_desk_nobody_stands_over_words_that_are_not_theirs(cast, moved, sign_in, reader):
    """Not whoever reads, and not whoever supports the person by now."""
    client = sign_in(getattr(cast, reader))
    seen = text(client.get(f"/people/{cast.danielle.pk}/sheet").content.decode())
    assert "What Danielle and Imran said" in seen
    assert "Tom" not in seen
    assert "Carys" not in seen


def test_whoever_supports_them_now_is_named_whenever_that_began(cast):
    """A story that is told with earlier days has its moves in another order."""
    cast.danielle.allocations.update(ended_at=timezone.now())
    began = BEGAN - timedelta(days=90)
    Allocation.objects.create(person=cast.danielle, worker=cast.tom, team=cast.team, began_at=began)
    assert names_at_desk(cast.danielle, cast.carys)["worker"] == "Tom"
