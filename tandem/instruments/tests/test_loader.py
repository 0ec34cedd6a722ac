import json

import pytest

from tandem.instruments import loader
from tandem.instruments.schema import Unsound


def changed(change, language="cy"):
    content = json.loads(loader.body("whole-life", 1))
    change(content[language])
    return json.dumps(content)


def test_a_stored_release_reads_like_the_shipped_one():
    shipped = loader.released("whole-life", 1)
    stored = loader.parse(str(loader.body("whole-life", 1)))
    assert stored.digest == shipped.digest
    assert stored.areas == shipped.areas
    assert stored.prompts == shipped.prompts


def test_the_newest_version_is_found():
    assert loader.newest("talk").version == max(v for n, v in loader.names() if n == "talk")


def test_an_unknown_instrument_is_told():
    with pytest.raises(LookupError, match="no instrument nothing 1"):
        loader.released("nothing", 1)


def test_missing_welsh_words_are_told_with_their_place():
    content = changed(lambda welsh: welsh["areas"]["home"]["items"]["now"].pop("prompt"))
    with pytest.raises(Unsound, match=r"'cy' at areas\.home\.items\.now\.prompt"):
        loader.parse(content)


def test_an_area_cannot_ask_what_is_in_no_pattern():
    def add(english):
        english["areas"]["home"]["items"]["price"] = {"prompt": "What does it cost?"}

    with pytest.raises(Unsound, match="price is in no pattern"):
        loader.parse(changed(add, "en"))


def test_one_changed_word_is_another_digest():
    def reword(welsh):
        welsh["areas"]["home"]["name"] = "Tŷ"

    content = changed(reword)
    assert loader.parse(content).digest != loader.released("whole-life", 1).digest


def test_the_command_prints_each_release_with_its_digest(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["loader"])
    loader.main()
    assert capsys.readouterr().out.splitlines() == loader.locked()


def test_the_command_writes_the_lock(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["loader", "--lock"])
    monkeypatch.setattr(loader, "LOCK", tmp_path / "released.lock")
    loader.main()
    assert loader.locked() == list(loader.lock_lines())


@pytest.mark.parametrize(("name", "version"), loader.names())
def test_what_may_have_to_be_passed_on_is_asked_after_the_notice(name, version):
    """A mark on trouble or harm, what is asked for the court only, and the words to either."""
    shipped = loader.released(name, version)
    asked = [item for area in shipped.areas for item in area.person]
    for item in asked:
        if item.rule in ("trouble", "harm") or item.mode == "statutory":
            assert item.needs_notice, item.key
        if item.needs_notice:
            assert all(one.needs_notice for one in shipped.followers(item.key)), item.key
    if any(item.needs_notice for item in asked):
        for mode in ("statutory", "voluntary"):
            assert shipped.prompt("notice").lines_for(mode)
