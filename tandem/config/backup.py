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

from tandem.config import database, demo
from tandem.lib.refused import Refused

FORMAT = 1
# Sign-ins and counted tries belong to the running product, not to the record.
LEFT_OUT = ("django_session", "cache")
BLOCK = 1024 * 1024


class Manifest(TypedDict):
    format: int
    tandem: str
    made_at: str
    is_demo: bool
    sha256: str


def version() -> str:
    return importlib.metadata.version("tandem")


def back_up(opened: database.Database, state: Path, target: Path) -> None:
    """Write the file, whole or not at all. People may go on working meanwhile."""
    if target.exists():
        raise Refused(f"{target} is there already. A backup never replaces a file.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".tandem-") as folder:
        dump = Path(folder) / "database.dump"
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
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            is_demo=demo.is_demo(state),
            sha256=_digest(dump),
        )
        half = Path(folder) / "half"
        with open(half, "xb", opener=_private) as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                text = json.dumps(manifest, indent=2).encode()
                tar.addfile(_member("manifest.json", len(text)), io.BytesIO(text))
                with open(dump, "rb") as content:
                    tar.addfile(_member("database.dump", dump.stat().st_size), content)
            file.flush()
            os.fsync(file.fileno())
        half.rename(target)


def restore(opened: database.Database, state: Path, source: Path, *, replace: bool) -> Manifest:
    """Put the file's data into this database, all of it or nothing."""
    with _checked(source) as (manifest, dump):
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
        cleared = dump.with_name("cleared.sql")
        cleared.write_text(database.CLEARED)
        # One transaction: whatever goes wrong, what was there is still there.
        _run(
            opened.programs.folder / "psql",
            *("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
            *(f"--file={cleared}", f"--file={script}", _without_password(opened.owner_url)),
            url=opened.owner_url,
        )
        demo.mark(state, is_demo=manifest["is_demo"])
        return manifest


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
                manifest: Manifest = json.loads(_content(tar, "manifest.json").read())
                with open(dump, "xb", opener=_private) as file:
                    content = _content(tar, "database.dump")
                    while block := content.read(BLOCK):
                        file.write(block)
            if manifest["format"] != FORMAT or _parts(manifest["tandem"]) > _parts(version()):
                raise Refused(
                    f"{source} was made by Tandem {manifest['tandem']}; this is {version()}."
                    " Install that version or a newer one, then restore. Nothing was changed."
                )
            if manifest["sha256"] != _digest(dump):
                raise damaged
        except (tarfile.TarError, KeyError, ValueError, TypeError, EOFError):
            raise damaged from None
        yield manifest, dump


def _content(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    content = tar.extractfile(name)
    if content is None:
        raise KeyError(name)
    return content


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


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
        raise Refused(f"{name} could not go on. It says: {done.stderr.strip()}")
