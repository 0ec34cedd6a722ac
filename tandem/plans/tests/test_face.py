"""A goal in short: what is in sight of it while it is folded, and where it comes open by itself."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tandem.plans.actions import goals, steps
from tandem.plans.actions.remarks import see_line_differently
from tandem.plans.tests.stories import (
    answer_goal,
    at_the_desk,
    home_sheet,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.plans.views.shown import shown_plan

NAMES = {"person": "Danielle", "worker": "Imran"}


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def shown(cast):
    return shown_plan(cast.danielle, NAMES, mode="statutory")


def faces(html):
    """By the numbers of the goals: whether each is open, and the words on its face."""
    found = re.findall(
        r'<details class="goal [^>]*?( open)?>\s*<summary>(.*?)</summary>', html, re.S
    )
    texts = [
        (bool(is_open), " ".join(re.sub("<[^>]+>", " ", face).split())) for is_open, face in found
    ]
    return {int(re.findall(r"\d+", text)[0]): (is_open, text) for is_open, text in texts}


def test_the_nearest_day_comes_next_and_every_late_one_is_told(cast, goal):
    today = timezone.localdate()
    assert shown(cast).active[0].face.next is None
    for words, days in (("In a week.", 7), ("Two days ago.", -2), ("Yesterday.", -1)):
        ring_the_council(cast.imran, goal, words=words, due_on=today + timedelta(days=days))
    face = shown(cast).active[0].face
    assert (face.next.step.words, face.late) == ("Two days ago.", 1)
    for line in shown(cast).active[0].steps:
        if line.is_late:
            steps.mark_step(
                step=line.step,
                setting=at_the_desk(cast.imran),
                act=uuid4(),
                party="both",
                state="done",
            )
    face = shown(cast).active[0].face
    assert (face.next.step.words, face.late) == ("In a week.", 0)


def test_a_shut_goal_says_whose_answer_is_missing(cast, client, goal):
    sitting = sit(client, cast.imran, cast.danielle)
    page = f"/together/{sitting.pk}/plan"
    answer_goal(cast.imran, goal)
    ((is_open, face),) = faces(client.get(page).content.decode()).values()
    assert not is_open
    assert "waits for an answer" in face
    assert "Danielle : no answer yet" in face
    assert "Imran : Yes, I agree" in face
    ring_the_council(cast.imran, goal, due_on=date(2026, 9, 1))
    ((_open, face),) = faces(client.get(page).content.decode()).values()
    assert "Imran : asked again, the words are new" in face
    assert "this day has passed" in face


def test_what_was_seen_differently_waits_on_its_face_and_on_the_fold_over_it(cast, client, goal):
    setting = at_the_desk(cast.imran)
    goals.pause_goal(goal=goal, setting=setting, act=uuid4(), party="both")
    sitting = sit(client, cast.imran, cast.danielle)
    page = f"/together/{sitting.pk}/plan"
    paused = r"<h2>Paused \(1\)</h2>(.*?)</summary>"
    assert "waits" not in re.findall(paused, client.get(page).content.decode(), re.S)[0]
    said = {"about": f"goal/{goal.pk}", "party": "person", "words": "Not so."}
    see_line_differently(person=cast.danielle, setting=setting, act=uuid4(), **said)
    html = client.get(page).content.decode()
    assert "1 waits for an answer" in re.findall(paused, html, re.S)[0]
    assert "Imran answers by" in faces(html)[1][1]


def test_the_plan_comes_back_at_the_goal_in_which_one_acted(cast, client, goal):
    other = keep_the_flat(cast.imran, cast.danielle, words="I see my boy.")
    later = keep_the_flat(cast.imran, cast.danielle, words="I learn to drive.")
    told = {"due_on": None, "is_later": True, "gives": [], "protects": []}
    goals.plan_goal(goal=later, setting=at_the_desk(cast.imran), act=uuid4(), party="both", **told)
    room = f"/together/{sit(client, cast.imran, cast.danielle).pk}"
    moved = client.post(f"{room}/plan/goals/{other.pk}/move", {"act": uuid4(), "to": "up"})
    assert moved["Location"] == f"{room}/plan?goal={other.pk}#goal-{other.pk}"
    html = client.get(moved["Location"]).content.decode()
    assert {number: is_open for number, (is_open, _face) in faces(html).items()} == {
        goal.number: False,
        other.number: True,
        later.number: False,
    }
    assert f'id="goal-{other.pk}" open>' in html
    assert 'id="for-later">' in html
    assert (
        moved["Location"].replace("&", "&amp;")
        in client.get(f"{room}/plan/goals/{other.pk}").content.decode()
    )
    # In what is folded, the fold over it is open too.
    html = client.get(f"{room}/plan?goal={later.pk}").content.decode()
    assert 'id="for-later" open>' in html
    assert faces(html)[later.number][0]
