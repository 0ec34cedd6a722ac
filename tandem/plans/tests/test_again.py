"""What an earlier sitting left open is asked again in the next one, once."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.plans import rules
from tandem.plans.actions import agreements, goals
from tandem.plans.again import Again
from tandem.plans.again_page import again_in
from tandem.plans.queries import plan_of
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    sit,
)
from tandem.plans.views.shown import asked_again
from tandem.sittings.models import Sitting
from tandem.sittings.room import Room
from tests.page import Pages

AGAIN = r'<p class="hint again">(.*? )<a href="(.*?)">Look at the plan</a>'


@pytest.fixture
def at(cast):
    """A goal and a sitting; `at()` is what the page of the open sitting asks again."""
    home_sheet(cast.imran, cast.danielle)

    class At:
        goal = keep_the_flat(cast.imran, cast.danielle)
        client = Pages()
        sitting = None

        def sits(self):
            Sitting.objects.filter(ended_at=None).update(ended_at=timezone.now())
            self.client = Pages()
            self.sitting = sit(self.client, cast.imran, cast.danielle)

        def __call__(self):
            names = {"person": "Danielle", "worker": "Imran"}
            plan = plan_of(cast.danielle, names, mode="statutory", today=date(2026, 11, 22))
            room = Room("together", None, self.sitting, cast.danielle)
            found = asked_again(plan, room)
            assert again_in(room) == found, "the page of areas says the same"
            return found

        def answers(self, answer="yes", party="person"):
            hands = in_persons_hands(self.sitting)
            agreements.agree_goal(
                goal=self.goal,
                setting=hands if party == "person" else at_the_desk(cast.imran),
                act=uuid4(),
                party=party,
                answer=answer,
                digest=rules.digest(agreements.read_of(self.goal)),
            )

        def answers_all(self, answer="yes"):
            agreements.agree_whole(
                person=cast.danielle,
                setting=in_persons_hands(self.sitting),
                act=uuid4(),
                party="person",
                answer=answer,
                digest=rules.digest(agreements.read_of_plan(self.goal.thread)),
            )

        def rewords(self):
            goals.reword_goal(
                goal=self.goal,
                setting=at_the_desk(cast.imran),
                act=uuid4(),
                party="both",
                words="I keep my home.",
                origin="both",
            )

    made = At()
    made.sits()
    return made


def test_what_was_answered_and_stands_is_not_asked_again(at):
    assert at() == Again(open=1)
    at.answers()
    assert not at()
    at.sits()
    assert not at()


def test_new_words_are_asked_again_until_they_were_asked(at):
    at.answers()
    at.answers(party="worker")
    at.rewords()
    at.sits()
    assert at() == Again(new_words=1)
    at.answers("no")
    assert at() == Again(new_words=1)  # the worker's answer is to the old ones still
    at.answers(party="worker")
    assert not at()


def test_the_page_of_areas_says_so_and_leads_to_the_plan(at):
    at.answers()
    at.sits()
    guest = join_as_person(Client(), at.sitting)

    def line(screen=None, door="together"):
        room = f"/{door}/{at.sitting.pk}"
        page = (screen or at.client).get(f"{room}/areas").content.decode()
        return ["".join(found).replace(room, "") for found in re.findall(AGAIN, page)]

    assert line() == line(guest, "beside") == []
    at.rewords()
    assert line() == line(guest, "beside") == ["The plan has words to answer again. /plan"]
    at.answers("not_say")
    assert line() == []
    at.sits()
    assert line() == ["The plan waits for an answer. /plan"]


def test_not_wanting_to_say_is_asked_again_in_the_next_sitting_only(at):
    at.answers("not_say")
    assert not at()
    at.sits()
    assert at() == Again(open=1)
    at.answers("not_say")
    assert not at()


def test_what_could_not_be_asked_waits_for_the_next_sitting(at, cast):
    told = {"asked": "could_not", "because": "Her bus."}
    setting = in_persons_hands(at.sitting)
    agreements.set_asking(goal=at.goal, setting=setting, act=uuid4(), **told)
    agreements.set_asking_whole(person=cast.danielle, setting=setting, act=uuid4(), **told)
    assert not at()
    at.sits()
    assert at() == Again(open=1, is_plan_open=True)


def test_the_whole_plan_is_asked_again_where_no_goal_says_it_already(at, cast):
    at.answers()
    at.answers_all()
    at.rewords()
    at.sits()
    assert at() == Again(new_words=1)
    at.answers()
    assert at() == Again(is_plan_new=True)
    at.answers_all("not_say")
    assert not at()
    at.sits()
    assert at() == Again(is_plan_open=True)


def test_a_goal_of_this_very_sitting_is_not_asked_again(at, cast):
    at.answers()
    goals.add_goal(
        person=cast.danielle,
        setting=in_persons_hands(at.sitting),
        act=uuid4(),
        words="A garden.",
        because=["home.now"],
        origin="person",
    )
    assert not at()


def test_the_page_says_it_with_a_way_there_to_both(at):
    at.answers()
    at.rewords()
    at.sits()
    phone = join_as_person(Pages(), at.sitting)
    for door, reader, way in (
        ("together", at.client, reverse("together:plan", args=[at.sitting.pk]) + "#is-this-it"),
        ("beside", phone, reverse("beside:agree", args=[at.sitting.pk])),
    ):
        page = reader.get(reverse(f"{door}:plan", args=[at.sitting.pk])).content.decode()
        line = re.search(r'<p class="hint again">(.*?)</p>', page, re.S)[1]
        assert "1 goal has new words." in line
        assert f'href="{way}"' in line
    at.answers()
    page = phone.get(reverse("beside:plan", args=[at.sitting.pk])).content.decode()
    assert "has new words." not in page
