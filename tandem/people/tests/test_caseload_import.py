"""What a file does to people who are here already, and who may bring in what."""

from datetime import date

import pytest

from tandem.audit.models import Event
from tandem.lib.refused import Refused
from tandem.people.actions.caseload import import_caseload
from tandem.people.actor import Staff, System
from tandem.people.models import Allocation, Episode, Person
from tests.cast import make_user

HEAD = "CRN,Surname,Forename(s),DOB,Worker,Team,Mode,Order Type,Start,End,Likes\n"


def bring_in(by, organisation, text, *, dry_run=False):
    raw = text.encode()
    return import_caseload(
        by=by, organisation=organisation, raw=raw, filename="people.csv", dry_run=dry_run
    )


def codes(report):
    return {row.line: [one.problem.code for one in row.faults] for row in report.of("refused")}


@pytest.fixture
def tandem():
    return System("test")


def test_a_changed_row_shows_old_and_new_and_an_empty_cell_changes_nothing(cast, tandem):
    text = HEAD + "X200001,Marsh-Hill,Danielle,,,,,,,06/10/2026,\n"
    report = bring_in(tandem, cast.north, text)
    [row] = report.of("changed")
    assert report.changes(row) == [
        ("family name", "Marsh", "Marsh-Hill"),
        ("end", "05/10/2026", "06/10/2026"),
    ]
    cast.danielle.refresh_from_db()
    assert cast.danielle.family_name == "Marsh-Hill"
    assert cast.danielle.search == "danielle danielle marsh hill x200001"
    assert cast.danielle.episodes.get().ends_on == date(2026, 10, 6)
    assert cast.danielle.allocations.get().worker == cast.imran
    [event] = Event.objects.filter(verb="alter")
    assert (event.person, event.what) == (cast.danielle.pk, "caseload file: family_name ends_on")


def test_a_dry_run_writes_nothing_but_says_the_same(cast, tandem):
    text = HEAD + "X200001,Marsh-Hill,Danielle,,,,,,,,\nX9,New,Person,,,,,,,,\n"
    dry = bring_in(tandem, cast.north, text, dry_run=True)
    assert Person.objects.filter(organisation=cast.north).count() == 2
    wet = bring_in(tandem, cast.north, text)
    assert dry.counts == wet.counts
    assert "Nothing is saved yet." in dry.as_text()


def test_another_worker_in_the_file_is_a_move(cast, tandem):
    text = HEAD + "X200001,Marsh,Danielle,,Tom Example,,,,,,\n"
    [row] = bring_in(tandem, cast.north, text).of("changed")
    assert row.is_moved
    now = Allocation.objects.get(person=cast.danielle, ended_at=None)
    assert (now.worker, now.team) == (cast.tom, cast.other_team)
    assert Allocation.objects.filter(person=cast.danielle).count() == 2


def test_an_order_after_the_last_one_ended_is_a_new_one(cast, tandem):
    text = HEAD + "X200001,Marsh,Danielle,,,,,Licence,01/01/2027,01/06/2027,\n"
    bring_in(tandem, cast.north, text)
    assert list(
        Episode.objects.filter(person=cast.danielle).order_by("starts_on").values_list("order_type")
    ) == [("community_order",), ("licence",)]
    assert bring_in(tandem, cast.north, text).counts["same"] == 1


def test_an_end_before_the_start_that_is_here_is_refused(cast, tandem):
    text = HEAD + "X200001,Marsh,Danielle,,,,,,,01/01/2020,\n"
    assert codes(bring_in(tandem, cast.north, text)) == {2: ["ends_before_start"]}


def test_a_reference_of_someone_else_is_refused(cast, tandem):
    text = HEAD + "X200001,Other,Somebody,,,,,,,,\n"
    assert codes(bring_in(tandem, cast.north, text)) == {2: ["reference_of_another"]}


def test_a_reference_differs_only_in_case(cast, tandem):
    text = HEAD + "x200001,Marsh,Danielle,,,,,,,,\n"
    assert bring_in(tandem, cast.north, text).counts["same"] == 1


def test_voluntary_people_need_no_reference_and_come_in_once(cast, tandem):
    text = HEAD + ",Ward,Kit,,,,Voluntary,,,,\n,Ward,Kit,01/02/1990,,,v,,,,\n"
    assert bring_in(tandem, cast.harbour, text).counts["added"] == 2
    assert bring_in(tandem, cast.harbour, text).counts["same"] == 2


def test_two_rows_that_may_be_one_person_are_both_refused(cast, tandem):
    text = HEAD + ",Ward,Kit,1/2/1990,,,V,,,,\n,Ward,Kit,01/02/1990,,,V,,,,tea\n"
    assert codes(bring_in(tandem, cast.harbour, text)) == {2: ["same_names"], 3: ["same_names"]}


def test_one_person_in_two_different_rows_is_asked_about(cast, tandem):
    text = HEAD + "X5,Ward,Kit,,,,,,,,\nX5,Ward,Kit,,,,,Licence,,,\n"
    assert codes(bring_in(tandem, cast.north, text)) == {
        2: ["same_person_twice"],
        3: ["same_person_twice"],
    }


def test_someone_here_without_a_reference_is_not_doubled(cast, tandem):
    bring_in(tandem, cast.harbour, HEAD + ",Ward,Kit,01/02/1990,,,V,,,,\n")
    again = bring_in(tandem, cast.harbour, HEAD + "H1,Ward,Kit,01/02/1990,,,V,,,,\n")
    assert codes(again) == {2: ["here_without_reference"]}


