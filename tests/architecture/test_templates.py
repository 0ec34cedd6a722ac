"""No page can run what was typed into it, and no page asks anyone else for anything."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "tandem"
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
SCRIPTS = sorted(ROOT.glob("*/static/**/*.js"))
STYLES = sorted(ROOT.glob("*/static/**/*.css"))
PROGRAMS = sorted(p for p in ROOT.rglob("*.py") if "tests" not in p.parts)
# Names of things, not places to fetch from.
NAMES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")


def found(path, pattern):
    words = path.read_text("utf-8")
    for name in NAMES:
        words = words.replace(name, "")
    return re.findall(pattern, words, re.IGNORECASE)


def test_there_is_something_to_look_at():
    assert len(TEMPLATES) > 20
    assert SCRIPTS
    assert STYLES


@pytest.mark.parametrize(
    ("why", "pattern"),
    [
        ("text is marked safe", r"\|\s*safe\b|autoescape\s+false|Markup\("),
        ("a script stands inside the page", r"<script(?![^>]*\bsrc=)[^>]*>"),
        ("a style stands inside the page", r"<style\b|\sstyle\s*="),
        ("a handler stands inside the page", r"<[^>]*\son[a-z]+\s*=\s*[\"']"),
        ("an address of someone else", r"(?:src|href|action)\s*=\s*[\"']?\s*(?:https?:)?//"),
        ("a script as an address", r"javascript:"),
        ("a form for another method", r"<form(?![^>]*\bmethod=)[^>]*>"),
    ],
)
def test_no_template_holds(why, pattern):
    assert {path.name: found(path, pattern) for path in TEMPLATES if found(path, pattern)} == {}


def test_every_form_that_writes_carries_its_token():
    for path in TEMPLATES:
        if path.name == "design.html":  # examples of forms; nothing can be sent from it
            continue
        for form in found(path, r"(?s)<form[^>]*method=\"post\"[^>]*>.*?</form>"):
            assert re.search(r"csrf_input", form), f"{path}: {form[:200]}"


def test_scripts_and_styles_ask_nobody_else():
    for path in [*SCRIPTS, *STYLES]:
        assert found(path, r"(?:https?:)?//[a-z0-9-]+\.[a-z]") == [], path
        assert found(path, r"\beval\(|new Function|document\.write|sendBeacon") == [], path


def test_scripts_write_text_and_markup_only_as_the_server_drew_it():
    """Rows that the server escaped may be put in place; words are never made into markup."""
    for path in SCRIPTS:
        assert found(path, r"insertAdjacentHTML|outerHTML\s*=|innerHTML\s*\+=") == [], path


def test_no_program_marks_text_safe():
    for path in PROGRAMS:
        words = path.read_text("utf-8")
        assert not re.search(r"mark_safe|Markup\(|SafeString\(|objects\.raw\(|\.extra\(", words), (
            path
        )


def test_no_request_names_a_column_or_an_order():
    """What was typed is a value; it never becomes a name inside a query."""
    for path in PROGRAMS:
        words = path.read_text("utf-8")
        pattern = r"\*\*(?:dict\()?request\.|order_by\([^)]*request|getattr\([^,]+,\s*request"
        assert not re.search(pattern, words), path


def test_what_hears_news_has_the_script_that_listens():
    """The frame of a room brings it where the page says `live_url`; other pages name it."""
    for path in TEMPLATES:
        words = path.read_text("utf-8")
        if "data-live=" in words and "{% extends" in words:
            by_frame = 'data-live="{{ live_url }}"' in words
            assert by_frame or re.search(r"fresh\.js|sheet\.js", words), path.name
    for frame in ("together", "handed"):
        words = (ROOT / f"ui/templates/ui/{frame}.html").read_text("utf-8")
        assert "live_url" in words
        assert "fresh.js" in words
