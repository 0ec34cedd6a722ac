"""Marks data folders that hold made-up people, fills them, and says how to get in.

Only such a folder ever prints links that sign someone in.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from tandem.config import database
from tandem.lib.refused import Refused

FILLING, FILLED = "filling\n", "filled\n"


def is_demo(state: Path) -> bool:
    return (state / "demo").exists()


def mark(state: Path, *, is_demo: bool) -> None:
    if is_demo:
        (state / "demo").write_text(FILLED)
    else:
        (state / "demo").unlink(missing_ok=True)


def start(state: Path, opened: database.Database) -> None:
    """Mark a new data folder; clear one whose filling was cut short."""
    marked = state / "demo"
    if marked.exists():
        if marked.read_text() != FILLED:
            database.clear(opened)
            marked.write_text(FILLING)
    elif database.has_tables(opened):
        raise Refused(
            f"The data folder {state} may hold real people, so no demo is put into it. Choose"
            " another with --state."
        )
    else:
        marked.write_text(FILLING)


def fill(state: Path) -> None:
    """Build the demo's people by the product's own actions, as the running product's role."""
    marked = state / "demo"
    if marked.read_text() == FILLED:
        return
    print("Making the demo's people ...", flush=True)
    _django()
    from django.db import connection

    from tandem.home import demo

    try:
        demo.build()
    finally:
        connection.close()
    marked.write_text(FILLED)


def ways_in(address: str, state: Path) -> Iterator[str]:
    """How to sign in for the first time: the demo's cast, or the first administrator."""
    _django()
    from django.db import connection

    from tandem.own_page import demo as own_page
    from tandem.people import signin

    try:
        if is_demo(state):
            yield "Sign in as one of the demo's staff (each link works once, on this computer):"
            for name, role, way_in in signin.demo_links(address):
                yield f"  {name}, {role}: {way_in}"
            for name, way_in in own_page.demo_links(address):
                yield f"{name}'s own page, as on a phone (once, within 30 minutes): {way_in}"
        elif link := signin.first_administrator_link(address):
            yield f"Nobody can sign in yet. Make the first administrator here, once: {link}"
    finally:
        connection.close()


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    django.setup()
