"""Files that were made to do harm, or went wrong: a sentence each, and little work."""

import io
import time
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.instruments.tests.forms import question, saved, workbook
from tandem.instruments.xlsform import reading
from tandem.instruments.xlsform import workbook as limits
from tandem.instruments.xlsform.reading import read
from tandem.instruments.xlsform.told import Unreadable

GOOD = workbook(survey=[question()])
SHEET = "xl/worksheets/sheet1.xml"


def told(raw):
    with pytest.raises(Unreadable) as unreadable:
        read(raw)
    return [str(fault) for fault in unreadable.value.faults]


def with_part(name, content, raw=GOOD):
    """The good workbook with one part of it replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def sheet_of(rows):
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return f"{head}{rows}</sheetData></worksheet>"


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_good_workbook_is_taken_in():
    assert read(GOOD).instrument.item("questions.how")


@pytest.mark.parametrize(
    "raw", [b"", b"hello", b"PK\x03\x04", GOOD[:400], b"\xd0\xcf\x11\xe0" * 99]
)
def test_what_is_no_workbook_is_told(raw):
    assert told(raw) == ["This is not an .xlsx workbook, or it is locked with a password."]


def test_a_file_of_another_kind_in_an_archive_is_told():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("letter.txt", "Hello")
    assert told(made.getvalue()) == ["This is not a workbook that can be read."]


def test_a_bomb_is_given_up_while_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(limits, "MOST_UNPACKED", 1_000_000)
    bomb = with_part("xl/media/bomb", b"0" * 50_000_000)
    assert len(bomb) < 100_000
    before = time.process_time()
    assert told(bomb) == ["This workbook is too big when it is unpacked."]
    assert time.process_time() - before < 0.5


def test_a_bomb_of_entities_is_not_opened():
    laugh = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laugh}]>' + sheet_of(
        f'<row r="1">{cell("A1", "&l11;")}</row>'
    )
    before = time.process_time()
    assert told(with_part(SHEET, xml)) == ["This is not a workbook that can be read."]
    assert time.process_time() - before < 1.0


def test_a_file_that_points_to_others_is_not_followed():
    xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet_of(
        f'<row r="1">{cell("A1", "&e;")}</row>'
    )
    assert told(with_part(SHEET, xml)) == ["This is not a workbook that can be read."]


def test_too_many_bytes_and_too_many_parts_are_told(monkeypatch):
    assert told(b"0" * (limits.MOST_BYTES + 1)) == [
        "This file is too big. It may have 5 MB at most."
    ]
    monkeypatch.setattr(limits, "MOST_PARTS", 3)
    assert told(GOOD) == ["This workbook has more parts than a form needs."]


def test_a_program_in_a_workbook_is_refused():
    assert told(with_part("xl/vbaProject.bin", b"x")) == [
        "This workbook holds a program. Save it without macros, as .xlsx."
    ]


def test_a_formula_an_error_and_a_date_are_told_by_their_cells():
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    sheet = book["survey"]
    sheet["C2"] = '=HYPERLINK("https://example.org")'
    sheet["B3"].value, sheet["B3"].data_type = "#REF!", "e"
    sheet["A4"] = __import__("datetime").datetime(2026, 1, 1)
    sheet["A5"] = "x" * 6000
    assert told(saved(book)) == [
        "survey, row 2, column C: A formula stands here. Write what it gives.",
        "survey, row 3, column B: The spreadsheet has an error here.",
        "survey, row 4, column A: A date or time stands here. Write text.",
        "survey, row 5, column A: There are too many letters here.",
    ]


def test_words_that_look_like_a_formula_stay_words():
    from tandem.instruments.xlsform.writing import write

    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book["survey"]["C2"].value, book["survey"]["C2"].data_type = "=1+1", "s"
    found = read(saved(book)).instrument
    assert found.item("questions.how").prompt.raw("en") == "=1+1"
    again = write(found)
    cells = list(openpyxl.load_workbook(io.BytesIO(again))["survey"].iter_rows())
    assert {cell.data_type for row in cells for cell in row if cell.value == "=1+1"} == {"s"}


def test_a_sheet_that_says_it_has_a_million_rows_costs_little():
    rows = f'<row r="1">{cell("A1", "type")}</row><row r="1048576">{cell("A1048576", "text")}</row>'
    before = time.process_time()
    assert told(with_part(SHEET, sheet_of(rows))) == ["survey: There is no column of English words,"
        " such as: label::English (en)."]  # fmt: skip
    assert time.process_time() - before < 2.0


def test_rows_and_columns_beyond_the_most_are_told():
    many = workbook(survey=[question(f"q{n}") for n in range(limits.MOST_ROWS + 1)])
    assert told(many) == ["survey, row 5002: There are more rows than 5000."]
    wide = workbook(survey=[question(**{f"c{n}": "x" for n in range(limits.MOST_COLUMNS)})])
    assert told(wide) == ["survey, row 1: There are more columns than 120."]


def test_a_list_that_grows_with_each_question_that_uses_it_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ANSWERS", 30)
    survey = [question(f"q{n}", type="select_one l") for n in range(7)]
    choices = [{"list_name": "l", "name": f"c{n}", "label": "x"} for n in range(5)]
    assert told(workbook(survey=survey, choices=choices)) == [
        "survey: All lists in use hold more than 30 answers."
    ]
    assert read(workbook(survey=survey[:6], choices=choices)).instrument


def test_missing_sheets_and_repeated_headings_are_told():
    assert told(workbook(settings=[{"form_id": "x"}])) == [
        "survey: The sheet of questions is missing."
    ]
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book["survey"]["D1"] = "Label"
    assert told(saved(book)) == ["survey, row 1, column label: This heading stands here twice."]
    assert told(workbook(survey=[{"type": "text", "name": "a"}])) == [
        "survey: There is no column of English words, such as: label::English (en)."
    ]


def test_groups_within_groups_without_end_are_told():
    groups = [{"type": "begin_group", "name": f"g{n}", "label": "G"} for n in range(3000)]
    assert "Groups stand too deep in each other here." in told(workbook(survey=groups))[0]


def test_what_nobody_reads_is_told_and_left_alone():
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book.create_sheet("Notes")["A1"] = "=1+1"
    book["survey"]["E2"] = "loose"
    notes = [str(note) for note in read(saved(book)).notes]
    assert notes[:2] == [
        "Notes: This sheet is not read.",
        "survey, row 2, column E: This column has no heading. It is not read.",
    ]


CELL = st.one_of(
    st.none(),
    st.integers(),
    st.booleans(),
    st.sampled_from(
        ["begin_group", "end_group", "begin repeat", "select_one x", "text", "range", "${a} = 'b'",
         "begin loop over x", "end loop", "{person}", "{x}", "a", "b", "x", "yes", "0"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=9),
)  # fmt: skip
HEADINGS = ["type", "name", "label", "relevant", "tandem_pair", "tandem_kind", "list_name"]
ROWS = st.lists(
    st.fixed_dictionaries({heading: CELL for heading in HEADINGS}), min_size=1, max_size=6
)


@settings(max_examples=60)
@given(ROWS, ROWS)
def test_any_cells_at_all_are_taken_in_or_refused_with_sentences(survey, choices):
    try:
        found = list(read(workbook(survey=survey, choices=choices)).instrument.items)
    except Unreadable as unreadable:
        found = [fault.sentence for fault in unreadable.faults]
    assert found
    assert all(found)
