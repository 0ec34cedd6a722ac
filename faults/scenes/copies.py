"""A backup is taken while people save; what it holds is whole and of one moment."""

import os
import subprocess
import sys
import time

from faults import ledger
from faults.postgres import Server
from faults.run import Outcome, Run, scene
from tandem.config.assets import ROOT


def backup_while_saving(run: Run, web: int) -> Outcome:
    """Every act that was acknowledged before the backup began is in it, the log verifies, and
    each entry has its words and its act."""
    with scene(run, "backup-while-saving", web) as it:
        it.primary.start()
        product = it.serve()
        it.work()
        it.until_acknowledged(40)
        file, began = run.place / "while-saving.tandem", time.time()
        _tandem(product.environment, "backup", str(file), "--state", str(it.state))
        took, ended = time.time() - began, time.time()
        it.until_acknowledged(10)
        outcome = it.judge()
        back = run.place / "while-saving-back"
        own = {k: v for k, v in os.environ.items() if not k.startswith("TANDEM_")}
        own.pop("DATABASE_URL", None)
        # Which verifies the log by itself, and fails if it does not hold.
        _tandem(own, "restore", str(file), "--state", str(back))
        server = Server(back)
        it.servers.append(server)
        server.start()
        acts = it.acts()
        before = {name: act for name, act in acts.items() if act.acked and act.acked < began}
        late = {name: act for name, act in acts.items() if act.sent > ended}
        outcome.held["all acknowledged before is in the backup"] = not ledger.compare(
            before, server.owner_url
        ).lost
        with server.superuser() as owner:
            rows = owner.execute("SELECT id::text FROM voices_act").fetchall()
            halves = owner.execute(
                "SELECT count(*) FROM voices_entry entry"
                " LEFT JOIN voices_saying saying ON saying.entry_id = entry.id"
                " LEFT JOIN voices_act act ON act.entry_id = entry.id"
                " WHERE saying.entry_id IS NULL OR act.id IS NULL"
            ).fetchone()
        outcome.held["nothing said afterwards is in the backup"] = not {r[0] for r in rows} & set(
            late
        )
        outcome.held["no entry is without its words or its act"] = halves == (0,)
        outcome.facts["backup_s"] = round(took, 2)
        outcome.facts["acknowledged_before"] = len(before)
        return outcome


def _tandem(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tandem.config.cli", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"tandem {words[0]}: {done.stdout}{done.stderr}")
