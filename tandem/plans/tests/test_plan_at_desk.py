"""The plan at the desk, and who it is there for."""

from uuid import uuid4

import pytest

from tandem.audit.models import Event
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import (
    home_sheet,
    keep_the_flat,
    ring_the_council,
)
from tandem.voices.models import Entry, Kind


@pytest.mark.parametrize("path", ["plan/goals/{0}", "plan/steps/{0}/change", "agree/{0}"])
def test_unknown_and_someone_elses_are_the_same_404(cast, room, path):
    home_sheet(cast.priya, cast.aled)
    other = keep_the_flat(cast.priya, cast.aled)
    step = ring_the_council(cast.priya, other)
    at, base = room("beside")
    for pk in (uuid4(), other.pk, step.pk):
        assert at.get(f"{base}/{path.format(pk)}").status_code == 404


def test_the_desk_reads_the_plan_and_marks_it_as_told(cast, sign_in, goal):
    client = sign_in(cast.imran)
    url = f"/people/{cast.danielle.pk}/plan"
    page = text(client.get(url))
    assert "I keep my flat." in page
    assert "Done, as told" in page
    for step in goal.steps.all():
        given = {"act": uuid4(), "state": "done"}
        assert client.post(f"{url}/steps/{step.pk}/mark", given).status_code == 302
    assert set(goal.steps.values_list("state", flat=True)) == {"done"}
    newest = Entry.objects.filter(kind=Kind.STEP).order_by("seq").last()
    assert (newest.party, newest.typed_by, newest.sitting) == ("worker", "worker", None)


def test_a_manager_reads_and_marks_nothing(cast, sign_in, goal):
    client = sign_in(cast.carys)
    url = f"/people/{cast.danielle.pk}/plan"
    page = client.get(url)
    assert page.status_code == 200
    assert "as told" not in text(page)
    step = goal.steps.first()
    given = {"act": uuid4(), "state": "done"}
    assert client.post(f"{url}/steps/{step.pk}/mark", given).status_code == 404


@pytest.mark.parametrize("who", ["tom", "bea", "ade"])
@pytest.mark.parametrize("path", ["", "/print", "/alone"])
def test_the_plan_is_not_there_for_others(cast, sign_in, goal, who, path):
    client = sign_in(getattr(cast, who))
    assert client.get(f"/people/{cast.danielle.pk}/plan{path}").status_code == 404


def test_the_plan_says_that_it_was_made_alone(cast, sign_in, goal):
    client = sign_in(cast.imran)
    url = f"/people/{cast.danielle.pk}/plan"
    given = {"act": uuid4(), "because": "her boy was ill."}
    answered = client.post(f"{url}/alone", given)
    assert answered.status_code == 422
    assert "her boy was ill." in text(answered)
    given |= {"together_on_day": "1", "together_on_month": "12", "together_on_year": "2026"}
    assert client.post(f"{url}/alone", given).status_code == 302
    assert (
        "Imran wrote this without Danielle, because her boy was ill. It is a start. "
        "It is not agreed. We go through it together on 1 December 2026."
    ) in text(client.get(url))


def test_every_look_leaves_its_event(cast, room, goal, sign_in):
    at, base = room("together")
    before = Event.objects.filter(person=cast.danielle.pk).count()
    at.get(f"{base}/plan")
    assert Event.objects.filter(person=cast.danielle.pk).count() == before + 1
    at.get(f"{base}/plan/print")
    newest = Event.objects.filter(person=cast.danielle.pk).order_by("pk").last()
    assert (newest.verb, newest.what) == ("disclose", "plan on paper")
