"""The browser of the journeys, of what visits every page, and of what measures one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
]


def path() -> str | None:
    """Without windows where there is that build: the same pages for a quarter less work."""
    found = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium-headless-shell")
    return found or shutil.which("chromium")


@contextmanager
def opened() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
