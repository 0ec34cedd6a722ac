"""What the documents name is there: files, functions, commands, links, words of the glossary."""

import re
from pathlib import Path

import pytest

from tandem.config import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
QUOTED = re.compile(r"`([^`\n]+)`")
# Made here, by a run or by whoever follows a recipe, and so not in the repository.
MADE = ("build/", "node_modules/", ".venv", ".tandem", "locale/", "database/log")
FOLDERS = ("tandem/", "tests/", "docs/", "bin/", "dev/", ".ci/")


def names(page):
    """What stands in backquotes on a page, apart from blocks of code."""
    return QUOTED.findall(re.sub(r"(?ms)^ *```.*?^ *```$", "", page.read_text("utf-8")))


def defines(file, name):
    words = file.read_text("utf-8")
    quoted = re.escape(name)
    return re.search(
        rf"^\s*(export )?(async )?(def|class|const|function) {quoted}\b|^{quoted}\b",
        words,
        re.MULTILINE,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_and_function_that_a_page_names_is_there(page):
    missing = []
    for name in names(page):
        file, _, inside = name.partition(":")
        if not file.startswith(FOLDERS) or "<" in file or " " in file:
            continue
        path = ROOT / file
        if not path.exists() or (inside and not defines(path, inside)):
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere_here(page):
    wrong = []
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        path, _, heading = target.partition("#")
        to = page.parent / path if path else page
        if not to.exists():
            wrong.append(target)
        elif heading:
            headings = re.findall(r"(?m)^#+ (.+)$", to.read_text("utf-8"))
            if heading not in {h.lower().replace(" ", "-") for h in headings}:
                wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_a_page_names_is_there(page):
    shown = cli.parser().format_help()
    asked = set(re.findall(r"\btandem ([a-z]+(?:-[a-z]+)*) (?:--|FILE|EMAIL)", page.read_text()))
    asked |= {name.split()[1] for name in names(page) if re.match(r"tandem [a-z]", name)}
    assert {command for command in asked if not re.search(rf"\n    {command}\b", shown)} == set()
    told = (ROOT / "dev").read_text("utf-8")
    ours = {name.split()[1] for name in names(page) if name.startswith("./dev ")}
    assert {command for command in ours if f"  {command})" not in told} == set()


def test_the_glossary_names_what_is_in_the_code():
    code = "\n".join(
        path.read_text("utf-8")
        for path in ROOT.glob("tandem/**/*.py")
        if "tests" not in path.parts and "migrations" not in path.parts
    )
    glossary = ROOT / "docs" / "glossary.md"
    kept = [name for name in names(glossary) if re.fullmatch(r"[A-Za-z_]+(\.[A-Z]+)?", name)]
    assert [
        name for name in kept if not re.search(rf"\b{re.escape(name.split('.')[-1])}\b", code)
    ] == []


def test_every_decision_is_listed_and_has_its_parts():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    pages = sorted(folder.glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert f"({page.name})" in listed
        for part in ("Context", "Decision", "Consequences", "What would change it"):
            assert f"\n## {part}\n" in page.read_text("utf-8"), page.name


def test_no_page_sends_the_reader_to_someone_else():
    here = re.compile(r"https?://(?!localhost|[a-z.]*example\.test)[a-z]", re.IGNORECASE)
    assert [page.name for page in PAGES if here.search(page.read_text("utf-8"))] == []
