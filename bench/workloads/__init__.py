"""What is measured: one file for each workload, found by its name `p<number>_<what>.py`.

A workload is a module with

    ID = "P1"
    TITLE = "save one answer"
    def run(bench: Bench) -> Iterator[Figure]: ...

and, if its figures depend on how many people the caseload holds,

    SIZES = (10_000, 250_000, 1_000_000)
    def measure(bench: Bench, people: int) -> None: ...

`measure` is called once at each of its sizes while the caseload grows, before any `run`; the
default run leaves out sizes above 250,000. It keeps what it finds in `bench.kept[ID]`. `run` then
gives the figures, each of which says by itself whether it decides the exit status
(`bench.figures.at_most(..., decides=True)`).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from bench.bench import Bench
    from bench.figures import Figure


class Workload(Protocol):
    ID: str
    TITLE: str

    def run(self, bench: Bench) -> Iterator[Figure]: ...


class Growing(Workload, Protocol):
    SIZES: tuple[int, ...]

    def measure(self, bench: Bench, people: int) -> None: ...


def names() -> dict[str, str]:
    """Id and module of each workload, in the order of their numbers."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if match := re.fullmatch(r"p(\d+)_\w+", module.name):
            found[int(match[1])] = module.name
    return {f"P{number}": found[number] for number in sorted(found)}


def workload(name: str) -> Workload:
    return cast(Workload, importlib.import_module(f"{__name__}.{name}"))


def sizes(chosen: list[Workload], most: int) -> list[int]:
    """Every size at which a chosen workload is measured, smallest first."""
    wanted = {size for one in chosen for size in getattr(one, "SIZES", ()) if size <= most}
    return sorted(wanted)


def at_size(chosen: list[Workload], size: int) -> list[Growing]:
    return [cast(Growing, one) for one in chosen if size in getattr(one, "SIZES", ())]
