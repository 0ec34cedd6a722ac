"""Sets pages with typst in a process of its own: this file is its program, `pressroom` runs it.

Typst remembers what it set, to set it again sooner: after a long sheet some 150 MB, and with it
what people said. So this process leaves when it has grown or has had nothing to do for a while,
and the next page finds a new one.
"""

import json
import os
import resource
import select
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"
IDLE = 60  # seconds
GROWN = 128 * 1024 * 1024  # bytes
LENGTH = 4  # bytes that say how long the answer is
# Whoever waits for a page to open comes before whoever waits for paper.
PRIORITY = 10


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


def _resident() -> int:
    """In bytes, now. The most that `getrusage` knows of counts whoever started this as well."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:  # a system without it: leave after each page
        return GROWN + 1
    return int(pages) * resource.getpagesize()


def main() -> None:
    """A line asks, and is answered by the length of a page and the page; none was set where the
    length is 0. Whoever asks is gone when there are no more lines."""
    # Ctrl-C is for whoever asks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(PRIORITY)
    fonts = fonts_in(sys.argv[1])
    # One asks at a time, so nothing waits unseen behind what was read.
    while select.select([sys.stdin], [], [], IDLE)[0] and (line := sys.stdin.buffer.readline()):
        asked = json.loads(line)
        try:
            page = press(asked["template"], asked["inputs"], fonts)
        except (typst.TypstError, NotPrinted):
            # The message of typst quotes the page, so nobody is told it.
            page = b""
        sys.stdout.buffer.write(len(page).to_bytes(LENGTH, "big") + page)
        sys.stdout.buffer.flush()
        if _resident() > GROWN:
            break


if __name__ == "__main__":
    main()
