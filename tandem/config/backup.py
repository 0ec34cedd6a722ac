"""One file that holds everything, and the way back from it.

The file is a plain tar of two members: what it is (`manifest.json`) and PostgreSQL's own dump.
Either can be read without Tandem.
"""

import hashlib
import importlib.metadata
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TypedDict

import psycopg

from tandem.config import database, demo, remains
from tandem.lib.refused import Refused
from tandem.privacy import outbound

FORMAT = 2
# Sign-ins and counted tries belong to the running product, not to the record.
LEFT_OUT = ("django_session", "cache", "people_wrongtry")
BLOCK = 1024 * 1024
MOST_MANIFEST = 64 * 1024
# Run in the transaction of the restore itself: what opened a door before opens none afterwards.
VOIDED = """
UPDATE public.people_signinlink SET used_at = now() WHERE used_at IS NULL;
UPDATE public.sittings_joincode SET used_at = now() WHERE used_at IS NULL;
UPDATE public.sittings_guest SET ended_at = now() WHERE ended_at IS NULL;
UPDATE public.sittings_sitting SET locked_sign_in = NULL WHERE locked_sign_in IS NOT NULL;
"""


class Manifest(TypedDict):
    format: int
    tandem: str
    # A digest of which migrations have shaped the tables.
    schema: str
    made_at: str
    is_demo: bool
    size: int
    sha256: str


def version() -> str:
    return importlib.metadata.version("tandem")


def back_up(opened: database.Database, state: Path, target: Path) -> None:
    """Write the file, whole or not at all. People may go on working meanwhile."""
    if target.exists():
        raise Refused(f"{target} is there already. A backup never replaces a file.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.")
    schema = _schema_of(opened)
    if schema != schema_here():
        raise Refused(
            f"The data in {state} has the tables of another version of Tandem. Take the backup with"
            " that version, or bring the data up to date first: tandem migrate."
        )
    # A signal leaves by way of the block, and takes what is half written along.
    with remains.leaving_by_the_door(), remains.folder(target.parent) as folder:
        dump = folder / "database.dump"
        _run(
            opened.programs.folder / "pg_dump",
            *("--format=custom", "--no-owner", "--no-privileges", f"--file={dump}"),
            *(f"--exclude-table-data=public.{table}" for table in LEFT_OUT),
            _without_password(opened.owner_url),
            url=opened.owner_url,
        )
        manifest = Manifest(
            format=FORMAT,
            tandem=version(),
            schema=schema,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            is_demo=demo.is_demo(state),
            size=dump.stat().st_size,
            sha256=_digest(dump),
        )
        half = folder / "half"
        with open(half, "xb", opener=_private) as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                text = json.dumps(manifest, indent=2).encode()
                tar.addfile(_member("manifest.json", len(text)), io.BytesIO(text))
                with open(dump, "rb") as content:
                    tar.addfile(_member("database.dump", manifest["size"]), content)
            file.flush()
            os.fsync(file.fileno())
        _name(half, target)


