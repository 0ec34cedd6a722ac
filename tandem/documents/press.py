"""Sets one page with typst, here or in a process of its own (then this file is its program).

Typst remembers what it set, to set it again sooner. Of a long sheet that is 150 MB, which the
process that serves pages would keep for good.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"
PATIENCE = 20  # seconds; a blank sheet takes under one


class NotPrinted(RuntimeError):
    """The page could not be set. Holds no words of the page."""


def fonts_in(folder: str) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def press(template: str, inputs: Mapping[str, str], fonts: typst.Fonts) -> bytes:
    compiler = typst.Compiler(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=fonts,
        ignore_system_fonts=True,
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs=dict(inputs))
    if not isinstance(pdf, bytes):
        raise NotPrinted(f"{template} came out empty")
    return pdf


def press_apart(template: str, inputs: Mapping[str, str], folder: Path) -> bytes:
    """The same in a process of its own. Raises NotPrinted where the page was refused."""
    asked = json.dumps({"template": template, "inputs": dict(inputs), "fonts": str(folder)})
    try:
        done = subprocess.run(  # noqa: S603  (this file, by the Python that runs it)
            [sys.executable, "-P", __file__],
            input=asked.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted(f"{template} took too long") from None
    if done.returncode:
        raise NotPrinted(f"{template} was refused")
    return done.stdout


def main() -> None:
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(press(asked["template"], asked["inputs"], fonts_in(asked["fonts"])))


if __name__ == "__main__":
    main()
