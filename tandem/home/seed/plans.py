"""Made-up plans: goals with reasons on the sheet, steps, promises, and what each says to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import override

from tandem.home.seed.banks import Sayings
from tandem.home.seed.log import Log, Told, new_id
from tandem.home.seed.sheets import SheetTold
from tandem.home.seed.sitting import Sat
from tandem.plans import rules
from tandem.plans.around import around
from tandem.plans.whole import Part
from tandem.voices.models import Kind

# What a goal may come from, by the end of the item's key.
REASONS = ("now", "better", "strength")


@dataclass(slots=True)
class StepTold:
    id: UUID
    number: int
    words: str
    language: str
    who: str
    worker: UUID | None
    due_on: date | None
    made_at: datetime
    # With what the page calls whoever does it.
    who_name: str
    state: str = "to_do"


@dataclass(slots=True)
class GoalTold:
    id: UUID
    number: int
    words: str
    language: str
    origin: str
    because: list[str]
    made_at: datetime
    state: str = "active"
    steps: list[StepTold] = field(default_factory=list)
    is_changed: bool = True

    def read(self) -> dict[str, Any]:
        """In the language that is on."""
        text = rules.text(
            self.words,
            [rules.StepText(s.words, s.who, s.due_on, s.state) for s in self.steps],
        )
        names = tuple(s.who_name for s in self.steps if s.state != "dropped")
        return rules.as_read(text, around([Part(self.number, text, names=names)]))


class PlanTold:
    """One person's plan over its sittings."""

    def __init__(self, told: Told, sheet: SheetTold, log: Log) -> None:
        self.told, self.sheet, self.log, self.random = told, sheet, log, sheet.random
        self.goals: list[GoalTold] = []

    def work_on(self, sat: Sat, says: Sayings) -> None:
        """What became of the steps, then what is new, then what both say to it."""
        for goal in self.goals:
            if goal.state == "active":
                self._look_back(sat, says, goal)
            elif goal.state == "let_go" and self.random.random() < 0.3:
                self._change(sat, goal, {"state": "active"})
        active = sum(goal.state == "active" for goal in self.goals)
        many = self.random.randint(1, 3) if not self.goals else int(self.random.random() < 0.35)
        for _ in range(many if active < 6 else 0):
            self._add(sat, says)
        for goal in self.goals:
            if goal.state == "active" and goal.is_changed and not sat.is_paper:
                self._agree(sat, says, goal)

    def _say(self, sat: Sat, kind: Kind, about: str, party: str, value: Any, act: UUID) -> None:
        sat.say(self.log, kind, about, party, value, act=act)
        sat.event("alter", f"plan: {kind}")

    def _add(self, sat: Sat, says: Sayings) -> None:
        random = self.random
        part = random.choice(
            [p.key for a in self.sheet.areas() if a.key in self.sheet.talked for p in a.parts]
        )
        keys = [f"{part}.{end}" for end in REASONS]
        because = [key for key in keys if self._is_answered(key)][: random.randint(1, 3)]
        words, step, promise = says.goal(random, part)
        if not because or words in [goal.words for goal in self.goals]:
            return
        act, origin = new_id(random), "person" if random.random() < 0.93 else "both"
        value = {"words": words, "state": "active", "origin": origin, "because": because}
        self._say(sat, Kind.GOAL, f"goal/{act}", origin, value, act)
        for key in because:
            self.told.reasons.add(act, key, self.sheet.spoken[key, "person"].id, "from")
        goal = GoalTold(*(act, len(self.goals) + 1, words, sat.language, origin, because, sat.now))
        self.goals.append(goal)
        self._add_step(sat, goal, "person", step, random.randrange(7, 60))
        self._add_step(sat, goal, "worker", promise, random.randrange(3, 40))

    def _is_answered(self, key: str) -> bool:
        said = self.sheet.spoken.get((key, "person"))
        return said is not None and said.kind == "answer" and bool(said.value)

    def _add_step(self, sat: Sat, goal: GoalTold, who: str, words: str, days: int) -> None:
        due = sat.held_on + timedelta(days) if self.random.random() < 0.9 else None
        act = new_id(self.random)
        value = {
            "goal": str(goal.id),
            "words": words,
            "who": who,
            "due_on": due.isoformat() if due else None,
            "state": "to_do",
            "offer": "",
        }
        self._say(sat, Kind.STEP, f"step/{act}", who, value, act)
        worker = sat.worker.id if who == "worker" else None
        number = len(goal.steps) + 1
        by = (sat.worker if worker else sat.known).called
        goal.steps.append(StepTold(act, number, words, sat.language, who, worker, due, sat.now, by))
        goal.is_changed = True

    def _look_back(self, sat: Sat, says: Sayings, goal: GoalTold) -> None:
        random = self.random
        for step in goal.steps:
            if step.state not in ("to_do", "doing"):
                continue
            dice = random.random()
            if dice < 0.5:
                self._change_step(sat, goal, step, {"state": "done"})
            elif dice < 0.6 and step.state == "to_do":
                self._change_step(sat, goal, step, {"state": "doing"})
            elif dice < 0.66:
                self._change_step(sat, goal, step, {"state": "dropped"})
            elif dice < 0.78:
                day = sat.held_on + timedelta(random.randrange(7, 45))
                self._change_step(sat, goal, step, {"due_on": day})
        if random.random() < 0.12 and goal.origin == "person":
            words = says.one(random, "talk", "reworded")
            if words != goal.words:
                self._change(sat, goal, {"words": words})
        is_done = all(step.state in ("done", "dropped") for step in goal.steps)
        if is_done and random.random() < 0.5:
            self._change(sat, goal, {"state": "done"})
        elif random.random() < 0.05:
            self._change(sat, goal, {"state": "let_go"})
        elif random.random() < 0.25:
            part = goal.because[0].rpartition(".")[0]
            _goal, step_words, promise = says.goal(random, part)
            who = random.choice(("person", "worker"))
            words = step_words if who == "person" else promise
            self._add_step(sat, goal, who, words, random.randrange(7, 40))

    def _change(self, sat: Sat, goal: GoalTold, asked: dict[str, str]) -> None:
        value = {
            "words": goal.words,
            "state": goal.state,
            "origin": goal.origin,
            "because": goal.because,
            **asked,
        }
        act = new_id(self.random)
        self._say(sat, Kind.GOAL, f"goal/{goal.id}", goal.origin, value, act)
        goal.words = asked.get("words", goal.words)
        goal.state = asked.get("state", goal.state)
        if "words" in asked:
            goal.language = sat.language
        goal.is_changed = True

    def _change_step(self, sat: Sat, goal: GoalTold, step: StepTold, asked: dict[str, Any]) -> None:
        wanted = {
            name: each.isoformat() if isinstance(each, date) else each
            for name, each in asked.items()
        }
        # To change a step its words are sent with its day.
        if "due_on" in asked:
            wanted = {"words": step.words, **wanted}
        value = {
            "goal": str(goal.id),
            "words": step.words,
            "who": step.who,
            "due_on": step.due_on.isoformat() if step.due_on else None,
            "state": step.state,
            **wanted,
        }
        act = new_id(self.random)
        self._say(sat, Kind.STEP, f"step/{step.id}", step.who, value, act)
        step.state = asked.get("state", step.state)
        if "due_on" in asked:
            step.due_on, step.language = asked["due_on"], sat.language
        if asked.get("state") == "dropped" or "due_on" in asked:
            goal.is_changed = True

    def _agree(self, sat: Sat, says: Sayings, goal: GoalTold) -> None:
        """Some are left for another day: then what was said before has lapsed."""
        random = self.random
        if random.random() < 0.15:
            return
        with override(sat.language):
            read = goal.read()
        digest = rules.digest(read)
        said = random.choices(list(rules.Answer), (78, 14, 4, 4))[0]
        words = says.one(random, "talk", "part") if said is rules.Answer.PART else ""
        for party, answer in (("person", said), ("worker", rules.Answer.YES)):
            hands = sat.own() if party == "person" else sat.shared()
            value = {
                "answer": str(answer),
                "words": words if party == "person" else "",
                "digest": digest,
                **read,
            }
            sat.say(self.log, Kind.AGREE, f"goal/{goal.id}", party, value, hands=hands)
            sat.event("alter", "plan: agree", by_guest=hands.author is None)
        goal.is_changed = False

    def close(self) -> None:
        """The rows of the goals and steps as they stand at the end."""
        for goal in self.goals:
            self.told.goals.add(
                *(goal.id, self.log.thread.id, goal.number, goal.words, goal.language),
                *(goal.origin, goal.state, goal.made_at, "", None, False, 0, None),
            )
            for step in goal.steps:
                self.told.steps.add(
                    *(step.id, goal.id, step.number, step.words, step.language, step.who),
                    *(step.worker, step.due_on, step.state, step.made_at, "", ""),
                )
