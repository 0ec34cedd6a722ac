from datetime import date

import pytest

from tandem.audit.models import Event
from tandem.lib.refused import Refused
from tandem.people.access import people_for
from tandem.people.actions.persons import (
    add_episode,
    add_person,
    correct_episode,
    correct_person,
    ensure_practice_person,
)
from tandem.people.actor import Staff, System
from tandem.people.models import Episode, Person, Role
from tests.cast import make_user


def test_what_they_are_called_and_the_mode_are_enough(cast):
    by = Staff(cast.imran)
    kit = add_person(by=by, organisation=cast.north, called=" Kit ", mode="voluntary")
    assert (kit.called, kit.search) == ("Kit", "kit")
    assert kit.allocations.get().worker == cast.imran
    assert kit.allocations.get().team == cast.team
    assert kit.episodes.get().mode == "voluntary"
    [event] = Event.objects.filter(person=kit.pk)
    assert (event.verb, event.user) == ("collect", cast.imran.pk)


def test_nobody_is_called_nothing(cast):
    with pytest.raises(Refused, match="Say what they are called"):
        add_person(by=Staff(cast.imran), organisation=cast.north, called=" ", mode="statutory")
    assert Person.objects.filter(organisation=cast.north).count() == 2


def test_a_reference_that_is_taken_is_refused_and_half_writes_nothing(cast):
    with pytest.raises(Refused, match="This reference cannot be used"):
        add_person(
            by=Staff(cast.imran),
            organisation=cast.north,
            called="Kit",
            mode="statutory",
            reference="X200002",
        )
    assert not Person.objects.filter(called="Kit").exists()


def test_a_worker_cannot_give_a_new_person_to_another_worker(cast):
    with pytest.raises(Refused, match="You cannot bring people in here"):
        add_person(
            by=Staff(cast.imran),
            organisation=cast.north,
            called="Kit",
            mode="statutory",
            worker=cast.priya,
        )


def test_a_manager_adds_people_for_their_own_team(cast):
    by = Staff(cast.carys)
    told = {"by": by, "organisation": cast.north, "called": "Kit", "mode": "statutory"}
    kit = add_person(**told, worker=cast.priya)
    assert kit.allocations.get().worker == cast.priya
    waiting = add_person(**told)
    assert (waiting.allocations.get().worker, waiting.allocations.get().team) == (None, cast.team)
    with pytest.raises(Refused, match="a worker of your team"):
        add_person(**told, worker=cast.tom)
    with pytest.raises(Refused, match="your own team"):
        add_person(**told, team=cast.other_team)


def test_an_administrator_adds_people_for_anybody_here_and_nobody_elsewhere(cast):
    told = {"by": Staff(cast.bea), "called": "Kit", "mode": "statutory"}
    add_person(**told, organisation=cast.north, worker=cast.tom)
    with pytest.raises(Refused, match="a worker of this organisation"):
        add_person(**told, organisation=cast.north, worker=cast.maureen)
    with pytest.raises(Refused, match="You cannot bring people in here"):
        add_person(**told, organisation=cast.harbour)


def test_correcting_writes_the_keys_and_one_event_that_names_the_facts(cast):
    changed = correct_person(
        by=Staff(cast.imran), person=cast.danielle, family_name="Mârsh", called="Danielle"
    )
    assert changed == ["family_name"]
    assert Person.objects.get(pk=cast.danielle.pk).search == "danielle danielle marsh x200001"
    [event] = Event.objects.filter(person=cast.danielle.pk, verb="alter")
    assert event.what == "family_name"


def test_correcting_nothing_leaves_no_event(cast):
    assert correct_person(by=Staff(cast.imran), person=cast.danielle, called="Danielle") == []
    assert not Event.objects.filter(verb="alter").exists()


def test_only_facts_can_be_corrected(cast):
    with pytest.raises(TypeError):
        correct_person(by=Staff(cast.imran), person=cast.danielle, is_practice=True)


def test_an_order_is_corrected_and_another_added(cast):
    by, episode = Staff(cast.imran), cast.danielle.episodes.get()
    correct_episode(by=by, episode=episode, mode="statutory", order_type="licence")
    assert Episode.objects.get(pk=episode.pk).order_type == "licence"
    add_episode(by=by, person=cast.danielle, mode="voluntary", starts_on=date(2027, 1, 1))
    assert cast.danielle.episodes.count() == 2
    assert Event.objects.filter(person=cast.danielle.pk, verb="alter").count() == 2


def test_an_order_that_ends_before_it_starts_or_that_nobody_gave_is_refused(cast):
    by, episode = Staff(cast.imran), cast.danielle.episodes.get()
    with pytest.raises(Refused, match="The end is before the start"):
        correct_episode(
            by=by,
            episode=episode,
            mode="statutory",
            starts_on=date(2026, 2, 1),
            ends_on=date(2026, 1, 1),
        )
    with pytest.raises(Refused, match="Someone who chose to come has no order"):
        correct_episode(by=by, episode=episode, mode="voluntary", order_type="licence")


def test_every_worker_has_one_practice_person_whom_nobody_else_reaches(cast):
    nia = make_user(cast.north, "Nia", Role.WORKER, team=cast.team)
    robin = ensure_practice_person(nia)
    assert ensure_practice_person(nia) == robin
    assert robin.is_practice
    assert robin.episodes.get().order_type == "community_order"
    assert people_for(Staff(nia), "sit").get() == robin
    for other in (cast.imran, cast.carys, cast.bea):
        assert not people_for(Staff(other)).filter(pk=robin.pk).exists()


def test_the_system_adds_people_without_a_worker(cast):
    kofi = add_person(by=System("demo"), organisation=cast.harbour, called="K", mode="voluntary")
    assert kofi.allocations.get().worker is None
