"""Builds what browsers and the printer need from the installed front-end packages.

`build/assets/` is served, `build/print-fonts/` is read by the printer and `build/axe/` by the
tests. All three are copies: nothing of other people's work is kept in the repository.
"""

import hashlib
import re
import shutil
from pathlib import Path

from tandem.lib.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
PACKAGES = ROOT / "node_modules"

TYPEFACE = "Atkinson Hyperlegible Next"
FACES = (("400", "normal"), ("400", "italic"), ("700", "normal"), ("700", "italic"))

# For names that the typeface cannot write. Each printed family is merged from these subsets.
FALLBACKS = {
    "noto-sans": (
        "latin",
        "latin-ext",
        "vietnamese",
        "greek",
        "greek-ext",
        "cyrillic",
        "cyrillic-ext",
        "devanagari",
    ),
    "noto-sans-arabic": ("arabic",),
    "noto-sans-bengali": ("bengali",),
    "noto-sans-ethiopic": ("ethiopic",),
    "noto-sans-gurmukhi": ("gurmukhi",),
    "noto-sans-hebrew": ("hebrew",),
    "noto-sans-tamil": ("tamil",),
}


def build(*, packages: Path = PACKAGES, into: Path = BUILD) -> bool:
    """Build everything, unless the last build was from the same packages and the same recipe."""
    installed = packages / ".package-lock.json"
    if not installed.exists():
        raise Refused("The front-end packages are not installed. Run ./dev run, or npm ci.")
    recipe = hashlib.sha256(installed.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    # Static files are served from where they lie; the server still wants a collection to be there.
    (into / "static").mkdir(parents=True, exist_ok=True)
    stamp = into / "assets.sha256"
    if stamp.exists() and stamp.read_text() == recipe:
        return False
    stamp.unlink(missing_ok=True)
    for made in ("assets", "print-fonts", "axe"):
        shutil.rmtree(into / made, ignore_errors=True)
        (into / made).mkdir(parents=True)
    _components(packages / "govuk-frontend/dist/govuk", into / "assets/govuk")
    _web_fonts(packages / "@fontsource/atkinson-hyperlegible-next", into / "assets/fonts")
    _print_fonts(packages / "@fontsource", into / "print-fonts")
    if (packages / "axe-core").exists():
        shutil.copy(packages / "axe-core/axe.min.js", into / "axe")
    stamp.write_text(recipe)
    return True


def adapted_css(css: str) -> str:
    """The components' style sheet with the typeface, crest and images of GOV.UK taken out.

    Those are licensed to services of that domain only.
    """
    css = re.sub(r"/\*!? Copyright [^*]*\*/", "", css)
    css = re.sub(r"@font-face\{font-family:GDS Transport[^}]*\}", "", css)
    css = css.replace("GDS Transport", TYPEFACE)
    css = re.sub(r"url\(/assets/images/[^)]*\)", "none", css)
    return without_source_map(css)


def without_source_map(text: str) -> str:
    return re.sub(r"\s*(//|/\*)# sourceMappingURL=\S+( \*/)?\s*$", "\n", text)


def _components(source: Path, into: Path) -> None:
    into.mkdir()
    css = (source / "govuk-frontend.min.css").read_text()
    (into / "govuk-frontend.min.css").write_text(adapted_css(css))
    script = (source / "govuk-frontend.min.js").read_text()
    (into / "govuk-frontend.min.js").write_text(without_source_map(script))


def _web_fonts(source: Path, into: Path) -> None:
    into.mkdir()
    rules = []
    for weight, style in FACES:
        sheet = source / f"{weight}.css" if style == "normal" else source / f"{weight}-italic.css"
        rules.append(re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", sheet.read_text()))
        for subset in ("latin", "latin-ext"):
            name = f"atkinson-hyperlegible-next-{subset}-{weight}-{style}.woff2"
            shutil.copy(source / "files" / name, into / name)
    (into / "fonts.css").write_text("\n".join(rules).replace("url(./files/", "url("))
    shutil.copy(source / "LICENSE", into / "LICENSE")


def _print_fonts(source: Path, into: Path) -> None:
    for weight, style in FACES:
        _merge(source / "atkinson-hyperlegible-next", ("latin", "latin-ext"), weight, style, into)
    for family, subsets in FALLBACKS.items():
        for weight in ("400", "700"):
            _merge(source / family, subsets, weight, "normal", into)


def _merge(package: Path, subsets: tuple[str, ...], weight: str, style: str, into: Path) -> None:
    """One font file out of the pieces that a browser would pick from."""
    # Slow to load, and a server that has nothing to build reads this module when it starts.
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    name = f"{package.name}-{weight}-{style}.ttf"
    pieces = []
    for subset in subsets:
        font = TTFont(package / "files" / f"{package.name}-{subset}-{weight}-{style}.woff2")
        font.flavor = None
        piece = into / f"{subset}-{name}"
        font.save(piece)
        pieces.append(piece)
    if len(pieces) > 1:
        Merger().merge([str(piece) for piece in pieces]).save(into / name)
        for piece in pieces:
            piece.unlink()
    else:
        pieces[0].rename(into / name)


if __name__ == "__main__":
    build()
