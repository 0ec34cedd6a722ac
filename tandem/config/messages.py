"""Catalogues: compiled without gettext tools, brought up to date with what pages say, checked."""

import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAME = ROOT / "tests" / "architecture" / "same_words.txt"
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%|\{\w*\}")


def catalogues(locale: Path = ROOT / "locale") -> list[Path]:
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def compile_all(locale: Path = ROOT / "locale") -> list[Path]:
    """Write each .mo that is older than its .po; the answer lists what was written."""
    written = []
    for source in catalogues(locale):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Not needed by a start that has nothing to compile.
        import polib

        half = target.with_suffix(".mo.half")
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.replace(target)
        written.append(target)
    return written


def update(catalogue: Path, template: Path) -> None:
    """New words come in untranslated, old ones go; translations are never guessed."""
    import polib

    said = polib.pofile(str(template))
    result = polib.pofile(str(catalogue))
    known = {place(entry): entry for entry in result if not entry.obsolete}
    plurals = forms(result)
    result.clear()
    for entry in said:
        # A file tells a translator which page it is; a line number would change with every commit.
        entry.occurrences = [(file, "") for file in dict.fromkeys(f for f, _ in entry.occurrences)]
        if old := known.get(place(entry)):
            entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
            entry.tcomment = old.tcomment
        elif entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(plurals), "")
        result.append(entry)
    result.save(str(catalogue))


def faults(catalogue: Path, template: Path, same: frozenset[str] = frozenset()) -> list[str]:
    """What a reader of that language would still meet in English, or not at all. `same` holds, in
    small letters, what is rightly equal in both languages."""
    import polib

    language = polib.pofile(str(catalogue))
    known = {place(entry): entry for entry in language if not entry.obsolete}
    found = []
    for said in polib.pofile(str(template)):
        wanted = said.msgid_plural or said.msgid
        entry = known.get(place(said))
        if entry is None:
            found.append(f"not in the catalogue: {wanted!r}")
            continue
        if "fuzzy" in entry.flags:
            found.append(f"fuzzy: {wanted!r}")
        texts = (
            [entry.msgstr_plural.get(form, "") for form in range(forms(language))]
            if said.msgid_plural
            else [entry.msgstr]
        )
        for text in dict.fromkeys(texts):
            if not text.strip():
                found.append(f"not translated: {wanted!r}")
            elif set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(wanted)):
                found.append(f"other placeholders than {wanted!r}: {text!r}")
            elif text in (said.msgid, wanted) and text.lower() not in same and has_words(text):
                found.append(f"still English: {text!r}")
    return found


def place(entry: Any) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def forms(catalogue: Any) -> int:
    return int(catalogue.metadata["Plural-Forms"].partition("nplurals=")[2].partition(";")[0])


def has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in PLACEHOLDER.sub("", text))


def same_words(file: Path = SAME) -> frozenset[str]:
    lines = file.read_text("utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line and not line.startswith("#"))


def check(template: Path) -> list[str]:
    return [
        f"{catalogue.parts[-3]}: {fault}"
        for catalogue in catalogues()
        for fault in faults(catalogue, template, same_words())
    ]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update", catalogue, template]:
            update(Path(catalogue), Path(template))
        case ["check", template]:
            told = check(Path(template))
            print(*told, sep="\n")
            sys.exit(bool(told))
        case _:
            compile_all()
