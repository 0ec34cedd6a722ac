"""`./dev faults`: break the product, compare ledgers with rows, print one table.

Everything stays in build/faults/<run>/: raw ledgers, logs, the seed, facts of the machine, and
results.json. Ends with 0 only when nothing was lost, nothing was stored twice, and all else held.
"""

import argparse
import json
import os
import platform
import secrets
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from faults.run import Outcome, Run
from faults.scenes import browser, copies, database, kills, network, offline, soak, standby
from tandem.config.assets import ROOT

BUILD = ROOT / "build" / "faults"
Fault = Callable[[Run], Outcome]
OFFLINE = ("browser", "cut", "outbox", "typing")


def plan(is_long: bool, kill_count: int, web: int | None = None) -> dict[str, list[Fault]]:
    """Each name of `--only` with what it runs; the order is that of the table. With `web` each
    fault meets so many serving processes; else one or two, as is most telling, or both."""
    times = 10 if is_long else 1
    share = kill_count if web else kill_count // 2
    one, two = web or 1, web or 2
    both = [web] if web else [1, 2]
    killed = {1: kills.one_process, 2: kills.two_processes}
    return {
        "kills": [partial(killed[each], kills=share) for each in both],
        "postmaster": [partial(database.postmaster, web=each, times=times) for each in both],
        "backend": [lambda run: database.backend(run, two, times)],
        "restart": [lambda run: database.restart(run, two, times)],
        "disk": [lambda run: database.disk_full(run, one)],
        "standby": [lambda run: standby.lost(run, two, 60 if is_long else 8)],
        "failover": [lambda run: standby.failover(run, two)] * (20 if is_long else 1),
        "retried": [lambda run: standby.retried(run, one)],
        "line": [lambda run: network.proxy(run, two, 200 if is_long else 8)],
        "browser": [lambda run: offline.killed(run, one, 50)],
        "cut": [lambda run: browser.cut(run, one, 40)],
        "outbox": [lambda run: offline.interviews(run, one, 200 if is_long else 4, 40)],
        "typing": [lambda run: offline.typing(run, one)],
        "backup": [lambda run: copies.backup_while_saving(run, two)],
    }


def long_plan(answers: int, minutes: float) -> dict[str, list[Fault]]:
    """What only a release needs."""
    return {
        "many": [lambda run: kills.many_answers(run, answers)],
        "soak": [lambda run: soak.soak(run, 2, minutes)],
    }


def main() -> int:
    words = argparse.ArgumentParser(prog="./dev faults", description=__doc__.partition("\n")[0])
    words.add_argument("--long", action="store_true", help="the figures of a release; hours")
    words.add_argument("--offline", action="store_true", help="what a browser does without a line")
    words.add_argument("--interviews", type=int, help="of the outbox (default: 4, long 200)")
    words.add_argument("--only", action="append", metavar="NAME", help="one fault; may be repeated")
    words.add_argument("--seed", default="", help="of the schedule (default: a new one)")
    words.add_argument("--clients", type=int, default=4, help="processes that save (default: 4)")
    words.add_argument(
        "--web",
        type=int,
        choices=(1, 2),
        help="serving processes (default: one, two or both, by fault)",
    )
    words.add_argument("--kills", type=int, help="of serving processes (default: 50, long 500)")
    words.add_argument("--answers", type=int, default=100_000, help="to be acknowledged, long only")
    words.add_argument("--minutes", type=float, default=60, help="of the soak, long only")
    given = words.parse_args()
    kill_count = given.kills or (500 if given.long else 50)
    chosen = plan(given.long, kill_count, given.web)
    extra = long_plan(given.answers, given.minutes)
    known = [*chosen, *extra]
    if given.offline:
        given.only = [*(given.only or ()), *OFFLINE]
    if given.interviews:
        chosen["outbox"] = [
            lambda run: offline.interviews(run, given.web or 1, given.interviews, 40)
        ]
    if given.long or set(given.only or ()) & set(extra):
        chosen |= extra
    if unknown := set(given.only or ()) - set(known):
        words.error(f"{', '.join(sorted(unknown))} is none of: {' '.join(known)}")
    if given.only:
        chosen = {name: faults for name, faults in chosen.items() if name in given.only}
    # A signal leaves by way of every `finally`, which ends what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    seed = given.seed or secrets.token_hex(4)
    run = Run(
        BUILD / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{seed}",
        seed,
        is_long=given.long,
        clients=given.clients,
    )
    run.tell(f"seed {seed}; everything is kept in {run.folder.relative_to(ROOT)}")
    try:
        outcomes = go(run, chosen)
    except KeyboardInterrupt:
        run.tell("stopped by hand")
        return 130
    finally:
        run.end()
    return 0 if outcomes and all(outcome.is_good for outcome in outcomes) else 1


def go(run: Run, chosen: dict[str, list[Fault]]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for name, faults in chosen.items():
        for number, fault in enumerate(faults, 1):
            which = f" ({number} of {len(faults)})" if len(faults) > 1 else ""
            run.tell(f"{name}{which}")
            try:
                outcomes.append(fault(run))
            except Exception as error:
                said = traceback.format_exc()
                (run.folder / f"{name}-{number}.broke").write_text(said)
                broken = Outcome(name)
                broken.held[f"it could be run: {type(error).__name__}: {error}"[:300]] = False
                outcomes.append(broken)
            write(run, outcomes)
            run.tell(f"  {verdict(outcomes[-1])}")
    print()
    print(table(outcomes))
    return outcomes


def verdict(outcome: Outcome) -> str:
    if outcome.not_run:
        return f"not run: {outcome.not_run}"
    failed = [name for name, is_so in outcome.held.items() if not is_so]
    return "ok" if outcome.is_good else f"FAULT: {'; '.join(failed) or outcome.verdict.examples}"


COLUMNS = ("fault", "web", "faults", "acknowledged", "lost", "twice", "longest wait", "good")


def table(outcomes: list[Outcome]) -> str:
    rows = [COLUMNS]
    for one in outcomes:
        v = one.verdict
        seen = (str(one.kills), str(v.acknowledged), str(v.lost), str(v.twice))
        rows.append(
            (one.fault, str(one.web), *seen, f"{v.longest_wait:.1f} s", verdict(one)[:100])
            if not one.not_run
            else (one.fault, str(one.web), *[""] * 5, verdict(one))
        )
    total = [sum(getattr(o.verdict, name) for o in outcomes) for name in COLUMNS[3:6]]
    faults = sum(o.kills for o in outcomes)
    rows.append(("all", "", str(faults), *map(str, total), "", ""))
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    lines = [
        "  ".join(
            cell.ljust(width) if n in (0, 7) else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def write(run: Run, outcomes: list[Outcome]) -> None:
    results = {
        "seed": run.seed,
        "is_long": run.is_long,
        "clients": run.clients,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - run.began),
        "machine": machine(),
        "outcomes": [outcome.as_dict() for outcome in outcomes],
    }
    (run.folder / "results.json").write_text(json.dumps(results, indent=2) + "\n")


def machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    return {
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
        "commit": commit.stdout.strip(),
    }


if __name__ == "__main__":
    sys.exit(main())
