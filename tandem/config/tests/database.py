"""Runs pytest with a PostgreSQL of its own: `python -m tandem.config.tests.database ...`."""

import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from tandem.config import assets, database, messages
from tandem.config.postgres.cluster import OWNER, SUPERUSER, WEB, Cluster
from tandem.config.postgres.programs import Programs
from tandem.lib.refused import Refused


def main() -> int:
    assets.build()
    messages.compile_all()
    if "TANDEM_DATABASE_URL" in os.environ:
        return pytest(os.environ["TANDEM_DATABASE_URL"])
    # The suite passes on every major that Tandem supports: name the programs of another here.
    chosen = os.environ.get("TANDEM_TEST_PG_BIN")
    pg_bin = Path(chosen) if chosen else None
    suffix = f"-{Programs.at(pg_bin).major}" if pg_bin else ""
    with Cluster(assets.ROOT / f".tandem-test{suffix}", pg_bin).running() as cluster:
        database.make_roles_and_database(cluster)
        with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as server:
            # Each run makes test databases, and becomes the web role in them.
            server.execute(f"ALTER ROLE {OWNER} CREATEDB")
            server.execute(f"GRANT {WEB} TO {OWNER}")
            # Nothing in this cluster outlives the run; what must survive is tested on real ones.
            server.execute("ALTER SYSTEM SET fsync = off")
            server.execute("SELECT pg_reload_conf()")
        return pytest(cluster.url(OWNER))


def pytest(url: str) -> int:
    environment = {
        **os.environ,
        "TANDEM_DATABASE_URL": url,
        "TANDEM_SECRET_KEY": secrets.token_urlsafe(50),
    }
    # Installations that tests make have their own database, whatever this shell is set to.
    environment.pop("DATABASE_URL", None)
    tests = subprocess.Popen([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment)
    # Ctrl-C reaches both: pytest cleans up and says so, and this waits for it.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: tests.terminate())
    return tests.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refused:
        sys.exit(refused.sentence)