def restore(opened: database.Database, state: Path, source: Path, *, replace: bool) -> Manifest:
    """Put the file's data into this database, all of it or nothing."""
    with remains.leaving_by_the_door(), _checked(source) as (manifest, dump):
        if database.has_tables(opened) and not replace:
            raise Refused(
                f"The data folder {state} holds data already. Restore into a new folder with"
                " --state, or give --replace to lose what is there."
            )
        script = dump.with_name("database.sql")
        _run(
            opened.programs.folder / "pg_restore",
            *("--no-owner", "--no-privileges", "--no-comments", f"--file={script}", str(dump)),
            url=opened.owner_url,
        )
        cleared, voided = dump.with_name("cleared.sql"), dump.with_name("voided.sql")
        cleared.write_text(database.CLEARED)
        voided.write_text(VOIDED + outbound.HELD_BACK)
        if not manifest["is_demo"]:
            # Before real people come in: a demo prints links that sign someone in.
            demo.mark(state, is_demo=False)
        # One transaction: whatever goes wrong, what was there is still there.
        _run(
            opened.programs.folder / "psql",
            *("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
            *(f"--file={file}" for file in (cleared, script, voided)),
            _without_password(opened.owner_url),
            url=opened.owner_url,
        )
        demo.mark(state, is_demo=manifest["is_demo"])
        return manifest


def schema_here() -> str:
    """The digest of the migrations that these programs bring."""
    tree = Path(__file__).parents[1]
    return _schema(
        (file.parents[1].name, file.stem) for file in tree.glob("*/migrations/[0-9]*.py")
    )


def _schema_of(opened: database.Database) -> str:
    apps = {file.parents[1].name for file in Path(__file__).parents[1].glob("*/migrations/*.py")}
    with database.connect(opened.owner_url) as owner:
        try:
            rows = owner.execute("SELECT app, name FROM public.django_migrations").fetchall()
        except psycopg.errors.UndefinedTable:
            raise Refused("The database holds something that is not Tandem's.") from None
    return _schema((app, name) for app, name in rows if app in apps)


def _schema(migrations: Iterator[tuple[str, str]]) -> str:
    return hashlib.sha256(str(sorted(migrations)).encode()).hexdigest()


@contextmanager
def _checked(source: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest and the dump, once both are known to be whole and readable by this version."""
    if not source.is_file():
        raise Refused(f"There is no file {source}.")
    damaged = Refused(f"{source} is damaged or is not a backup of Tandem. Nothing was changed.")
    with tempfile.TemporaryDirectory(prefix="tandem-restore-") as folder:
        dump = Path(folder) / "database.dump"
        try:
            with tarfile.open(source, "r:") as tar:
                manifest = _manifest(tar, source)
                content = _content(tar, "database.dump", manifest["size"])
                with open(dump, "xb", opener=_private) as file:
                    while block := content.read(BLOCK):
                        file.write(block)
                if tar.next() is not None:
                    raise KeyError("more than two members")
            if dump.stat().st_size != manifest["size"] or manifest["sha256"] != _digest(dump):
                raise damaged
        except (tarfile.TarError, KeyError, ValueError, TypeError, EOFError, RecursionError):
            raise damaged from None
        yield manifest, dump


def _manifest(tar: tarfile.TarFile, source: Path) -> Manifest:
    raw = json.loads(_content(tar, "manifest.json", MOST_MANIFEST).read())
    if not (isinstance(raw, dict) and type(raw["format"]) is int and type(raw["tandem"]) is str):
        raise TypeError
    if raw["format"] != FORMAT or raw["tandem"] != version():
        raise Refused(
            f"{source} was made by Tandem {raw['tandem'][:40]!r}; this is {version()}. Install the"
            " version that made it, restore with that one, then bring the data up to date."
            " Nothing was changed."
        )
    manifest = Manifest(
        format=FORMAT,
        tandem=raw["tandem"],
        schema=raw["schema"],
        made_at=datetime.fromisoformat(raw["made_at"]).isoformat(timespec="seconds"),
        is_demo=raw["is_demo"],
        size=raw["size"],
        sha256=raw["sha256"],
    )
    if type(manifest["is_demo"]) is not bool or type(manifest["size"]) is not int:
        raise TypeError
    if manifest["schema"] != schema_here():
        raise Refused(
            f"{source} holds other tables than this state of Tandem {version()}. Use the very"
            " programs that made it, then bring the data up to date. Nothing was changed."
        )
    return manifest


def _content(tar: tarfile.TarFile, name: str, most: int) -> IO[bytes]:
    """The next member, which must be this one: a plain file whose bytes are really there."""
    member = tar.next()
    if member is None or member.name != name or not member.isreg() or member.issparse():
        raise KeyError(name)
    content = tar.extractfile(member)
    if content is None or member.size > most:
        raise KeyError(name)
    return content


def _name(half: Path, target: Path) -> None:
    """Give the whole file its name, unless something has taken it meanwhile."""
    try:
        os.link(half, target)
    except FileExistsError:
        raise Refused(f"{target} is there already. A backup never replaces a file.") from None
    except OSError:
        half.rename(target)  # a disk without hard links
    entry = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _without_password(url: str) -> str:
    """Other users of the machine can read a command line."""
    return database.as_role(url, database.role_of(url), "")


def _run(*command: str | Path, url: str) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, "PGPASSWORD": database.password_of(url)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        name = Path(command[0]).name
        said = done.stderr.strip()[:2000]
        raise Refused(f"{name} could not go on. It says: {said}\nNothing was changed.")
