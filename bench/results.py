"""The run as a file: what machine it was, and every line of the table."""

import json
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.machine import ROOT

RESULTS = ROOT / "bench" / "results.json"
# What was chosen is no whole run, and does not take its place.
CHOSEN = ROOT / "build" / "bench" / "results.json"


def write(machine: dict[str, Any], figures: list[Figure], to: Path) -> None:
    rows = [figure.as_row() for figure in figures]
    said = json.dumps({"machine": machine, "figures": rows}, indent=1, ensure_ascii=False)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(said + "\n")
