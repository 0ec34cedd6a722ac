"""Brings a database's tables and grants up to this version of the programs."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from psycopg import sql

from tandem.config.database import Database, connect
from tandem.lib.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
# Any number will do, as long as nothing else in this database locks it.
LOCK = 7_305_111
MARKED = "django_migrations"


def wanted() -> str:
    """One digest of everything that shapes tables, grants and what is loaded into them."""
    tree = ROOT / "tandem"
    files = [
        *tree.glob("*/migrations/*.py"),
        *tree.glob("*/models.py"),
        *tree.glob("*/models/*.py"),
        *tree.glob("instruments/data/**/*.toml"),
        tree / "config" / "grants.py",
        tree / "config" / "settings.py",
        ROOT / "requirements.lock",
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def is_current(database: Database) -> bool:
    with connect(database.owner_url) as owner:
        marked = owner.execute("SELECT obj_description(to_regclass(%s))", [MARKED]).fetchone()
    return marked is not None and marked[0] == f"{wanted()} {database.web_role}"


def bring_up_to_date(database: Database) -> bool:
    """Migrate and grant in a process of its own: this one must never have been the owner."""
    if is_current(database):
        return False
    done = subprocess.run(
        [sys.executable, "-m", "tandem.config.migrate"],
        env={
            **os.environ,
            "TANDEM_DATABASE_URL": database.owner_url,
            "TANDEM_WEB_ROLE": database.web_role,
        },
        check=False,
    )
    if done.returncode:
        raise Refused("The database was not brought up to date. Nothing was started.")
    return True


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from tandem.config.grants import apply_grants
    from tandem.instruments.actions import register_releases

    with connect(os.environ["TANDEM_DATABASE_URL"]) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        register_releases()
        apply_grants(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("COMMENT ON TABLE {} IS {}").format(
                    sql.Identifier(MARKED), sql.Literal(f"{wanted()} {settings.WEB_ROLE}")
                )
            )
    connection.close()


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        sys.exit(refused.sentence)
