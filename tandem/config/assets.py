"""Builds what browsers and the printer need from the installed front-end packages and our own.

`build/static/` is served: every file under a name that holds its digest, compressed, kept by
browsers for good. `build/assets/` is what goes into it from elsewhere, `build/print-fonts/` is read
by the printer and `build/axe/` by the tests: nothing of other people's work is in the repository.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tandem.lib.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
PACKAGES = ROOT / "node_modules"
OURS = ROOT / "tandem" / "ui" / "static" / "ui"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?;')

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
    """Build everything, but for what was last built from the same packages and the same recipe."""
    installed = packages / ".package-lock.json"
    if not installed.exists():
        raise Refused("The front-end packages are not installed. Run ./dev run, or npm ci.")
    into.mkdir(parents=True, exist_ok=True)
    packed = hashlib.sha256(installed.read_bytes() + Path(__file__).read_bytes())
    is_new = _unless_built(into / "packages.sha256", packed.hexdigest(), _from_packages, packages)
    for file in sorted(OURS.iterdir()):
        packed.update(file.name.encode() + b"\0" + file.read_bytes())
    return _unless_built(into / "static.sha256", packed.hexdigest(), _serve) or is_new


def _unless_built(stamp: Path, recipe: str, make: Callable[..., None], *args: Path) -> bool:
    if stamp.exists() and stamp.read_text() == recipe:
        return False
    stamp.unlink(missing_ok=True)
    make(*args, stamp.parent)
    stamp.write_text(recipe)
    return True


def _from_packages(packages: Path, into: Path) -> None:
    for made in ("assets", "print-fonts", "axe"):
        shutil.rmtree(into / made, ignore_errors=True)
        (into / made).mkdir()
    _components(packages / "govuk-frontend/dist/govuk", into / "assets/govuk")
    _web_fonts(packages / "@fontsource/atkinson-hyperlegible-next", into / "assets/fonts")
    _print_fonts(packages / "@fontsource", into / "print-fonts")
    if (packages / "axe-core").exists():
        shutil.copy(packages / "axe-core/axe.min.js", into / "axe")


def _serve(into: Path) -> None:
    """Collected by a process of its own: whoever builds may not have settings yet."""
    (into / "assets/tandem.css").write_text(one_style_sheet(into / "assets"))
    done = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "django", "collectstatic"),
            # What is there stays: a server that is running may still be asked for it.
            *("--no-input", "-v0"),
        ],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tandem.config.settings",
            "TANDEM_SECRET_KEY": "unused",
            "TANDEM_BUILD": str(into),
        },
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        raise Refused("The style sheets and scripts could not be built.")


def one_style_sheet(assets: Path) -> str:
    """All of `ui/tandem.css`, with what it imports put where it is imported: a page that waits for
    one file is there sooner than one that waits for twelve, each of which names the next."""

    def imported(found: re.Match[str]) -> str:
        name, layer = found.groups()
        outside = name.startswith("../")
        file = assets / name.removeprefix("../") if outside else OURS / name
        # What a sheet names lies beside it; from the one sheet it lies in that folder.
        css = file.read_text().replace("url(./", f"url({file.parent.name}/")
        return f"@layer {layer}{{{css}}}" if layer else css

    return IMPORT.sub(imported, (OURS / "tandem.css").read_text())


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
    (into / "fonts.css").write_text("\n".join(rules).replace("url(./files/", "url(./"))
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
