"""Names in full beside what people are called, in every way in which a file may hold them."""

import pytest

from tandem.people.actions.persons import correct_person
from tandem.people.actor import System
from tandem.people.caseload.names import in_parts, whole
from tandem.people.models import Person
from tandem.people.tests.test_caseload_import import bring_in, codes

HEAD = "CRN,Full name,Known as,Mode\n"
BY = System("test")


def person(reference):
    return Person.objects.get(reference=reference)


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("Kit Ward", "Kit", "Ward"),
        ("Ann Marie van Ward", "Ann Marie van", "Ward"),
        ("Ward, Kit", "Kit", "Ward"),
        ("WARD, Kit Lee", "Kit Lee", "WARD"),
        ("Prince", "", "Prince"),
        ("Ward,", "", "Ward"),
        ("", "", ""),
    ],
)
def test_a_name_in_full_falls_into_its_parts(full, given, family):
    assert in_parts(full) == {"given_names": given, "family_name": family}
    assert whole({"full_name": full}) == whole({"given_names": given, "family_name": family})


def test_known_as_is_what_they_are_called_and_the_name_in_full_is_kept(cast):
    report = bring_in(BY, cast.north, HEAD + "X1,Kathryn Ward,Kit,\nX2,Kay Ward,,\n")
    assert report.counts["added"] == 2
    assert (person("X1").called, person("X1").full_name) == ("Kit", "Kathryn Ward")
    assert (person("X2").called, person("X2").full_name) == ("Kay Ward", "Kay Ward")
    assert "kathryn" in person("X1").search
    assert report.columns.unread == ()
    assert ("Full name", "the name in full") in report.matched()
    assert "Its family name stands before a comma, or is its last word." in report.as_text()


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "X1,Kathryn Ward,Kit,\nX2,Kay Ward,,\nX3,,Kim,\n",
        'Ref,Name\nX1,"Ward, Kathryn"\nX2,Kay Ward\nX3,Prince\n',
        'Name,Known as,Mode\n"Ward, Kathryn",Kit,v\nKay Ward,,v\nPrince,,v\n',
        'Name,Mode\n"Ward, Kathryn",v\nKay Ward,v\nPrince,v\n',
        "Ref,Name,Surname,Forename\nX1,Kit Ward,Ward,Kathryn\nX2,Kay Ward,,\nX3,,Ward,\n",
    ],
)
def test_the_same_file_twice_is_as_once(cast, text):
    assert bring_in(BY, cast.north, text).counts["added"] == 3
    before = list(Person.objects.order_by("pk").values())
    assert bring_in(BY, cast.north, text).counts["same"] == 3
    assert list(Person.objects.order_by("pk").values()) == before


def test_names_in_parts_go_before_the_name_in_full(cast):
    bring_in(BY, cast.north, "Ref,Name,Surname,Forename\nX1,K Ward (Ms),Ward,Kathryn\n")
    assert (person("X1").called, person("X1").full_name) == ("Kathryn", "Kathryn Ward")


def test_a_name_in_full_never_changes_what_somebody_is_called(cast):
    bring_in(BY, cast.north, HEAD + "X1,Kathryn Ward,,\n")
    correct_person(by=BY, person=person("X1"), called="Kit")
    bring_in(BY, cast.north, HEAD + "X1,Kathryn Ward,,\n")
    assert (person("X1").called, person("X1").full_name) == ("Kit", "Kathryn Ward")


def test_parts_that_were_put_right_by_hand_stay_while_the_whole_is_the_same(cast):
    bring_in(BY, cast.north, HEAD + "X1,Maria Garcia Lopez,Mari,\n")
    correct_person(by=BY, person=person("X1"), given_names="Maria", family_name="Garcia Lopez")
    assert bring_in(BY, cast.north, HEAD + "X1,Maria Garcia Lopez,Mari,\n").counts["same"] == 1
    assert person("X1").family_name == "Garcia Lopez"


def test_another_family_name_is_a_change_and_another_name_is_someone_else(cast):
    text = HEAD + "X200001,Danielle Marsh-Hill,,\nX200002,Somebody Other,,\n"
    report = bring_in(BY, cast.north, text)
    [row] = report.of("changed")
    assert report.changes(row) == [("family name", "Marsh", "Marsh-Hill")]
    assert codes(report) == {3: ["reference_of_another"]}


def test_a_row_without_any_name_is_refused(cast):
    assert codes(bring_in(BY, cast.north, HEAD + "X1,,,\n")) == {2: ["no_name"]}


def test_a_language_of_ours_that_changes_changes_the_pages_too_and_says_so(cast):
    head = "CRN,Surname,Forename,Preferred language\n"
    report = bring_in(BY, cast.north, head + "X200001,Marsh,Danielle,Welsh\n")
    [row] = report.of("changed")
    assert report.changes(row) == [
        ("preferred language", "nothing", "Welsh"),
        ("language of their pages", "English", "Welsh"),
    ]
    assert person("X200001").page_language == "cy"
    assert "Where the preferred language is Welsh or English" in report.as_text()
    bring_in(BY, cast.north, head + "X200001,Marsh,Danielle,Polish\n")
    assert (person("X200001").preferred_language, person("X200001").page_language) == (
        "Polish",
        "cy",
    )
    bring_in(BY, cast.north, head + "X200001,Marsh,Danielle,English\n")
    assert person("X200001").page_language == "en"


def test_pages_that_were_set_by_hand_stay_while_the_language_does(cast):
    head = "CRN,Surname,Forename,Preferred language\n"
    row = "X200001,Marsh,Danielle,Welsh\n"
    bring_in(BY, cast.north, head + row)
    correct_person(by=BY, person=person("X200001"), page_language="en")
    assert bring_in(BY, cast.north, head + row).counts["same"] == 1
    assert person("X200001").page_language == "en"


@pytest.mark.parametrize(
    ("sign", "word"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")]
)
def test_a_row_of_another_width_is_told_of_the_sign_that_this_file_has(cast, sign, word):
    text = "CRN,Surname,Forename\nX1,Ward,Kit\nX2,Ward,Kay,more\n".replace(",", sign)
    report = bring_in(BY, cast.north, text, dry_run=True)
    [row] = report.of("refused")
    [fault] = report.faults(row)
    assert fault.suggestion == (f"Look for a {word} that is not in quotes, or a row that was cut.")
