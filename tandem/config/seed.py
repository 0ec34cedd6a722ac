"""`./dev seed`: a made-up caseload of any size, with its progress and its rates."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TextIO

from tandem.config import database, demo, serve
from tandem.lib.refused import Refused

WIDTH = 30


class Bar:
    """One line that is written over while it goes, and stays when a part is done."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.what, self.began, self.next = out, "", 0.0, 0.0

    def __call__(self, what: str, made: int, wanted: int) -> None:
        now = perf_counter()
        if what != self.what:
            self.what, self.began, self.next = what, now, 0.0
        if now < self.next and made < wanted:
            return
        self.next = now + (0.2 if self.out.isatty() else 10)
        full = WIDTH * made // max(wanted, 1)
        rate = made / max(now - self.began, 0.001)
        end = "\n" if made >= wanted or not self.out.isatty() else "\r"
        bar = "#" * full + "." * (WIDTH - full)
        self.out.write(f"{what:15} [{bar}] {made:>9,} of {wanted:,}, {rate:,.0f} a second {end}")
        self.out.flush()


def _people(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"this is a number from 1 to 1,000,000, not {text!r}")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"this is a share from 0 to 1, such as 0.02, not {text!r}")
    return share


def words(given: Sequence[str] | None = None) -> argparse.Namespace:
    top = argparse.ArgumentParser(
        prog="./dev seed",
        description="Fills a data folder with made-up people; run again, it adds who is missing.",
        epilog="DATABASE_URL=postgresql://... uses that database in place of the one in the data"
        " folder.",
    )
    top.add_argument("--people", type=_people, required=True, metavar="N", help="1 to 1,000,000")
    top.add_argument(
        "--state",
        type=lambda text: Path(text).expanduser().absolute(),
        default=Path(".tandem-seed").absolute(),
        metavar="DIR",
        help="data folder (default: .tandem-seed here)",
    )
    top.add_argument("--seed", default="tandem", metavar="S", help="the same seed, the same people")
    top.add_argument(
        "--histories",
        type=_share,
        default=0.02,
        metavar="SHARE",
        help="share of people with sittings, a sheet and a plan (default: 0.02)",
    )
    top.add_argument("--pg-bin", type=Path, metavar="DIR", help="PostgreSQL's programs to use")
    return top.parse_args(given)


def seed(given: argparse.Namespace) -> None:
    with (
        serve.closing_everything(),
        serve.only_one(given.state),
        database.opened(given.state, given.pg_bin) as opened,
    ):
        serve.prepare(given.state, opened, is_demo=True)
        # Whatever is in it from now on is made up, even if the filling is cut short.
        demo.mark(given.state, is_demo=True)
        serve.environment(given.state, opened)
        import django

        django.setup()
        from tandem.home.seed import fill

        with database.connect(opened.owner_url) as owner:
            done = fill(
                owner,
                people=given.people,
                seed=given.seed,
                histories=given.histories,
                progress=Bar(sys.stdout),
            )
    for what, phase in (("Caseload facts", done.facts), ("Full histories", done.histories)):
        print(
            f"{what}: {phase.people:,} people in {phase.seconds:.1f} s, {phase.rate:,.0f} a second."
        )
    print(f"Start it, and it prints links to sign in with: ./dev run --state {given.state}")


def main() -> None:
    try:
        seed(words())
    except Refused as refused:
        sys.exit(f"seed: {refused.sentence}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
