"""The plan holds, whatever two parties with two devices each do to it; and the walk would see it
if it did not: each planted bug is found.

A day left out of the text that is agreed to was planted too, and was found by chance only."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tandem.plans import rules
from tandem.plans.actions import agreements, goals, plan, steps
from tandem.plans.models import Goal
from tandem.plans.tests.machine_plan import Plan

pytestmark = pytest.mark.django_db

EXAMPLES, STEPS = int(os.environ.get("LOG_EXAMPLES", 8)), int(os.environ.get("LOG_STEPS", 20))


def walk(examples=EXAMPLES, steps=STEPS, **more):
    run_state_machine_as_test(
        Plan,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


def test_nobodys_plan_changes_but_by_their_own_act_and_agreements_are_to_exact_words(cast):
    walk()


def anyone_changes_all(patch):
    patch.setattr(rules, "may_change", lambda party, whose: True)


def nobody_changes_what_is_theirs(patch):
    patch.setattr(rules, "may_change", lambda party, whose: party == "both")


def a_dropped_step_counts(patch):
    was = rules.text

    def text(words, lines, *more):
        return was(words, [rules.StepText(s.words, s.who, s.due_on, "to_do") for s in lines], *more)

    patch.setattr(rules, "text", text)


def an_answer_stands_for_good(patch):
    was = rules.agreement

    def agreement(words, lines, said, party, *more):
        found = was(words, lines, said, party, *more)
        return replace(found, stands=found.answer is not None)

    patch.setattr(rules, "agreement", agreement)


def an_old_page_is_agreed_to(patch):
    def agree(**more):
        return patched(**more | {"digest": rules.digest(agreements.read_of(more["goal"]))})

    patched = agreements.agree_goal
    patch.setattr(agreements, "agree_goal", agree)


def the_worker_clicks_for_the_person(patch):
    patched = agreements.agree_goal

    def agree(**more):
        return patched(**more | {"setting": replace(more["setting"], typed_by="person")})

    patch.setattr(agreements, "agree_goal", agree)


def a_repeat_is_done_again(patch):
    for module in (plan, goals, steps):
        patch.setattr(module, "stored", lambda act: None)


def the_row_is_not_written(patch):
    was = Goal.save
    patch.setattr(Goal, "save", lambda self, **more: self._state.adding and was(self, **more))


def the_last_word_is_not_kept_in_the_log(patch):
    was = plan.say

    def say(*args, value, asked=None, **more):
        return was(*args, value=value | {"words": "?"}, asked=None, **more)

    for module in (goals, steps):
        patch.setattr(module, "say", say)


@pytest.mark.parametrize(
    "bug",
    [
        anyone_changes_all,
        nobody_changes_what_is_theirs,
        a_dropped_step_counts,
        an_answer_stands_for_good,
        an_old_page_is_agreed_to,
        the_worker_clicks_for_the_person,
        a_repeat_is_done_again,
        the_row_is_not_written,
        the_last_word_is_not_kept_in_the_log,
    ],
    ids=lambda bug: bug.__name__,
)
def test_the_walk_finds(cast, monkeypatch, bug):
    bug(monkeypatch)
    with pytest.raises(AssertionError):
        walk(60, 25, phases=[Phase.generate], report_multiple_bugs=False, derandomize=True)
