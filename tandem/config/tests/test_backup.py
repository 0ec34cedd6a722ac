"""One file holds everything, comes back as it was, and is refused when it is not whole."""

import hashlib
import io
import json
import signal
import tarfile

import pytest

from tandem.config import backup
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


def members(file):
    """The manifest and the dump of a whole backup."""
    with tarfile.open(file) as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read())
        return manifest, tar.extractfile("database.dump").read()


def plain(name, content):
    member = tarfile.TarInfo(name)
    member.size = len(content)
    return member, content


def pack(file, *packed):
    with tarfile.open(file, "w") as tar:
        for member, content in packed:
            tar.addfile(member, io.BytesIO(content) if member.isreg() else None)
    return file


def rewritten(file, dump=None, **changes):
    """The same backup with another manifest, or with another dump that the manifest fits."""
    manifest, content = members(file)
    if dump is not None:
        content = dump
        changes = {"size": len(dump), "sha256": hashlib.sha256(dump).hexdigest()} | changes
    text = json.dumps(manifest | changes).encode()
    return pack(
        file.with_name("rewritten.tandem"),
        plain("manifest.json", text),
        plain("database.dump", content),
    )


def test_a_backup_comes_back_into_a_new_folder_and_is_served(copy, tmp_path):
    assert copy.stat().st_mode & 0o777 == 0o600
    back = tmp_path / "back"
    done = tandem("restore", copy, "--state", back)
    assert done.returncode == 0, done.stderr
    with Server(back):
        assert machine.written(back) == ["Before"]
    checked = tandem("check", "--state", back)
    assert checked.returncode == 0, checked.stdout
    root = tandem("seal", "--state", back).stdout.split()[-1]
    assert tandem("check", "--state", back, "--root", root).returncode == 0
    other = tandem("check", "--state", back, "--root", "00" * 32)
    assert other.returncode == 1
    assert "the past was written anew" in other.stdout


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


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"tandem": "99.0.0"}, "was made by Tandem '99.0.0'; this is"),
        ({"tandem": "0.0.1"}, "Install the version that made it"),
        ({"format": backup.FORMAT + 1}, "Install the version that made it"),
        ({"format": 1}, "Install the version that made it"),
        ({"schema": "0" * 64}, "holds other tables than this state of Tandem"),
    ],
)
def test_a_backup_of_another_version_is_refused_by_name(copy, state, changes, says):
    refused = tandem("restore", rewritten(copy, **changes), "--state", state, "--replace")
    assert refused.returncode == 1
    assert says in refused.stderr, refused.stderr
    assert "Nothing was changed." in refused.stderr


def odd(name, kind, target=""):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member, b""


def test_a_hostile_file_is_refused_and_touches_nothing(copy, state, tmp_path):
    """Only the two names, in their order, as plain files of the size that they are."""
    manifest, dump = members(copy)
    text = json.dumps(manifest).encode()
    first, second = plain("manifest.json", text), plain("database.dump", dump)
    outside = tmp_path / "outside"
    huge, _ = plain("database.dump", b"")
    huge.size = 10**13
    deep = b"[" * 60_000
    hostile = {
        "a name that climbs": [first, plain("../outside", b"x")],
        "a whole path": [first, plain(str(outside), b"x")],
        "a third member": [first, second, plain("../outside", b"x")],
        "a member before": [plain("../outside", b"x"), first, second],
        "the other order": [second, first],
        "a link for the manifest": [odd("manifest.json", tarfile.SYMTYPE, "/etc/passwd"), second],
        "a link for the dump": [first, odd("database.dump", tarfile.LNKTYPE, "manifest.json")],
        "a pipe": [first, odd("database.dump", tarfile.FIFOTYPE)],
        "only a manifest": [first],
        "a manifest without end": [plain("manifest.json", b" " * 10**6), second],
        "a manifest without bottom": [plain("manifest.json", deep), second],
        "a manifest of another kind": [plain("manifest.json", b"[]"), second],
    }
    wrong = {
        "size as a word": {"size": "all of it"},
        "too small": {"size": len(dump) - 1},
        "too big": {"size": len(dump) + 1},
        "a digest of nothing": {"sha256": hashlib.sha256(b"").hexdigest()},
        "no day": {"made_at": "yesterday"},
        "a demo in words": {"is_demo": "no"},
    }
    files = {
        name: pack(tmp_path / "hostile", *packed).read_bytes() for name, packed in hostile.items()
    }
    files |= {name: rewritten(copy, **changes).read_bytes() for name, changes in wrong.items()}
    # A size that is only claimed.
    padded = text.ljust(-(-len(text) // 512) * 512, b"\0")
    files["a size that is claimed"] = first[0].tobuf() + padded + huge.tobuf()
    files["packed, as bombs are"] = compressed(tmp_path, first, second)
    for name, content in files.items():
        (tmp_path / "hostile").write_bytes(content)
        with pytest.raises(backup.Refused, match="damaged or is not a backup"):  # noqa: SIM117
            with backup._checked(tmp_path / "hostile"):
                pytest.fail(name)
    # And one of them by the command itself.
    refused = tandem("restore", tmp_path / "hostile", "--state", state, "--replace")
    assert refused.returncode == 1
    assert not outside.exists()
    assert holds(state) == ["After", "Before"]


def compressed(folder, *packed):
    with tarfile.open(folder / "packed", "w:gz") as tar:
        for member, content in packed:
            tar.addfile(member, io.BytesIO(content))
    return (folder / "packed").read_bytes()


def test_a_dump_that_fails_halfway_leaves_what_was_there(copy, state):
    """A whole file with a bad dump in it: the digest fits, the content does not restore."""
    _, dump = members(copy)
    refused = tandem("restore", rewritten(copy, dump=dump[:-2000]), "--state", state, "--replace")
    assert refused.returncode == 1
    assert refused.stderr.startswith("tandem: pg_restore could not go on")
    assert refused.stderr.endswith("Nothing was changed.\n")
    assert holds(state) == ["After", "Before"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_restore_that_is_stopped_halfway_leaves_what_was_there(copy, state, number):
    with Cluster(state).running(), machine.as_owner(state) as reader, reader.transaction():
        # Somebody reads meanwhile, so that the restore has to wait in the middle of its work.
        reader.execute("SELECT 1 FROM people_organisation")
        restoring = machine.started("restore", copy, "--state", state, "--replace")
        machine.until(lambda: machine.waits(state, "DROP SCHEMA"))
        restoring.send_signal(number)
        restoring.wait(machine.PATIENCE)
        assert restoring.returncode != 0
        if number == signal.SIGKILL:  # psql is left alone, and must not finish by itself here
            with machine.as_superuser(state) as server:
                server.execute(
                    "SELECT pg_terminate_backend(%s)", machine.waits(state, "DROP SCHEMA")
                )
    assert holds(state) == ["After", "Before"]


def test_a_backup_never_replaces_a_file_nor_starts_from_nothing(copy, state, tmp_path):
    assert "is there already" in tandem("backup", copy, "--state", state).stderr
    nowhere = tandem("backup", tmp_path / "none" / "copy", "--state", state)
    assert "There is no folder" in nowhere.stderr
    nothing = tandem("backup", tmp_path / "copy2", "--state", tmp_path / "new")
    assert "nothing in the data folder" in nothing.stderr
    assert "There is no file" in tandem("restore", tmp_path / "none", "--state", state).stderr
