"""Made-up histories keep every promise that the product makes of rows of its own."""

from collections import Counter
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from conftest import as_role
from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.sheet import sheet
from tandem.assessments.rules.shut import is_open
from tandem.assessments.rules.talks import talks
from tandem.home.seed import fill
from tandem.instruments.clean import clean
from tandem.people.models import Allocation, Person, User
from tandem.people.queries import mode_of
from tandem.plans import rules
from tandem.plans.actions.agreements import read_of
from tandem.plans.models import Goal, GoalReason, Step
from tandem.sittings.models import Sitting
from tandem.voices.models import Act, Entry, Saying, Thread
from tandem.voices.queries import said_in
from tandem.voices.verify import verify_all

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """A caseload of 300, each sixth with a history; one for all tests of this file."""
    with django_db_blocker.unblock():
        as_role(connection, "")
        connection.set_autocommit(False)
        done = fill(connection.connection, people=300, histories=1 / 6, today=TODAY)
        as_role(connection, settings.WEB_ROLE)
        yield done
        connection.rollback()
        connection.set_autocommit(True)
        connection.close()


@pytest.fixture(autouse=True)
def seeded(told, db):
    return told


def sheets():
    return Thread.objects.filter(kind="sheet").select_related("person").order_by("pk")


def test_every_chain_holds(told):
    report = verify_all()
    assert report.faults == ()
    assert report.threads > 60
    assert report.entries > 5000
    assert 30 < told.histories.people < 70
    assert Act.objects.count() == Saying.objects.count() == report.entries


def test_every_summary_equals_the_fold():
    def counted():
        return {one.pk: (one.open_differences, one.come_back_on) for one in summaries.all()}

    summaries = SheetSummary.objects
    before = counted()
    assert len(before) == sheets().count()
    for thread in sheets():
        refresh_summary(thread)
    assert counted() == before
    assert any(many for many, _day in before.values())
    assert any(day for _many, day in before.values())


def test_nothing_is_said_that_the_sheet_would_refuse():
    for thread in sheets()[::5]:
        instrument, mode = instrument_of(thread), mode_of(thread.person)
        said = said_in(thread.pk)
        for number, one in enumerate(said):
            if one.kind not in ("answer", "pass"):
                continue
            stands = sheet(instrument, mode, said[:number])
            item = instrument.item(one.about)
            assert item.party == one.party
            assert is_open(stands, item.key)
            assert stands.is_asked(item), one
            if one.kind == "answer":
                assert not stands.waits_for_the_notice(item), one
                value = one.value
                if isinstance(value, dict):
                    value = [value["words"], value["due_on"]]
                raw = str(value) if isinstance(value, int) else value
                assert clean(item, raw) == one.value


def test_talks_go_by_their_steps_and_end_in_every_way():
    ends = Counter()
    for thread in sheets():
        said = said_in(thread.pk)
        for about in {one.about for one in said if one.kind == "talk"}:
            for talk in talks(said, about):
                assert not talk.is_ready_to_settle
                assert (talk.settled is None) == (talk.outcome is None)
                assert talk.settled is None or talk.settled.outcome == talk.outcome
                ends[talk.outcome] += 1
    assert len(ends) >= 6, ends


def test_plans_stand_as_their_log_says():
    answers = Counter()
    for goal in Goal.objects.all():
        said = [one for one in said_in(goal.thread_id) if one.about == f"goal/{goal.pk}"]
        told = [one for one in said if one.kind == "goal"][-1].value
        assert (told["words"], told["state"]) == (goal.words, goal.state)
        assert told["because"] == [one.about for one in goal.reasons.order_by("pk")]
        for one in said:
            if one.kind == "agree":
                assert one.value["digest"] == rules.bound_to(one.value)
                assert one.typed_by == "person" or one.party == "worker"
        steps = [
            rules.StepText(s.words, s.who, s.due_on, s.state) for s in goal.steps.order_by("number")
        ]
        agreed = rules.agreement(goal.words, steps, said, "person")
        if agreed.stands:
            with override(agreed.language):
                assert agreed.code == rules.short_code(rules.digest(read_of(goal)))
        answers[str(agreed.answer), agreed.stands] += 1
    assert {("yes", True), ("yes", False), ("part", True)} <= set(answers), answers
    for step in Step.objects.all():
        last = [one for one in said_in(step.goal.thread_id) if one.about == f"step/{step.pk}"][-1]
        due = step.due_on.isoformat() if step.due_on else None
        assert (last.value["words"], last.value["state"]) == (step.words, step.state)
        assert last.value["due_on"] == due
    for reason in GoalReason.objects.select_related("entry__thread", "goal__thread"):
        assert reason.entry.about == reason.about
        assert reason.entry.thread.person_id == reason.goal.thread.person_id


def test_everybody_sat_with_the_worker_of_that_time():
    changed = Counter()
    for sitting in Sitting.objects.all():
        held = Allocation.objects.filter(
            person=sitting.person_id, worker=sitting.worker_id, began_at__lt=sitting.started_at
        )
        assert any(one.ended_at is None or one.ended_at > sitting.started_at for one in held)
        changed[sitting.person_id, sitting.worker_id] += 1
    people = Counter(person for person, _worker in changed)
    assert max(people.values()) > 1
    assert not Entry.objects.exclude(sitting__in=Sitting.objects.values("pk")).exists()
    guests = Entry.objects.filter(device__startswith="guest ")
    assert guests.exists()
    assert not guests.exclude(author=None, typed_by="person").exists()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_made_up_person_opens_for_their_worker(sign_in, language):
    person = (
        Person.objects.filter(sittings__isnull=False, threads__kind="plan")
        .exclude(allocations__in=Allocation.objects.filter(worker=None))
        .filter(page_language=language)
        .first()
    ) or Person.objects.filter(threads__kind="plan", allocations__worker__is_active=True).first()
    worker = User.objects.get(allocations__person=person, allocations__ended_at=None)
    TOTP.activate(worker, "JBSWY3DPEHPK3PXP")
    client = sign_in(worker)
    client.cookies["tandem_language"] = language
    for place in ("", f"people/{person.pk}/", f"people/{person.pk}/sheet", "plan"):
        path = f"/people/{person.pk}/plan" if place == "plan" else f"/{place}"
        page = client.get(path)
        assert page.status_code == 200, path
        assert person.called in page.content.decode()[:200_000] or place == ""
        assert f'lang="{language}"' in page.content.decode()
    printed = client.get(f"/people/{person.pk}/plan/print")
    body = b"".join(printed.streaming_content) if printed.streaming else printed.content
    assert printed.status_code == 200
    assert body.startswith(b"%PDF")
