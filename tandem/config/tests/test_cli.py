"""Each command says what it is for, and what is wrong in a sentence."""

import pytest

from tandem.config import cli
from tandem.config.serve import Origin
from tandem.lib.refused import Refused

COMMANDS = ["serve", "demo", "import-people", "backup", "restore", "migrate", "seal", "check"]


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
