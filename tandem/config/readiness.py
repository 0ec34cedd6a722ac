"""Whether an installation is sound, asked as the role that runs it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tandem.config import database, guard, migrate, serve
from tandem.lib.refused import Refused
from tandem.privacy import outbound

Finding = tuple[str, str | None]


@contextmanager
def as_product(
    state: Path, pg_bin: Path | None, *, is_changing: bool = True
) -> Iterator[database.Database]:
    """Django as the running product has it, for a command that works on a data folder."""
    with database.opened(state, pg_bin) as opened:
        if is_changing:
            serve.prepare(state, opened)
        elif not database.has_tables(opened):
            raise Refused(f"There is nothing in the data folder {state} yet.")
        serve.environment(state, opened, os.environ.get("TANDEM_PUBLIC_URL", ""))
        import django

        django.setup()
        from django.db import connection

        try:
            yield opened
        finally:
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]


def findings(opened: database.Database, root: bytes | None = None) -> Iterator[Finding]:
    """What was looked at, each with its fault if it has one."""
    with database.connect(opened.web_url) as web:
        yield "the database keeps what it says is saved, and people's words", guard.objection(web)
        yield _messages(web), None
        yield "names are found by a part and by sound", _extensions(web)
    yield "tables and grants are of this version", _stale(opened)
    yield "settings", _settings()
    yield "files for browsers and the printer", _files()
    yield "instruments are as they were released", _instruments()
    yield from _chains()
    if root is not None:
        yield "the root that was kept elsewhere is one of this log", _stranger(root)


def verify_log(state: Path, opened: database.Database) -> None:
    """Numbers and digests of all that was said, in a process that is about to end."""
    serve.environment(state, opened, os.environ.get("TANDEM_PUBLIC_URL", ""))
    import django

    django.setup()
    from django.db import connection

    try:
        broken = "; ".join(fault for _subject, fault in _chains() if fault)
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
    if broken:
        raise Refused(
            "The file was put back as it was made, but words in it had been changed or taken out"
            f" before: {broken}. Compare with another backup."
        )


def _messages(web: psycopg.Connection) -> str:
    if outbound.may_leave(web):
        return "messages may leave"
    return "messages are held back since a restore (tandem send-messages lets them go)"


def _extensions(web: psycopg.Connection) -> str | None:
    found = {name for (name,) in web.execute("SELECT extname FROM pg_extension")}
    missing = ", ".join(sorted({"fuzzystrmatch", "pg_trgm"} - found))
    return (
        f"PostgreSQL's {missing} is missing. Its owner says: CREATE EXTENSION" if missing else None
    )


def _stale(opened: database.Database) -> str | None:
    from django.db import connection

    from tandem.config import grants

    if not migrate.is_current(opened):
        return "changes are pending. Run: tandem migrate"
    odd = grants.differences(connection)
    return f"what the running role may do was changed by hand on {', '.join(odd)}" if odd else None


def _settings() -> str | None:
    from django.core.checks import WARNING, run_checks

    return "; ".join(m.msg for m in run_checks() if m.level >= WARNING) or None


def _files() -> str | None:
    from tandem.config import assets

    needed = ("static/staticfiles.json", "print-fonts")
    missing = [name for name in needed if not (assets.BUILD / name).exists()]
    return f"missing: {', '.join(missing)}. Run ./dev run once" if missing else None


def _instruments() -> str | None:
    from tandem.instruments import loader

    changed = set(loader.locked()) ^ set(loader.lock_lines())
    return f"changed since: {', '.join(sorted(changed))}" if changed else None


def _chains() -> Iterator[Finding]:
    from tandem.plans import verify as plans
    from tandem.voices.seals import verify_seals
    from tandem.voices.verify import verify_all

    broken = [str(fault) for fault in verify_all().faults]
    yield "nobody's words were changed or taken out", "; ".join(broken) or None
    yield "each day stands as it was sealed", "; ".join(verify_seals()) or None
    yield "each answer to a goal is bound to its words", "; ".join(plans.broken()) or None


def _stranger(root: bytes) -> str | None:
    from tandem.voices.models import Seal

    is_ours = Seal.objects.filter(root=root).exists()
    return None if is_ours else "no day was sealed with it, so the past was written anew"
