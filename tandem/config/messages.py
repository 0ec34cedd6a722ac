"""Compiles the catalogues, so that a user needs no gettext tools."""

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


if __name__ == "__main__":
    compile_all()
