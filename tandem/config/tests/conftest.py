import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest

from tandem.config.tests import machine


def let_others_through(folder: Path) -> Path:
    """Started by root, the database runs as another user."""
    for each in (folder, *folder.parents):
        if each.owner() == getpass.getuser() and "pytest-" in str(each):
            each.chmod(0o711)
    return folder


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    return let_others_through(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables and nobody in it, made once and copied from."""
    state = let_others_through(tmp_path_factory.mktemp("machine")) / "made"
    done = machine.tandem("migrate", "--state", state)
    assert done.returncode == 0, done.stderr
    return state


@pytest.fixture
def state(made: Path, tmp_path: Path) -> Iterator[Path]:
    folder = machine.own_folder(made, tmp_path / "state")
    yield folder
    assert machine.processes(folder) == [], "a test left its database behind"
