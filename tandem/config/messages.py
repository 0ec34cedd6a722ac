"""Catalogues: compiled without gettext tools, and brought up to date with what pages say."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def compile_all(locale: Path = ROOT / "locale") -> list[Path]:
    """Write each .mo that is older than its .po; the answer lists what was written."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
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
    known = {(e.msgctxt, e.msgid, e.msgid_plural): e for e in polib.pofile(str(catalogue))}
    result = polib.pofile(str(catalogue))
    plurals = int(result.metadata["Plural-Forms"].partition("nplurals=")[2].partition(";")[0])
    result.clear()
    for entry in said:
        old = known.get((entry.msgctxt, entry.msgid, entry.msgid_plural))
        if old and not old.obsolete:
            entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
            entry.tcomment = old.tcomment
        elif entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(plurals), "")
        result.append(entry)
    result.save(str(catalogue))


if __name__ == "__main__":
    if sys.argv[1:2] == ["update"]:
        update(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        compile_all()
