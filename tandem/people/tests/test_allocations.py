import pytest

from tandem.audit.models import Event
from tandem.lib.refused import Refused
from tandem.people.access import people_for
from tandem.people.actions.allocations import move_person
from tandem.people.actions.persons import ensure_practice_person
from tandem.people.actor import Staff
from tandem.people.queries import without_worker


def test_a_move_ends_one_allocation_and_begins_another(cast):
    move_person(
        by=Staff(cast.imran), person=cast.danielle, worker=cast.tom, reason=" She  moved\nhouse "
    )
    before, now = cast.danielle.allocations.order_by("began_at")
    assert (before.worker, before.ended_at) == (cast.imran, now.began_at)
    assert (now.worker, now.team, now.reason) == (cast.tom, cast.other_team, "She moved house")
    assert not people_for(Staff(cast.imran)).filter(pk=cast.danielle.pk).exists()
    assert people_for(Staff(cast.tom), "sit").filter(pk=cast.danielle.pk).exists()
    [event] = Event.objects.filter(person=cast.danielle.pk)
    assert (event.verb, event.what) == ("alter", "worker team")


def test_a_team_can_hold_someone_until_it_finds_a_worker(cast):
    move_person(by=Staff(cast.carys), person=cast.danielle, worker=None, team=cast.team)
    assert list(without_worker(Staff(cast.carys))) == [cast.danielle]
    assert list(without_worker(Staff(cast.bea))) == [cast.danielle]


def test_someone_whose_worker_has_left_waits_for_another(cast):
    cast.imran.is_active = False
    cast.imran.save()
    assert list(without_worker(Staff(cast.carys))) == [cast.danielle]


@pytest.mark.parametrize(
    ("worker", "team", "sentence"),
    [
        ("maureen", None, "a worker of this organisation"),
        ("bea", None, "a worker of this organisation"),
        (None, None, "Choose a worker or a team"),
        ("imran", "team", "They are there already"),
    ],
)
def test_a_move_to_nowhere_is_refused(cast, worker, team, sentence):
    with pytest.raises(Refused, match=sentence):
        move_person(
            by=Staff(cast.imran),
            person=cast.danielle,
            worker=worker and getattr(cast, worker),
            team=team and getattr(cast, team),
        )
    assert cast.danielle.allocations.get().ended_at is None


def test_a_practice_person_stays(cast):
    robin = ensure_practice_person(cast.imran)
    with pytest.raises(Refused, match="stays with their worker"):
        move_person(by=Staff(cast.imran), person=robin, worker=cast.tom)
