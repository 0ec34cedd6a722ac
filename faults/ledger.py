"""What a client asked and was told, on disk before and after each request; and the comparison.

A ledger is a file of JSON lines. "send" is written before the first try of an act, "ack" after the
product has said that it is saved. Both are on disk before the client goes on.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg


class Ledger:
    def __init__(self, path: Path) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, op: str, **facts: Any) -> None:
        line = json.dumps({"op": op, "at": round(time.time(), 4), **facts}) + "\n"
        os.write(self.file, line.encode())
        os.fsync(self.file)


@dataclass
class Act:
    """One act of one client, as its ledger tells."""

    about: str
    value: Any
    sitting: str
    sent: float
    acked: float | None = None
    refused: str = ""


def read(folder: Path) -> dict[str, Act]:
    """Every act of every ledger in a folder, by its id."""
    acts: dict[str, Act] = {}
    for path in sorted(folder.glob("*.ledger")):
        for line in path.read_text().splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue  # the last line of a client that was killed while writing
            match row["op"]:
                case "send":
                    acts[row["act"]] = Act(row["about"], row["value"], row["sitting"], row["at"])
                case "ack":
                    acts[row["act"]].acked = row["at"]
                case "refused":
                    acts[row["act"]].refused = row["why"]
    return acts


@dataclass
class Verdict:
    """What became of the acts. Lost, twice, changed and strangers must all be 0."""

    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    stored_unacknowledged: int = 0
    lost: int = 0
    twice: int = 0
    changed: int = 0
    strangers: int = 0
    unaudited: int = 0
    longest_wait: float = 0.0
    examples: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.twice or self.changed or self.strangers or self.unaudited)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


STORED = """
    SELECT act.id::text, entry.id::text, entry.sitting::text, entry.about, saying.value
      FROM voices_entry entry
      JOIN voices_saying saying ON saying.entry_id = entry.id
      LEFT JOIN voices_act act ON act.entry_id = entry.id
     WHERE entry.sitting::text = ANY(%s) AND entry.kind = 'answer'
"""
# One audit row is left by each act that adds to the record, in the same transaction.
AUDITED = """
    SELECT sitting.id::text, count(*) FROM sittings_sitting sitting
      JOIN audit_event event ON event.person = sitting.person_id AND event.verb = 'collect'
       AND event.what = 'answer'
     WHERE sitting.id::text = ANY(%s) GROUP BY sitting.id
"""


def compare(acts: dict[str, Act], owner_url: str) -> Verdict:
    """Hold the ledgers against the database, read as its owner."""
    verdict = Verdict(sent=len(acts))
    sittings = sorted({act.sitting for act in acts.values()})
    with psycopg.connect(owner_url, autocommit=True) as owner:
        rows = owner.execute(STORED, [sittings]).fetchall()
        audited = dict(owner.execute(AUDITED, [sittings]).fetchall())
    times = Counter(row[0] for row in rows)
    words = Counter((sitting, about, _plain(value)) for _a, _e, sitting, about, value in rows)
    stored = {act: (sitting, about, value) for act, _entry, sitting, about, value in rows}
    known = set(acts)
    for act, entry, _sitting, about, _value in rows:
        if act not in known:
            verdict.strangers += 1
            verdict.examples.append(f"entry {entry} about {about} is of no client's making")
    for name, act in acts.items():
        _judge(verdict, name, act, times[name], stored.get(name))
    for (_sitting, about, value), count in words.items():
        if count > 1 and is_unique(value):
            verdict.twice += count - 1
            verdict.examples.append(f"{about} {value} is stored {count} times")
    wanted = Counter(act.sitting for act in acts.values() if act.acked)
    verdict.unaudited = sum(max(0, n - audited.get(sitting, 0)) for sitting, n in wanted.items())
    del verdict.examples[20:]
    return verdict


def _judge(verdict: Verdict, name: str, act: Act, times: int, stored: Any) -> None:
    verdict.refused += bool(act.refused)
    if act.acked:
        verdict.acknowledged += 1
        verdict.longest_wait = max(verdict.longest_wait, round(act.acked - act.sent, 3))
        if not times:
            verdict.lost += 1
            verdict.examples.append(f"act {name} about {act.about} was acknowledged and is gone")
    elif times:
        verdict.stored_unacknowledged += 1
    if times > 1:
        verdict.twice += times - 1
        verdict.examples.append(f"act {name} has {times} entries")
    if times and stored != (act.sitting, act.about, act.value):
        verdict.changed += 1
        verdict.examples.append(f"act {name} says {stored}, not {act.about} {act.value}")


UNIQUE = "said once: "


def is_unique(value: str) -> bool:
    """Whether these words were made so that nobody else ever says them."""
    return value.startswith(UNIQUE)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def longest_silence(acts: Iterable[Act], since: float, until: float) -> float:
    """The longest time without any acknowledgement while the clients worked."""
    marks = sorted([since, *(a.acked for a in acts if a.acked and since < a.acked < until), until])
    return round(max((b - a for a, b in pairwise(marks)), default=0.0), 3)
