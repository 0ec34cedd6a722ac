"""Two databases: every commit waits until the standby has it on disk too.

The standby is lost, the primary is lost, and the wait of one commit is cancelled by hand.
"""

import threading
import time
import uuid
from contextlib import suppress

import psycopg

from faults.client import Again, Client, Screen
from faults.ledger import UNIQUE
from faults.postgres import Server
from faults.run import Outcome, Run, Scene, scene

NAME = "s1"
GOAL_SECONDS = 30  # from the primary's death until a save is acknowledged again
# Long enough for what was answered already to reach the ledger.
SETTLING = 1.0


def pair(it: Scene) -> Server:
    """Start the primary, a standby, and make each commit wait for it."""
    it.primary.start()
    standby = it.primary.standby(it.run.place / f"{it.name}-{it.web}-{NAME}", NAME)
    it.servers.append(standby)
    wait_for(it)
    return standby


def wait_for(it: Scene) -> None:
    it.primary.set(synchronous_standby_names=f"FIRST 1 ({NAME})")
    deadline = time.monotonic() + 30
    while it.primary.follows() != "sync":
        if time.monotonic() > deadline:
            raise RuntimeError("the standby does not follow")
        time.sleep(0.1)


def lost(run: Run, web: int, seconds: float) -> Outcome:
    """The standby is killed and comes back: meanwhile saves wait, and nobody is told "Saved"."""
    with scene(run, "standby-lost", web) as it:
        standby = pair(it)
        it.serve(*it.servers)
        it.work()
        it.until_acknowledged(20)
        standby.kill()
        time.sleep(SETTLING)
        before = it.acknowledged()
        time.sleep(seconds)
        it.outcome.facts["acknowledged_without_standby"] = it.acknowledged() - before
        it.outcome.held["no save was acknowledged without the standby"] = (
            it.acknowledged() == before
        )
        began = time.monotonic()
        standby.start()
        it.outcome.held["saves went on by themselves"] = it.until_acknowledged(3, 60)
        it.outcome.facts["back_after_s"] = round(time.monotonic() - began, 2)
        it.outcome.kills = 1
        return it.judge()


def failover(run: Run, web: int) -> Outcome:
    """kill -9 of the primary; the standby is promoted; the product finds it by its address."""
    with scene(run, "failover", web) as it:
        standby = pair(it)
        it.serve(*it.servers)
        it.work()
        it.until_acknowledged(30)
        it.rest(0.2, 1.0)
        began = time.monotonic()
        it.primary.kill()
        standby.promote()
        promoted = time.monotonic() - began
        it.outcome.held["saves went on by themselves"] = it.until_acknowledged(1, 60)
        back = time.monotonic() - began
        it.until_acknowledged(20)
        it.outcome.kills = 1
        it.outcome.facts["promoted_after_s"] = round(promoted, 2)
        it.outcome.facts["back_after_s"] = round(back, 2)
        it.outcome.held[f"back within {GOAL_SECONDS} s"] = back <= GOAL_SECONDS
        return it.judge(standby)


def retried(run: Run, web: int) -> Outcome:
    """A commit waits for a lost standby, somebody cancels the wait, the client asks again, and the
    primary dies. PostgreSQL calls a cancelled wait a success; the product must not."""
    with scene(run, "retried-save", web) as it:
        standby = pair(it)
        product = it.serve(*it.servers)
        client = _by_hand(it, product.port, product.owner_url)
        sitting, screens = _seated(client)
        for number in range(5):
            client.say(sitting, screens, number)
        standby.kill()
        act = _Try(client, sitting, screens[0][0])
        first = act.send()
        cancelled = _cancel(it.primary)
        first.join()
        it.outcome.facts["waits_cancelled"] = cancelled
        it.outcome.facts["answer_after_the_cancelled_wait"] = act.answers[:1]
        it.outcome.held["a cancelled wait was not called saved"] = act.answers[:1] != [200]
        act.send().join()
        it.outcome.facts["answer_to_the_second_try"] = act.answers[1:2]
        it.outcome.held["the second try was not called saved"] = act.answers[1:2] != [200]
        it.primary.kill()
        standby.start()
        standby.promote()
        while not act.is_saved and len(act.answers) < 40:
            act.send().join()
            time.sleep(0.5)
        it.outcome.held["it was saved on the new primary"] = act.is_saved
        it.outcome.kills = 2
        return it.judge(standby)


class _Try:
    """One act that is sent again and again by hand; each answer is kept, 0 for none."""

    def __init__(self, client: Client, sitting: str, screen: Screen) -> None:
        self.client, self.sitting, self.screen = client, sitting, screen
        self.act, self.value = str(uuid.uuid4()), f"{UNIQUE}{uuid.uuid4()}"
        self.answers: list[int] = []
        client.ledger.write(
            "send", act=self.act, about="home.words", value=self.value, sitting=sitting
        )

    @property
    def is_saved(self) -> bool:
        return 200 in self.answers

    def send(self) -> threading.Thread:
        began = threading.Thread(target=self._send)
        began.start()
        return began

    def _send(self) -> None:
        form = {"by_act": "1", "act:home.words": self.act, "home.words": self.value, "seen": "0"}
        status = 0
        with suppress(OSError, ValueError):
            status, _, _ = self.screen.ask(
                "POST", f"/together/{self.sitting}/area/home/answer", form, "application/json"
            )
        if status == 200 and not self.is_saved:
            self.client.ledger.write("ack", act=self.act, tries=len(self.answers) + 1)
        self.answers.append(status)


def _by_hand(it: Scene, port: int, owner: str) -> Client:
    from argparse import Namespace

    given = Namespace(
        port=port,
        owner=owner,
        ledger=it.folder / "by-hand.ledger",
        seed=f"{it.run.seed} {it.name}",
        patience=8.0,
        rest=0.1,
        most_rest=1.0,
    )
    return Client(given)


def _seated(client: Client) -> tuple[str, list[tuple[Screen, str]]]:
    for _ in range(20):
        with suppress(Again):
            return client.sit_down()
        time.sleep(0.5)
    raise RuntimeError("nobody could sit down")


def _cancel(server: Server) -> int:
    """End the wait of every commit that waits for the standby, as an impatient keeper might."""
    deadline = time.monotonic() + 6
    while time.monotonic() < deadline:
        with suppress(psycopg.Error), server.superuser() as keeper:
            rows = keeper.execute(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            ).fetchall()
            if rows:
                return len(rows)
        time.sleep(0.1)
    return 0
