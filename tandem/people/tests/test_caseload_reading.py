import pytest

from tandem.people.caseload.problems import Unreadable
from tandem.people.caseload.reading import MOST_BYTES, MOST_ROWS, read

TEXT = "CRN,Surname,Forename(s),DOB\r\nX1,Évans,Siân,02/03/1980\r\nX2,O’Brien,Renée,02/03/1981\r\n"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_any_common_encoding_is_read_and_named(codec, named):
    table = read(TEXT.encode(codec))
    assert [line.cells[1] for line in table.lines] == ["Évans", "O’Brien"]
    assert table.lines[0].cells[2] == "Siân"
    assert table.encoding == named


@pytest.mark.parametrize("codec", ["iso-8859-1", "iso-8859-15", "iso8859_14", "cp850"])
def test_older_encodings_are_read(codec):
    table = read(TEXT.replace("’", "'").encode(codec))
    assert [line.cells[2] for line in table.lines] == ["Siân", "Renée"]


def test_welsh_letters_in_their_own_encoding_are_read():
    assert read("Surname\nŴyn-Jones\nRhŷs\n".encode("iso8859_14")).lines[0].cells == ("Ŵyn-Jones",)


def test_a_guessed_encoding_says_how_sure_it_is_and_shows_words_to_check():
    table = read(TEXT.encode("cp1252"))
    assert table.confidence == 1.0 or 0.5 < table.confidence < 1
    assert table.samples == ("Évans", "Siân", "O’Brien", "Renée")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_common_delimiter_is_read(delimiter):
    table = read(TEXT.replace(",", delimiter).encode())
    assert table.delimiter == delimiter
    assert table.lines[1].cells[1] == "O’Brien"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(end):
    table = read(f"Surname,Forename{end}Jones,Elin{end}{end}Khan,Owain".encode())
    assert [(line.number, line.cells[0]) for line in table.lines] == [(2, "Jones"), (4, "Khan")]


def test_titles_above_the_headings_are_passed_over():
    table = read(b"sep=,\nCaseload of 3 March\n\nSurname,Forename\nJones,Elin\n")
    assert [(line.number, line.cells) for line in table.lines] == [(5, ("Jones", "Elin"))]


def test_names_of_other_systems_are_matched_and_unknown_ones_listed():
    columns = read(b"NOMS Number,Last Name,First name(s),Shoe size,CRN\nA,B,C,D,E\n").columns
    assert columns.heading("reference") == "CRN"
    assert columns.heading("given_names") == "First name(s)"
    assert columns.unread == ("NOMS Number", "Shoe size")


def test_a_quote_that_never_closes_costs_its_own_line_only():
    table = read(b'Surname,Forename\nJones,"Elin\nKhan,Owain\n')
    assert [(line.number, bool(line.problem)) for line in table.lines] == [(2, True), (3, False)]


def test_a_row_that_is_too_long_or_too_short_is_refused():
    table = read(b"Surname,Forename\nJones,Elin,x\nKhan\nRao,P,\n")
    assert [line.problem.code if line.problem else "" for line in table.lines] == [
        "wrong_width",
        "wrong_width",
        "",
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b" \r\n\0 ", "empty"),
        (b"PK\x03\x04rest of a workbook", "workbook"),
        (b"%PDF-1.7", "not_a_table"),
        (b"\x7fELF\0\1\2\3", "not_a_table"),
        (b"\xff\xfea", "broken_encoding"),
        (b"Shoe size,Colour\n5,red\n", "no_headings"),
        (b"Surname,Forename\n", "only_headings"),
        (b"Surname\n" + b"x\n" * (MOST_ROWS + 1), "too_many_rows"),
        (b"Surname\n" + b"x" * MOST_BYTES, "too_big"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw, code):
    with pytest.raises(Unreadable) as refused:
        read(raw)
    assert refused.value.problem.code == code
