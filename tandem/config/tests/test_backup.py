"""One file holds everything, comes back as it was, and is refused when it is not whole."""

import hashlib
import io
import json
import tarfile

import pytest

from tandem.config.postgres.cluster import Cluster
from tandem.config.serve import only_one
from tandem.config.tests import machine
from tandem.config.tests.conftest import let_others_through
from tandem.config.tests.machine import Server, tandem

pytestmark = pytest.mark.machine


@pytest.fixture(scope="module")
def worked_in(made, tmp_path_factory):
    """A folder in which something was written after its backup was taken, and the backup."""
    folder = let_others_through(tmp_path_factory.mktemp("backup"))
    state = machine.own_folder(made, folder / "state")
    file = folder / "copy.tandem"
    with Server(state):
        machine.write(state, "Before")
        done = tandem("backup", file, "--state", state)
        assert done.returncode == 0, done.stderr
        machine.write(state, "After")
    return state, file


@pytest.fixture
def state(worked_in, tmp_path):
    return machine.own_folder(worked_in[0], tmp_path / "state")


@pytest.fixture
def copy(worked_in, tmp_path):
    return machine.own_folder(worked_in[1], tmp_path / "copy.tandem")


def holds(state):
    with Cluster(state).running():
        return machine.written(state)


def rewritten(file, **changes):
    """The same backup with another manifest."""
    with tarfile.open(file) as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read()) | changes
        dump = tar.extractfile("database.dump").read()
    other = file.with_name("rewritten.tandem")
    with tarfile.open(other, "w") as tar:
        for name, content in (
            ("manifest.json", json.dumps(manifest).encode()),
            ("database.dump", dump),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return other


def test_a_backup_comes_back_into_a_new_folder_and_is_served(copy, tmp_path):
    assert copy.stat().st_mode & 0o777 == 0o600
    back = tmp_path / "back"
    done = tandem("restore", copy, "--state", back)
    assert done.returncode == 0, done.stderr
    with Server(back):
        assert machine.written(back) == ["Before"]
    checked = tandem("check", "--state", back)
    assert checked.returncode == 0, checked.stdout


def test_what_is_there_is_lost_only_when_asked(copy, state):
    refused = tandem("restore", copy, "--state", state)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    with only_one(state):  # as a server does: nobody works on what is being replaced
        assert "Stop it first" in tandem("restore", copy, "--state", state, "--replace").stderr
    assert holds(state) == ["After", "Before"]
    assert tandem("restore", copy, "--state", state, "--replace").returncode == 0
    assert holds(state) == ["Before"]


def test_a_damaged_backup_changes_nothing(copy, state):
    whole = copy.read_bytes()
    damages = {
        "one byte": whole[:4000] + bytes([whole[4000] ^ 1]) + whole[4001:],
        "cut short": whole[: len(whole) // 2],
        "something else": b"not a backup at all",
        "nothing": b"",
    }
    for content in damages.values():
        copy.write_bytes(content)
        refused = tandem("restore", copy, "--state", state, "--replace")
        assert refused.returncode == 1
        assert "damaged or is not a backup" in refused.stderr, refused.stderr
    assert holds(state) == ["After", "Before"]


def test_a_backup_of_a_newer_version_is_refused_by_name(copy, state):
    refused = tandem("restore", rewritten(copy, tandem="99.0.0"), "--state", state, "--replace")
    assert refused.returncode == 1
    assert "was made by Tandem 99.0.0" in refused.stderr


def test_a_dump_that_fails_halfway_leaves_what_was_there(copy, state):
    """A whole file with a bad dump in it: the digest fits, the content does not restore."""
    with tarfile.open(copy) as tar:
        dump = tar.extractfile("database.dump").read()
    cut = dump[: len(dump) - 2000]
    with tarfile.open(copy, "w") as tar:
        manifest = {
            "format": 1,
            "tandem": "0.1.0",
            "made_at": "2026-11-22T00:00:00+00:00",
            "is_demo": False,
            "sha256": hashlib.sha256(cut).hexdigest(),
        }
        for name, content in (
            ("manifest.json", json.dumps(manifest).encode()),
            ("database.dump", cut),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    refused = tandem("restore", copy, "--state", state, "--replace")
    assert refused.returncode == 1
    assert refused.stderr.startswith("tandem: pg_restore could not go on")
    assert holds(state) == ["After", "Before"]


def test_a_backup_never_replaces_a_file_nor_starts_from_nothing(copy, state, tmp_path):
    assert "is there already" in tandem("backup", copy, "--state", state).stderr
    nowhere = tandem("backup", tmp_path / "none" / "copy", "--state", state)
    assert "There is no folder" in nowhere.stderr
    nothing = tandem("backup", tmp_path / "copy2", "--state", tmp_path / "new")
    assert "nothing in the data folder" in nothing.stderr
    assert "There is no file" in tandem("restore", tmp_path / "none", "--state", state).stderr
