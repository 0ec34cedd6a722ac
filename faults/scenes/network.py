"""A faulty line between the people and the product."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from faults.run import Outcome, Run, Scene, scene
from tandem.config.assets import ROOT

ANSWERS = 40
MINUTES = 20  # at most, for all interviews together


def faulty_line(it: Scene, to: int, *more: str) -> tuple[int, Path]:
    """Its port, and the log of what it did."""
    log = it.folder / "proxy.log"
    line = subprocess.Popen(
        [
            *(sys.executable, "-m", "faults.proxy", "--to", str(to)),
            *("--seed", f"{it.run.seed} proxy {it.web}", "--log", str(log), *more),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    it.helpers.append(line)
    assert line.stdout
    return int(line.stdout.readline()), log


def proxy(run: Run, web: int, interviews: int) -> Outcome:
    """Whole interviews through a line that cuts, loses, delays, repeats and swallows."""
    with scene(run, "faulty-line", web) as it:
        it.primary.start()
        product = it.serve()
        port, log = faulty_line(it, product.port)
        clients = min(run.clients, interviews)
        each = -(-interviews // clients)
        it.work(
            *("--interviews", str(each), "--answers", str(ANSWERS), "--patience", "2.5"),
            port=port,
            count=clients,
        )
        for client in it.clients:
            client.wait(MINUTES * 60)
            run.tell(f"  {it.acknowledged()} of {each * clients * ANSWERS} answers acknowledged")
        outcome = it.judge()
        met = Counter(json.loads(row)["fault"] for row in log.read_text().splitlines())
        outcome.kills = sum(met.values()) - met["none"]
        outcome.facts["faults"] = dict(met)
        outcome.facts["interviews"] = each * clients
        outcome.held["every answer of every interview was acknowledged"] = (
            outcome.verdict.acknowledged == each * clients * ANSWERS
        )
        return outcome
