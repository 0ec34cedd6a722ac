"""Processes of the product are killed while people save."""

import os
import signal
import time
from contextlib import suppress

from faults.run import Outcome, Run, Scene, scene

# Saves are what must not be lost, so that is what a kill meets, and seldom a page on the way there.
IN_ONE_SITTING = ("--answers", "300")


def one_process(run: Run, kills: int) -> Outcome:
    """The only serving process is killed at a random moment and started again, as a service
    manager would."""
    with scene(run, "serving-process-killed") as it:
        it.primary.start()
        product = it.serve()
        it.work(*IN_ONE_SITTING)
        it.until_acknowledged(8)
        back: list[float] = []
        for number in range(kills):
            it.rest(0.05, 0.7)
            product.kill()
            began = time.monotonic()
            product.start()
            it.until_acknowledged(1)
            back.append(time.monotonic() - began)
            _progress(it, number, kills)
        it.outcome.kills = kills
        it.outcome.facts["slowest_return_s"] = round(max(back), 2)
        it.outcome.facts["median_return_s"] = round(sorted(back)[len(back) // 2], 2)
        return it.judge()


def two_processes(run: Run, kills: int, *, most_rest: float = 0.7) -> Outcome:
    """One of two serving processes is killed; the launcher puts another in its place. Every tenth
    time the launcher goes as well."""
    with scene(run, "serving-process-killed", web=2) as it:
        it.primary.start()
        product = it.serve()
        it.work(*IN_ONE_SITTING)
        it.until_acknowledged(8)
        for number in range(kills):
            it.rest(0.05, most_rest)
            if number % 10 == 9:
                product.kill()
                product.start()
            else:
                with suppress(ProcessLookupError):
                    os.kill(it.dice.choice(_until_all(it)), signal.SIGKILL)
            it.until_acknowledged(1)
            _progress(it, number, kills)
        it.outcome.kills = kills
        return it.judge()


def _until_all(it: Scene) -> list[int]:
    """Each process that serves has an ear on the database: wait until all are there again."""
    assert it.product
    deadline = time.monotonic() + 90
    while it.primary.ears() < it.web and time.monotonic() < deadline:
        time.sleep(0.05)
    if not (found := it.product.serving()):
        raise RuntimeError(f"nobody serves; see {it.product.log}")
    return found


def _progress(it: Scene, number: int, kills: int) -> None:
    if number % 10 == 9 or number == kills - 1:
        it.run.tell(f"  {number + 1} of {kills} kills, {it.acknowledged()} acknowledged")


def many_answers(run: Run, answers: int) -> Outcome:
    """A great many answers over two processes, one of which is killed every few hundred."""
    with scene(run, "many-answers", web=2) as it:
        it.primary.start()
        it.serve()
        it.work()
        every = max(200, answers // 250)
        while (so_far := it.acknowledged()) < answers:
            if not it.until_acknowledged(min(every, answers - so_far), 300):
                raise RuntimeError("nothing was acknowledged for five minutes")
            with suppress(ProcessLookupError):
                os.kill(it.dice.choice(_until_all(it)), signal.SIGKILL)
            it.outcome.kills += 1
            if it.outcome.kills % 10 == 0:
                it.run.tell(f"  {it.acknowledged()} of {answers} acknowledged")
        return it.judge()
