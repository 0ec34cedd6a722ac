"""Measures the product beside programs that do the least possible, and holds it to its goals.

    ./dev bench [--only P1,P3] [--full] [--web N] [--rounds N] [--people N] [--quick]

Everything runs on loopback, in a data folder of its own that is deleted afterwards: PostgreSQL with
all its safety on, the product as `tandem serve` serves it, and the floors. Rounds take turns.
Counts, bytes and time at work decide the exit status; time that passes is told and does not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench import results, workloads
from bench.client import WrongAnswer
from bench.figures import Figure, not_measured, table
from bench.machine import facts

if TYPE_CHECKING:
    from bench.place import Place

QUICK = "P1,P3"
DEFAULT_PEOPLE, FULL_PEOPLE = 250_000, 1_000_000


def arguments() -> argparse.Namespace:
    known = workloads.names()
    given = argparse.ArgumentParser(prog="./dev bench", description=__doc__.partition("\n")[0])
    given.add_argument("--only", default="", help=f"some of {', '.join(known)}")
    given.add_argument("--quick", action="store_true", help="what noise does not disturb, in 40 s")
    given.add_argument("--full", action="store_true", help="to 1,000,000 people; takes long")
    given.add_argument("--web", type=int, default=1, metavar="N", help="serving processes")
    given.add_argument("--rounds", type=int, default=5, metavar="N", help="turns of each side")
    given.add_argument("--people", type=int, metavar="N", help="caseload to grow to")
    given.add_argument("--pg-bin", type=Path, metavar="DIR", help="other PostgreSQL programs")
    given.add_argument("--to", type=Path, metavar="FILE", help="where to write the results")
    wanted = given.parse_args()
    if wanted.quick:
        wanted.only, wanted.rounds = wanted.only or QUICK, min(wanted.rounds, 2)
    wanted.to = wanted.to or (results.CHOSEN if wanted.only else results.RESULTS)
    wanted.only = [name.strip().upper() for name in wanted.only.split(",") if name.strip()]
    if strange := set(wanted.only) - set(known):
        given.error(f"there is no {', '.join(sorted(strange))}; there are {', '.join(known)}")
    return wanted


def main() -> int:
    wanted = arguments()
    # Leaving by an exception stops whatever was started, on Ctrl-C and SIGTERM alike.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="tandem-bench-"))
    folder.chmod(0o711)
    figures: list[Figure] = []
    machine = {}
    try:
        # What this shell is set to is of another installation; its key would sign nobody in here.
        for name in [one for one in os.environ if one.startswith("TANDEM_")]:
            del os.environ[name]
        os.environ.pop("DATABASE_URL", None)
        from bench.place import opened

        with opened(folder / "state", wanted.pg_bin) as place:
            machine = facts(place.one("SHOW server_version"))
            for figure in measure(wanted, place):
                figures.append(figure)
                print(table([figure], with_head=len(figures) == 1), file=sys.stderr, flush=True)
    except (KeyboardInterrupt, SystemExit) as stop:
        print("Stopped. What was measured so far:", file=sys.stderr)
        return finish(wanted.to, machine, figures, getattr(stop, "code", None) or 130)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return finish(wanted.to, machine, figures, 0)


def measure(wanted: argparse.Namespace, place: Place) -> Iterator[Figure]:
    from bench.bench import Bench
    from bench.caseload import grow

    names = workloads.names()
    chosen = [workloads.workload(names[one]) for one in names if one in (wanted.only or names)]
    most = wanted.people or (FULL_PEOPLE if wanted.full else DEFAULT_PEOPLE)
    bench = Bench(
        place, rounds=wanted.rounds, workers=wanted.web, full=wanted.full, quick=wanted.quick
    )
    try:
        place.serve(bench.workers)
        for size in workloads.sizes(chosen, most):
            grow(bench, size)
            for one in workloads.at_size(chosen, size):
                bench.say(f"{one.ID}: {one.TITLE}, {size:,} people")
                one.measure(bench, size)
        if wanted.people:
            grow(bench, wanted.people)
        for each in chosen:
            bench.say(f"{each.ID}: {each.TITLE}")
            try:
                yield from each.run(bench)
            except (WrongAnswer, OSError, EOFError) as fault:
                time.sleep(0.5)  # what the product said may still be on its way
                print("".join(place.said[-60:]), fault, file=sys.stderr)
                yield not_measured(each.ID, str(fault))
                place.serve(bench.workers)
    finally:
        bench.stop()


def finish(to: Path, machine: dict[str, object], figures: list[Figure], status: int) -> int:
    missed = [one for one in figures if one.met is False and one.decides]
    if figures:
        results.write(machine, figures, to)
        print(f"\n{table(figures)}\n")
        print(f"Written to {to}.")
    if missed:
        print(f"{len(missed)} goals that decide were missed.")
    return status or (1 if missed else 0)


if __name__ == "__main__":
    sys.exit(main())
