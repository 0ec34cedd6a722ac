"""Which database this installation uses, and by which two addresses.

One role owns the tables and changes them; another runs the product and may do only what each table
says. The product never sees the owner's address.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tandem.config.postgres.cluster import NAME, OWNER, SUPERUSER, WEB, Cluster
from tandem.config.postgres.programs import OLDEST_MAJOR, Programs, packaged_folder
from tandem.lib.refused import Refused


@dataclass(frozen=True)
class Database:
    owner_url: str
    web_url: str
    # pg_dump and its kin, of the server's major or newer.
    programs: Programs

    @property
    def web_role(self) -> str:
        return role_of(self.web_url)


@contextmanager
def opened(state: Path, pg_bin: Path | None = None) -> Iterator[Database]:
    """The database of one data folder, running and with both its roles, until the block ends."""
    make_folder(state)
    if given := os.environ.get("DATABASE_URL"):
        programs = Programs.at(pg_bin.resolve() if pg_bin else packaged_folder())
        yield Database(given, _given_web_url(given, state), programs)
        return
    with Cluster(state, pg_bin).running() as cluster:
        make_roles_and_database(cluster)
        yield Database(cluster.url(OWNER), cluster.url(WEB), cluster.programs)


def make_folder(state: Path) -> None:
    """The data folder and its secret key, which signs cookies and never changes."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        _kept_secret(state / "secret-key", 50)
    except OSError as error:
        raise Refused(f"The data folder {state} cannot be used: {error.strerror}.") from None


def connect(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise Refused(f"The database cannot be reached. It says: {error}".strip()) from None
    except psycopg.ProgrammingError as error:
        raise Refused(f"DATABASE_URL is not a database address: {error}".strip()) from None


def make_roles_and_database(cluster: Cluster) -> None:
    with connect(cluster.url(SUPERUSER, "postgres")) as server:
        for role in (OWNER, WEB):
            if not _role_exists(server, role):
                server.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not server.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).rowcount:
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(NAME), sql.Identifier(OWNER)
                )
            )
        server.execute(
            sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(NAME))
        )
        server.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(NAME), sql.Identifier(WEB)
            )
        )


def _given_web_url(owner_url: str, state: Path) -> str:
    try:
        scheme = urlsplit(owner_url).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"postgres", "postgresql"}:
        raise Refused("DATABASE_URL is not an address that starts with postgresql://")
    with connect(owner_url) as server:
        if server.info.server_version < OLDEST_MAJOR * 10000:
            raise Refused(
                f"The database is PostgreSQL {server.info.server_version // 10000}. Tandem needs"
                f" {OLDEST_MAJOR} or newer."
            )
        if chosen := os.environ.get("TANDEM_WEB_DATABASE_URL"):
            return chosen
        kept = state / "web-password"
        known = kept.exists()
        password = _kept_secret(kept, 32)
        if not known:
            try:
                _make_web_role(server, password)
            except Refused:
                kept.unlink()
                raise
    web_url = as_role(owner_url, WEB, password)
    connect(web_url).close()
    return web_url


def _make_web_role(server: psycopg.Connection, password: str) -> None:
    if _role_exists(server, WEB):
        raise Refused(
            f"The database has a role {WEB} already, and this data folder does not know its"
            " password. Set TANDEM_WEB_DATABASE_URL to the address that the running product should"
            " use: a role that owns no table."
        )
    # Hashed here, so that no log of statements can hold the password itself.
    verifier = server.pgconn.encrypt_password(password.encode(), WEB.encode(), b"scram-sha-256")
    try:
        server.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(WEB), sql.Literal(verifier.decode())
            )
        )
        server.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(server.info.dbname), sql.Identifier(WEB)
            )
        )
    except psycopg.errors.InsufficientPrivilege:
        raise Refused(
            f"The role of DATABASE_URL may not make other roles. Ask whoever keeps the database for"
            f" a second role such as {WEB}, with LOGIN and a password, and set"
            " TANDEM_WEB_DATABASE_URL to its address."
        ) from None


def _role_exists(server: psycopg.Connection, role: str) -> bool:
    return bool(server.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount)


def as_role(url: str, role: str, password: str) -> str:
    """The same database by another role; an empty password is left out."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    colon = ":" if password else ""
    query = [(k, v) for k, v in parse_qsl(parts.query) if k not in {"user", "password"}]
    return urlunsplit(
        (
            parts.scheme,
            f"{quote(role, safe='')}{colon}{quote(password, safe='')}@{place}",
            parts.path,
            urlencode(query),
            "",
        )
    )


def role_of(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def password_of(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def _kept_secret(path: Path, length: int) -> str:
    """Made at first need, readable by this user only, and whole or not there at all."""
    if not path.exists():
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(length))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(half, path)
        except FileExistsError:
            pass  # another process was first, and its secret is the one
        finally:
            half.unlink()
    return path.read_text().strip()


def has_tables(opened: Database) -> bool:
    with connect(opened.owner_url) as owner:
        return bool(
            owner.execute(
                "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            ).rowcount
        )


# Tables, functions and extensions all live in this schema, so that one statement takes them away.
CLEARED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def clear(opened: Database) -> None:
    with connect(opened.owner_url) as owner, owner.transaction():
        owner.execute(CLEARED)
