"""Which column holds words in which language."""

from __future__ import annotations

import re

from tandem.instruments.xlsform.workbook import Sheet

FIRST = "en"
EASY = "-x-easy"
# Languages that the product's own pages have: their words are wanted everywhere or nowhere.
NAMES = {"en": "English", "cy": "Welsh"}
_CODE = re.compile(r"\(([a-z]{2,3}(?:-x-easy)?)\)\s*$")
_BY_NAME = {"english": "en", "welsh": "cy", "cymraeg": "cy", "": "en"}


def name_of(language: str) -> str:
    """What a heading calls a language: "English (en)", "Easy Read English (en-x-easy)"."""
    bare = language.removesuffix(EASY)
    named = NAMES.get(bare, bare)
    return f"{'Easy Read ' if language != bare else ''}{named} ({language})"


def code_of(text: str) -> str | None:
    """The language that a heading names, if it can be told."""
    found = _CODE.search(text.strip().lower())
    return found[1] if found else _BY_NAME.get(text.strip().lower())


def columns_of(sheet: Sheet, kind: str) -> dict[str, str]:
    """Language to heading: `label`, `label::Welsh (cy)`, and our own `tandem_low (cy)`."""
    found: dict[str, str] = {}
    for heading in sheet.headings:
        name, colons, rest = heading.partition("::")
        if not colons and name.startswith("tandem_"):
            name, _, rest = name.partition(" ")
        if name == kind and (language := code_of(rest)):
            found.setdefault(language, heading)
    return found


def unknown_in(sheet: Sheet) -> list[str]:
    """Headings of words in a language that cannot be told."""
    return [
        heading
        for heading in sheet.headings
        if heading.partition("::")[0] in ("label", "hint")
        and code_of(heading.partition("::")[2]) is None
    ]
