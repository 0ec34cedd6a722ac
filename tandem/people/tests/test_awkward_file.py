"""What becomes of the awkward file, line by line."""

from pathlib import Path

import pytest

from tandem.audit.models import Event
from tandem.people.actions.caseload import import_caseload
from tandem.people.actor import System
from tandem.people.models import Allocation, Episode, Person, Role, Team
from tests.cast import make_user

RAW = (Path(__file__).parent / "data" / "awkward.csv").read_bytes()
REFUSED = {
    5: ("CRN", "X100111", "Two different people have this reference. See also line 12."),
    9: ("DOB", "31/02/1990", "That month has no day 31."),
    10: ("DOB", "32874", "This is a date as a spreadsheet counts it, in days since 1900."),
    12: ("CRN", "X100111", "Two different people have this reference. See also line 5."),
    14: ("End", "01/02/2026", "The end is before the start, 05/06/2026."),
    17: ("CRN", "", "Someone on an order needs a reference."),
    18: ("Order Type", "Drug rehab requirement order (old)", "We do not know this order type."),
    20: ("DOB", "14/05/2031", "This date of birth has not come yet."),
    21: ("Worker", "Nobody Known", "No worker here has this name."),
    # A note above has a line break, so that lines and rows differ from here on.
    24: ("DOB", "03/04/05", "The year has two numbers, so it can mean two years."),
}
SUGGESTED = {
    9: "Check the day. The last one of that month is 28/02/1990.",
    10: "If that is right, write 01/01/1990.",
    24: "Write 03/04/1905 or 03/04/2005.",
}
BY = System("test")


@pytest.fixture
def office(cast):
    north = cast.north
    make_user(north, "Lena", Role.WORKER, team=cast.team, email="l.green@example.test")
    for called, name, team in (("Tunde", "Tunde Okafor", cast.team), ("Padma", "Padma Rao", None)):
        user = make_user(north, called, Role.WORKER, team=team)
        user.name = name
        user.save()
    lena = north.users.get(called="Lena")
    lena.name = "Lena Green"
    lena.save()
    return north


def bring_in(office, raw=RAW, *, dry_run=False):
    return import_caseload(
        by=BY, organisation=office, raw=raw, filename="awkward.csv", dry_run=dry_run
    )


def test_each_bad_row_is_refused_with_its_line_column_value_and_sentence(office):
    report = bring_in(office, dry_run=True)
    said = {
        row.line: [(one.column, one.value, one.sentence) for one in report.faults(row)]
        for row in report.of("refused")
    }
    assert said == {line: [fault] for line, fault in REFUSED.items()}


def test_a_suggestion_says_what_it_would_be(office):
    report = bring_in(office, dry_run=True)
    rows = {row.line: row for row in report.rows}
    for line, sentence in SUGGESTED.items():
        assert report.faults(rows[line])[0].suggestion == sentence


def test_the_exact_repeat_is_named_and_changes_nothing(office):
    [repeat] = bring_in(office).of("repeat")
    assert (repeat.line, repeat.repeats) == (51, 6)
    assert Person.objects.filter(reference="X100148").count() == 1


def test_all_sound_rows_come_in_and_a_dry_run_brings_in_none(office):
    before = Person.objects.count()
    assert bring_in(office, dry_run=True).counts["added"] == 38
    assert Person.objects.count() == before
    report = bring_in(office)
    assert report.counts == {"added": 38, "changed": 0, "same": 0, "repeat": 1, "refused": 10}
    assert Person.objects.count() == before + 38
    assert Event.objects.filter(verb="collect").count() == 38


def test_the_same_file_twice_changes_nothing(office):
    bring_in(office)
    people = list(Person.objects.order_by("pk").values())
    episodes = list(Episode.objects.order_by("pk").values())
    allocations = list(Allocation.objects.order_by("pk").values())
    report = bring_in(office)
    assert report.counts == {"added": 0, "changed": 0, "same": 38, "repeat": 1, "refused": 10}
    assert list(Person.objects.order_by("pk").values()) == people
    assert list(Episode.objects.order_by("pk").values()) == episodes
    assert list(Allocation.objects.order_by("pk").values()) == allocations


def test_the_year_first_date_is_read(office):
    bring_in(office)
    assert str(Person.objects.get(reference="X100333").born_on) == "1990-07-04"


def test_what_is_unusual_but_sound_is_kept_to_the_letter(office):
    bring_in(office)
    by = {one.reference: one for one in Person.objects.all()}
    assert (by["X100185"].family_name, by["X100185"].called) == ("Prince", "Prince")
    assert by["X100222"].family_name == "محمد"
    assert by["X100518"].given_names == "Ann\u202eeiram"
    assert by["X100481"].family_name == '=HYPERLINK("http://x.invalid","click")'
    assert len(by["X100629"].family_name) == 179
    assert by["X100740"].communication_needs == 'line one\nline two, with a comma and a "quote"'


def test_voluntary_as_an_order_type_is_a_mode(office):
    bring_in(office)
    episode = Episode.objects.get(person__reference="X100037")
    assert (episode.mode, episode.order_type) == ("voluntary", "")


def test_workers_are_found_by_initial_and_teams_by_name(office):
    bring_in(office)
    place = Allocation.objects.get(person__reference="X100000")
    assert (place.worker.name, place.team.name) == ("Lena Green", "Team North")
    assert Allocation.objects.get(person__reference="X100185").team == Team.objects.get(
        organisation=office, name="Team South"
    )


def test_columns_are_matched_and_shown(office):
    report = bring_in(office, dry_run=True)
    assert ("Forename(s)", "given names") in report.matched()
    assert ("CRN", "reference") in report.matched()
    assert report.columns.unread == ()


def test_the_command_line_report_lets_no_name_move_the_words_around_it(office):
    text = bring_in(office, dry_run=True).as_text()
    assert "Line 9, refused" in text
    assert "\u202e" not in text
    assert text.endswith("38 added, 0 changed, 1 the same, 10 refused.\n")
