"""Looks at every page and state of Tandem for everyone, and writes one report.

    ./dev a11y [--only PATTERN] [--quick]

Serves a demo in a folder of its own on loopback, visits it by every role, writes build/a11y/. The
exit status is 0 only when nothing was found. Ends all that it started.
"""

import argparse
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

from a11y import report, run
from tandem.config import assets, messages
from tests.journeys.conftest import Place


def main() -> int:
    given = argparse.ArgumentParser(
        prog="./dev a11y", description="Look at every page and state for everyone."
    )
    given.add_argument("--only", metavar="PATTERN", default="", help="roles or pages to look at")
    given.add_argument("--quick", action="store_true", help="each page in two views: what CI runs")
    asked = given.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    os.environ.setdefault("TANDEM_SECRET_KEY", secrets.token_urlsafe(50))
    assets.build()
    messages.compile_all()
    report.begin()
    print("Starting a demo to visit ...", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="tandem-a11y-"))
    folder.chmod(0o711)  # started by root, the database runs as another user
    place = None
    try:
        place = Place(folder / "demo")
        results = run.visit_all(
            place, asked.only, asked.quick, lambda words: print(words, flush=True)
        )
    finally:
        if place:
            place.server.__exit__()
        shutil.rmtree(folder, ignore_errors=True)
    page = results.write()
    for one in results.pages:
        for finding in one["findings"]:
            print(f"{one['part']}: {one['title']}: {finding['check']}: {finding['words']}")
    for role, words in results.unknown:
        print(f"{role}: {words}")
    print(
        f"{len(results.pages)} pages and states, {results.looks} views, {results.found} findings,"
        f" {report.in_words(results.seconds)}. See {page}"
    )
    return 1 if results.found or not results.pages else 0


if __name__ == "__main__":
    sys.exit(main())
