"""What this machine is, and what a process with all its children has used of it."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
KIB = 1024


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for each in filter(str.isdigit, os.listdir("/proc")):
        if stat := _stat(int(each)):
            children.setdefault(int(stat[1]), []).append(int(each))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, [])
    return found


def _stat(pid: int) -> list[str]:
    """The fields after the name of the program, which may hold anything; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_seconds(pid: int) -> float:
    """User and system time of the tree so far, with the children that its root has buried.

    Time at work hardly moves with what else the machine does; time that passes does.
    """
    ticks = 0
    for each in tree(pid):
        if stat := _stat(each):
            ticks += int(stat[11]) + int(stat[12])
            if each == pid:
                ticks += int(stat[13]) + int(stat[14])
    return ticks / TICKS


def memory_kb(pid: int) -> int:
    """Memory of the tree in kB; pages that processes share are counted once."""
    total = 0
    for each in tree(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def _first_line(file: str, start: str) -> str:
    for line in Path(file).read_text().splitlines():
        if line.startswith(start):
            return line.partition(":")[2].strip()
    return ""


def _git(*words: str) -> str:
    # Looks only: others may be at work in the same clone.
    said = subprocess.run(
        ["git", "--no-optional-locks", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()


def facts(postgresql: str) -> dict[str, Any]:
    """What a reader needs to know before comparing figures with their own."""
    memory = _first_line("/proc/meminfo", "MemTotal").partition(" ")[0]
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "HEAD"),
        "is_changed_since": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "cores": os.cpu_count(),
        "cpu": _first_line("/proc/cpuinfo", "model name"),
        "memory_gib": round(int(memory or 0) / KIB / KIB, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "postgresql": postgresql,
        "load_average": [round(one, 2) for one in os.getloadavg()],
    }
