"""The counts equal what they count, after any mix of what people really do."""

from collections import Counter as Count
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.queries import sheet_thread
from tandem.glances.models import Glance
from tandem.glances.tests.live import live
from tandem.insight import queries
from tandem.insight.models import Counter, Delta
from tandem.insight.queries import Figures
from tandem.lib.refused import Refused
from tandem.people.actions.allocations import move_person
from tandem.people.actions.persons import (
    add_episode,
    add_person,
    correct_episode,
    correct_person,
    ensure_practice_person,
)
from tandem.people.actions.signin import stop_sign_in
from tandem.people.actor import Guest, Staff
from tandem.people.models import Episode, Person
from tandem.plans import rules
from tandem.plans.actions import agreements, goals, steps
from tandem.plans.actions.agreements import read_of
from tandem.plans.models import Goal, Step
from tandem.plans.tests.stories import (
    answer,
    at_the_desk,
    home_sheet,
    keep_the_flat,
    ring_the_council,
)
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.models import Held
from tandem.voices.actions import Setting

ACTS = 60
BEGAN, A_DAY = date(2026, 1, 5), timedelta(days=1)
MARKS = ["very_hard", "hard", "some", "mostly_fine", "good"]


class Story:
    """Acts drawn by dice, each one of the product's own."""

    def __init__(self, cast, seed):
        self.cast, self.dice, self.today = cast, Random(seed), timezone.localdate()
        self.acts = [getattr(self, name) for name in dir(self) if name.startswith("act_")]
        for person in (cast.danielle, cast.aled):
            home_sheet(cast.imran, person)
            refresh_summary(sheet_thread(person))
            self.agree(keep_the_flat(cast.imran, person), "yes")

    def one(self):
        act = self.dice.choice(self.acts)
        with suppress(Refused):
            act()

    def person(self):
        """Danielle and Aled most often, so that much happens to the same two."""
        everyone = list(Person.objects.order_by("created_at", "pk"))
        return self.dice.choice([*everyone, *[self.cast.danielle, self.cast.aled] * 4])

    def day(self, back=0):
        return self.today + timedelta(days=self.dice.randint(-100, 40 if not back else 0))

    def goal(self):
        found = list(Goal.objects.order_by("made_at", "pk"))
        return self.dice.choice(found) if found else None

    def act_add(self):
        mode = self.dice.choice(["statutory", "voluntary"])
        add_person(
            by=Staff(self.cast.bea),
            organisation=self.cast.north,
            called="New",
            mode=mode,
            worker=self.dice.choice([None, self.cast.imran, self.cast.tom]),
            team=self.dice.choice([None, self.cast.team]),
            ends_on=self.dice.choice([None, self.day()]),
        )

    def act_practise(self):
        ensure_practice_person(self.dice.choice([self.cast.imran, self.cast.priya]))

    def act_correct(self):
        correct_person(by=Staff(self.cast.bea), person=self.person(), family_name=str(self.day()))

    def act_move(self):
        worker = self.dice.choice([None, self.cast.imran, self.cast.priya, self.cast.tom])
        team = self.dice.choice([None, self.cast.team, self.cast.other_team])
        move_person(by=Staff(self.cast.bea), person=self.person(), worker=worker, team=team)

    def act_new_order(self):
        add_episode(
            by=Staff(self.cast.bea),
            person=self.person(),
            mode=self.dice.choice(["statutory", "voluntary"]),
            ends_on=self.dice.choice([None, self.day()]),
        )

    def act_correct_order(self):
        episode = self.dice.choice(list(Episode.objects.order_by("created_at", "pk")))
        mode = self.dice.choice(["statutory", "voluntary"])
        correct_episode(by=Staff(self.cast.bea), episode=episode, mode=mode, ends_on=self.day())

    def act_sit(self):
        start_sitting(
            by=Staff(self.cast.imran),
            person=self.person(),
            held=Held.PAPER,
            pin="",
            held_on=self.day(back=1),
        )

    def act_mark(self):
        person, party = self.person(), self.dice.choice(["person", "worker"])
        item = "home.now" if party == "person" else "home.w.now"
        answer(self.cast.imran, person, party, item, self.dice.choice(MARKS))
        refresh_summary(sheet_thread(person))

    def act_aim(self):
        keep_the_flat(self.cast.imran, self.person())

    def act_step(self):
        if goal := self.goal():
            ring_the_council(self.cast.imran, goal, due_on=self.day())

    def act_change_goal(self):
        change = self.dice.choice(
            [goals.reach_goal, goals.let_go_goal, goals.bring_back_goal, goals.reword_goal]
        )
        words = {"words": self.dice.choice(["I rest.", "I work."]), "origin": "both"}
        if goal := self.goal():
            change(
                goal=goal,
                setting=at_the_desk(self.cast.imran),
                act=uuid4(),
                party="both",
                **(words if change is goals.reword_goal else {}),
            )

    def act_change_step(self):
        if found := list(Step.objects.order_by("made_at", "pk")):
            told = {"setting": at_the_desk(self.cast.imran), "act": uuid4(), "party": "both"}
            step = self.dice.choice(found)
            if self.dice.random() < 0.5:
                state = self.dice.choice(["to_do", "doing", "done", "dropped"])
                steps.mark_step(step=step, state=state, **told)
            else:
                steps.change_step(step=step, words=step.words, due_on=self.day(), **told)

    def act_agree(self):
        if goal := self.goal():
            self.agree(goal, self.dice.choice(["yes", "yes", "yes", "part", "no"]))

    act_agree_too = act_agree_three = act_agree

    def agree(self, goal, answer):
        by = Guest(uuid4(), uuid4(), goal.thread.person_id)
        agreements.agree_goal(
            goal=goal,
            setting=Setting(by, None, "person", "en", 0),
            act=uuid4(),
            party="person",
            answer=answer,
            digest=rules.digest(read_of(goal)),
        )

    def act_ask(self):
        if goal := self.goal():
            agreements.set_asking(
                goal=goal, setting=at_the_desk(self.cast.imran), act=uuid4(), asked="not_yet"
            )

    def act_leave(self):
        if self.dice.random() < 0.1:
            stop_sign_in(by=Staff(self.cast.bea), user=self.cast.tom)

    def act_fold(self):
        fold()


