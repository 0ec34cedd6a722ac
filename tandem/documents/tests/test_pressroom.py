"""The press works beside the pages: it may be killed, slow or wanted by many at once."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings

from tandem.documents import press, pressroom
from tandem.documents.plan_page import print_plan
from tandem.documents.press import NotPrinted
from tandem.documents.pressroom import Pressroom
from tandem.documents.tests.pages import PLAN
from tandem.lib.refused import Refused

FONTS = Path(settings.PRINT_FONTS)
SECRET = "Danielle told us"
COUNTING = "#{{ let n = 0; for i in range({0}) {{ for j in range({0}) {{ n += 1 }} }}; [#n] }}"
SLOW, ENDLESS = COUNTING.format(1500), COUNTING.format(100_000)


@pytest.fixture
def room():
    room = Pressroom()
    yield room
    room.close()


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Writes a template; the press that is started next finds it."""
    program = tmp_path / "press.py"
    program.write_text(Path(press.__file__).read_text())
    monkeypatch.setattr(press, "__file__", str(program))
    (tmp_path / "templates").mkdir()

    def write(name, words):
        (tmp_path / "templates" / name).write_text(f'#set document(title: "T")\n{words}')
        return name

    write("one.typ", "= One\nA page.")
    return write


def printed(room, name="one.typ"):
    pdf = room.set(name, {"page": SECRET}, FONTS)
    assert pdf.startswith(b"%PDF")
    return room.process.pid


def test_the_same_press_sets_one_page_after_another_however_big_the_server_is(room, page):
    server = bytearray(os.urandom(2**20) * 160)
    assert printed(room) == printed(room)
    del server


def test_a_killed_press_is_started_again(room, page):
    first = printed(room)
    os.kill(first, signal.SIGKILL)
    assert printed(room) != first


def test_a_press_that_is_killed_over_a_page_sets_it_all_the_same(room, page):
    slow = page("slow.typ", SLOW)
    first = printed(room)
    threading.Timer(0.05, os.kill, [first, signal.SIGKILL]).start()
    assert printed(room, slow) != first


def test_a_refused_page_says_nothing_of_what_is_on_it(room, page, capfd, caplog):
    wrong = page("wrong.typ", "#panic(sys.inputs.page)")
    with pytest.raises(NotPrinted) as refused:
        printed(room, wrong)
    assert SECRET not in str(refused.value) + caplog.text + "".join(capfd.readouterr())
    printed(room)


def test_a_page_that_takes_too_long_says_so_and_the_next_is_set(room, page, monkeypatch):
    endless = page("endless.typ", ENDLESS)
    first = printed(room)
    monkeypatch.setattr(pressroom, "PATIENCE", 0.5)
    with pytest.raises(Refused, match="took too long to make"):
        printed(room, endless)
    monkeypatch.setattr(pressroom, "PATIENCE", 20)
    assert printed(room) != first


def test_when_many_print_at_once_the_last_is_told_to_try_again(room, page, monkeypatch):
    monkeypatch.setattr(pressroom, "AT_ONCE", 1)
    room = Pressroom()
    slow = page("slow.typ", SLOW)
    other = threading.Thread(target=printed, args=[room, slow])
    other.start()
    time.sleep(0.05)
    with pytest.raises(Refused, match="Many pages print just now"):
        printed(room)
    other.join()
    printed(room)
    room.close()


def test_a_press_with_nothing_to_do_leaves_with_what_it_remembers(room, page):
    program = Path(press.__file__)
    program.write_text(program.read_text().replace("IDLE = 60", "IDLE = 0.1"))
    first = printed(room)
    room.process.wait(5)
    assert printed(room) != first


def test_a_press_that_has_grown_leaves(room, page):
    program = Path(press.__file__)
    program.write_text(program.read_text().replace("GROWN = 128 * 1024", "GROWN = 1"))
    first = printed(room)
    room.process.wait(5)
    assert printed(room) != first


def test_the_press_gives_way_and_knows_no_secret(room, page, monkeypatch):
    monkeypatch.setenv("TANDEM_SECRET_KEY", SECRET)
    pid = printed(room)
    assert os.getpriority(os.PRIO_PROCESS, pid) >= press.PRIORITY
    assert SECRET.encode() not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_closed_pressroom_starts_nothing(room, page):
    printed(room)
    room.close()
    with pytest.raises(NotPrinted):
        printed(room)
    assert room.process.wait(5)


def test_whoever_waits_when_it_closes_is_told_at_once(room, page):
    endless = page("endless.typ", ENDLESS)
    printed(room)
    threading.Timer(0.1, room.close).start()
    began = time.monotonic()
    with pytest.raises(NotPrinted):
        printed(room, endless)
    assert time.monotonic() - began < 5


def test_the_press_leaves_with_a_killed_server(page):
    server = f"""
import pathlib, time
from tandem.documents import press, pressroom
press.__file__ = {press.__file__!r}
pressroom.pressroom.set("one.typ", {{}}, pathlib.Path({str(FONTS)!r}))
print(pressroom.pressroom.process.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", server], stdout=subprocess.PIPE) as running:
        pid = int(running.stdout.readline())
        os.kill(pid, signal.SIGINT)
        time.sleep(0.1)
        assert Path(f"/proc/{pid}/cmdline").read_bytes()
        running.kill()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_plan_is_set_apart_from_the_pages():
    assert print_plan(PLAN).startswith(b"%PDF")
    process = pressroom.pressroom.process
    assert process
    assert process.pid != os.getpid()
