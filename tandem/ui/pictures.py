"""The pictures of Easy Read: one file of symbols, which pages show and paper sets."""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "static" / "ui" / "pictures.svg"
SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="0 0 48 48">(.*?)</symbol>')
# Lines, soft fill and what stands out, as `frame.typ` has them.
INK, WASH, WARM = "#1c1b19", "#f5f1ea", "#8a3b12"


@cache
def symbols() -> dict[str, str]:
    """What is drawn, by its name."""
    return dict(SYMBOL.findall(FILE.read_text("utf-8")))


@cache
def on_paper(name: str) -> bytes:
    """A drawing that stands alone, as SVG; nothing where there is none."""
    if name not in symbols():
        return b""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48"'
        f' color="{WARM}" fill="{WASH}" stroke="{INK}" stroke-width="2"'
        f' stroke-linejoin="round" stroke-linecap="round">{symbols()[name]}</svg>'
    )
    return drawing.encode()