def test_mode_and_order_that_differ_are_refused(cast, tandem):
    text = HEAD + "X5,Ward,Kit,,,,Voluntary,Licence,,,\n"
    assert codes(bring_in(tandem, cast.north, text)) == {2: ["modes_differ"]}


def test_without_a_mode_the_organisation_s_is_used_and_said(cast, tandem):
    report = bring_in(tandem, cast.harbour, "Surname,Forename\nWard,Kit\n")
    assert "No column says the mode, so it is Voluntary." in report.how_read()
    assert Episode.objects.get(person__family_name="Ward").mode == "voluntary"


def test_a_worker_is_found_by_name_initial_or_address_and_never_guessed(cast, tandem):
    make_user(cast.north, "Ines", "worker", email="ines@example.test")
    rows = [
        ("A1", "I Example"),
        ("A2", "Imran Example"),
        ("A3", "IMRAN@example.test"),
        ("A4", "Imrn Example"),
    ]
    text = HEAD + "".join(f"{ref},Ward,Kit{ref},,{worker},,,,,,\n" for ref, worker in rows)
    report = bring_in(tandem, cast.north, text)
    assert codes(report) == {2: ["many_workers"], 5: ["unknown_worker"]}
    suggestions = [report.faults(row)[0].suggestion for row in report.of("refused")]
    assert "Ines Example (ines@example.test)" in suggestions[0]
    assert suggestions[1].startswith("Did you mean Imran Example; ")


def test_a_worker_brings_in_their_own_people_only(cast):
    text = HEAD + (
        "X1,Ward,Kit,,,,,,,,\n"
        "X2,Ward,Kay,,Imran Example,,,,,,\n"
        "X3,Ward,Ken,,Priya Example,,,,,,\n"
        "X200001,Marsh,Dani,,,,,,,,\n"
        "X200002,Ŵyn-Jones,Al,,,,,,,,\n"
    )
    report = bring_in(Staff(cast.imran), cast.north, text)
    assert codes(report) == {4: ["not_your_worker"], 6: ["reference_taken"]}
    assert report.counts == {"added": 2, "changed": 1, "same": 0, "repeat": 0, "refused": 2}
    assert Allocation.objects.filter(worker=cast.imran, ended_at=None).count() == 3


def test_a_manager_brings_people_into_their_own_team_only(cast):
    text = HEAD + (
        "X1,Ward,Kit,,Imran Example,,,,,,\n"
        "X2,Ward,Kay,,Tom Example,,,,,,\n"
        "X3,Ward,Ken,,,Team South,,,,,\n"
        "X4,Ward,Kim,,,,,,,,\n"
    )
    report = bring_in(Staff(cast.carys), cast.north, text)
    assert codes(report) == {3: ["not_your_worker"], 4: ["not_your_team"]}
    waiting = Allocation.objects.get(person__reference="X4")
    assert (waiting.worker, waiting.team) == (None, cast.team)


def test_an_administrator_brings_in_anybody(cast):
    text = HEAD + "X200002,Ŵyn-Jones,Aled,,Tom Example,,,,,,\n"
    assert bring_in(Staff(cast.bea), cast.north, text).counts["changed"] == 1


def test_a_file_says_nothing_about_people_of_another_organisation(cast, tandem):
    text = HEAD + "X200001,Other,Somebody,,,,Voluntary,,,,\n"
    assert bring_in(tandem, cast.harbour, text).counts["added"] == 1


def test_columns_that_are_not_read_are_listed(cast, tandem):
    report = bring_in(tandem, cast.north, HEAD + "X1,Ward,Kit,,,,,,,,tea\n", dry_run=True)
    assert report.columns.unread == ("Likes",)
    assert "We do not read “Likes”." in report.as_text()


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(cast, tandem):
    with pytest.raises(Refused, match="This is a workbook"):
        import_caseload(
            by=tandem, organisation=cast.north, raw=b"PK\3\4", filename="x", dry_run=True
        )


def test_refused_rows_download_safe_to_open_and_sound_to_bring_back(cast, tandem):
    text = HEAD + "X1,=cmd(),Kit,31/02/1990,,,,,,,\n"
    saved = bring_in(tandem, cast.north, text).refused_csv().decode("utf-8-sig")
    assert '"\'=cmd()"' in saved
    assert "DOB: That month has no day 31." in saved
    mended = saved.replace("31/02/1990", "28/02/1990")
    assert bring_in(tandem, cast.north, mended).counts["added"] == 1
    assert Person.objects.get(reference="X1").family_name == "=cmd()"


def test_a_row_that_the_database_refuses_stops_no_other(cast, tandem, monkeypatch):
    from django.db import DataError

    from tandem.people.actions import caseload

    sound = caseload._new_person

    def fails_for_one(organisation, row):
        if row.reference == "X2":
            raise DataError
        return sound(organisation, row)

    monkeypatch.setattr(caseload, "_new_person", fails_for_one)
    text = HEAD + "X1,Ward,Kit,,,,,,,,\nX2,Ward,Kay,,,,,,,,\nX3,Ward,Ken,,,,,,,,\n"
    report = bring_in(tandem, cast.north, text)
    assert codes(report) == {3: ["not_stored"]}
    people = Person.objects.filter(family_name="Ward")
    assert sorted(one.reference for one in people) == ["X1", "X3"]
    assert Episode.objects.filter(person__in=people).count() == 2
