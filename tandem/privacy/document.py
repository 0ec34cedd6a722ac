"""Writes docs/privacy.md from the fates beside the fields: `python -m tandem.privacy.document`."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tandem.privacy.fate import Fate, Fates
from tandem.privacy.others import OTHERS

FILE = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"

HEAD = """# What is kept about whom, and what becomes of it

Made by `python -m tandem.privacy.document` from the declarations beside the fields; do not edit.

Each field is declared once. Whose it is; whether it is a fact, an opinion or part of the mechanism;
how long it is kept (a class that the retention rules give a time to); what lawful erasure does to
it. Then where it may appear: on the screen that both look at, in the person's own view, in the
answer to a subject access request, in an export. What is not said to be allowed is not allowed.

## Tables of Tandem
"""
OTHERS_HEAD = """## Tables of libraries

None of them holds anything about a person.
"""
COLUMNS = (
    "field | whose | kind | kept as long as | erasure | shared screen | own view | access request"
    " | export"
)


def document(tables: Mapping[str, Fates]) -> str:
    """The page: one table of fields for each table of the database."""
    parts = [HEAD, *(_section(name, fates) for name, fates in sorted(tables.items()))]
    parts += [OTHERS_HEAD, *(_section(name, fates) for name, fates in sorted(OTHERS.items()))]
    return "\n".join(parts)


def declared() -> dict[str, Fates]:
    """Every model of ours, by its name, with its fates."""
    from django.apps import apps

    return {
        model._meta.label: model.FATES  # type: ignore[attr-defined]
        for model in apps.get_models()
        if model.__module__.startswith("tandem.")
    }


def _section(name: str, fates: Fates) -> str:
    rule = " | ".join(["---"] * (COLUMNS.count("|") + 1))
    rows = "".join(f"| {_row(field, fate)} |\n" for field, fate in _sorted(fates))
    return f"### {name}\n\n| {COLUMNS} |\n| {rule} |\n{rows}"


def _sorted(fates: Fates) -> Iterator[tuple[str, Fate]]:
    """What says most about people first."""
    yield from sorted(fates.items(), key=lambda item: (item[1].kind == "mechanism", item[0]))


def _row(field: str, fate: Fate) -> str:
    may = (fate.shared_screen, fate.own_view, fate.subject_access, fate.export)
    words = (f"`{field}`", fate.subject, fate.kind, fate.retention, fate.erasure)
    return " | ".join([*words, *("yes" if each else "" for each in may)])


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    os.environ.setdefault("TANDEM_SECRET_KEY", "nothing is signed")
    django.setup()
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(document(declared()), "utf-8")
    sys.stdout.write(f"Wrote {FILE}\n")


if __name__ == "__main__":
    main()
