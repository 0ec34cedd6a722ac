"""Was that talk fair? Only the person answers, and no page tells one answer."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

import tandem
from tandem.assessments.models import FairnessTap
from tandem.assessments.tests.talking import (
    home_apart,
    join,
    open_talk,
    page,
    post,
    sit,
    step,
    told,
)
from tandem.sittings.models import Held, Sitting
from tests.page import Pages

ANSWERS = ["yes", "part", "no", "skip"]


@pytest.fixture
def at(cast):
    at = sit(cast.imran, cast.danielle)
    home_apart(at)
    at.talk = open_talk(at)
    step(at, at.talk, "where", outcome="differently")
    return at


def hand(at):
    return post(at, "hand", {"what": f"fair/{at.talk}"})


def test_on_a_handed_over_screen(at):
    assert at.client.get(at.room.url("fair", talk=at.talk)).status_code == 404
    assert hand(at).headers["Location"] == at.room.url("fair", talk=at.talk)
    assert "This one is only for you" in page(at, "fair", talk=at.talk)
    done = post(at, "fair", {"answer": "part"}, talk=at.talk)
    assert done.status_code == 302
    tap = FairnessTap.objects.get()
    assert (tap.answer, tap.talk_id, tap.worker_may_see) == ("part", at.talk, False)
    # The screen stays handed over: nothing else opens until the worker takes it back.
    assert at.client.get(at.room.url("differences")).status_code == 404
    assert at.client.get(at.room.url("fair", talk=uuid4())).status_code == 404


def test_on_the_persons_own_device(at):
    phone = join(at)
    done = post(phone, "fair", {"answer": "no", "share": ["someone_else"]}, talk=at.talk)
    assert done.status_code == 302
    tap = FairnessTap.objects.get()
    assert (tap.answer, tap.wants_someone, tap.worker_may_see) == ("no", True, False)
    assert told(at, "talk")[-1][1]["step"] != "fair"


def test_the_worker_cannot_answer_it(at, cast):
    assert post(at, "fair", {"answer": "yes"}, talk=at.talk).status_code == 404
    desk = sit(cast.imran, cast.danielle, held=Held.PAPER)
    assert desk.client.get(desk.room.url("fair", talk=at.talk)).status_code == 404
    assert post(desk, "fair", {"answer": "yes"}, talk=at.talk).status_code == 404
    assert FairnessTap.objects.count() == 0


def test_one_act_is_one_tap(at):
    phone = join(at)
    act = str(uuid4())
    for _ in range(3):
        post(phone, "fair", {"answer": "yes", "act": act}, talk=at.talk)
    assert FairnessTap.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"answer": "maybe"}, {"answer": "yes", "act": "x"}])
def test_what_cannot_be_kept_is_said(at, data):
    phone = join(at)
    answer = post(phone, "fair", data, talk=at.talk)
    assert answer.status_code == 400
    assert "Something needs another look" in answer.content.decode()
    assert FairnessTap.objects.count() == 0


def test_what_is_no_talk_has_no_such_page(at):
    phone = join(at)
    marks = [e for e in at.thread.entries.all() if e.pk != at.talk]
    for other in [uuid4(), *[entry.pk for entry in marks]]:
        assert phone.client.get(phone.room.url("fair", talk=other)).status_code == 404


def worker_pages(at):
    """Everything that the worker's screen shows after the talk, without what is new each time."""
    seen = []
    for name, kwargs in [
        ("talk", {"item": "home.now"}),
        ("differences", {}),
        ("chart", {}),
        ("areas", {}),
        ("area", {"area": "home"}),
    ]:
        text = at.client.get(at.room.url(name, **kwargs)).content.decode()
        text = re.sub(r'name="(csrfmiddlewaretoken|act(:[a-z._]+)?)" value="[^"]+"', "", text)
        seen.append(text)
    return seen


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_shared_pages_are_the_same_whatever_was_answered(at, answer):
    before = worker_pages(at)
    phone = join(at)
    post(phone, "fair", {"answer": answer, "share": ["someone_else"]}, talk=at.talk)
    assert worker_pages(at) == before
    after = page(phone, "fair", talk=at.talk, query="?done")
    assert not any(f'value="{each}"' in after for each in ANSWERS)


def test_the_person_may_let_the_worker_see_it(at):
    phone = join(at)
    post(phone, "fair", {"answer": "part", "share": ["let_see"]}, talk=at.talk)
    assert told(at, "talk")[-1] == (
        "person",
        {"talk": str(at.talk), "step": "fair", "said": {"fair": "part"}},
    )
    for name in ["worker_back", "person", "worker", "person_back", "count", "look", "plan", "note"]:
        step(at, at.talk, name, skip="yes")
    seen = page(at, "talk", item="home.now")
    assert "Was that talk fair?" in seen
    assert "In part" in seen


def test_no_code_but_the_tap_itself_touches_the_table():
    """Whatever page is added later: reading these answers needs a change here too."""
    found = {
        str(path.relative_to(Path(tandem.__file__).parent))
        for path in Path(tandem.__file__).parent.rglob("*.py")
        if "FairnessTap" in path.read_text("utf-8") or "fairnesstap" in path.read_text("utf-8")
    }
    found = {path for path in found if "/tests/" not in path and "/migrations/" not in path}
    assert found == {
        "assessments/models.py",
        "assessments/actions/fairness.py",
        # Reads who asked for someone else, and nothing that they answered: see below.
        "assessments/views/fairness.py",
        # Adds them up over many people, by `rules/after.py`.
        "assessments/views/after.py",
        # Writes those of made-up people.
        "home/seed/log.py",
    }


def managers(user):
    client = Pages()
    client.force_login(user)
    return client.get("/asked-for-someone-else")


def test_the_teams_manager_sees_who_asked_for_someone_else(at, cast):
    phone = join(at)
    assert "Danielle" not in managers(cast.carys).content.decode()
    post(phone, "fair", {"answer": "no", "share": ["someone_else"]}, talk=at.talk)
    assert "Danielle" in managers(cast.carys).content.decode()
    for user in (cast.imran, cast.priya, cast.bea):
        assert managers(user).status_code == 404
    # Not to a manager who sat there as the worker.
    Sitting.objects.filter(pk=at.sitting.pk).update(worker=cast.carys)
    assert "Danielle" not in managers(cast.carys).content.decode()


@pytest.mark.parametrize("answer", ANSWERS)
def test_nobody_is_listed_who_did_not_ask_whatever_they_answered(at, cast, answer):
    phone = join(at)
    post(phone, "fair", {"answer": answer, "share": ["let_see"]}, talk=at.talk)
    assert "Danielle" not in managers(cast.carys).content.decode()
