"""An hour of steady work: memory, latency and connections must not drift."""

import json
import statistics
import time

from faults.product import memory
from faults.run import Outcome, Run, Scene, scene

EVERY = 10.0  # seconds between two looks
WARM_UP = 0.2  # of the time, left out of the slopes
MOST_GROWTH = 1024.0  # kilobytes an hour and process, after the warm-up
MOST_DRIFT = 1.25  # the last third's p95 over the first third's


def soak(run: Run, web: int, minutes: float) -> Outcome:
    with scene(run, "soak", web) as it:
        it.primary.start()
        it.serve()
        it.work("--pause", "0.25")
        it.until_acknowledged(20)
        began, looks = time.time(), []
        while time.time() - began < minutes * 60:
            time.sleep(EVERY)
            looks.append(_look(it, time.time() - began))
            if len(looks) % 12 == 0:
                run.tell(f"  {looks[-1]['seconds'] / 60:.0f} of {minutes:.0f} minutes")
        (it.folder / "looks.json").write_text(json.dumps(looks) + "\n")
        outcome = it.judge()
        steady = [look for look in looks if look["seconds"] >= minutes * 60 * WARM_UP]
        growth = _slope([(x["seconds"] / 3600, x["memory"] / web) for x in steady])
        waits = sorted((a.sent, a.acked - a.sent) for a in it.acts().values() if a.acked)
        kept = [wait for sent, wait in waits if sent - began >= minutes * 60 * WARM_UP]
        third = len(kept) // 3
        first, last = _p95(kept[:third]), _p95(kept[-third:])
        outcome.facts |= {
            "minutes": minutes,
            "growth_kb_an_hour_and_process": round(growth),
            "p95_first_third_ms": round(first * 1000, 1),
            "p95_last_third_ms": round(last * 1000, 1),
            "connections": [steady[0]["connections"], steady[-1]["connections"]],
        }
        outcome.held["memory did not grow"] = growth < MOST_GROWTH
        outcome.held["latency did not drift"] = last < first * MOST_DRIFT
        return outcome


def _look(it: Scene, seconds: float) -> dict[str, float]:
    assert it.product
    return {
        "seconds": round(seconds, 1),
        "memory": sum(memory(pid) for pid in it.product.serving()),
        "connections": len(it.primary.backends()),
        "acknowledged": it.acknowledged(),
    }


def _slope(points: list[tuple[float, float]]) -> float:
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _p95(waits: list[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.95)]
