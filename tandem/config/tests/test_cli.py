"""Each command says what it is for, and what is wrong in a sentence."""

from contextlib import contextmanager

import pytest

from tandem.config import cli
from tandem.config.serve import Origin
from tandem.instruments.tests.forms import question, workbook
from tandem.lib.refused import Refused

COMMANDS = [
    "serve",
    "demo",
    "import-people",
    "import-instrument",
    "export-instrument",
    "backup",
    "restore",
    "migrate",
    "seal",
    "check",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: tandem {command}" in said
    assert "--state DIR" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "COMMAND"),
        (["dance"], "invalid choice"),
        (["serve", "--port", "many"], "a port is a number from 0 to 65535"),
        (["serve", "--port", "70000"], "a port is a number from 0 to 65535"),
        (["serve", "--workers", "0"], "a number from 1 to 64"),
        (["import-people"], "FILE"),
        (["check", "--root", "xyz"], "a root is 64 digits"),
    ],
)
def test_words_that_make_no_command_are_explained(words, sentence, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serve", "--public-url", "http://x"], "tandem: --public-url must start with https://"),
        (["serve", "--cert", "/none"], "tandem: --cert and --key belong together"),
        (["import-people", "/none.csv"], "tandem: /none.csv cannot be read: No such file"),
        (["import-instrument", "/none.xlsx"], "tandem: /none.xlsx cannot be read: No such file"),
        (["migrate", "--state", "/proc/none"], "tandem: The data folder /proc/none cannot be used"),
        (["migrate", "--pg-bin", "/none"], "tandem: There is no initdb in /none"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(words, sentence, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if "--state" not in words:
        words = [*words, "--state", str(tmp_path / "state")]
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert str(left.value.code).startswith(sentence)


@pytest.fixture
def here(monkeypatch, cast):
    """Commands work on the database of the tests."""

    @contextmanager
    def as_product(state, pg_bin, *, is_changing=True):
        yield None

    monkeypatch.setattr("tandem.config.readiness.as_product", as_product)
    return ["--organisation", cast.north.name]


def test_an_instrument_is_brought_in_and_written_out_again(here, tmp_path, capsys):
    form = tmp_path / "visit.xlsx"
    form.write_bytes(workbook(survey=[question(required="yes")]))
    cli.main(["import-instrument", str(form), "--dry-run", *here])
    said = capsys.readouterr().out
    assert "note   survey, row 2, column required: This column is not carried." in said
    assert "visit, version 1, can come in. Nothing is saved yet." in said
    cli.main(["import-instrument", str(form), *here])
    assert "visit, version 1, is in." in capsys.readouterr().out
    out = tmp_path / "out.xlsx"
    cli.main(["export-instrument", "visit", str(out), *here])
    cli.main(["import-instrument", str(out), *here])
    assert "visit, version 1, is here already." in capsys.readouterr().out


def test_a_form_that_is_wrong_is_told_place_by_place(here, tmp_path, capsys):
    form = tmp_path / "visit.xlsx"
    form.write_bytes(workbook(survey=[question(type="select_one nope"), question("b", label="")]))
    with pytest.raises(SystemExit) as left:
        cli.main(["import-instrument", str(form), *here])
    assert left.value.code.startswith("tandem: Nothing was brought in.")
    assert capsys.readouterr().out.splitlines() == [
        "FAULT  survey, row 2, column type: There is no list of this name.",
        "FAULT  survey, row 3, column label: Words are missing here.",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nothing", "tandem: There is no such instrument"), ("talk", "tandem: This one has no area")],
)
def test_what_cannot_be_written_out_is_a_sentence(here, name, sentence, tmp_path):
    with pytest.raises(SystemExit) as left:
        cli.main(["export-instrument", name, str(tmp_path / "x.xlsx"), *here])
    assert left.value.code.startswith(sentence)


def test_other_machines_are_let_in_only_over_https(tmp_path):
    file = tmp_path / "pem"
    file.touch()
    assert Origin(8000).host == "127.0.0.1"
    assert Origin(8000).address == "http://localhost:8000"
    behind_a_proxy = Origin(8000, "https://tandem.example/")
    assert (behind_a_proxy.host, behind_a_proxy.address) == ("127.0.0.1", "https://tandem.example")
    assert Origin(443, "https://tandem.example", file, file).host == "0.0.0.0"
    for wrong in (("http://tandem.example",), ("", file, file), ("https://x", file, None)):
        with pytest.raises(Refused):
            Origin(8000, *wrong)
    with pytest.raises(Refused, match="There is no file"):
        Origin(443, "https://x", tmp_path / "none", file)
