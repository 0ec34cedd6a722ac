"""Made-up histories keep every promise that the product makes of rows of its own."""

from datetime import date

import pytest
from django.db import connection

from conftest import as_role
from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.sheet import sheet
from tandem.assessments.rules.shut import is_open
from tandem.assessments.rules.talks import talks
from tandem.home.seed import fill
from tandem.instruments.clean import clean
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.actions.agreements import text_of
from tandem.plans.models import Goal, GoalReason, Step
from tandem.sittings.models import Sitting
from tandem.voices.models import Entry, Thread
from tandem.voices.queries import said_in
from tandem.voices.verify import verify_all

TODAY = date(2026, 11, 20)


@pytest.fixture
def told(db):
    """A caseload of 300, each fifth with a history."""
    as_role(connection, "")
    connection.ensure_connection()
    done = fill(connection.connection, people=300, histories=0.2, today=TODAY)
    as_role(connection, "tandem_web")
    return done


def test_every_chain_holds(told):
    report = verify_all()
    assert report.faults == ()
    assert report.threads > 60
    assert report.entries > 5000
    assert 40 < told.histories.people < 80


def test_every_summary_equals_the_fold(told):
    before = {one.pk: (one.open_differences, one.come_back_on) for one in SheetSummary.objects.all()}
    assert len(before) == Thread.objects.filter(kind="sheet").count()
    for thread in Thread.objects.filter(kind="sheet").select_related("person"):
        refresh_summary(thread)
    after = {one.pk: (one.open_differences, one.come_back_on) for one in SheetSummary.objects.all()}
    assert after == before
    assert any(count for count, _day in after.values())
    assert any(day for _count, day in after.values())
