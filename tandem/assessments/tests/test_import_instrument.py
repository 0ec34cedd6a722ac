import pytest

from tandem.assessments.actions.instruments import import_instrument
from tandem.assessments.library import versions_of
from tandem.assessments.models import OwnInstrument
from tandem.instruments.models import Release
from tandem.instruments.tests.forms import question, workbook
from tandem.instruments.xlsform.told import Unreadable
from tandem.lib.refused import Refused
from tandem.people.actor import Staff

FIRST = [question("a"), question("b"), question("c")]


def form(survey=FIRST, version=1, form_id="visit", **sheets):
    return workbook(survey=survey, settings=[{"form_id": form_id, "version": version}], **sheets)


def came_in(cast, raw, dry_run=False, by=None, to=None):
    return import_instrument(
        by=Staff(by or cast.bea),
        organisation=to or cast.north,
        raw=raw,
        filename="x.xlsx",
        dry_run=dry_run,
    )


def faults(cast, raw):
    with pytest.raises(Unreadable) as unreadable:
        came_in(cast, raw)
    return [str(fault) for fault in unreadable.value.faults]


def test_an_instrument_comes_in_for_its_organisation_alone(cast):
    found = came_in(cast, form())
    (own,) = versions_of(cast.north, "visit")
    assert own.digest == found.instrument.digest
    assert not Release.objects.get(digest=own.digest).is_shipped
    assert versions_of(cast.harbour, "visit") == []


def test_a_dry_run_changes_nothing_and_twice_is_as_once(cast):
    assert came_in(cast, form(), dry_run=True).is_new
    assert not OwnInstrument.objects.exists()
    came_in(cast, form())
    assert not came_in(cast, form()).is_new
    assert OwnInstrument.objects.count() == 1


def test_two_organisations_may_have_the_same_one(cast):
    cast.ade.roles = ["administrator"]
    came_in(cast, form())
    came_in(cast, form(), by=cast.ade, to=cast.harbour)
    assert Release.objects.filter(name="visit").count() == 1
    assert OwnInstrument.objects.count() == 2


def test_a_version_that_is_here_never_changes(cast):
    came_in(cast, form())
    assert faults(cast, form([question("a", "Other words?")])) == [
        "settings, row 2, column version: Version 1 is here with other words. A version never"
        " changes."
    ]


def test_what_comes_with_tandem_keeps_its_name(cast):
    assert faults(cast, form(form_id="whole-life")) == [
        "settings, row 2, column form_id: whole-life comes with Tandem. Choose another id."
    ]


def test_an_older_version_does_not_come_after_a_newer_one(cast):
    came_in(cast, form(version=4))
    assert faults(cast, form(version=3)) == [
        "settings, row 2, column version: Version 4 is here already."
    ]


def test_a_new_version_says_what_became_of_each_question(cast):
    came_in(cast, form())
    second = [
        question("a"),
        question("b", "B in other words?"),
        question("d"),
        question("e", type="integer"),
    ]
    assert faults(cast, form(second, 2)) == [
        "tandem_became: What became of questions.b is not said.",
        "tandem_became: What became of questions.d is not said.",
        "tandem_became: What became of questions.e is not said.",
        "tandem_became: What became of questions.c is not said.",
    ]
    became = [
        {"what": "reworded", "now": "questions.b"},
        {"what": "split", "before": "questions.c", "now": "questions.d questions.e"},
    ]
    found = came_in(cast, form(second, 2, tandem_became=became))
    assert [(change.what, len(change.before), len(change.now)) for change in found.changes] == [
        ("kept", 1, 1),
        ("reworded", 1, 1),
        ("split", 1, 2),
    ]
    assert [one.version for one in versions_of(cast.north, "visit")] == [2, 1]


@pytest.mark.parametrize(
    ("became", "sentence"),
    [
        ({"what": "dropped", "before": "questions.z"}, "z is no question of version 1."),
        ({"what": "new", "now": "questions.z"}, "z is no question of this version."),
        ({"what": "dropped", "before": "questions.a"}, "a is still asked, and is said to be gone."),
        (
            {"what": "reworded", "now": "questions.b"},
            "b has other answers. It is a new question, with a new key.",
        ),
    ],
)
def test_what_is_said_of_a_question_is_held_against_both_versions(cast, became, sentence):
    came_in(cast, form())
    second = [question("a"), question("b", type="integer"), question("c")]
    assert f"tandem_became: questions.{sentence}" in faults(
        cast, form(second, 2, tandem_became=[became])
    )


def test_only_an_administrator_of_the_organisation_brings_one_in(cast):
    for who in (cast.imran, cast.carys, cast.ade):
        with pytest.raises(Refused, match="Only an administrator"):
            came_in(cast, form(), by=who)