def fold():
    with connection.cursor() as cursor:
        cursor.execute("SELECT insight_fold()")


def counted(rows, today):
    """The figures, counted one by one."""
    until = today + queries.ENDS_WITHIN

    def seen_since(days):
        return sum(bool(r["seen_on"] and r["seen_on"] > today - timedelta(days=days)) for r in rows)

    modes = Count(row["mode"] for row in rows)
    return Figures(
        statutory=modes["statutory"],
        voluntary=modes["voluntary"],
        ends=sum(today <= day <= until for row in rows for day in row["ends_on"]),
        seen_28=seen_since(28),
        seen_90=seen_since(90),
        agreed=sum(row["is_agreed"] for row in rows),
        differing=sum(row["differences"] > 0 for row in rows),
    )


def check(cast, today):
    rows = [live(person) for person in Person.objects.all()]
    kept = {row["person_id"]: row for row in Glance.objects.values(*rows[0])}
    assert kept == {row["person_id"]: row for row in rows}
    real = [row for row in rows if not row["is_practice"]]
    north = [row for row in real if row["organisation_id"] == cast.north.pk]
    assert queries.of_everyone(today) == counted(real, today)
    assert queries.of_organisation(cast.north.pk, today) == counted(north, today)
    for team, found in queries.teams_of(cast.bea, today).shown:
        ours = [row for row in north if row["team_id"] == team.pk]
        assert queries.of_team(team.pk, cast.north.pk, today) == found == counted(ours, today)
    return queries.of_everyone(today)


@pytest.mark.parametrize("seed", range(6))
def test_the_counts_are_what_is_there_after_any_acts(cast, seed):
    story = Story(cast, seed)
    begun = check(cast, story.today)
    assert (begun.agreed, begun.differing) == (2, 2)
    seen = set()
    for number in range(1, ACTS + 1):
        story.one()
        if number % 6 == 0:
            seen.add(check(cast, story.today))
    fold()
    assert not Delta.objects.exists()
    assert check(cast, story.today) in seen
    assert not Counter.objects.filter(n=0).exists()
    # The story was one in which much changed.
    assert len(seen) > ACTS / 12
    assert len({(one.agreed, one.differing) for one in seen}) > 1


def test_an_answer_touches_no_count(cast, django_assert_num_queries):
    fold()
    answer(cast.imran, cast.danielle, "person", "home.now", "hard")
    refresh_summary(sheet_thread(cast.danielle))
    assert not Delta.objects.exists()


def test_a_thousand_rows_fold_themselves(cast):
    fold()
    for number in range(350):
        Episode.objects.update(mode="voluntary", order_type="", ends_on=BEGAN + number * A_DAY)
    assert 0 < Delta.objects.count() < 1000 < Delta.objects.latest("pk").pk
    check(cast, timezone.localdate())
